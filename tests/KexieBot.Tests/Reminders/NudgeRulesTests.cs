using KexieBot.Core;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

/// <summary>The rules by themselves: one item, one reader, one day.</summary>
public sealed class NudgeRulesTests
{
    private static readonly Person Liaison = Morning.Roster.FindPerson("li")!;
    private static readonly Person Head = Morning.Roster.FindPerson("head")!;
    private static readonly Person Chief = Morning.Roster.FindPerson("chief")!;

    [Theory]
    [InlineData("2026-11-06", "")] // the fourth workday after
    [InlineData("2026-11-09", "li,head")]
    [InlineData("2026-11-10", "")]
    [InlineData("2026-11-16", "li,chief")]
    [InlineData("2026-11-23", "li,head")]
    [InlineData("2026-11-30", "li,chief")]
    public void The_ladder_goes_from_the_liaison_to_the_head_to_the_leader(string day, string expected)
    {
        var item = Morning.Item(7, "2026-11-02");

        HeardBy(new ReminderRules(), item, day).ShouldBe(expected);
    }

    [Fact]
    public void Its_steps_are_the_offices_to_set()
    {
        var rules = new ReminderRules { EscalateToHeadAfter = 2, EscalateToLeaderAfter = 3, EscalateEvery = 100, OverdueWorkdays = [], OverdueEvery = 200 };
        var item = Morning.Item(7, "2026-11-02");

        Days("2026-11-03", "2026-12-31").Select(day => (Day: OfficeClock.Text(day), By: HeardBy(rules, item, OfficeClock.Text(day)))).Where(heard => heard.By.Length > 0)
            .ShouldBe([("2026-11-04", "head"), ("2026-11-05", "chief")]);
    }

    [Fact]
    public void Nobody_is_called_on_over_a_unit_to_which_the_office_owes_an_answer()
    {
        var item = Morning.Item(7, "2026-11-02");
        WorkItem[] waiting = [item with { State = WorkItemState.UnderReview }, item with { Extension = new ExtensionRequest(Day("2026-12-31"), "原因", "li", At("2026-11-02")) }, item with { State = WorkItemState.Assigned, AssignedAt = At("2026-11-02"), Dispute = new OpenDispute("不是我们的", null, "li", At("2026-11-02")) }];

        foreach (var one in waiting)
            Days("2026-11-03", "2026-12-31").ShouldAllBe(day => HeardBy(new ReminderRules(), one, OfficeClock.Text(day)) == "", "neither is the liaison asked for what the office has to decide");
    }

    [Fact]
    public void The_office_is_asked_for_its_answer_in_steps()
    {
        var rules = new NudgeRules(new ReminderRules(), China, Morning.Clock);
        var item = Morning.Item(7, "2027-06-30") with { State = WorkItemState.UnderReview, StateSince = At("2026-11-02") };

        Days("2026-11-02", "2026-11-27").Where(day => rules.For(Morning.Roster.FindPerson("office")!, [item], [day]).Count > 0).Select(OfficeClock.Text)
            .ShouldBe(["2026-11-03", "2026-11-05", "2026-11-09", "2026-11-16", "2026-11-23"]);
    }

    [Fact]
    public void A_report_after_a_missed_reporting_day_answers_that_one_and_the_next_is_asked_for()
    {
        var rules = new ReminderRules { ReportingDay = 31 };
        var late = Morning.Item(7) with { Cycle = ReportingCycle.Monthly, ReportedAt = At("2026-12-01"), HeardBefore = At("2026-10-28") };

        HeardOn(rules, late, "2026-12-01", "2026-12-31").ShouldBe(["2026-12-28", "2026-12-31"]);
        HeardOn(rules, late with { HeardBefore = At("2026-11-20") }, "2026-12-01", "2026-12-31").ShouldBeEmpty("November's was in, so it is December's");
        HeardOn(rules, late with { AssignedAt = At("2026-12-01"), HeardBefore = At("2026-12-01") }, "2026-12-01", "2026-12-31").ShouldBeEmpty("there was nothing to miss");
    }

    [Theory]
    [InlineData(ReportingCycle.Quarterly, "2026-10-09")]
    [InlineData(ReportingCycle.Yearly, "2026-01-12")]
    public void An_early_word_does_not_close_a_long_cycle(ReportingCycle cycle, string reported)
    {
        var item = Morning.Item(7) with { Cycle = cycle, ReportedAt = At(reported), HeardBefore = At("2025-12-20") };

        HeardOn(new ReminderRules(), item, "2026-10-10", "2026-12-26").ShouldBe(["2026-12-22", "2026-12-25"]);
        HeardOn(new ReminderRules(), item with { ReportedAt = At("2026-12-02"), HeardBefore = At("2026-09-20") }, "2026-12-02", "2026-12-31").ShouldBeEmpty();
        HeardBy(new ReminderRules(), item, "2027-01-04").ShouldContain("head", Case.Sensitive, "and the ladder begins with that reporting day");
    }

    [Fact]
    public void A_week_that_is_wholly_off_does_not_end_the_ladder()
    {
        // The week of 5 to 8 October 2026 is worked from Thursday on; of 2023 the whole week of 2 October is off.
        var item = Morning.Item(7) with { Cycle = ReportingCycle.Weekly, ReportedAt = At("2023-09-28") };

        new NudgeRules(new ReminderRules(), China, Morning.Clock).PeriodFrom(ReportingCycle.Weekly, Day("2023-09-30"))!.ReportBy.ShouldBe(Day("2023-10-13"));
        HeardBy(new ReminderRules(), item, "2023-10-20").ShouldContain("head");
        HeardBy(new ReminderRules(), item with { ReportedAt = At("2023-10-07") }, "2023-10-20").ShouldContain("head");
    }

    [Fact]
    public void The_ladder_ends_with_the_report()
    {
        var silent = Morning.Item(7) with { Cycle = ReportingCycle.Monthly, ReportedAt = Morning.Clock.At(Day("2026-10-20"), new TimeOnly(9, 0)) };
        var reported = silent with { ReportedAt = Morning.Clock.At(Day("2026-12-01"), new TimeOnly(9, 0)) };

        HeardBy(new ReminderRules(), silent, "2026-12-02").ShouldContain("head");
        HeardBy(new ReminderRules(), reported, "2026-12-02").ShouldBe("");
    }

    [Theory]
    [InlineData(ReportingCycle.Ongoing)]
    [InlineData(null)]
    public void Without_deadline_and_rhythm_news_is_asked_for_about_once_a_quarter_and_nobody_is_called_on(ReportingCycle? cycle)
    {
        var item = Morning.Item(7) with { Cycle = cycle, ReportedAt = Morning.Clock.At(Day("2026-01-05"), new TimeOnly(9, 0)) };

        var heard = Days("2026-01-06", "2026-12-31").Where(day => HeardBy(new ReminderRules(), item, OfficeClock.Text(day)).Length > 0).ToList();

        heard.Select(day => China.WorkdaysBetween(Day("2026-01-05"), day)).ShouldBe([60, 120, 180, 240]);
        heard.ShouldAllBe(day => HeardBy(new ReminderRules(), item, OfficeClock.Text(day)) == "li");
        var row = Morning.To("li", OfficeClock.Text(heard[0]), item)!.Content.Rows.ShouldHaveSingleItem();
        row.Due!.ShouldEndWith("以后没有新进展，请报一次近况");
        HeardBy(new ReminderRules { OngoingEvery = 20 }, item, OfficeClock.Text(China.AddWorkdays(Day("2026-01-05"), 20))).ShouldBe("li");
    }

    [Theory]
    [InlineData("2026-10-05", "2026-09-30")] // in the holidays
    [InlineData("2026-10-01", "2026-09-30")]
    [InlineData("2026-10-07", "2026-09-30")]
    [InlineData("2026-02-20", "2026-02-14")] // in the Spring Festival; the 14th is a make-up Saturday
    public void What_falls_into_a_long_holiday_comes_on_the_last_workday_before_it(string deadline, string last)
    {
        var item = Morning.Item(7, deadline);

        HeardBy(new ReminderRules { LeadWorkdays = [0] }, item, last).ShouldBe("li");
    }

    [Theory]
    [InlineData("2026-10-01", 3, "2026-10-08")] // the holidays open the month: the first workday after them
    [InlineData("2026-02-01", 20, "2026-02-14")] // the last workday before them, a make-up Saturday
    public void A_reporting_day_in_a_long_holiday_comes_early_where_the_month_has_a_workday_before_it(string month, int named, string reportBy) =>
        ReportingPeriod.Of(ReportingCycle.Monthly, Day(month), new ReminderRules { ReportingDay = named }, China)!.ReportBy.ShouldBe(Day(reportBy));

    private static DateTimeOffset At(string day) => Morning.Clock.At(Day(day), new TimeOnly(9, 0));

    private static IEnumerable<string> HeardOn(ReminderRules rules, WorkItem item, string from, string to) =>
        Days(from, to).Select(OfficeClock.Text).Where(day => HeardBy(rules, item, day).Contains("li", StringComparison.Ordinal));

    private static string HeardBy(ReminderRules rules, WorkItem item, string day)
    {
        var nudges = new NudgeRules(rules, China, Morning.Clock);
        return string.Join(',', new[] { Liaison, Head, Chief }.Where(person => nudges.For(person, [item], [Day(day)]).Count > 0).Select(person => person.Id));
    }

    private static List<DateOnly> Days(string from, string to)
    {
        var days = new List<DateOnly>();
        for (var day = China.FirstWorkdayFrom(Day(from)); day <= Day(to); day = China.NextWorkday(day))
            days.Add(day);
        return days;
    }
}
