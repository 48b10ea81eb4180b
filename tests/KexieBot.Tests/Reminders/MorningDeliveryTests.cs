using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Reminders;

/// <summary>Mornings planned, delivered or not, on a real store and day by day.</summary>
public sealed class MorningDeliveryTests(StoreServers stores)
{
    [Fact]
    public async Task What_was_planned_and_never_sent_is_said_on_the_next_morning_and_the_office_hears_of_how_many()
    {
        // Mentioned on Friday 20 and on Tuesday 24, and not on Wednesday.
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Unsigned("2026-11-19"));
        await bench.DayAsync("2026-11-23 08:30");
        bench.TurnTo("2026-11-24 08:30");
        (await bench.Run().RunIfDueAsync()).ShouldBe(1);

        // The host was gone from then on until the next morning.
        var messages = await bench.DayAsync("2026-11-25 09:00");

        messages.Select(message => message.Key).ShouldBe(["morning/2026-11-25/li", "morning/2026-11-25/office"]);
        messages[0].Content.Rows.ShouldHaveSingleItem().Ref.ShouldBe("7");
        messages[1].Content.Lines.ShouldHaveSingleItem().ShouldStartWith("上一次的提醒有 1 人没有收到");
        (await bench.OutcomeAsync("pointless")).ShouldBe(1);
        (await bench.Marks.ReadAsync()).UpTo["li"].ShouldBe(Calendars.Day("2026-11-25"));
    }

    [Fact]
    public async Task A_first_morning_that_is_lost_is_missed_too()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Unsigned("2026-11-19"));
        bench.TurnTo("2026-11-24 08:30");
        await bench.Run().RunIfDueAsync();

        (await bench.DayAsync("2026-11-25 09:00"))[0].Key.ShouldBe("morning/2026-11-25/li");
    }

    [Fact]
    public async Task A_summary_that_Monday_lost_comes_on_Tuesday()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2027-05-31"));
        bench.TurnTo("2026-11-23 08:30");
        await bench.Run().RunIfDueAsync();

        (await bench.DayAsync("2026-11-24 08:30")).ShouldContain(message => message.Key == "morning/2026-11-24/chief" && message.Kind == "summary");
        (await bench.DayAsync("2026-11-25 08:30")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reports one", 1, "今天要办 1 项：1 项待报进展")]
    [InlineData("reports both", 0, null)]
    [InlineData("reports none", 1, "今天要办 2 项：2 项待报进展")]
    public async Task Who_reported_before_the_message_went_out_is_not_asked_any_more(string what, int messages, string? title)
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Cyclic(7), Cyclic(8));
        await bench.WithAsync("li", new PersonSettings { MorningTime = new TimeOnly(15, 0) });
        (await bench.DayAsync("2026-11-25 08:30")).ShouldBeEmpty();
        bench.TurnTo("2026-11-25 09:00");
        foreach (var number in what == "reports both" ? [7, 8] : what == "reports one" ? new[] { 7 } : [])
            await bench.ChangeAsync(number, item => item with { ReportedAt = Morning.Clock.At(Calendars.Day("2026-11-25"), new TimeOnly(9, 0)) });

        var sent = await bench.DayAsync("2026-11-25 15:00");

        sent.Count.ShouldBe(messages);
        sent.ShouldAllBe(message => message.Content.Title == title);
        (await bench.OutcomeAsync("answered")).ShouldBe(1 - messages);
    }

    [Fact]
    public async Task What_the_office_has_decided_meanwhile_leaves_its_message_and_its_notes_stay()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2026-12-31") with { State = WorkItemState.UnderReview });
        await bench.Unreachable.AddAsync("wang", "blocked");
        bench.TurnTo("2026-11-25 08:30");
        await bench.Run().RunIfDueAsync();
        await bench.ChangeAsync(7, item => item with { State = WorkItemState.Closed });

        var message = (await bench.DeliverAsync()).ShouldHaveSingleItem();

        message.Content.Title.ShouldBe("办公室：有提醒送不出去或需要核对");
        message.Content.Rows.ShouldBeEmpty();
        message.Content.Lines.ShouldHaveSingleItem().ShouldContain("Wang");
    }

    [Fact]
    public async Task Who_reads_weekly_hears_on_the_weeks_first_workday_of_all_days_since_the_last()
    {
        // Mentioned on Wednesday 30 September; the holidays last until Wednesday 7 October.
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Unsigned("2026-09-29"));
        await bench.WithAsync("li", new PersonSettings { IsWeekly = true });

        (await bench.HeardByAsync("li", "2026-09-21", "2026-10-20")).ShouldBe(["2026-10-08: 7", "2026-10-12: 7", "2026-10-19: 7"]);
    }

    [Fact]
    public async Task Who_reads_weekly_is_asked_for_reports_of_the_week_before()
    {
        // The reporting day is Wednesday 25 November; it is asked for on Friday 20 and on the day.
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Cyclic(8));
        await bench.WithAsync("li", new PersonSettings { IsWeekly = true });

        (await bench.HeardByAsync("li", "2026-11-16", "2026-11-27")).ShouldBe(["2026-11-23: 8"]);
    }

    [Fact]
    public async Task Quiet_time_loses_nothing()
    {
        // Mentioned on Wednesday 11 and Friday 13, both within the quiet time.
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Unsigned("2026-11-10"));
        await bench.WithAsync("li", new PersonSettings { QuietUntil = Calendars.Day("2026-11-23") });

        (await bench.HeardByAsync("li", "2026-11-11", "2026-11-23")).ShouldBe(["2026-11-23: 7"]);
    }

    [Fact]
    public async Task Whom_nothing_reaches_is_told_to_the_office_once_in_its_quiet_time_too_and_again_only_if_that_was_lost()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet));
        await bench.WithAsync("office", new PersonSettings { QuietUntil = Calendars.Day("2026-12-31") });
        bench.TurnTo("2026-11-23 10:00");
        await bench.Unreachable.AddAsync("li", "blocked");
        bench.TurnTo("2026-11-24 08:30");
        await bench.Run().RunIfDueAsync();

        (await bench.DayAsync("2026-11-25 08:30")).ShouldHaveSingleItem().Content.Lines[0].ShouldContain("李");
        (await bench.DayAsync("2026-11-26 08:30")).ShouldBeEmpty();
        (await bench.Unreachable.ListAsync())["li"].Reason.ShouldBe("blocked", "the full list stays for who asks");
    }

    [Fact]
    public async Task Who_was_reached_later_is_not_reported()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2026-11-24"));
        bench.TurnTo("2026-11-23 10:00");
        await bench.Unreachable.AddAsync("li", "blocked");
        await bench.DayAsync("2026-11-23 11:00");
        (await bench.Unreachable.ListAsync()).ShouldBeEmpty();
        (await bench.DayAsync("2026-11-24 08:30")).ShouldHaveSingleItem().To.Id.ShouldBe("li");
    }

    [Fact]
    public async Task A_time_after_closing_is_taken_for_the_last_hour()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2026-11-24"));
        await bench.WithAsync("li", new PersonSettings { MorningTime = new TimeOnly(21, 0) });
        (await bench.DayAsync("2026-11-24 18:59")).ShouldBeEmpty();

        (await bench.DayAsync("2026-11-24 19:00")).ShouldHaveSingleItem();
    }

    private static WorkItem Unsigned(string assigned) => Morning.Item(7) with { State = WorkItemState.Assigned, AssignedAt = Morning.Clock.At(Calendars.Day(assigned), new TimeOnly(16, 0)), ReportedAt = null };

    // Last reported on in the month before, so that only this one is missing.
    private static WorkItem Cyclic(int number) => Morning.Item(number) with { Cycle = ReportingCycle.Monthly, ReportedAt = Morning.Clock.At(Calendars.Day("2026-10-20"), new TimeOnly(9, 0)) };
}
