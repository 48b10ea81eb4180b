using System.Collections.Concurrent;
using System.Diagnostics;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>The morning at which everybody gets a message: ten thousand people, a platform in a bad mood, and the limit sixteen times the real one so that it takes seconds.</summary>
[Collection(nameof(Alone))]
public sealed class BurstTests(StoreServers stores, ITestOutputHelper output)
{
    private const int People = 10_000;

    private const string Slot = "plan";

    private const int PerSecond = 800;

    // Calls that were let go and have not arrived can all arrive at once when the machine stalls: with the tenth kept free they still fit.
    private const int AtOnce = PerSecond / 10 * 3 / 4;

    /// <summary>Everyone whose number this divides has blocked the bot.</summary>
    private const int Blocker = 50;

    [Fact]
    public async Task Ten_thousand_people_each_get_one_message_or_one_recorded_outcome_and_the_rate_is_kept()
    {
        var store = stores.Fresh(RedisServer.Path is null ? StoreKind.Garnet : StoreKind.Redis);
        var rates = new TeamsRates { PerTenant = [new RateLimit(PerSecond * 45 / 50, TimeSpan.FromSeconds(1))] };
        await using var bench = await TeamsBench.StartAsync(store, rates: rates);
        await IntroduceAsync(bench, store);
        var taken = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        bench.Microsoft.Fault = Mood(taken);
        bench.Microsoft.Limits = new FakeLimits { PerSecond = PerSecond };
        var outbox = bench.Get<Outbox>();

        var watch = Stopwatch.StartNew();
        await DispatchAsync(bench);

        var calls = bench.Microsoft.Calls.Select(call => Stopwatch.GetElapsedTime(0, call.At).TotalMilliseconds).Order().ToList();
        var peak = RateTests.Peak(calls, TimeSpan.FromSeconds(1));
        var outcomes = await outbox.OutcomesAsync(Slot);
        output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s, {calls.Count} calls, peak {peak}/s of {PerSecond}; {string.Join(", ", outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"))}");
        peak.ShouldBeLessThanOrEqualTo(PerSecond);
        bench.Microsoft.Limits.TurnedAway.ShouldBe(0);
        outcomes.Values.Sum().ShouldBe(People);
        var reachable = People - (People / Blocker);
        outcomes["sent"].ShouldBeGreaterThan(reachable * 97 / 100);
        (await bench.Get<UnreachablePersons>().ListAsync()).Count.ShouldBe((int)outcomes["unreachable"]);
        var twice = await DeliveredTwiceAsync(bench, store);
        output.WriteLine($"{taken.Count} were taken behind a gateway's 502 or 504, {twice.Count} of them came twice");
        // The platform asks for another attempt after these, and that is the only way to a second message.
        taken.ShouldNotBeEmpty();
        twice.ShouldBeSubsetOf(taken.Keys);
    }

    /// <summary>What an outcome says is what the person's chat shows: one message at the most, or two where a gateway hid that the first was taken.</summary>
    private static async Task<IReadOnlyList<string>> DeliveredTwiceAsync(TeamsBench bench, IDatabase store)
    {
        var twice = new List<string>();
        var inDoubt = (await bench.Get<DeadLetters>().ListAsync(Slot)).Select(letter => letter.Entry.Key).ToHashSet(StringComparer.Ordinal);
        for (var person = 0; person < People; person++)
        {
            var delivered = bench.Microsoft.Conversations.Activities[Chat(person)].Count;
            var outcome = inDoubt.Contains($"digest/{person}") ? "uncertain" : (string?)await store.StringGetAsync(Outbox.DoneKey(Slot, $"digest/{person}"));
            delivered.ShouldBeInRange(outcome == "sent" ? 1 : 0, outcome is "sent" or "uncertain" ? 2 : 0, $"person {person} ended as {outcome}");
            if (delivered > 1)
                twice.Add(Chat(person));
        }

        return twice;
    }

    /// <summary>All in the outbox, and a dispatcher until it is empty.</summary>
    private static async Task DispatchAsync(TeamsBench bench)
    {
        var (outbox, clock) = (bench.Get<Outbox>(), bench.Get<OfficeClock>());
        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (person, _) =>
            await outbox.TryEnqueueAsync(Slot, new OutboxEntry($"digest/{person}", $"p{person}", "digest", Reply.Of("晨报：您有 2 项任务本周到期"), clock.Now) { IsUrgent = true }));
        var dispatcher = bench.Dispatcher(new DeliveryRules { Concurrency = AtOnce, FirstWait = TimeSpan.FromSeconds(1) });
        while ((await outbox.DepthAsync(Slot)).Waiting > 0)
        {
            if (await dispatcher.RunOnceAsync([Slot], TestContext.Current.CancellationToken) == 0)
                await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>5 % throttled, 2 % failing, 1 % hanging up; of those that a gateway answers or that hang up half after the message was taken. Always the same calls.</summary>
    private static Func<ConnectorCallSeen, Fault?> Mood(ConcurrentDictionary<string, int> taken)
    {
        var calls = 0;
        return call => (int)(Interlocked.Increment(ref calls) * 2_654_435_761L % 1000) switch
        {
            < 50 => new Fault.Answer(429, "Throttled", 1),
            < 60 => new Fault.Answer(503, "ServiceUnavailable"),
            < 62 => new Fault.Answer(502, "BadGateway"),
            < 65 => new Fault.Answer(504, "GatewayTimeout"),
            < 67 => Taken(call, new Fault.Answer(502, "BadGateway", ButTakesIt: true)),
            < 70 => Taken(call, new Fault.Answer(504, "GatewayTimeout", ButTakesIt: true)),
            < 75 => new Fault.LoseAnswer(true),
            < 80 => new Fault.LoseAnswer(false),
            _ => null,
        };

        Fault Taken(ConnectorCallSeen call, Fault fault)
        {
            taken.AddOrUpdate(call.Conversation, 1, (_, times) => times + 1);
            return fault;
        }
    }

    private static string Chat(int person) => $"a:{person}";

    private static async Task IntroduceAsync(TeamsBench bench, IDatabase store)
    {
        await bench.Get<RosterStore>().ChangeAsync(_ => new Core.Roster.Roster([], [], [.. Enumerable.Range(0, People).Select(person =>
            new Person($"p{person}", "某人", PersonRole.Liaison) { Accounts = [new PersonAccount(ChannelKind.Teams, $"aad-{person}")] })]));
        await Task.WhenAll(Enumerable.Range(0, People).Select(person =>
        {
            bench.Microsoft.Conversations.Open(Chat(person));
            if (person % Blocker == 0)
                bench.Microsoft.Conversations.Blocked[Chat(person)] = true;
            return store.HashSetAsync($"kexie:{{teams}}:person:aad-{person}",
            [
                new HashEntry("user", $"29:{person}"), new HashEntry("service", bench.Microsoft.ServiceUrl),
                new HashEntry("tenant", FakeIdentity.TenantId), new HashEntry("conversation", Chat(person)),
            ]);
        }));
    }
}
