using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

/// <summary>What a person decided about the own messages, in the morning's planning.</summary>
public sealed class OwnWishesTests
{
    [Fact]
    public void Nothing_comes_in_quiet_time()
    {
        // Due Friday 27 November 2026: usually brought up on Tuesday, Thursday and the day itself.
        DaysOf(new PersonSettings { QuietUntil = Day("2026-11-26") }, "2026-11-23", "2026-11-27").ShouldBe(["2026-11-26", "2026-11-27"]);
    }

    [Fact]
    public void Who_wants_one_message_a_week_gets_it_on_the_weeks_first_workday() =>
        DaysOf(new PersonSettings { IsWeekly = true }, "2026-11-09", "2026-11-30").ShouldBe(["2026-11-23", "2026-11-30"], "with all that was to be said since the last");

    [Fact]
    public void After_a_holiday_the_week_begins_with_its_first_workday() =>
        DaysOf(new PersonSettings { IsWeekly = true }, "2026-09-28", "2026-10-13", "2026-10-08").ShouldBe(["2026-09-28", "2026-10-08", "2026-10-12"]);

    [Theory]
    [InlineData("li", 1)]
    [InlineData("office", 2)]
    public void The_weekly_summary_of_who_subscribed_comes_beside_the_daily_message(string id, int total)
    {
        var roster = Morning.Roster.WithPerson(id, person => person with { Settings = new PersonSettings { WantsWeeklySummary = true } });
        var facts = Morning.Facts(Morning.Item(7, "2026-11-24"), Morning.Item(8, unit: "区教育局"));
        facts = facts with { Roster = roster, Plans = [facts.Plans[0] with { Whole = Tally.Of(facts.Plans[0].Items), Units = new Dictionary<string, Tally>(StringComparer.Ordinal) { ["区科技局"] = Tally.Of(facts.Plans[0].Items.Take(1)) } }] };

        var monday = Morning.Planner().Plan(facts, Day("2026-11-23")).Single(message => message.PersonId == id);
        monday.Content.Facts.ShouldContain(fact => fact.Value.Contains($"{total}", StringComparison.Ordinal));
        Morning.Planner().Plan(facts with { Heard = Heard.Nothing.After(Day("2026-11-23"), [id]) }, Day("2026-11-24")).Where(message => message.PersonId == id).ShouldAllBe(message => message.Content.Facts.Count == 0);
        if (id == "li")
            Morning.Planner().Plan(facts with { Heard = Heard.Nothing.After(Day("2026-11-23"), [id]) }, Day("2026-11-24")).ShouldContain(message => message.PersonId == id, "the daily message still comes");
    }

    [Theory]
    [InlineData(null, "08:30")]
    [InlineData("07:00", "08:30")] // not before the office's
    [InlineData("10:15", "10:15")]
    [InlineData("19:00", "19:00")]
    [InlineData("21:00", "19:00")] // early enough to be sent before closing
    public void An_own_time_is_kept_within_what_can_be_sent(string? wished, string expected) =>
        new ReminderRules().TimeFor(wished is null ? null : Time(wished)).ShouldBe(Time(expected));

    [Theory]
    [InlineData("2026-11-24 10:00", null, null, "2026-11-24 10:00")] // in office hours: at once
    [InlineData("2026-11-24 19:59", null, null, "2026-11-24 19:59")]
    [InlineData("2026-11-24 20:00", null, null, "2026-11-25 08:30")]
    [InlineData("2026-11-24 07:00", null, null, "2026-11-24 08:30")]
    [InlineData("2026-11-24 20:00", "15:00", null, "2026-11-25 15:00")] // with the own morning message
    [InlineData("2026-11-28 10:00", null, null, "2026-11-30 08:30")]
    [InlineData("2026-10-01 10:00", null, null, "2026-10-08 08:30")]
    [InlineData("2026-11-24 10:00", null, "2026-11-24", "2026-11-24 10:00")] // the quiet time is over
    [InlineData("2026-11-24 10:00", null, "2026-11-28", "2026-11-30 08:30")] // it ends on a Saturday
    [InlineData("2026-11-24 10:00", "09:00", "2026-12-01", "2026-12-01 09:00")]
    public void What_others_cause_is_released_with_the_first_message_that_may_come(string caused, string? own, string? quietUntil, string released)
    {
        var person = Morning.Roster.FindPerson("li")! with { Settings = new PersonSettings { MorningTime = own is null ? null : Time(own), QuietUntil = quietUntil is null ? null : Day(quietUntil) } };

        new OfficeHours(new ReminderRules(), China, Morning.Clock).ReleaseOf(person, At(caused)).ShouldBe(At(released));
    }

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => Morning.Clock.At(Day(text[..10]), Time(text[11..]));

    private static IEnumerable<string> DaysOf(PersonSettings settings, string from, string to, string due = "2026-11-27")
    {
        var (heard, planner) = (Heard.Nothing, Morning.Planner());
        var roster = Morning.Roster.WithPerson("li", person => person with { Settings = settings });
        var item = Morning.Item(7, due);
        for (var day = China.FirstWorkdayFrom(Day(from)); day <= Day(to); day = China.NextWorkday(day))
        {
            var facts = Morning.Facts(item) with { Roster = roster, Heard = heard };
            if (planner.Plan(facts, day).Any(message => message.PersonId == "li"))
                yield return Core.OfficeClock.Text(day);
            heard = heard.After(day, planner.Listeners(facts, day));
        }
    }
}
