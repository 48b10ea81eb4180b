using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KexieBot.Benchmarks;

/// <summary>Claiming, sending and marking messages from the outbox, beside a loop over HttpClient that posts the same to the same stand-in with as many in flight. <c>--latency MS</c> is how long the stand-in takes.</summary>
internal static class DispatchRun
{
    private const int Messages = 4000;
    private const int Rounds = 3;
    private static readonly DeliveryRules Rules = new();

    public static async Task MeasureAsync(string[] args)
    {
        var latency = TimeSpan.FromMilliseconds(int.Parse(MeasuredStore.Argument(args, "--latency") ?? "20", CultureInfo.InvariantCulture));
        await using var store = await MeasuredStore.OpenAsync(args);
        await using var platform = await StandInAsync(latency);
        var address = new Uri(platform.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var http = new HttpClient { BaseAddress = address };
        Console.WriteLine($"{Messages} messages, {Rules.Concurrency} in flight, the stand-in takes {latency.TotalMilliseconds} ms");
        for (var round = 0; round <= Rounds; round++)
        {
            var bare = await Measured.OfAsync(Messages, Rules.Concurrency, index => PostAsync(http, Content(index)));
            var perSecond = await DispatchAsync(store, http);
            if (round > 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"HttpClient {bare.PerSecond,8:0}/s   dispatcher {perSecond,8:0}/s   {perSecond / bare.PerSecond:P0}"));
        }
    }

    private static async Task<double> DispatchAsync(MeasuredStore store, HttpClient http)
    {
        var database = store.Fresh();
        var clock = new OfficeClock(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var rosters = new RosterStore(database);
        await rosters.ChangeAsync(_ => new Roster([], [], [.. Enumerable.Range(0, Messages).Select(index => new Person($"p{index}", $"联络员{index}", PersonRole.Liaison) { Accounts = [new PersonAccount(ChannelKind.Teams, $"p{index}")] })]));
        var outbox = new Outbox(database, clock, NullLogger<Outbox>.Instance);
        foreach (var batch in Enumerable.Range(0, Messages).Chunk(200))
            await Task.WhenAll(batch.Select(index => outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry($"bench/{index}", $"p{index}", "event", Content(index), clock.Now) { IsUrgent = true })));

        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "workcalendar", "cn-holidays.json"));
        var calendar = WorkCalendar.Read(file);
        var mornings = new MorningDelivery(new LedgerReader(database), rosters, new MorningPlanner(new ReminderRules(), calendar, clock), new HeardMarks(database));
        var sender = new Sender(http);
        var dispatcher = new Dispatcher(outbox, new UnreachablePersons(database, clock), mornings, new HeldMessages(database, outbox, new HeardMarks(database), clock), new SubscribedGroups(database, [sender]), rosters, [sender], new OfficeHours(new ReminderRules(), calendar, clock), clock, Rules, NullLogger<Dispatcher>.Instance);
        var started = Stopwatch.GetTimestamp();
        while (await dispatcher.RunOnceAsync([], CancellationToken.None) > 0)
        {
        }

        var taken = Stopwatch.GetElapsedTime(started);
        var outcomes = await outbox.OutcomesAsync(Outbox.OfficeSlot);
        return outcomes["sent"] == Messages ? Messages / taken.TotalSeconds : throw new InvalidOperationException($"{outcomes["sent"]} of {Messages} were sent.");
    }

    private static Reply Content(int index) => Reply.Of($"第{index}条还有3天到期，请及时报送进展。");

    private static async Task PostAsync(HttpClient http, Reply content)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<WebApplication> StandInAsync(TimeSpan latency)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            if (latency > TimeSpan.Zero)
                await Task.Delay(latency);
            return Results.Ok();
        });
        await app.StartAsync();
        return app;
    }

    private sealed class Sender(HttpClient http) : IChannelSender
    {
        public ChannelKind Channel => ChannelKind.Teams;

        public async Task<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
        {
            await PostAsync(http, message.Content);
            return new SendOutcome.Sent(null);
        }
    }
}
