using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Delivery;

/// <summary>A process may be killed at any moment. Each dispatcher here stands for a process; the store is what they share.</summary>
public sealed class DyingWorkerTests(StoreServers stores)
{
    private readonly CountingChannel teams = new();

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Killed_before_the_claim_the_next_process_sends(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        await bench.EnqueueAsync();

        await bench.RunAsync(teams);

        teams.Taken.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Killed_after_the_claim_another_process_sends_when_the_lease_is_over(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        await bench.EnqueueAsync();
        await bench.Outbox.ClaimAsync(DeliveryBench.Slot, 10, bench.Rules.Lease);

        await bench.RunAsync(teams);
        teams.Taken.ShouldBeEmpty();
        bench.Time.Advance(bench.Rules.Lease);
        await bench.RunAsync(teams);
        await bench.RunAsync(teams);

        teams.Taken.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Killed_between_sending_and_marking_is_the_only_way_to_a_second_message(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        await bench.EnqueueAsync();
        var wakes = new TaskCompletionSource();
        teams.AnswersAfter = wakes.Task;
        var dying = bench.RunAsync(teams);
        await Eventually.IsSoAsync(() => teams.Taken.Count > 0);

        teams.AnswersAfter = null;
        await bench.RunAsync(teams);
        teams.Taken.Count.ShouldBe(1, "the lease still stands");
        bench.Time.Advance(bench.Rules.Lease);
        await bench.RunAsync(teams);
        teams.Taken.Count.ShouldBe(2);

        wakes.SetResult();
        await dying;
        bench.Time.Advance(bench.Rules.Lease);
        await bench.RunAsync(teams);
        teams.Taken.Count.ShouldBe(2);
        (await bench.CountAsync("sent")).ShouldBe(1, "the late worker could not mark");
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Many_processes_at_once_send_every_message_once(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        for (var i = 0; i < 200; i++)
            await bench.EnqueueAsync(bench.Entry($"event/{i}"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var dispatcher = bench.Dispatcher(teams);
            await bench.UntilNothingWaitsAsync(() => dispatcher.RunOnceAsync([DeliveryBench.Slot], CancellationToken.None));
        }));

        teams.Keys.Order().ShouldBe(Enumerable.Range(0, 200).Select(i => $"event/{i}").Order());
        (await bench.CountAsync("sent")).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Processes_that_die_at_random_moments_lose_nothing(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var random = new Random(24);
        for (var i = 0; i < 60; i++)
            await bench.EnqueueAsync(bench.Entry($"event/{i}"));
        var killedAfterSending = 0;

        await bench.UntilNothingWaitsAsync(async () =>
        {
            foreach (var claimed in await bench.Outbox.ClaimAsync(DeliveryBench.Slot, 5, bench.Rules.Lease))
            {
                var dies = random.Next(4);
                if (dies == 0)
                    continue;
                await teams.SendAsync(new OutboundMessage(claimed.Entry.Key, new ChannelAccount(ChannelKind.Teams, "li"), claimed.Entry.Content), CancellationToken.None);
                if (dies == 1)
                    killedAfterSending++;
                else
                    await bench.Outbox.SettleAsync(claimed, Core.Delivery.DeliveryOutcome.Sent);
            }

            bench.Time.Advance(TimeSpan.FromMinutes(1));
        });

        teams.Keys.Distinct().Count().ShouldBe(60);
        teams.Taken.Count.ShouldBe(60 + killedAfterSending);
    }
}
