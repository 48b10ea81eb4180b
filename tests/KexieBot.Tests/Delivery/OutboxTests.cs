using KexieBot.Core.Delivery;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Delivery;

public sealed class OutboxTests(StoreServers stores)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task An_occurrence_is_taken_once_however_often_it_is_planned(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var entry = await bench.EnqueueAsync();

        (await bench.Outbox.TryEnqueueAsync(DeliveryBench.Slot, entry)).ShouldBeFalse("it waits");
        await bench.Outbox.SettleAsync(await ClaimOneAsync(bench), DeliveryOutcome.Sent);
        (await bench.Outbox.TryEnqueueAsync(DeliveryBench.Slot, entry)).ShouldBeFalse("it is done");
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Of_many_replicas_that_plan_the_same_one_succeeds(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));

        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bench.Outbox.TryEnqueueAsync(DeliveryBench.Slot, bench.Entry())));

        won.Count(success => success).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task An_entry_comes_back_as_it_was_written(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var written = bench.Entry() with { Items = ["p/7/区科技局"], IsUrgent = true, PointlessAfter = bench.Clock.Now.AddHours(1) };
        await bench.EnqueueAsync(written);

        var read = (await ClaimOneAsync(bench)).Entry;

        Outbox.Json(read).ShouldBe(Outbox.Json(written));
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_is_not_due_stays(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        await bench.EnqueueAsync(bench.Entry(after: TimeSpan.FromMinutes(1)));

        (await bench.Outbox.ClaimAsync(DeliveryBench.Slot, 10, Lease)).ShouldBeEmpty();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        (await bench.Outbox.ClaimAsync(DeliveryBench.Slot, 10, Lease)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Every_entry_goes_to_one_of_the_workers_that_claim_at_once(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        for (var i = 0; i < 50; i++)
            await bench.EnqueueAsync(bench.Entry($"event/{i}"));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.Outbox.ClaimAsync(DeliveryBench.Slot, 50, Lease)));

        claims.SelectMany(claim => claim).Select(claim => claim.Entry.Key).Order().ShouldBe(Enumerable.Range(0, 50).Select(i => $"event/{i}").Order());
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_worker_whose_lease_ran_out_can_write_nothing_any_more(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        await bench.EnqueueAsync();
        var slow = await ClaimOneAsync(bench);
        bench.Time.Advance(Lease);
        var quick = await ClaimOneAsync(bench);

        (await bench.Outbox.SettleAsync(slow, DeliveryOutcome.Sent)).ShouldBeFalse();
        (await bench.Outbox.PostponeAsync(slow, slow.Entry, bench.Clock.Now)).ShouldBeFalse();
        (await bench.Outbox.BuryAsync(slow, slow.Entry, "too big")).ShouldBeFalse();
        (await bench.Outbox.SettleAsync(quick, DeliveryOutcome.Sent)).ShouldBeTrue();
        (await bench.CountAsync("sent")).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task The_done_mark_outlives_every_job_that_looks_back(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        await bench.EnqueueAsync();
        await bench.Outbox.SettleAsync(await ClaimOneAsync(bench), DeliveryOutcome.Sent);

        ((string?)await bench.Store.StringGetAsync(Outbox.DoneKey(DeliveryBench.Slot, "event/1"))).ShouldBe("sent");
        (await bench.Store.KeyTimeToLiveAsync(Outbox.DoneKey(DeliveryBench.Slot, "event/1")))!.Value.TotalDays.ShouldBe(45, 0.1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_cannot_be_read_does_not_stop_the_others_and_is_counted_once(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        await bench.EnqueueAsync(bench.Entry("event/broken"));
        await bench.EnqueueAsync(bench.Entry("event/whole"));
        await bench.Store.HashSetAsync(Outbox.EntryKey(DeliveryBench.Slot), "event/broken", "{\"key\":");

        await bench.EnqueueAsync(bench.Entry("event/orphaned"));
        await bench.Store.HashDeleteAsync(Outbox.EntryKey(DeliveryBench.Slot), "event/orphaned");

        (await ClaimOneAsync(bench)).Entry.Key.ShouldBe("event/whole");
        (await bench.WaitingAsync(), await bench.CountAsync("unreadable")).ShouldBe((1, 2));
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_dead_letter_is_not_planned_again_and_can_be_sent_again_or_dropped(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var entry = await bench.EnqueueAsync(bench.Entry() with { PointlessAfter = bench.Clock.Now.AddHours(1) });
        await bench.Outbox.BuryAsync(await ClaimOneAsync(bench), entry with { Attempts = 12 }, "no connection");

        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldHaveSingleItem().Reason.ShouldBe("no connection");
        (await bench.Outbox.TryEnqueueAsync(DeliveryBench.Slot, entry)).ShouldBeFalse();
        (await bench.Dead.ResendAsync(DeliveryBench.Slot, entry.Key)).ShouldBeTrue();
        (await bench.Dead.ResendAsync(DeliveryBench.Slot, entry.Key)).ShouldBeFalse();
        var again = await ClaimOneAsync(bench);
        (again.Entry.Attempts, again.Entry.PointlessAfter).ShouldBe((0, entry.PointlessAfter));

        await bench.Outbox.BuryAsync(again, again.Entry, "no connection");
        (await bench.Dead.DropAsync(DeliveryBench.Slot, entry.Key)).ShouldBeTrue();
        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldBeEmpty();
        (await bench.Outbox.TryEnqueueAsync(DeliveryBench.Slot, entry)).ShouldBeFalse("it was dropped");
        (await bench.CountAsync("dropped")).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_dead_letter_that_lost_its_point_is_sent_again_only_when_that_is_insisted_on(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var entry = await bench.EnqueueAsync(bench.Entry() with { PointlessAfter = bench.Clock.Now.AddHours(1) });
        await bench.Outbox.BuryAsync(await ClaimOneAsync(bench), entry, "no connection");
        bench.Time.Advance(TimeSpan.FromHours(2));

        (await bench.Dead.ResendAsync(DeliveryBench.Slot, entry.Key)).ShouldBeFalse();
        (await bench.Dead.ListAsync(DeliveryBench.Slot)).Count.ShouldBe(1);
        (await bench.Dead.ResendAsync(DeliveryBench.Slot, entry.Key, isForced: true)).ShouldBeTrue();
        (await ClaimOneAsync(bench)).Entry.PointlessAfter.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_dead_letter_that_nobody_decides_on_ends_after_45_days_and_is_counted(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var entry = await bench.EnqueueAsync();
        await bench.Outbox.BuryAsync(await ClaimOneAsync(bench), entry, "no connection");

        bench.Time.Advance(TimeSpan.FromDays(45));
        (await bench.Dead.ExpireAsync(DeliveryBench.Slot)).ShouldBe(0);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        (await bench.Dead.ExpireAsync(DeliveryBench.Slot)).ShouldBe(1);

        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldBeEmpty();
        (await bench.CountAsync("expired")).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_dead_letter_that_cannot_be_read_keeps_nobody_from_the_others_and_can_be_dropped(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var entry = await bench.EnqueueAsync();
        await bench.Outbox.BuryAsync(await ClaimOneAsync(bench), entry, "no connection");
        await bench.Store.HashSetAsync(Outbox.DeadKey(DeliveryBench.Slot), [new("x", "garbage"), new("y", "{}")]);

        (await bench.Dead.ListAsync(DeliveryBench.Slot)).Select(letter => letter.Entry.Key).Order().ShouldBe(["event/1", "x", "y"]);
        (await bench.Dead.ResendAsync(DeliveryBench.Slot, "x", isForced: true)).ShouldBeFalse();
        bench.Time.Advance(TimeSpan.FromDays(46));
        (await bench.Dead.ExpireAsync(DeliveryBench.Slot)).ShouldBe(1);
        (await bench.Dead.DropAsync(DeliveryBench.Slot, "x")).ShouldBeTrue();
        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldHaveSingleItem().Entry.Key.ShouldBe("y");
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Depth_says_how_many_wait_and_for_how_long(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        (await bench.Outbox.DepthAsync(DeliveryBench.Slot)).ShouldBe(new OutboxDepth(0, TimeSpan.Zero, 0));
        await bench.EnqueueAsync();
        await bench.EnqueueAsync(bench.Entry("event/later", after: TimeSpan.FromDays(1)));
        bench.Time.Advance(TimeSpan.FromMinutes(5));

        (await bench.Outbox.DepthAsync(DeliveryBench.Slot)).ShouldBe(new OutboxDepth(2, TimeSpan.FromMinutes(5), 0));
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Age_goes_on_growing_while_a_message_is_claimed_and_put_back(StoreKind kind)
    {
        var bench = await DeliveryBench.OnAsync(stores.Fresh(kind));
        var due = bench.Clock.Now;
        await bench.EnqueueAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        var claimed = await ClaimOneAsync(bench);
        (await AgeAsync()).ShouldBe(TimeSpan.FromMinutes(5), "it is claimed");
        await bench.Outbox.PostponeAsync(claimed, claimed.Entry with { Attempts = 1 }, bench.Clock.Now.AddMinutes(5));
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        (await AgeAsync()).ShouldBe(TimeSpan.FromMinutes(10), "it was put back");

        var again = await ClaimOneAsync(bench);
        again.Entry.DueAt.ShouldBe(due);
        await bench.Outbox.SettleAsync(again, DeliveryOutcome.Sent);
        (await AgeAsync()).ShouldBe(TimeSpan.Zero);

        async Task<TimeSpan> AgeAsync() => (await bench.Outbox.DepthAsync(DeliveryBench.Slot)).OldestAge;
    }

    private static async Task<ClaimedEntry> ClaimOneAsync(DeliveryBench bench) =>
        (await bench.Outbox.ClaimAsync(DeliveryBench.Slot, 10, Lease)).ShouldHaveSingleItem();
}
