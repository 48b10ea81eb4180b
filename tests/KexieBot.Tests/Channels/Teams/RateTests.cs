using System.Collections.Concurrent;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

[Collection(nameof(Alone))]
public sealed class RateTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Two_replicas_together_never_pass_a_threads_limits(StoreKind kind)
    {
        var clock = new TestClock();
        var store = stores.Fresh(kind);
        var replicas = new[] { new RateBuckets(store, clock.Office, new TeamsRates()), new RateBuckets(store, clock.Office, new TeamsRates()) };
        var taken = new ConcurrentBag<double>();
        var turnedAway = 0;
        var start = clock.Time.GetUtcNow();

        var callers = Enumerable.Range(0, 90).Select(async i =>
        {
            if (await replicas[i % 2].WaitAsync("thread", "tenant", TestContext.Current.CancellationToken) is null)
                taken.Add((clock.Time.GetUtcNow() - start).TotalMilliseconds);
            else
                Interlocked.Increment(ref turnedAway);
        }).ToList();
        await TurnUntilAsync(clock, Task.WhenAll(callers));

        // A caller on a busy machine notes its time late. The slots are what the replicas were given; each call leaves in its slot or after it.
        var slots = (await store.ListRangeAsync("kexie:{teams}:rate:thread:thread")).Select(slot => (double)slot - start.ToUnixTimeMilliseconds()).Order().ToList();
        var times = taken.Order().ToList();
        foreach (var limit in new TeamsRates().PerThread)
            Peak(slots, limit.Window).ShouldBeLessThanOrEqualTo(limit.Count);
        times.Zip(slots, (time, slot) => time - slot).ShouldAllBe(late => late >= -1);
        (times.Count + turnedAway).ShouldBe(90);
        times.Count.ShouldBeGreaterThan(8); // more than go at once: the others waited for their turn
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task All_threads_together_stay_below_the_tenants_limit_and_tenants_do_not_hinder_each_other(StoreKind kind)
    {
        var clock = new TestClock();
        var buckets = new RateBuckets(stores.Fresh(kind), clock.Office, new TeamsRates());
        var taken = new ConcurrentBag<double>();
        var turnedAway = 0;
        var start = clock.Time.GetUtcNow();

        var callers = Enumerable.Range(0, 300).Select(async i =>
        {
            if (await buckets.WaitAsync($"thread-{i}", "tenant", TestContext.Current.CancellationToken) is null)
                taken.Add((clock.Time.GetUtcNow() - start).TotalMilliseconds);
            else
                Interlocked.Increment(ref turnedAway);
        }).ToList();
        await buckets.WaitAsync("thread-x", "another", TestContext.Current.CancellationToken);
        (clock.Time.GetUtcNow() - start).ShouldBe(TimeSpan.Zero);
        await TurnUntilAsync(clock, Task.WhenAll(callers));

        Peak([.. taken.Order()], TimeSpan.FromSeconds(1)).ShouldBeLessThanOrEqualTo(50);
        (taken.Count + turnedAway).ShouldBe(300);
        taken.Count.ShouldBeGreaterThan(100); // more than two seconds' worth
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_thread_that_the_platform_closed_for_a_while_is_left_alone_by_every_replica(StoreKind kind)
    {
        var clock = new TestClock();
        var store = stores.Fresh(kind);
        await new RateBuckets(store, clock.Office, new TeamsRates()).HoldAsync("thread", TimeSpan.FromSeconds(60));
        var other = new RateBuckets(store, clock.Office, new TeamsRates());

        (await other.WaitAsync("thread", "tenant", TestContext.Current.CancellationToken)).ShouldBe(TimeSpan.FromSeconds(60));
        (await other.WaitAsync("another", "tenant", TestContext.Current.CancellationToken)).ShouldBeNull();
        clock.Time.Advance(TimeSpan.FromSeconds(61));
        (await other.WaitAsync("thread", "tenant", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task The_counts_expire(StoreKind kind)
    {
        var clock = new TestClock();
        var store = stores.Fresh(kind);
        await new RateBuckets(store, clock.Office, new TeamsRates()).WaitAsync("thread", "tenant", TestContext.Current.CancellationToken);

        (await store.KeyTimeToLiveAsync("kexie:{teams}:rate:thread:thread"))!.Value.ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        (await store.KeyTimeToLiveAsync("kexie:{teams}:rate:tenant:tenant"))!.Value.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_stand_in_keeps_a_threads_limits_and_the_bot_stays_within_them()
    {
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet));
        bench.Microsoft.Conversations.Open("19:group");
        var chat = new ConversationReference(new Uri(bench.Microsoft.ServiceUrl), "19:group") { TenantId = FakeIdentity.TenantId };

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => bench.Get<ConnectorClient>().SendToConversationAsync(chat, new Activity { Type = "message", Text = $"{i}" }, TestContext.Current.CancellationToken)));

        answers.ShouldAllBe(answer => answer is ConnectorAnswer.Done);
        bench.Microsoft.Limits!.TurnedAway.ShouldBe(0);
    }

    [Fact]
    public async Task A_bot_that_calls_faster_is_turned_away_told_for_how_long_and_delivers_all_the_same()
    {
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), rates: TeamsBench.AnyRate);
        bench.Microsoft.Limits = new FakeLimits();
        bench.Microsoft.Conversations.Open("19:group");
        var chat = new ConversationReference(new Uri(bench.Microsoft.ServiceUrl), "19:group") { TenantId = FakeIdentity.TenantId };

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => bench.Get<ConnectorClient>().SendToConversationAsync(chat, new Activity { Type = "message", Text = $"{i}" }, TestContext.Current.CancellationToken)));

        bench.Microsoft.Limits.TurnedAway.ShouldBeGreaterThan(0);
        bench.Microsoft.Calls.Count(call => call.Status == 201).ShouldBe(answers.Count(answer => answer is ConnectorAnswer.Done));
        answers.ShouldAllBe(answer => answer is ConnectorAnswer.Done || answer.ToOutcome() is Core.Chat.SendOutcome.Throttled);
        answers.Count(answer => answer is ConnectorAnswer.Done).ShouldBeGreaterThan(6);
    }

    /// <summary>The most that fall into any window of that length.</summary>
    internal static int Peak(List<double> times, TimeSpan window)
    {
        var (peak, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= window.TotalMilliseconds)
                first++;
            peak = Math.Max(peak, last - first + 1);
        }

        return peak;
    }

    // The clock is turned little faster than time passes: the store answers in real time, and a slot that comes up while its
    // answer is on the way is lost. How many get through therefore depends on the machine; that no limit is passed does not.
    private static async Task TurnUntilAsync(TestClock clock, Task done)
    {
        while (!done.IsCompleted)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
            clock.Time.Advance(TimeSpan.FromMilliseconds(2));
        }

        await done;
    }
}
