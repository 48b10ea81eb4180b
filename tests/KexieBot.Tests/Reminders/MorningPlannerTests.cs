using CsCheck;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

public sealed class MorningPlannerTests
{
    [Fact]
    public void A_deadline_is_announced_at_the_lead_times_and_its_passing_at_the_steps() =>
        Morning.DaysOf("li", "2026-11-02", "2026-12-31", Morning.Item(7, "2026-11-24")).ShouldBe([
            "2026-11-13", "2026-11-19", "2026-11-23", "2026-11-24", // 7, 3, 1, 0 workdays before
            "2026-11-25", "2026-11-27", "2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"]); // 1, 3, 5, 10 … after

    [Fact]
    public void A_deadline_in_a_holiday_is_announced_before_the_holiday() =>
        Morning.DaysOf("li", "2026-09-01", "2026-10-13", Morning.Item(7, "2026-10-03")).ShouldBe([
            "2026-09-20", "2026-09-24", "2026-09-29", "2026-09-30", // the 20th is a make-up workday, the 25th a holiday
            "2026-10-08", "2026-10-10", "2026-10-13"]); // the 10th is a make-up workday

    [Fact]
    public void The_last_workday_before_a_holiday_is_said_to_be_the_last()
    {
        var row = Morning.To("li", "2026-09-30", Morning.Item(7, "2026-10-03"))!.Content.Rows.ShouldHaveSingleItem();

        row.Due.ShouldBe("10月3日 · 还有3天，今天是到期前最后一个工作日");
    }

    [Theory]
    [InlineData(ReportingCycle.Monthly, "2026-10-20|2026-10-23|2026-10-26|2026-10-28|2026-11-20|2026-11-25|2026-11-26|2026-11-30|2026-12-22|2026-12-25|2026-12-28|2026-12-30")] // 25 October is a Sunday
    [InlineData(ReportingCycle.Quarterly, "2026-12-22|2026-12-25|2026-12-28|2026-12-30")]
    [InlineData(ReportingCycle.HalfYearly, "2026-12-22|2026-12-25|2026-12-28|2026-12-30")]
    [InlineData(ReportingCycle.Yearly, "2026-12-22|2026-12-25|2026-12-28|2026-12-30")]
    public void A_missing_report_is_asked_for_before_the_reporting_day_and_twice_after_it(ReportingCycle cycle, string days) =>
        string.Join('|', Morning.DaysOf("li", "2026-10-12", "2026-12-31", Morning.Item(7) with { Cycle = cycle })).ShouldBe(days);

    [Fact]
    public void A_weekly_report_is_asked_for_on_Friday_or_the_last_workday_before_a_holiday_and_once_after_it() =>
        Morning.DaysOf("li", "2026-09-20", "2026-10-18", Morning.Item(7) with { Cycle = ReportingCycle.Weekly })
            .ShouldBe(["2026-09-20", "2026-09-24", "2026-09-28", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-16"]);

    [Fact]
    public void Who_has_reported_in_the_period_is_not_asked()
    {
        var item = Morning.Item(7) with { Cycle = ReportingCycle.Monthly, ReportedAt = Morning.Clock.At(Day("2026-11-02"), new TimeOnly(9, 0)) };

        Morning.DaysOf("li", "2026-11-02", "2026-12-31", item).ShouldBe(["2026-12-22", "2026-12-25", "2026-12-28", "2026-12-30"]);
    }

    [Fact]
    public void An_unsigned_item_is_mentioned_after_one_and_three_workdays_and_then_every_five()
    {
        var item = Morning.Item(7) with { State = WorkItemState.Assigned, AssignedAt = Morning.Clock.At(Day("2026-11-20"), new TimeOnly(16, 0)), ReportedAt = null };

        Morning.DaysOf("li", "2026-11-20", "2026-12-31", item).ShouldBe(["2026-11-23", "2026-11-25", "2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25"]);
        Morning.To("li", "2026-11-23", item)!.Kind.ShouldBe("digest");
        Morning.To("li", "2026-11-23", item)!.Content.Choices.Select(choice => choice.Say).ShouldBe(["签收全部", "我的任务"]);
    }

    [Fact]
    public void A_long_overdue_item_goes_to_the_head_after_five_workdays_and_to_the_leaders_in_charge_after_ten()
    {
        var item = Morning.Item(7, "2026-11-02");

        Morning.DaysOf("head", "2026-11-02", "2026-12-15", item).ShouldBe(["2026-11-09", "2026-11-23", "2026-12-07"]);
        Morning.Of("2026-11-16", item).Single(message => message.PersonId == "chief").Kind.ShouldBe("escalation");
        Morning.Of("2026-11-17", item).ShouldBeEmpty();
        Morning.To("deputy", "2026-11-16", item)?.Items.ShouldBeEmpty("区科技局 is not in the deputy's charge");
    }

    [Fact]
    public void What_nobody_signs_goes_up_the_same_ladder()
    {
        var item = Morning.Item(7) with { State = WorkItemState.Assigned, AssignedAt = Morning.Clock.At(Day("2026-11-02"), new TimeOnly(9, 0)), ReportedAt = null };

        Morning.DaysOf("head", "2026-11-02", "2026-12-15", item).ShouldBe(["2026-11-09", "2026-11-23", "2026-12-07"]);
        Morning.DaysOf("chief", "2026-11-02", "2026-12-15", item).ShouldBe(["2026-11-16", "2026-11-30", "2026-12-14"]);
        Morning.To("head", "2026-11-09", item)!.Content.Title.ShouldBe("请过问 1 项：1 项久未签收");
    }

    [Fact]
    public void A_unit_that_never_reports_goes_up_the_ladder_and_its_liaison_is_told_which_report_is_missing()
    {
        var item = Morning.Item(7) with { Cycle = ReportingCycle.Monthly, ReportedAt = Morning.Clock.At(Day("2026-10-20"), new TimeOnly(9, 0)) };

        // The missed reporting day is 25 November.
        Morning.DaysOf("head", "2026-10-20", "2026-12-31", item).ShouldBe(["2026-12-02", "2026-12-16", "2026-12-30"]);
        Morning.DaysOf("chief", "2026-10-20", "2026-12-31", item).ShouldBe(["2026-12-09", "2026-12-23"]);
        Morning.To("chief", "2026-12-09", item)!.Content.Title.ShouldBe("请过问 1 项：1 项久未报进展");
        Morning.To("li", "2026-11-25", item)!.Content.Rows[0].Due!.ShouldEndWith("前报本期进展");
        Morning.To("li", "2026-11-26", item)!.Content.Rows[0].Due.ShouldBe("每月报送 · 11月25日应报的进展还没有报");
    }

    [Fact]
    public void What_waits_for_the_office_is_the_offices_and_not_the_liaisons()
    {
        var review = Morning.Item(7, "2026-11-20") with { State = WorkItemState.UnderReview, StateSince = Morning.Clock.At(Day("2026-11-23"), new TimeOnly(9, 0)) };
        var extension = Morning.Item(8, "2026-11-16") with { Extension = new ExtensionRequest(Day("2026-12-31"), "等批复", "li", Morning.Clock.At(Day("2026-11-10"), new TimeOnly(9, 0))) };

        var messages = Morning.Of("2026-11-24", review, extension);

        var office = messages.ShouldHaveSingleItem();
        office.PersonId.ShouldBe("office");
        office.Kind.ShouldBe("digest");
        office.Items.ShouldBe([review.Id, extension.Id]);
        office.Content.Title.ShouldBe("办公室今天要办 2 项：1 项办结待审核，1 项延期待批");
        office.Content.Rows[1].Due.ShouldBe("申请延期至12月31日");
    }

    [Fact]
    public void All_that_concerns_a_person_is_one_message_that_is_called_by_what_weighs_most()
    {
        var overdue = Morning.Item(3, "2026-11-23");
        var today = Morning.Item(7, "2026-11-24");
        var soon = Morning.Item(9, "2026-11-25");
        var unsigned = Morning.Item(11) with { State = WorkItemState.Assigned, AssignedAt = Morning.Clock.At(Day("2026-11-23"), new TimeOnly(9, 0)) };

        var message = Morning.To("li", "2026-11-24", unsigned, soon, today, overdue)!;

        message.Kind.ShouldBe("overdue");
        message.Items.ShouldBe(["p/3/区科技局", "p/7/区科技局", "p/9/区科技局", "p/11/区科技局"]);
        message.Content.Title.ShouldBe("今天要办 4 项：1 项已逾期，1 项今天到期，1 项临近到期");
        message.Content.Rows.Select(row => row.Ref).ShouldBe(["3", "7", "9", "11"]);
        message.Content.Rows[0].Title.ShouldBe("第3条举措");
        message.Content.Rows[0].Light.ShouldBe(Light.Red);
        message.Content.Rows[0].Unit.ShouldBeNull("it is all the liaison's own unit");
        message.Content.Hint.ShouldBe("报进展：更新 3 60% 已完成…；没有新进展可以说：更新 3 无新进展");
    }

    [Fact]
    public void The_message_is_in_the_persons_language()
    {
        var content = Morning.To("wang", "2026-11-24", Morning.Item(7, "2026-11-24", "区教育局"))!.Content;

        (content.Language, content.Title).ShouldBe((Language.English, "1 item needs you today: 1 due today"));
        content.Rows[0].Due.ShouldBe("2026-11-24 · due today");
    }

    [Theory]
    [InlineData("2026-11-23", 1)]
    [InlineData("2026-11-24", 0)]
    public void A_group_gets_numbers_once_a_week_and_no_unit_by_name(string day, int messages)
    {
        var facts = new MorningFacts(Morning.Roster, [new PlanFacts(Morning.Plan, [Morning.Item(7, "2026-09-30")]) { Whole = new Tally(1, 0, 0, 0, 0, 1, 40) }]) { Groups = [new GroupAddress(ChannelKind.Teams, "19:abc@thread.tacv2")] };

        var found = Morning.Planner().Plan(facts, Day(day)).Where(message => GroupAddress.Parse(message.PersonId) is not null).ToList();

        found.Count.ShouldBe(messages);
        found.ShouldAllBe(message => message.Content.Title.Contains("逾期 1 项") && message.Content.Rows.Count == 0 && !ReplyText.Of(message.Content).Contains("区科技局"));
    }

    [Fact]
    public void Who_has_nothing_to_attend_to_gets_nothing() =>
        Morning.Of("2026-11-24", Morning.Item(7, "2027-06-30"), Morning.Item(8) with { Cycle = ReportingCycle.Yearly }, Morning.Item(9, "2026-11-24") with { State = WorkItemState.Closed }).ShouldBeEmpty();

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-24", false)]
    [InlineData("2026-10-08", true)] // a Thursday after the holidays
    public void Leaders_get_the_summary_on_the_first_workday_of_the_week(string day, bool expected)
    {
        var facts = new MorningFacts(Morning.Roster, [new PlanFacts(Morning.Plan, [Morning.Item(7, "2026-09-30"), Morning.Item(8, "2026-11-27")])
        {
            Whole = new Tally(10, 20, 5, 15, 0, 50, 2000),
            Units = new Dictionary<string, Tally> { ["区教育局"] = Tally.Zero },
        }]);

        var message = Morning.Planner().Plan(facts, Day(day)).SingleOrDefault(message => message.Kind == "summary");

        if (!expected)
        {
            message.ShouldBeNull();
            return;
        }

        message!.PersonId.ShouldBe("chief", "the deputy's unit has no items");
        message.Items.ShouldBe(["p/7/区科技局"]);
        message.Content.Title.ShouldStartWith("本周督办：共 50 项，已办结 15 项，逾期 1 项");
        message.Content.Facts.ShouldContain(new Fact("平均进度", "40%"));
    }

    [Fact]
    public void A_run_after_an_outage_says_once_what_the_skipped_mornings_would_have_said()
    {
        var missed = Morning.Item(7, "2026-11-20"); // announced on the 17th, 19th and 20th, overdue steps on the 23rd and 25th
        var soon = Morning.Item(8, "2026-11-27"); // announced on the 18th, 24th, 26th and 27th

        var facts = Morning.Facts(missed, soon) with { Heard = new Heard(Day("2026-11-20"), new Dictionary<string, DateOnly>()) };
        var message = Morning.Planner().Plan(facts, Day("2026-11-26")).Single(message => message.PersonId == "li");

        message.Items.ShouldBe([missed.Id, soon.Id]);
        message.Kind.ShouldBe("overdue");
        message.Content.Rows[0].Due.ShouldBe("11月20日 · 逾期6天");
    }

    [Fact]
    public void The_office_hears_of_units_without_a_liaison_and_of_persons_whom_nothing_reaches()
    {
        var facts = Morning.Facts(Morning.Item(7, "2026-11-24", "区文旅局")) with { Unreachable = new Dictionary<string, OutOfReach> { ["li"] = new("blocked", Morning.Clock.Now) } };

        var office = Morning.Planner().Plan(facts, Day("2026-11-24")).ShouldHaveSingleItem();

        office.PersonId.ShouldBe("office");
        office.Content.Lines.ShouldBe(["以下单位还没有联络员，提醒无人可收：区文旅局。", "以下人员收不到消息，请核对账号：李。发“未送达消息”看全部和原因。"]);
    }

    [Fact]
    public void That_next_years_holidays_are_missing_is_said_to_the_office_once_each_December()
    {
        Said("2026-11-02", "2027-01-29").ShouldBe(["2026-12-01: 2027"]);
        Said("2026-12-14", "2026-12-31").ShouldBe(["2026-12-14: 2027"], "set up in the middle of December");
        Said("2025-11-03", "2026-01-30").ShouldBeEmpty("2026 is known");
    }

    [Fact]
    public void What_was_not_delivered_of_it_is_said_again()
    {
        var facts = Morning.Facts() with { Heard = Heard.Nothing.After(Day("2026-11-30"), [Heard.NotesOf("office")]) };

        Morning.Planner().Plan(facts, Day("2026-12-01")).ShouldHaveSingleItem().PersonId.ShouldBe("office");
        Morning.Planner().Plan(facts, Day("2026-12-15")).ShouldHaveSingleItem().Content.Lines.ShouldContain(line => line.Contains("2027 年的放假安排"));
    }

    private static List<string> Said(string from, string to)
    {
        var (said, heard, planner) = (new List<string>(), Heard.Nothing, Morning.Planner());
        for (var day = China.FirstWorkdayFrom(Day(from)); day <= Day(to); day = China.NextWorkday(day))
        {
            var facts = Morning.Facts() with { Heard = heard };
            foreach (var line in planner.Plan(facts, day).SelectMany(message => message.Content.Lines).Where(line => line.Contains("放假安排", StringComparison.Ordinal)))
                said.Add($"{Core.OfficeClock.Text(day)}: {line[(line.IndexOf("20", StringComparison.Ordinal))..][..4]}");
            heard = heard.After(day, planner.Listeners(facts, day));
        }

        return said;
    }

    [Fact]
    public void A_long_list_is_cut_and_says_so()
    {
        var message = Morning.To("li", "2026-11-24", [.. Enumerable.Range(1, 30).Select(n => Morning.Item(n, "2026-11-24"))])!;

        message.Items.Count.ShouldBe(30);
        message.Content.Rows.Count.ShouldBe(10);
        message.Content.Lines.ShouldBe(["先列最急的 10 项，共 30 项。"]);
    }

    [Fact]
    public void No_morning_has_two_messages_for_a_person_or_an_item_that_is_not_open()
    {
        var item = Gen.Select(Gen.Int[1, 60], Gen.Int[-60, 60], Gen.Int[0, 2].Select(n => Morning.Roster.Units[n].Id), Gen.Enum<WorkItemState>(), Gen.Enum<ReportingCycle>())
            .Select((number, due, unit, state, cycle) => Morning.Item(number, Core.OfficeClock.Text(Day("2026-10-08").AddDays(due)), unit) with { State = state, Cycle = cycle });
        var day = Gen.Int[0, 60].Select(n => China.FirstWorkdayFrom(Day("2026-09-10").AddDays(n)));

        Gen.Select(item.Array[0, 60], day).Sample((items, morning) =>
        {
            var distinct = items.DistinctBy(x => x.Id).ToArray();
            var messages = Morning.Planner().Plan(Morning.Facts(distinct), morning);
            var open = distinct.Where(x => x.IsOpen).Select(x => x.Id).ToHashSet();
            return messages.Select(message => message.PersonId).Distinct().Count() == messages.Count
                && messages.All(message => message.Items.All(open.Contains) && message.Items.Distinct().Count() == message.Items.Count);
        });
    }
}
