using System.Net.Http.Headers;
using System.Text;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KexieBot.Benchmarks;

/// <summary>
/// 我的任务 through <c>/api/messages</c> with validation on, as a message (answered by a call to the Connector's stand-in in this same process) and as a
/// tap (answered in place), beside an empty endpoint. Rates are off: they are the platform's, and far below.
/// </summary>
internal static class TurnsRun
{
    private const int Persons = 500;
    private const int ItemsEach = 8;
    private const int Concurrency = 16;
    private const int Calls = 3000;
    private const int Rounds = 3;

    public static async Task MeasureAsync(string[] args)
    {
        await using var store = await MeasuredStore.OpenAsync(args);
        var free = new TeamsRates { PerTenant = [new(1_000_000, TimeSpan.FromSeconds(1))], PerThread = [new(1_000_000, TimeSpan.FromSeconds(1))] };
        await using var bench = await TeamsBench.StartAsync(store.Fresh(), rates: free);
        await FillAsync(bench);
        await using var empty = await EmptyAsync();
        var emptyUrl = new Uri(empty.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var http = new HttpClient();
        var (token, ids) = (bench.Token(), 0);
        var turnUrl = new Uri(bench.Url, "api/messages");

        Task PostAsync(Uri to, bool isTap)
        {
            var id = Interlocked.Increment(ref ids);
            return SendAsync(http, to, Body(bench.Microsoft.ServiceUrl, id, isTap), token);
        }

        Console.WriteLine($"{Persons} persons with {ItemsEach} items each, {Concurrency} at once, {Calls} calls a round");
        for (var round = 0; round <= Rounds; round++)
        {
            var bare = await Measured.OfAsync(Calls, Concurrency, _ => PostAsync(emptyUrl, isTap: false));
            var tap = await Measured.OfAsync(Calls, Concurrency, _ => PostAsync(turnUrl, isTap: true));
            var message = await Measured.OfAsync(Calls, Concurrency, _ => PostAsync(turnUrl, isTap: false));
            if (round > 0)
                Console.WriteLine($"empty   {bare}\ntap     {tap}\nmessage {message}\n");
        }

        var answered = bench.Microsoft.Sent.Count();
        if (answered != Calls * (Rounds + 1))
            throw new InvalidOperationException($"{answered} answers to {Calls * (Rounds + 1)} messages.");
    }

    private static async Task FillAsync(TeamsBench bench)
    {
        var measures = Enumerable.Range(1, ItemsEach).Select(number => new Measure(number, "一、能力建设", $"第{number}号科普阵地建设", "按照要求抓好落实。") { Deadline = new DateOnly(2027, 12, 31) }).ToList();
        await bench.PutOnRosterAsync([.. Enumerable.Range(0, Persons).Select(index => new Person($"p{index}", $"联络员{index}", PersonRole.Liaison) { UnitIds = [$"单位{index}"], Accounts = [new PersonAccount(ChannelKind.Teams, AadOf(index))] })]);
        var items = measures.SelectMany(measure => Enumerable.Range(0, Persons).Select(index => new WorkItem("p", measure.Number, $"单位{index}", UnitRole.Responsible) { Section = measure.Section, Deadline = measure.Deadline, AssignedAt = bench.Time.GetUtcNow(), StateSince = bench.Time.GetUtcNow() }));
        await bench.Get<Ledger>().ImportAsync(new Plan("p", "实施方案", null, measures), [.. items], new Origin("bench", "console", "import"));
        for (var index = 0; index < Persons; index++)
        {
            bench.Microsoft.Conversations.Open($"a:{index}");
            bench.Microsoft.Conversations.People[$"29:{index}"] = (AadOf(index), $"p{index}@qinglan.example");
        }
    }

    private static string AadOf(int index) => $"00000000-0000-4000-8000-{index:000000000000}";

    private static string Body(string serviceUrl, int id, bool isTap)
    {
        var index = id % Persons;
        var what = isTap
            ? $$$"""
              "type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"say","data":{"say":"我的任务","nonce":"n{{{id}}}"}},"trigger":"manual"}
              """
            : """
              "type":"message","text":"我的任务"
              """;
        return $$$"""
            {{{{what}}},"id":"f:{{{id}}}","channelId":"msteams","serviceUrl":"{{{serviceUrl}}}","locale":"zh-CN",
             "from":{"id":"29:{{{index}}}","name":"联络员","aadObjectId":"{{{AadOf(index)}}}"},"recipient":{"id":"{{{TeamsActivities.BotId}}}","name":"科协Bot"},
             "conversation":{"id":"a:{{{index}}}","conversationType":"personal","tenantId":"{{{FakeIdentity.TenantId}}}"},"channelData":{"tenant":{"id":"{{{FakeIdentity.TenantId}}}"} } }
            """;
    }

    private static async Task SendAsync(HttpClient http, Uri to, string body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{to} answered {(int)answer.StatusCode}.");
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<WebApplication> EmptyAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/", () => Results.Ok());
        await app.StartAsync();
        return app;
    }
}
