using System.Text.Json.Nodes;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace KexieBot.Tests.Support.Teams;

/// <summary>A plan of three measures and the three who have to do with it, each talking to the bot over Teams at a turned clock.</summary>
public sealed class TeamsDistrict : IAsyncDisposable
{
    private TeamsDistrict(TeamsBench bench, TestClock clock)
    {
        (Bench, Clock) = (bench, clock);
        (Liaison, Office, SecondOfficer, Leader) = (Known("29:keji"), Known("29:office"), Known("29:office2"), Known("29:leader"));
        bench.Microsoft.Conversations.Open(TeamsActivities.Channel);
    }

    public TeamsBench Bench { get; }

    public TestClock Clock { get; }

    public TeamsActivities Liaison { get; }

    public TeamsActivities Office { get; }

    public TeamsActivities SecondOfficer { get; }

    public TeamsActivities Leader { get; }

    public static async Task<TeamsDistrict> StartAsync(IDatabase store, Action<IServiceCollection>? configure = null)
    {
        var clock = new TestClock();
        var bench = await TeamsBench.StartAsync(store, time: clock.Time, rates: TeamsBench.AnyRate, configure: builder => configure?.Invoke(builder.Services));
        await bench.PutOnRosterAsync(
            Person("keji", PersonRole.Liaison, "区科技局"), Person("jiaoyu", PersonRole.Liaison, "区教育局"), Person("office", PersonRole.Office), Person("office2", PersonRole.Office), Person("leader", PersonRole.Leader));
        await bench.Get<Core.Ledger.Ledger>().ImportAsync(
            new Plan("p", "实施方案", null, [Measure(6, "优化联系服务机制"), Measure(7, "开展创新争先活动"), Measure(8, "营造尊重科学的氛围")]),
            [Item(6, "区教育局"), Item(7, "区科技局"), Item(8, "区科技局")],
            new Origin("office", "console", "import"));
        return new TeamsDistrict(bench, clock);

        WorkItem Item(int number, string unit) => new("p", number, unit, UnitRole.Responsible) { Section = "一", AssignedAt = bench.Time.GetUtcNow(), StateSince = bench.Time.GetUtcNow() };
    }

    /// <summary>Posts a message and returns the summary of the answer's card, wherever it went.</summary>
    public async Task<string> SayAsync(TeamsActivities who, string text) => await PostAsync(who.Message(text));

    public async Task<string> SayInChannelAsync(TeamsActivities who, string text) => await PostAsync(who.InChannel($"<at>科协Bot</at> {text}", mentionsBot: true));

    public async Task<string> PostAsync(JsonObject activity)
    {
        var before = Bench.Microsoft.Sent.Count();
        (await Bench.PostAsync(activity)).Dispose();
        return Bench.Microsoft.Sent.Skip(before).Select(sent => (string)sent["summary"]!).SingleOrDefault("");
    }

    /// <summary>The body of the answer to a tap.</summary>
    public async Task<JsonObject> TapAsync(JsonObject invoke)
    {
        using var answer = await Bench.PostAsync(invoke);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    /// <summary>Sends what waits in the outbox.</summary>
    public async Task SendAllAsync()
    {
        while (await Bench.Dispatcher().RunOnceAsync(["p"], TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    /// <summary>The card that stands in somebody's chat under this id now.</summary>
    public string CardAt(TeamsActivities who, string id) => Bench.Microsoft.Conversations.Activities[who.Chat][id].ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public async Task<WorkItem> ItemAsync(string reference) => (await Bench.Get<LedgerReader>().ItemAsync("p", reference))!;

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    private TeamsActivities Known(string userId)
    {
        var activities = new TeamsActivities(Bench.Microsoft.ServiceUrl, userId, AadOf(userId[3..]));
        Bench.Microsoft.Conversations.Open(activities.Chat);
        Bench.Microsoft.Conversations.People[userId] = (AadOf(userId[3..]), $"{userId[3..]}@qinglan.example");
        return activities;
    }

    private static string AadOf(string name) => $"aad-{name}";

    private static Person Person(string name, PersonRole role, params string[] units) =>
        new(name, name, role) { UnitIds = units, Accounts = [new PersonAccount(ChannelKind.Teams, AadOf(name))] };

    private static Measure Measure(int number, string title) => new(number, "一", title, $"{title}。按照要求抓好落实。");
}
