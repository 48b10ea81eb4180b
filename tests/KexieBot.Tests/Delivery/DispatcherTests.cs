using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Reminders;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Delivery;

public sealed class DispatcherTests(StoreServers stores)
{
    private readonly CountingChannel teams = new();
    private readonly CountingChannel wecom = new(ChannelKind.WeCom);

    [Fact]
    public async Task A_message_goes_to_the_first_account_and_is_done()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();

        (await bench.RunAsync(wecom, teams)).ShouldBe(1);

        var message = teams.Taken.ShouldHaveSingleItem();
        (message.Key, message.Kind, message.To.Id, message.Content.Title).ShouldBe(("event/1", "event", "li@teams", "你好"));
        wecom.Taken.ShouldBeEmpty();
        (await bench.WaitingAsync(), await bench.CountAsync("sent")).ShouldBe((0, 1));
        (await bench.RunAsync(wecom, teams)).ShouldBe(0);
    }

    [Fact]
    public async Task The_office_outbox_is_served_too()
    {
        var bench = await BenchAsync();
        await bench.Outbox.TryEnqueueAsync(Outbox.OfficeSlot, bench.Entry("morning/2026-11-24/li"));

        await bench.RunAsync(teams);

        teams.Keys.ShouldBe(["morning/2026-11-24/li"]);
    }

    [Fact]
    public async Task A_group_that_the_bot_was_taken_out_of_is_told_to_the_office_and_written_to_no_more()
    {
        var bench = await BenchAsync();
        var (groups, group) = (new SubscribedGroups(bench.Store, []), new GroupAddress(ChannelKind.Teams, "19:ABC@thread"));
        await groups.AddAsync(group);
        await bench.EnqueueAsync(bench.Entry("morning/1", group.Id));
        await bench.RunAsync(teams);
        (await groups.ListAsync()).ShouldBe([group]);

        await bench.EnqueueAsync(bench.Entry("morning/2", group.Id));
        teams.Answer = _ => new SendOutcome.Unreachable("BotNotInConversationRoster");
        await bench.RunAsync(teams);

        teams.Taken.Select(message => (message.To.Id, message.To.IsGroup)).ShouldBe([("19:ABC@thread", true)]);
        (await groups.ListAsync()).ShouldBeEmpty();
        (await bench.Unreachable.ListAsync()).Keys.ShouldBe([group.Id]);
    }

    [Fact]
    public async Task A_throttled_message_waits_as_long_as_the_platform_asks_and_the_others_go_out()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync(bench.Entry("event/slow"));
        await bench.EnqueueAsync(bench.Entry("event/quick"));
        teams.Answer = message => message.Key == "event/slow" ? new SendOutcome.Throttled(TimeSpan.FromSeconds(90)) : new SendOutcome.Sent(null);
        await bench.RunAsync(teams);
        teams.Keys.ShouldBe(["event/quick"]);

        teams.Answer = _ => new SendOutcome.Sent(null);
        bench.Time.Advance(TimeSpan.FromSeconds(89));
        (await bench.RunAsync(teams)).ShouldBe(0);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.RunAsync(teams);
        teams.Keys.ShouldBe(["event/quick", "event/slow"]);
    }

    [Fact]
    public async Task Being_throttled_again_and_again_does_not_kill_a_message()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        teams.Answer = _ => new SendOutcome.Throttled(TimeSpan.FromSeconds(1));
        for (var i = 0; i < bench.Rules.MaxAttempts * 2; i++)
        {
            (await bench.RunAsync(teams)).ShouldBe(1);
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldBeEmpty();
        (await bench.WaitingAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_platform_that_is_down_is_tried_later_and_later_and_then_the_message_is_dead()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync(bench.Entry() with { IsUrgent = true });
        teams.Answer = _ => new SendOutcome.Unavailable("no connection");
        var start = bench.Clock.Now;
        var tries = 0;

        await bench.UntilNothingWaitsAsync(async () =>
        {
            tries += await bench.RunAsync(teams);
            bench.Time.Advance(TimeSpan.FromSeconds(5));
        });

        tries.ShouldBe(bench.Rules.MaxAttempts);
        (bench.Clock.Now - start).ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromHours(4));
        var dead = (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldHaveSingleItem();
        (dead.Reason, dead.Entry.Attempts).ShouldBe(("no connection", bench.Rules.MaxAttempts));
    }

    [Fact]
    public async Task A_nudge_of_the_day_is_tried_until_the_day_is_over_and_never_becomes_a_dead_letter()
    {
        var bench = await BenchAsync("2026-11-24T08:30:00+08:00");
        var ends = bench.Clock.Now.AddHours(11.5);
        await bench.EnqueueAsync(bench.Entry() with { PointlessAfter = ends });
        teams.Answer = _ => new SendOutcome.Unavailable("no connection");
        var last = bench.Clock.Now;

        await bench.UntilNothingWaitsAsync(async () =>
        {
            if (await bench.RunAsync(teams) > 0 && bench.Clock.Now <= ends)
                last = bench.Clock.Now;
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        });

        last.ShouldBeInRange(ends.AddMinutes(-31), ends);
        (await bench.CountAsync("pointless")).ShouldBe(1);
        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldBeEmpty();
    }

    [Fact]
    public void Waits_double_up_to_a_limit_and_are_spread()
    {
        var rules = new DeliveryRules();

        rules.WaitAfter(1, 1).ShouldBe(TimeSpan.FromSeconds(20));
        rules.WaitAfter(1, 0).ShouldBe(TimeSpan.FromSeconds(10));
        rules.WaitAfter(3, 1).ShouldBe(TimeSpan.FromSeconds(80));
        rules.WaitAfter(40, 1).ShouldBe(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task Who_cannot_be_reached_on_one_channel_is_reached_on_the_next()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        teams.Answer = _ => new SendOutcome.Unreachable("blocked");

        await bench.RunAsync(teams, wecom);

        wecom.Taken.Count.ShouldBe(1);
        (await bench.Unreachable.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_cannot_be_reached_at_all_is_noted_for_the_office()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        await bench.EnqueueAsync(bench.Entry("event/2", "nobody"));
        teams.Answer = wecom.Answer = _ => new SendOutcome.Unreachable("blocked");

        await bench.RunAsync(teams, wecom);

        (await bench.CountAsync("unreachable")).ShouldBe(2);
        var noted = await bench.Unreachable.ListAsync();
        noted["li"].Reason.ShouldContain("blocked");
        noted["nobody"].Reason.ShouldContain("roster");
        await bench.Unreachable.RemoveAsync(["li", "nobody"]);
        (await bench.Unreachable.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_on_which_the_channel_is_off_leaves_the_message_to_one_on_which_it_is_on()
    {
        var bench = await BenchAsync();
        var (groups, group) = (new SubscribedGroups(bench.Store, []), new GroupAddress(ChannelKind.WeCom, "19:ABC@thread"));
        await groups.AddAsync(group);
        await bench.EnqueueAsync();
        await bench.EnqueueAsync(bench.Entry("summary/1", group.Id));
        teams.Answer = _ => new SendOutcome.Unreachable("blocked");
        await bench.RunAsync(teams);
        (await groups.ListAsync()).ShouldBe([group]);
        (await bench.Unreachable.ListAsync()).ShouldBeEmpty();

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.RunAsync(teams, wecom);

        wecom.Keys.Order().ShouldBe(["event/1", "summary/1"]);
    }

    [Fact]
    public async Task A_channel_that_is_off_everywhere_makes_its_people_unreachable_in_the_end()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync(bench.Entry() with { IsUrgent = true });
        teams.Answer = _ => new SendOutcome.Unreachable("blocked");
        await bench.UntilNothingWaitsAsync(async () =>
        {
            await bench.RunAsync(teams);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        });

        (await bench.CountAsync("unreachable")).ShouldBe(1);
        (await bench.Unreachable.ListAsync())["li"].Reason.ShouldBe("Teams: blocked; WeCom: off on this server");
    }

    [Fact]
    public async Task What_may_have_arrived_is_not_sent_again_of_itself_but_lies_with_the_office()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        teams.Answer = _ => new SendOutcome.Uncertain("connection lost");

        await bench.RunAsync(teams);
        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.RunAsync(teams);

        teams.Taken.Count.ShouldBe(1);
        (await bench.CountAsync("uncertain"), await bench.CountAsync("sent"), await bench.CountAsync("dead")).ShouldBe((1, 0, 0));
        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldHaveSingleItem().IsInDoubt.ShouldBeTrue();

        teams.Answer = _ => new SendOutcome.Sent(null);
        await bench.Dead.ResendAsync(DeliveryBench.Slot, "event/1");
        await bench.RunAsync(teams);
        teams.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_may_have_arrived_where_the_platform_knows_a_repeat_is_repeated_within_its_window()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        wecom.Answer = _ => new SendOutcome.Uncertain("connection lost") { RepeatableFor = TimeSpan.FromMinutes(30) };
        await bench.RunAsync(wecom);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.RunAsync(wecom);
        wecom.Taken.Count.ShouldBe(2);

        wecom.Answer = _ => new SendOutcome.Sent(null);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.RunAsync(wecom);

        (await bench.CountAsync("sent"), await bench.CountAsync("uncertain"), await bench.WaitingAsync()).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task After_the_platforms_window_nothing_in_doubt_is_repeated_whatever_the_attempts_between_said()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        var start = bench.Clock.Now;
        wecom.Answer = _ => new SendOutcome.Uncertain("connection lost") { RepeatableFor = TimeSpan.FromMinutes(30) };
        await bench.RunAsync(wecom);
        var last = start;
        wecom.Answer = _ =>
        {
            last = bench.Clock.Now;
            return new SendOutcome.Unavailable("no connection");
        };

        await bench.UntilNothingWaitsAsync(async () =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(30));
            await bench.RunAsync(wecom);
        });

        last.ShouldBeInRange(start.AddMinutes(1), start.AddMinutes(30));
        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(letter => letter.IsInDoubt.ShouldBeTrue(), letter => letter.Reason.ShouldBe("no connection"));
        (await bench.CountAsync("uncertain"), await bench.CountAsync("dead")).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_sender_that_throws_against_its_contract_counts_as_uncertain()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        teams.Answer = _ => throw new InvalidOperationException();

        await bench.RunAsync(teams);

        (await bench.CountAsync("uncertain")).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_platform_will_never_take_is_dead_at_once()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync();
        teams.Answer = _ => new SendOutcome.Rejected("too big");

        await bench.RunAsync(teams);

        (await bench.Dead.ListAsync(DeliveryBench.Slot)).ShouldHaveSingleItem().Reason.ShouldBe("too big");
        (await bench.WaitingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_lost_its_point_is_counted_instead_of_sent()
    {
        var bench = await BenchAsync();
        await bench.EnqueueAsync(bench.Entry() with { PointlessAfter = bench.Clock.Now.AddMinutes(1) });
        bench.Time.Advance(TimeSpan.FromMinutes(2));

        await bench.RunAsync(teams);

        teams.Taken.ShouldBeEmpty();
        (await bench.CountAsync("pointless")).ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-11-24T20:00:00+08:00", "2026-11-25T08:40:00+08:00")] // in the evening
    [InlineData("2026-11-24T03:00:00+08:00", "2026-11-24T08:40:00+08:00")] // at night
    [InlineData("2026-11-27T21:00:00+08:00", "2026-11-30T08:40:00+08:00")] // before a weekend
    [InlineData("2026-10-01T10:00:00+08:00", "2026-10-08T08:40:00+08:00")] // on a holiday
    public async Task Nothing_goes_out_outside_office_hours_unless_it_is_urgent(string at, string goesOut)
    {
        var bench = await BenchAsync(at);
        var goes = DateTimeOffset.Parse(goesOut, System.Globalization.CultureInfo.InvariantCulture);
        // That morning is planned, and has no message for Li to come with.
        await new HeardMarks(bench.Store).PlannedAsync(bench.Clock.DayOf(goes));
        await bench.EnqueueAsync();
        await bench.EnqueueAsync(bench.Entry("urgent") with { IsUrgent = true });

        await bench.RunAsync(teams);
        teams.Keys.ShouldBe(["urgent"]);
        bench.Time.Advance(TimeSpan.FromMinutes(30));
        (await bench.Outbox.DepthAsync(DeliveryBench.Slot)).OldestAge.ShouldBe(TimeSpan.Zero, "nobody is late at night");

        bench.Time.SetUtcNow(goes.AddMilliseconds(-1));
        await bench.RunAsync(teams);
        teams.Keys.ShouldBe(["urgent"]);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        await bench.RunAsync(teams);
        teams.Keys.ShouldBe(["urgent", "event/1"]);
    }

    private Task<DeliveryBench> BenchAsync(string now = "2026-11-24T10:00:00+08:00") =>
        DeliveryBench.OnAsync(stores.Fresh(StoreKind.Garnet), now);
}
