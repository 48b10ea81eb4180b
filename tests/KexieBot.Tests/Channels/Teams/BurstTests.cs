using System.Collections.Concurrent;
using System.Diagnostics;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Core.Chat;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>The morning at which everybody gets a message: ten thousand people, a platform in a bad mood, and the limit sixteen times the real one so that it takes seconds.</summary>
public sealed class BurstTests(StoreServers stores, ITestOutputHelper output)
{
    private const int People = 10_000;

    private const int PerSecond = 800;

    // Calls that were let go and have not arrived can all arrive at once when the machine stalls: with the tenth kept free they still fit.
    private const int AtOnce = PerSecond / 10 * 3 / 4;

    [Fact]
    public async Task Ten_thousand_people_each_get_one_message_or_one_recorded_outcome_and_the_rate_is_kept()
    {
        var store = stores.Fresh(RedisServer.Path is null ? StoreKind.Garnet : StoreKind.Redis);
        var rates = new TeamsRates { PerTenant = [new RateLimit(PerSecond * 45 / 50, TimeSpan.FromSeconds(1))] };
        await using var bench = await TeamsBench.StartAsync(store, rates: rates);
        await IntroduceAsync(bench, store);
        bench.Microsoft.Fault = Mood();

        var watch = Stopwatch.StartNew();
        var outcomes = new ConcurrentDictionary<int, string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (person, cancellationToken) =>
            outcomes[person] = await SendAsync(bench, person, cancellationToken));

        var calls = bench.Microsoft.Calls.Select(call => Stopwatch.GetElapsedTime(0, call.At).TotalMilliseconds).Order().ToList();
        var peak = RateTests.Peak(calls, TimeSpan.FromSeconds(1));
        output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s, {calls.Count} calls, peak {peak}/s of {PerSecond}; {string.Join(", ", outcomes.Values.GroupBy(outcome => outcome, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"))}");
        outcomes.Count.ShouldBe(People);
        peak.ShouldBeLessThanOrEqualTo(PerSecond);
        for (var person = 0; person < People; person++)
        {
            var delivered = bench.Microsoft.Conversations.Activities[Chat(person)].Count;
            delivered.ShouldBeLessThanOrEqualTo(1);
            if (outcomes[person] == "Sent")
                delivered.ShouldBe(1);
            else if (outcomes[person] != "Uncertain")
                delivered.ShouldBe(0);
        }
    }

    /// <summary>Asks again where the sender says that it makes sense, as the dispatcher does; what is uncertain is left as it is.</summary>
    private static async Task<string> SendAsync(TeamsBench bench, int person, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var outcome = await bench.Sender.SendAsync(new OutboundMessage($"digest/{person}", new ChannelAccount(ChannelKind.Teams, $"aad-{person}"), Reply.Of("晨报：您有 2 项任务本周到期")), cancellationToken);
            if (outcome is SendOutcome.Throttled throttled)
                await Task.Delay(throttled.RetryAfter, cancellationToken);
            else if (outcome is not SendOutcome.Unavailable || attempt > 20)
                return outcome.GetType().Name;
        }
    }

    /// <summary>5 % throttled, 2 % failing, 1 % hanging up, half of these after the message was taken. Always the same ones.</summary>
    private static Func<ConnectorCallSeen, Fault?> Mood()
    {
        var calls = 0;
        return _ => (int)(Interlocked.Increment(ref calls) * 2_654_435_761L % 1000) switch
        {
            < 50 => new Fault.Answer(429, "Throttled", 1),
            < 60 => new Fault.Answer(503, "ServiceUnavailable"),
            < 70 => new Fault.Answer(502, "BadGateway"),
            < 75 => new Fault.LoseAnswer(true),
            < 80 => new Fault.LoseAnswer(false),
            _ => null,
        };
    }

    private static string Chat(int person) => $"a:{person}";

    private static Task IntroduceAsync(TeamsBench bench, IDatabase store) => Task.WhenAll(Enumerable.Range(0, People).Select(person =>
    {
        bench.Microsoft.Conversations.Open(Chat(person));
        return store.HashSetAsync($"kexie:{{teams}}:person:aad-{person}",
        [
            new HashEntry("user", $"29:{person}"), new HashEntry("service", bench.Microsoft.ServiceUrl),
            new HashEntry("tenant", FakeIdentity.TenantId), new HashEntry("conversation", Chat(person)),
        ]);
    }));
}
