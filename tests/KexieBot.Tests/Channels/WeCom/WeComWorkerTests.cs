using KexieBot.Channels.WeCom.Inbox;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.WeCom;

/// <summary>What becomes of a message whose answer goes wrong.</summary>
public sealed class WeComWorkerTests(StoreServers stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_that_nobody_foresaw_ends_neither_the_lane_nor_the_host()
    {
        var isFaulty = false;
        var clock = new TestClock();
        var store = FaultyStore.Over(stores.Fresh(StoreKind.Garnet), (name, _) => isFaulty && name is "CreateTransaction" or "SortedSetRangeByScoreWithScoresAsync" ? new InvalidOperationException() : null);
        await using var app = await WeComApp.StartAsync(store, clock: clock.Office);
        var inbox = app.Get<WeComInbox>();
        var text = app.Text("zhangsan", "帮助", 1);
        var entry = (await inbox.TryAddAsync("wecom:1", text))!;

        isFaulty = true;
        app.Get<WeComWorker>().TryHandOver(entry, "zhangsan").ShouldBeTrue();
        await Eventually.IsSoAsync(() => Logged(app, "could not be worked on"));
        await Eventually.IsSoAsync(() => Logged(app, "Looking for WeCom messages"), () => clock.Time.Advance(TimeSpan.FromSeconds(2)));
        isFaulty = false;

        clock.Time.Advance(WeComInbox.Lease);
        await Eventually.IsSoAsync(() => !app.Platform.Delivered.IsEmpty, () => AdvanceWhileDeferred(app, clock));
        await app.DeliverAsync(app.Text("zhangsan", "帮助", 2));
        await app.AnsweredAsync(2);
    }

    [Fact]
    public async Task An_apology_that_fails_too_is_tried_again()
    {
        var faults = 0;
        var clock = new TestClock();
        var store = FaultyStore.Over(stores.Fresh(StoreKind.Garnet), (name, key) => name == "ListRangeAsync" && key is RedisKey list && list.ToString().Contains(":sent:", StringComparison.Ordinal) && Interlocked.Increment(ref faults) <= 4 ? new InvalidOperationException() : null);
        await using var app = await WeComApp.StartAsync(store, clock: clock.Office);

        await app.DeliverAsync(app.Text("zhangsan", "帮助", 1));

        await Eventually.IsSoAsync(() => !app.Platform.Delivered.IsEmpty, () => AdvanceWhileDeferred(app, clock));
        (await app.AnsweredAsync(1))[0].Content!.ShouldContain("我的任务");
        Logged(app, "could not be told").ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_said_is_sent_again_and_not_asked_again()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        app.Platform.NextErrors.Enqueue(60020);
        await app.DeliverAsync(app.Text("zhangsan", "第8条", 1));
        await Eventually.IsSoAsync(() => Logged(app, "WeCom did not take"));

        await app.DeliverAsync(app.Text("zhangsan", "更新 8 50% 两家企业已签约", 2));
        await Eventually.IsSoAsync(() => app.Platform.Delivered.Any(d => d.User == "zhangsan"));
        var before = app.Platform.Delivered.Count;
        await Eventually.IsSoAsync(() => app.Platform.Delivered.Count > before, () => AdvanceWhileDeferred(app, clock));

        app.Platform.Delivered.Skip(before).ShouldAllBe(d => !d.Request.ToJsonString(WeComApp.Readable).Contains("签约", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_the_platform_does_not_take_for_minutes_goes_through_the_outbox_and_arrives_once()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        app.Platform.IsTrustedAddress = false;
        await app.DeliverAsync(app.Text("zhangsan", "帮助", 1));
        await Eventually.IsSoAsync(() => Waiting(app) == 0, () => AdvanceWhileDeferred(app, clock));
        (await app.Get<Outbox>().DepthAsync(Outbox.OfficeSlot)).Waiting.ShouldBe(1);
        Logged(app, "could not be answered in").ShouldBeFalse();

        clock.Time.Advance(TimeSpan.FromMinutes(20));
        await app.SendAllAsync();
        app.Platform.IsTrustedAddress = true;
        for (var minute = 0; minute < 10; minute++)
        {
            clock.Time.Advance(TimeSpan.FromMinutes(1));
            await app.SendAllAsync();
        }

        app.Platform.Delivered.Count(delivery => delivery.Content?.Contains("我的任务", StringComparison.Ordinal) is true).ShouldBe(1);
    }

    [Fact]
    public async Task A_stranger_whom_the_outbox_does_not_know_is_tried_from_the_inbox()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        app.Platform.Members.Add("stranger");
        app.Platform.IsTrustedAddress = false;

        await app.DeliverAsync(app.Text("stranger", "帮助", 1));
        await Eventually.IsSoAsync(() => Waiting(app) == 0, () =>
        {
            // Each attempt that was begun has failed, so the next one waits for the clock.
            if (Begun(app) == app.Logs.Lines.Count(line => line.Contains("WeCom did not take", StringComparison.Ordinal)))
                clock.Time.Advance(TimeSpan.FromSeconds(10));
        });

        Logged(app, "could not be answered in 8 attempts").ShouldBeTrue();
    }

    [Fact]
    public async Task Who_lost_the_lease_writes_nothing_more()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, works: false);
        var inbox = app.Get<WeComInbox>();
        var lost = (await inbox.TryAddAsync("wecom:1", "<xml/>"))!;
        clock.Time.Advance(WeComInbox.Lease + TimeSpan.FromSeconds(1));
        var taken = (await inbox.TakeDueAsync(1)).Single();

        (await inbox.DeferAsync(lost, TimeSpan.Zero)).ShouldBeFalse();
        (await inbox.KeepAsync(lost with { Answer = Reply.Of("") })).ShouldBeFalse();
        (await inbox.DoneAsync(lost)).ShouldBeFalse();

        (await inbox.TakeDueAsync(1)).ShouldBeEmpty("its lease was not cut short");
        (await inbox.DoneAsync(taken)).ShouldBeTrue();
    }

    [Fact]
    public async Task Those_who_only_see_the_app_are_not_greeted_and_the_office_is_not_told()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.Members.Add("stranger");

        await app.DeliverAsync(app.Event("stranger", "subscribe"));
        await app.DeliverAsync(app.Event("stranger", "enter_agent", "<EventKey></EventKey>"));
        await Eventually.IsSoAsync(() => Waiting(app) == 0);

        app.Platform.Delivered.ShouldBeEmpty();
        (await app.Get<Outbox>().ClaimAsync(Outbox.OfficeSlot, 10, TimeSpan.FromMinutes(1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_office_is_greeted_with_how_all_stands()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Event("wangwu", "enter_agent", "<EventKey></EventKey>"));

        await Eventually.IsSoAsync(() => !app.Platform.Delivered.IsEmpty);
        var greeting = app.Platform.Delivered.First().Request.ToJsonString(WeComApp.Readable);
        greeting.ShouldContain("逾期");
        greeting.ShouldNotContain("没有分管单位");
    }

    private static bool Logged(WeComApp app, string words) => app.Logs.Lines.Any(line => line.Contains(words, StringComparison.Ordinal));

    private static int? Begun(WeComApp app) =>
        (string?)app.Get<IDatabase>().HashGet("kexie:{wecom}:1000002:inbox:item", "wecom:1") is { } item ? (int?)System.Text.Json.Nodes.JsonNode.Parse(item)!["attempt"] : null;

    private static long Waiting(WeComApp app) => app.Get<IDatabase>().SortedSetLength("kexie:{wecom}:1000002:inbox");

    // The time of a turn stands still while it is worked on: only what was put off waits for the clock.
    private static void AdvanceWhileDeferred(WeComApp app, TestClock clock)
    {
        var due = app.Get<IDatabase>().SortedSetScore("kexie:{wecom}:1000002:inbox", "wecom:1");
        if (due - clock.Time.GetUtcNow().ToUnixTimeMilliseconds() < WeComInbox.Lease.TotalMilliseconds / 2)
            clock.Time.Advance(TimeSpan.FromSeconds(2));
    }
}
