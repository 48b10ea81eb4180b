using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Reminders;

/// <summary>What people cause on a Saturday, and what its readers hear of it on Monday.</summary>
public sealed class HeldMessagesTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_weekends_events_and_the_digest_are_one_message_per_person(StoreKind kind)
    {
        var bench = await SaturdayAsync(kind, Morning.Item(7, "2026-11-30"));
        await bench.CauseAsync("li", "催办 2 项任务");
        await bench.CauseAsync("li", "第7条 的批示", "抓紧推进", slot: "q");
        await bench.CauseAsync("office", "区科技局申请办结第8条");
        (await bench.DeliverAsync(["p", "q"])).ShouldBeEmpty();
        bench.TurnTo("2026-11-30 08:10");
        (await bench.DeliverAsync(["p", "q"])).ShouldBeEmpty("open, but before the morning's time");

        var messages = await bench.DayAsync("2026-11-30 08:30", ["p", "q"]);

        // The leaders' summary of the week goes out as well.
        var li = messages.Single(message => message.To.Id == "li");
        li.Key.ShouldBe("morning/2026-11-30/li");
        li.Content.Title.ShouldBe("今天要办 1 项：1 项今天到期；下班后另有 2 条消息");
        li.Content.Lines.ShouldBe(["· 催办 2 项任务", "· 第7条 的批示　抓紧推进"]);
        var office = messages.Single(message => message.To.Id == "office");
        office.Content.Title.ShouldBe("区科技局申请办结第8条", "a single message without a digest stays as it was written");
        (await bench.OutcomeAsync("merged", "p"), await bench.OutcomeAsync("merged", "q")).ShouldBe((2, 1));
        bench.TurnTo("2026-11-30 19:00");
        (await bench.DeliverAsync(["p", "q"])).ShouldBeEmpty();
        (await bench.Outbox.DepthAsync("p")).Waiting.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_waited_for_a_platform_comes_in_one_message_per_person(StoreKind kind)
    {
        var bench = await SaturdayAsync(kind);
        await bench.DayAsync("2026-11-30 11:00", ["p", "q"]);
        bench.Teams.Answer = _ => new SendOutcome.Unavailable("no connection");
        for (var minute = 0; minute < 90; minute++)
        {
            bench.TurnTo($"2026-11-30 {11 + (minute / 60)}:{minute % 60:00}");
            if (minute % 15 == 1)
                await bench.CauseAsync("li", $"第{minute / 15}条", slot: minute % 2 == 0 ? "p" : "q");
            if (minute == 20)
                await bench.CauseAsync("office", "只有一条");
            (await bench.DeliverAsync(["p", "q"])).ShouldBeEmpty();
        }

        bench.Teams.Answer = _ => new SendOutcome.Sent(null);
        var sent = new List<OutboundMessage>();
        for (var minute = 30; minute < 60 + 45; minute++)
        {
            bench.TurnTo($"2026-11-30 {12 + (minute / 60)}:{minute % 60:00}");
            sent.AddRange(await bench.DeliverAsync(["p", "q"]));
        }

        var li = sent.Where(message => message.To.Id == "li").ToList();
        li.Sum(message => Math.Max(1, message.Content.Lines.Count)).ShouldBe(6, "nothing is lost or said twice");
        li.Count.ShouldBeLessThanOrEqualTo(2, "the last one may just have been caused");
        sent.Single(message => message.To.Id == "office").Content.Title.ShouldBe("只有一条");
        (await bench.Outbox.DepthAsync("p")).Waiting.ShouldBe(0);
        (await bench.Outbox.DepthAsync("q")).Waiting.ShouldBe(0);
        (await bench.Outbox.DepthAsync(Outbox.OfficeSlot)).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task After_weeks_without_a_channel_each_person_gets_one_message()
    {
        var bench = await SaturdayAsync();
        for (var day = 1; day <= 18; day++)
        {
            bench.TurnTo($"2026-12-{day:00} 10:00");
            await bench.CauseAsync("li", $"12月{day}日的消息");
        }

        bench.TurnTo("2026-12-18 15:00");
        (await bench.DeliverAsync(["p"])).ShouldBeEmpty();
        bench.TurnTo("2026-12-18 15:02");
        var message = (await bench.DeliverAsync(["p"])).ShouldHaveSingleItem();
        (message.Content.Title, message.Content.Lines.Count).ShouldBe(("有 18 条消息没能及时送到", 18));
        (await bench.OutcomeAsync("merged", "p")).ShouldBe(18);
    }

    [Fact]
    public async Task A_morning_message_that_is_late_itself_takes_along_what_was_to_be_gathered()
    {
        var bench = await SaturdayAsync(Morning.Item(7, "2026-11-30"));
        bench.Teams.Answer = _ => new SendOutcome.Unavailable("no connection");
        bench.TurnTo("2026-11-30 08:35");
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        bench.TurnTo("2026-11-30 10:00");
        await bench.DeliverAsync(["p"]);
        await bench.DayAsync("2026-11-30 10:00", ["p"]);
        await bench.CauseAsync("li", "三");
        for (var minute = 0; minute < 60; minute++)
        {
            bench.TurnTo($"2026-11-30 10:{minute:00}");
            await bench.DeliverAsync(["p"]);
        }

        bench.Teams.Answer = _ => new SendOutcome.Sent(null);
        var sent = new List<OutboundMessage>();
        for (var minute = 0; minute < 60; minute++)
        {
            bench.TurnTo($"2026-11-30 11:{minute:00}");
            sent.AddRange((await bench.DeliverAsync(["p"])).Where(message => message.To.Id == "li"));
        }

        sent.ShouldHaveSingleItem().Content.Lines.ShouldBe(["· 一", "· 二", "· 三"]);
    }

    [Fact]
    public async Task What_does_not_get_through_that_day_comes_with_the_next_morning()
    {
        var bench = await SaturdayAsync();
        bench.TurnTo("2026-11-30 11:00");
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        bench.Teams.Answer = _ => new SendOutcome.Unavailable("no connection");
        for (var minute = 0; minute < 9 * 60; minute += 2)
        {
            bench.TurnTo($"2026-11-30 {11 + (minute / 60)}:{minute % 60:00}");
            await bench.DeliverAsync(["p"]);
        }

        bench.Teams.Answer = _ => new SendOutcome.Sent(null);
        bench.TurnTo("2026-11-30 20:30");
        (await bench.DeliverAsync(["p"])).ShouldBeEmpty();
        (await bench.DayAsync("2026-12-01 08:30", ["p"])).Where(message => message.To.Id == "li").ShouldHaveSingleItem().Content.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_platform_that_refuses_all_that_is_late_in_one_gets_its_parts()
    {
        var bench = await SaturdayAsync();
        bench.TurnTo("2026-11-30 11:00");
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        bench.TurnTo("2026-11-30 11:30");
        await bench.DeliverAsync(["p"]);
        bench.Teams.Answer = message => message.Content.Lines.Count > 0 ? new SendOutcome.Rejected("too big") : new SendOutcome.Sent(null);
        bench.TurnTo("2026-11-30 11:32");
        (await bench.DeliverAsync(["p"])).ShouldBeEmpty();

        // No morning was planned here: it is waited for half an hour.
        var sent = new List<string>();
        for (var minute = 33; minute < 60 + 40; minute++)
        {
            bench.TurnTo($"2026-11-30 {11 + (minute / 60)}:{minute % 60:00}");
            sent.AddRange((await bench.DeliverAsync(["p"])).Select(message => message.Content.Title));
        }

        sent.Order().ShouldBe(["一", "二"]);
    }

    [Fact]
    public async Task Who_wants_the_morning_message_at_ten_gets_the_weekends_events_with_it()
    {
        var bench = await SaturdayAsync();
        await bench.WithAsync("li", new PersonSettings { MorningTime = new TimeOnly(10, 0) });
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        await bench.DeliverAsync(["p"]);

        (await bench.DayAsync("2026-11-30 09:59", ["p"])).ShouldNotContain(message => message.To.Id == "li");
        var message = (await bench.DayAsync("2026-11-30 10:00", ["p"])).ShouldHaveSingleItem();
        (message.Content.Title, message.Kind).ShouldBe(("下班后有 2 条消息", "held"));
    }

    [Fact]
    public async Task In_quiet_time_an_event_waits_for_the_first_morning_after_it()
    {
        var bench = await SaturdayAsync();
        await bench.WithAsync("li", new PersonSettings { QuietUntil = Calendars.Day("2026-12-03") });
        bench.TurnTo("2026-11-30 10:00");
        await bench.CauseAsync("li", "一");

        (await bench.DeliverAsync(["p"])).ShouldBeEmpty();
        (await bench.DayAsync("2026-12-02 18:00", ["p"])).ShouldNotContain(message => message.To.Id == "li");
        (await bench.DayAsync("2026-12-03 08:30", ["p"])).ShouldHaveSingleItem().Content.Title.ShouldBe("一");
    }

    [Fact]
    public async Task Down_until_eleven_it_is_still_one_message()
    {
        var bench = await SaturdayAsync(Morning.Item(7, "2026-11-30"));
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        await bench.DeliverAsync(["p"]);
        bench.TurnTo("2026-11-30 11:00");
        // The dispatcher comes round before the morning is planned.
        (await bench.DeliverAsync(["p"])).ShouldBeEmpty();

        (await bench.DayAsync("2026-11-30 11:00", ["p"])).Where(message => message.To.Id == "li").ShouldHaveSingleItem().Content.Lines.Count.ShouldBe(2);
        bench.TurnTo("2026-11-30 12:00");
        (await bench.DeliverAsync(["p"])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_morning_is_planned_at_all_it_goes_out_alone_after_half_an_hour()
    {
        var bench = await SaturdayAsync();
        await bench.CauseAsync("li", "一");
        await bench.DeliverAsync(["p"]);
        foreach (var time in new[] { "08:40", "08:50", "09:00" })
        {
            bench.TurnTo($"2026-11-30 {time}");
            (await bench.DeliverAsync(["p"])).ShouldBeEmpty();
        }

        bench.TurnTo("2026-11-30 09:10");
        (await bench.DeliverAsync(["p"])).ShouldHaveSingleItem().Content.Title.ShouldBe("一");
        (await bench.OutcomeAsync("sent", "p")).ShouldBe(1);
    }

    [Fact]
    public async Task A_death_between_marking_the_morning_message_and_what_it_said_says_nothing_twice()
    {
        var bench = await SaturdayAsync();
        await bench.CauseAsync("li", "一");
        await bench.DeliverAsync(["p"]);
        bench.TurnTo("2026-11-30 08:30");
        await bench.Run().RunIfDueAsync();
        // As a dispatcher does it up to the commit that ends the morning message.
        var morning = (await bench.Outbox.ClaimAsync(Outbox.OfficeSlot, 10, TimeSpan.FromMinutes(3))).Single(claimed => claimed.Entry.PersonId == "li");
        var held = (await bench.Held.TakeAsync(morning))!;
        held.ShouldHaveSingleItem();
        await bench.Outbox.SettleAsync(morning, DeliveryOutcome.Sent, commit => HeldMessages.AppendSaid(commit, "li", held));

        bench.TurnTo("2026-11-30 09:00");
        (await bench.DeliverAsync(["p"])).ShouldNotContain(message => message.To.Id == "li");
        (await bench.OutcomeAsync("merged", "p")).ShouldBe(1);
    }

    [Fact]
    public async Task A_death_before_the_mark_says_all_of_it_again_with_the_morning_message()
    {
        var bench = await SaturdayAsync();
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        await bench.DeliverAsync(["p"]);
        bench.TurnTo("2026-11-30 08:30");
        await bench.Run().RunIfDueAsync();
        var morning = (await bench.Outbox.ClaimAsync(Outbox.OfficeSlot, 10, TimeSpan.FromMinutes(3))).Single(claimed => claimed.Entry.PersonId == "li");
        (await bench.Held.TakeAsync(morning))!.Count.ShouldBe(2);
        (await bench.DeliverAsync(["p"])).ShouldNotContain(message => message.To.Id == "li");

        bench.TurnTo("2026-11-30 08:34");
        (await bench.DeliverAsync(["p"])).ShouldHaveSingleItem().Content.Title.ShouldBe("下班后有 2 条消息");
    }

    [Fact]
    public async Task A_morning_message_waits_for_what_another_worker_is_just_looking_at()
    {
        var bench = await SaturdayAsync();
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        await bench.DeliverAsync(["p"]);
        bench.TurnTo("2026-11-30 11:00");
        await bench.Run().RunIfDueAsync();
        var looked = (await bench.Outbox.ClaimAsync("p", 1, TimeSpan.FromMinutes(3))).ShouldHaveSingleItem();

        (await bench.DeliverAsync()).ShouldNotContain(message => message.To.Id == "li");
        (await bench.Held.ReleaseAsync(looked)).ShouldBeNull();
        bench.TurnTo("2026-11-30 11:01");
        (await bench.DeliverAsync()).ShouldHaveSingleItem().Content.Lines.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Workers_that_meet_the_held_messages_and_the_morning_at_one_moment_make_one_message_per_person(StoreKind kind)
    {
        const int Persons = 20;
        var bench = await SaturdayAsync(kind);
        await bench.Rosters.ChangeAsync(roster => new Roster(roster.Units, [], [.. Enumerable.Range(0, Persons).Select(index => new Person($"r{index}", $"人{index}", PersonRole.Liaison) { UnitIds = ["区教育局"], Accounts = [new(ChannelKind.Teams, $"r{index}")] })]));
        for (var index = 0; index < Persons; index++)
        {
            foreach (var slot in new[] { "p", "q", "q" })
                await bench.CauseAsync($"r{index}", "一", slot: slot);
        }

        await bench.DeliverAsync(["p", "q"]);
        // Late enough that the held messages are due by themselves as well.
        bench.TurnTo("2026-11-30 11:00");
        await bench.Run().RunIfDueAsync();
        var before = bench.Teams.Taken.Count;
        for (var minute = 0; minute < 30; minute++)
        {
            bench.TurnTo($"2026-11-30 11:{minute:00}");
            await Task.WhenAll(bench.DeliverAsync("p", "q"), bench.DeliverAsync("p", "q"), bench.DeliverAsync("q"));
        }

        var taken = bench.Teams.Taken.Skip(before).ToList();
        taken.Select(message => message.To.Id).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, Persons).Select(index => $"r{index}").Order(StringComparer.Ordinal));
        taken.ShouldAllBe(message => message.Content.Lines.Count == 3);
    }

    [Fact]
    public async Task What_a_refused_or_unreachable_morning_message_would_have_said_is_said_alone()
    {
        var bench = await SaturdayAsync();
        await bench.CauseAsync("li", "一");
        await bench.DeliverAsync(["p"]);
        bench.Teams.Answer = message => message.To.Id == "li" && message.Kind == "held" ? new SendOutcome.Rejected("too long") : new SendOutcome.Sent(null);
        await bench.DayAsync("2026-11-30 08:30", ["p"]);

        bench.TurnTo("2026-11-30 08:41");
        (await bench.DeliverAsync(["p"])).ShouldHaveSingleItem().Content.Title.ShouldBe("一");
    }

    [Fact]
    public async Task What_may_have_arrived_with_a_morning_message_lies_among_the_dead_letters_with_it()
    {
        var bench = await SaturdayAsync();
        await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        await bench.DeliverAsync(["p"]);
        bench.Teams.Answer = message => message.To.Id == "li" ? new SendOutcome.Uncertain("cut") : new SendOutcome.Sent(null);
        await bench.DayAsync("2026-11-30 08:30", ["p"]);
        bench.Teams.Answer = _ => new SendOutcome.Sent(null);
        bench.TurnTo("2026-11-30 09:00");
        (await bench.DeliverAsync(["p"])).ShouldBeEmpty();

        var dead = new DeadLetters(bench.Store, bench.Office);
        (await dead.ListAsync(Outbox.OfficeSlot)).ShouldHaveSingleItem().Entry.Content.Lines.ShouldBe(["· 一", "· 二"]);
        (await dead.ResendAsync(Outbox.OfficeSlot, "morning/2026-11-30/li")).ShouldBeTrue();
        (await bench.DeliverAsync(["p"])).ShouldHaveSingleItem().Content.Lines.ShouldBe(["· 一", "· 二"]);
    }

    [Fact]
    public async Task What_is_taken_back_on_Sunday_is_not_said_on_Monday()
    {
        var bench = await SaturdayAsync();
        var key = await bench.CauseAsync("li", "一");
        await bench.CauseAsync("li", "二");
        await bench.DeliverAsync(["p"]);
        (await bench.Outbox.WithdrawAsync("p", key)).ShouldBeTrue();

        (await bench.DayAsync("2026-11-30 08:30", ["p"])).Single(message => message.To.Id == "li").Content.Title.ShouldBe("二");
    }

    [Fact]
    public async Task The_preview_shows_what_is_held_and_on_the_right_day_only()
    {
        var bench = await SaturdayAsync();
        await bench.CauseAsync("li", "一");
        await bench.DeliverAsync(["p"]);

        (await bench.Preview().BuildAsync(Calendars.Day("2026-11-28"), 10)).Where(message => message.To == "li").Select(message => (Core.OfficeClock.Text(bench.Office.DayOf(message.At)), message.Text)).ShouldBe([("2026-11-30", "一")]);
    }

    private Task<ReminderBench> SaturdayAsync(params WorkItem[] items) => SaturdayAsync(StoreKind.Garnet, items);

    private async Task<ReminderBench> SaturdayAsync(StoreKind kind, params WorkItem[] items)
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(kind), items);
        await bench.DayAsync("2026-11-27 08:30");
        bench.TurnTo("2026-11-28 10:00");
        return bench;
    }
}
