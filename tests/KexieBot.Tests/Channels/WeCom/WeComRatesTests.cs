using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core.Chat;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Channels.WeCom;

public sealed class WeComRatesTests(StoreServers stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_member_gets_thirty_a_minute_and_nothing_is_dropped_in_silence(StoreKind kind)
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(kind), clock: clock.Office);

        var sent = 0;
        for (var second = 0; second < 300; second++)
        {
            if (await SendAsync(app, $"k{sent}", "lisi") is SendOutcome.Sent)
                sent++;
            clock.Time.Advance(TimeSpan.FromSeconds(1));
        }

        app.Platform.Dropped.ShouldBeEmpty();
        sent.ShouldBeInRange(5 * 30 - 30, 5 * 30);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Two_replicas_share_one_allowance(StoreKind kind)
    {
        var store = stores.Fresh(kind);
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(store, clock: clock.Office);
        await using var replica = await WeComApp.StartAsync(store, app.Platform, clock.Office);
        // The clock stands still, so nobody may have to wait for the other to fetch the token.
        await SendAsync(app, "warm", "wangwu");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => SendAsync(i % 2 == 0 ? app : replica, "k" + i, "lisi")));

        outcomes.Count(o => o is SendOutcome.Sent).ShouldBeLessThanOrEqualTo(30);
        outcomes.OfType<SendOutcome.Throttled>().ShouldAllBe(t => t.RetryAfter > TimeSpan.Zero && t.RetryAfter <= TimeSpan.FromSeconds(80));
        app.Platform.Dropped.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_wait_that_was_named_the_next_one_goes()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        for (var i = 0; i < 30; i++)
            (await SendAsync(app, "k" + i, "lisi")).ShouldBeOfType<SendOutcome.Sent>();

        var wait = (await SendAsync(app, "k30", "lisi")).ShouldBeOfType<SendOutcome.Throttled>().RetryAfter;
        clock.Time.Advance(wait);

        (await SendAsync(app, "k30", "lisi")).ShouldBeOfType<SendOutcome.Sent>();
        app.Platform.Dropped.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_days_allowance_ends_with_the_platforms_day()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, settings: ("MemberCap", "1"));
        for (var i = 0; i < 250; i++)
            app.Platform.Members.Add("u" + i);

        var outcomes = new List<SendOutcome>();
        for (var i = 0; i < 201; i++)
            outcomes.Add(await SendAsync(app, "k" + i, "u" + i));

        outcomes.Take(200).ShouldAllBe(o => o is SendOutcome.Sent);
        outcomes[200].ShouldBe(new SendOutcome.Throttled(TimeSpan.FromHours(15)), "it is 09:00 in Shanghai");
    }

    [Fact]
    public async Task After_45009_nothing_is_called_until_the_pause_is_over_and_the_pause_grows()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Redis), clock: clock.Office);
        await SendAsync(app, "warm", "lisi");
        app.Platform.NextErrors.Enqueue(45009);

        (await SendAsync(app, "a", "lisi")).ShouldBe(new SendOutcome.Throttled(TimeSpan.FromMinutes(1)));
        var calls = app.Platform.Calls.Count;
        clock.Time.Advance(TimeSpan.FromSeconds(30));
        (await SendAsync(app, "b", "wangwu")).ShouldBe(new SendOutcome.Throttled(TimeSpan.FromSeconds(30)));
        app.Platform.Calls.Count.ShouldBe(calls);

        clock.Time.Advance(TimeSpan.FromSeconds(31));
        app.Platform.NextErrors.Enqueue(45009);
        (await SendAsync(app, "a", "lisi")).ShouldBe(new SendOutcome.Throttled(TimeSpan.FromHours(1)));
        clock.Time.Advance(TimeSpan.FromHours(1));
        (await SendAsync(app, "a", "lisi")).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task After_45009_no_card_is_changed_and_no_tile_set_either_and_a_held_card_stays_held()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        var card = new Reply { Title = "第8条", Choices = [new Choice("签收", "签收 8") { IsPrimary = true }] };
        OutboundMessage About(string key) => new(key, new ChannelAccount(ChannelKind.WeCom, "lisi"), card) { Item = "p/8/区科协" };
        (await app.Get<WeComSender>().SendAsync(About("a"), Token)).ShouldBeOfType<SendOutcome.Sent>();
        app.Platform.NextErrors.Enqueue(45009);
        (await app.Get<WeComSender>().ReplaceCardAsync(About("b"), Token)).ShouldBe(new SendOutcome.Throttled(TimeSpan.FromMinutes(1)));
        var calls = app.Platform.Calls.Count;

        (await app.Get<WeComSender>().ReplaceCardAsync(About("b"), Token)).ShouldBe(new SendOutcome.Throttled(TimeSpan.FromMinutes(1)));
        (await app.Get<WeComApi>().GetAsync("agent/get", "", Token)).ShouldBeOfType<WeComCall.Refused>().Code.ShouldBe(45009);
        (await SendAsync(app, "c", "wangwu")).ShouldBeOfType<SendOutcome.Throttled>();
        app.Platform.Calls.Count.ShouldBe(calls);

        clock.Time.Advance(TimeSpan.FromSeconds(61));
        (await app.Get<WeComSender>().ReplaceCardAsync(About("b"), Token)).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task What_one_limit_refuses_counts_for_no_other()
    {
        var clock = new TestClock();
        var store = stores.Fresh(StoreKind.Garnet);
        await using var app = await WeComApp.StartAsync(store, clock: clock.Office, settings: ("MemberCap", "1"));
        var rates = app.Get<WeComRates>();
        for (var i = 0; i < 200; i++)
            (await rates.TryTakeAsync("u" + i, Token)).ShouldBeNull();

        for (var i = 0; i < 40; i++)
            (await rates.TryTakeAsync("lisi", Token)).ShouldNotBeNull("the day is over");

        clock.Time.Advance(TimeSpan.FromHours(15));
        (await rates.TryTakeAsync("lisi", Token)).ShouldBeNull();
        var day = KexieBot.Core.OfficeClock.Text(clock.Office.Today.AddDays(-1));
        ((long)await store.StringGetAsync("kexie:{wecom}:1000002:day:" + day)).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Calls_refused_together_are_one_strike_and_no_pause_is_shortened(StoreKind kind)
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(kind), clock: clock.Office);
        var rates = app.Get<WeComRates>();

        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rates.BlockAsync()))).ShouldAllBe(pause => pause == TimeSpan.FromMinutes(1));
        clock.Time.Advance(TimeSpan.FromSeconds(61));
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rates.BlockAsync()))).ShouldAllBe(pause => pause == TimeSpan.FromHours(1));
        clock.Time.Advance(TimeSpan.FromMinutes(20));
        (await rates.BlockAsync()).ShouldBe(TimeSpan.FromMinutes(40));
    }

    [Fact]
    public async Task Nudges_keep_away_from_the_half_hours_and_answers_do_not_wait()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, settings: ("HalfHourMargin", "00:02:00"));

        (await app.Get<WeComSender>().SendAsync(new OutboundMessage("a", new ChannelAccount(ChannelKind.WeCom, "lisi"), Reply.Of("好")) { Kind = WeComSender.AnswerKind }, Token)).ShouldBeOfType<SendOutcome.Sent>();
        var wait = (await SendAsync(app, "n", "lisi")).ShouldBeOfType<SendOutcome.Throttled>().RetryAfter;
        wait.ShouldBeInRange(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4.1));
        wait.ShouldNotBe((await SendAsync(app, "n", "wangwu")).ShouldBeOfType<SendOutcome.Throttled>().RetryAfter);
        clock.Time.Advance(wait);
        (await SendAsync(app, "n", "lisi")).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Theory]
    [InlineData(57, 59, false)]
    [InlineData(58, 1, true)]
    [InlineData(29, 30, true)]
    [InlineData(31, 59, true)]
    [InlineData(32, 1, false)]
    [InlineData(45, 0, false)]
    public void Near_a_half_hour_is_two_minutes_on_either_side(int minute, int second, bool waits)
    {
        var now = new DateTimeOffset(2026, 11, 23, 9, minute, second, TimeSpan.FromHours(8));

        var wait = HalfHours.WaitFor("lisi", now, TimeSpan.FromMinutes(2));

        wait.HasValue.ShouldBe(waits);
        HalfHours.WaitFor("lisi", now + (wait ?? default), TimeSpan.FromMinutes(2)).ShouldBeNull();
    }

    [Fact]
    public async Task Every_key_of_the_counters_expires()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        await using var app = await WeComApp.StartAsync(store);
        await SendAsync(app, "k", "lisi");
        await app.Get<WeComRates>().BlockAsync();

        var day = KexieBot.Core.OfficeClock.Text(DateOnly.FromDateTime(app.Clock.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime));
        foreach (var key in new[] { "day:" + day, "block", "block:strikes", "sent:" + WeComSentLog.NameOf("k") })
            (await store.KeyTimeToLiveAsync("kexie:{wecom}:1000002:" + key)).ShouldNotBeNull(key);
    }

    private static Task<SendOutcome> SendAsync(WeComApp app, string key, string user) =>
        app.Get<WeComSender>().SendAsync(new OutboundMessage(key, new ChannelAccount(ChannelKind.WeCom, user), Reply.Of("催办 " + key)), Token);
}
