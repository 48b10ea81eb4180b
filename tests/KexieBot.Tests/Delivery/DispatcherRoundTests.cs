using System.Diagnostics.Metrics;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Delivery;

/// <summary>What a round of the dispatcher takes on, gives back and counts.</summary>
public sealed class DispatcherRoundTests(StoreServers stores)
{
    private readonly CountingChannel teams = new();

    [Fact]
    public async Task What_was_not_begun_when_the_host_stops_is_given_back_at_once()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();

        await bench.Dispatcher(teams).RunOnceAsync([DeliveryBench.Slot], new CancellationToken(canceled: true));
        teams.Taken.ShouldBeEmpty();
        await bench.RunAsync(teams);

        teams.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_takes_from_each_outbox_in_turn_and_no_more_than_can_soon_be_sent()
    {
        var bench = await BenchAsync();
        string[] slots = ["a", "b", "c"];
        foreach (var slot in slots)
        {
            for (var i = 0; i < 40; i++)
                await bench.Outbox.TryEnqueueAsync(slot, bench.Entry($"{slot}/{i}"));
        }

        var answers = new TaskCompletionSource();
        teams.AnswersAfter = answers.Task;
        var round = bench.Dispatcher(teams).RunOnceAsync(slots, CancellationToken.None);
        await Eventually.IsSoAsync(() => teams.Taken.Count >= bench.Rules.Concurrency);
        var claimed = await Task.WhenAll(slots.Select(async slot => 40 - (await bench.Outbox.DueAsync(slot, 100)).Length));
        teams.AnswersAfter = null;
        answers.SetResult();
        await round;

        claimed.Sum().ShouldBe(bench.Rules.Concurrency * 4);
        claimed.ShouldAllBe(count => count >= 10);
        teams.Taken.Count.ShouldBe(120);
    }

    [Fact]
    public async Task What_was_claimed_and_waited_too_long_for_a_hand_goes_back_at_once()
    {
        var bench = await BenchAsync();
        for (var i = 0; i < bench.Rules.Concurrency * 2; i++)
            await bench.EnqueueAsync(bench.Entry($"event/{i}"));
        var answers = new TaskCompletionSource();
        teams.AnswersAfter = answers.Task;
        var round = bench.RunAsync(teams);
        await Eventually.IsSoAsync(() => teams.Taken.Count >= bench.Rules.Concurrency);
        bench.Time.Advance(bench.Rules.Lease - bench.Rules.SendDeadline + TimeSpan.FromSeconds(1));
        teams.AnswersAfter = null;
        answers.SetResult();
        await round;
        await bench.RunAsync(teams);

        teams.Keys.Distinct().Count().ShouldBe(bench.Rules.Concurrency * 2);
        teams.Taken.Count.ShouldBe(bench.Rules.Concurrency * 2);
    }

    [Fact]
    public async Task Every_message_that_ends_is_counted_in_the_metrics()
    {
        var bench = await BenchAsync();
        var ended = new List<string?>();
        using var listener = new MeterListener();
        listener.EnableMeasurementEvents(KexieTelemetry.Settlements);
        listener.SetMeasurementEventCallback<long>((_, _, labels, _) =>
        {
            lock (ended)
                ended.Add((string?)labels[0].Value);
        });
        await bench.EnqueueAsync(bench.Entry() with { PointlessAfter = bench.Clock.Now.AddMinutes(-1) });
        await bench.EnqueueAsync(bench.Entry("event/2"));
        teams.Answer = _ => new SendOutcome.Rejected("too big");

        await bench.RunAsync(teams);
        await bench.Dead.DropAsync(DeliveryBench.Slot, "event/2");

        // Other tests count into the same meter at the same time.
        lock (ended)
            new[] { "pointless", "dead", "dropped" }.Except(ended).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_says_after_each_message_that_it_is_alive()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        await bench.EnqueueAsync(bench.Entry("event/2"));
        var beats = 0;

        await bench.Dispatcher(teams).RunOnceAsync([DeliveryBench.Slot], CancellationToken.None, () => Interlocked.Increment(ref beats));

        beats.ShouldBe(2);
    }

    // Which store it is makes no difference here; OutboxTests run on each.
    private Task<DeliveryBench> BenchAsync(string now = "2026-11-24T10:00:00+08:00") =>
        DeliveryBench.OnAsync(stores.Fresh(StoreKind.Garnet), now);
}
