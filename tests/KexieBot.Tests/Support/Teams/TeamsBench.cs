using System.Text;
using System.Text.Json.Nodes;
using KexieBot.Channels.Teams;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Tests.Support.Teams;

/// <summary>The bot with its Teams channel on a real port, and Microsoft's stand-in on the other side.</summary>
public sealed class TeamsBench : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private TeamsBench(WebApplication app, FakeConnector microsoft, TimeProvider time)
    {
        this.app = app;
        Microsoft = microsoft;
        Time = time;
    }

    public FakeConnector Microsoft { get; }

    public TimeProvider Time { get; }

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>For a clock that stands still: a limit per second would be a limit for ever.</summary>
    public static object AnyRate { get; } = new TeamsRates { PerTenant = [new RateLimit(10_000, TimeSpan.FromSeconds(1))], PerThread = [new RateLimit(10_000, TimeSpan.FromSeconds(1))] };

    public IChannelSender Sender => Get<IChannelSender>();

    /// <param name="store">An empty store.</param>
    /// <param name="settings">Of the section Teams, over the usual ones.</param>
    /// <param name="time">The clock; the system's where null.</param>
    /// <param name="rates">How fast the bot may call; the documented rates where null.</param>
    public static async Task<TeamsBench> StartAsync(
        IDatabase store, Dictionary<string, string?>? settings = null, TimeProvider? time = null, object? rates = null, Action<WebApplicationBuilder>? configure = null)
    {
        var microsoft = await FakeConnector.StartAsync();
        // The stand-in counts in real time: where the bot's clock is turned, or other rates are given, that would be another limit.
        if (time is not null || rates is not null)
            microsoft.Limits = null;
        microsoft.Time = time ?? TimeProvider.System;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Settings(microsoft)).AddInMemoryCollection(settings ?? []);
        var clock = new OfficeClock(time ?? TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        builder.Services.AddSingleton(store).AddSingleton(clock).AddSingleton(WorkCalendarOfTests()).AddSingleton(new ReminderRules()).AddSingleton(new EvidenceFolder(Path.Combine(Path.GetTempPath(), "kexie-tests-evidence"))).AddCoreServices();
        if (rates is TeamsRates given)
            builder.Services.AddSingleton(given);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTeams();
        configure?.Invoke(builder);
        var bench = new TeamsBench(builder.Build(), microsoft, clock.Time);
        bench.app.MapTeams();
        await bench.app.StartAsync();
        bench.Url = new Uri(bench.app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        return bench;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>What sends the messages that wait in outboxes, in office hours.</summary>
    public Dispatcher Dispatcher(DeliveryRules? rules = null)
    {
        var (store, clock, calendar, senders) = (Get<IDatabase>(), Get<OfficeClock>(), Get<WorkCalendar>(), new[] { Sender });
        var mornings = new MorningDelivery(Get<LedgerReader>(), Get<RosterStore>(), new MorningPlanner(new ReminderRules(), calendar, clock), new HeardMarks(store));
        return new Dispatcher(
            Get<Outbox>(), Get<UnreachablePersons>(), mornings, new HeldMessages(store, Get<Outbox>(), new HeardMarks(store), clock), new SubscribedGroups(store, senders), Get<RosterStore>(), senders, new OfficeHours(new ReminderRules(), calendar, clock), clock, rules ?? new DeliveryRules(), NullLogger<Dispatcher>.Instance);
    }

    public string Token(Action<TokenDraft>? spoil = null) => Microsoft.Identity.Token(Microsoft.ServiceUrl, Time.GetUtcNow(), spoil);

    /// <summary>Posts an activity as the Connector does.</summary>
    public Task<HttpResponseMessage> PostAsync(JsonObject activity) => PostAsync(activity.ToJsonString(), $"Bearer {Token()}");

    public async Task<HttpResponseMessage> PostAsync(string body, string? authorization, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "api/messages")) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await http.SendAsync(request);
    }

    public Task PutOnRosterAsync(params Person[] persons) =>
        Get<RosterStore>().ChangeAsync(roster => new Roster([.. persons.SelectMany(person => person.UnitIds).Distinct(StringComparer.Ordinal).Select(unit => new Unit(unit, unit))], roster.Groups, persons));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Microsoft.DisposeAsync();
        http.Dispose();
    }

    private static Dictionary<string, string?> Settings(FakeConnector microsoft) => new(StringComparer.Ordinal)
    {
        ["Teams:AppId"] = FakeIdentity.AppId,
        ["Teams:AppSecret"] = FakeIdentity.AppSecret,
        ["Teams:TenantId"] = FakeIdentity.TenantId,
        ["Teams:AllowedServiceUrlHosts"] = "127.0.0.1",
        ["Teams:OpenIdMetadataUrl"] = new Uri(microsoft.Url, "metadata").AbsoluteUri,
        ["Teams:TokenEndpoint"] = new Uri(microsoft.Url, "token").AbsoluteUri,
    };

    private static WorkCalendar WorkCalendarOfTests()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "workcalendar", "cn-holidays.json"));
        return WorkCalendar.Read(file);
    }
}
