using KexieBot.Core;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

/// <summary>Days on which calendars go wrong: 29 February, the year's end, make-up workdays, clock changes.</summary>
public sealed class OddDaysTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void A_deadline_on_the_29th_of_February_is_announced_and_passes() =>
        // 2028 has no published holidays; the 29th is a Tuesday.
        Morning.DaysOf("li", "2028-02-01", "2028-03-03", Morning.Item(7, "2028-02-29"))
            .ShouldBe(["2028-02-18", "2028-02-24", "2028-02-28", "2028-02-29", "2028-03-01", "2028-03-03"]);

    [Theory]
    [InlineData("2028-02-10", "2028-02-29")]
    [InlineData("2027-02-10", "2027-02-26")] // the 28th is a Sunday
    [InlineData("2024-02-10", "2024-02-29")]
    public void A_reporting_day_that_the_month_does_not_have_is_its_last(string day, string reportBy) =>
        ReportingPeriod.Of(ReportingCycle.Monthly, Day(day), new ReminderRules { ReportingDay = 31 }, China)!.ReportBy.ShouldBe(Day(reportBy));

    [Theory]
    [InlineData(ReportingCycle.Yearly, "2026-01-01", "2026-12-25")]
    [InlineData(ReportingCycle.HalfYearly, "2026-07-01", "2026-12-25")]
    [InlineData(ReportingCycle.Quarterly, "2026-10-01", "2026-12-25")]
    [InlineData(ReportingCycle.Monthly, "2026-12-01", "2026-12-25")]
    public void A_period_ends_with_the_year(ReportingCycle cycle, string start, string reportBy)
    {
        ReportingPeriod.Of(cycle, Day("2026-12-31"), new ReminderRules(), China).ShouldBe(new ReportingPeriod(Day(start), Day(reportBy)) { CountsFrom = Day("2026-12-01") });
        ReportingPeriod.Of(cycle, Day("2027-01-01"), new ReminderRules(), China)!.Start.ShouldBe(Day("2027-01-01"));
    }

    [Theory]
    [InlineData("2026-11-23 09:00", "2026-11-22 09:00", 60)] // caused on a Sunday, looked at on Monday
    [InlineData("2026-11-23 07:00", "2026-11-20 21:00", 0)]
    [InlineData("2026-11-23 09:00", "2026-11-23 08:45", 15)]
    public void Nobody_is_late_with_what_is_due_when_the_office_is_closed(string now, string due, int minutes) =>
        new OfficeHours(new ReminderRules(), China, Morning.Clock).OverdueAt(At(now), At(due)).TotalMinutes.ShouldBe(minutes);

    [Theory]
    [InlineData("2026-11-23 08:29", "2026-11-20")]
    [InlineData("2026-11-23 08:30", "2026-11-23")]
    [InlineData("2026-11-22 09:00", "2026-11-20")]
    public void The_last_morning_is_that_of_the_last_workday_whose_time_has_come(string now, string day) =>
        new OfficeHours(new ReminderRules(), China, Morning.Clock).LastMorning(At(now)).ShouldBe(Day(day));

    private static DateTimeOffset At(string time) => Morning.Clock.At(Day(time[..10]), TimeOnly.Parse(time[11..], System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_deadline_on_New_Years_Day_is_announced_in_the_old_year() =>
        Morning.DaysOf("li", "2025-12-15", "2026-01-08", Morning.Item(7, "2026-01-01"))
            .ShouldBe(["2025-12-22", "2025-12-26", "2025-12-30", "2025-12-31", "2026-01-04", "2026-01-06", "2026-01-08"], "4 January is a make-up Sunday");

    [Theory]
    [InlineData("2026-10-10", 1)] // a make-up Saturday
    [InlineData("2026-10-11", 0)]
    [InlineData("2026-09-20", 1)] // a make-up Sunday
    [InlineData("2026-09-26", 0)] // a Saturday within a holiday
    public void On_make_up_workdays_the_office_is_open_and_on_days_off_it_is_not(string day, int isOpen)
    {
        var hours = new OfficeHours(new ReminderRules(), China, Morning.Clock);

        hours.IsOpen(Morning.Clock.At(Day(day), new TimeOnly(9, 0))).ShouldBe(isOpen == 1);
    }

    [Theory]
    [InlineData("2027-03-12", "2027-03-15")] // Friday; clocks go forward on Sunday 14
    [InlineData("2026-10-30", "2026-11-02")] // Friday; clocks go back on Sunday 1
    public void In_an_office_whose_clocks_change_the_morning_stays_at_its_time(string friday, string monday)
    {
        var clock = new OfficeClock(TimeProvider.System, NewYork);
        var hours = new OfficeHours(new ReminderRules(), Calendars.China, clock);

        var opens = hours.NextOpen(clock.At(Day(friday), new TimeOnly(21, 0)));

        (clock.DayOf(opens), TimeOnly.FromDateTime(clock.Local(opens).DateTime)).ShouldBe((Day(monday), new TimeOnly(8, 0)));
        hours.IsOpen(opens.AddMinutes(-1)).ShouldBeFalse();
        hours.IsOpen(clock.At(Day(monday), new TimeOnly(19, 59))).ShouldBeTrue();
        (clock.At(Day(monday), new TimeOnly(8, 30)) - clock.At(Day(friday), new TimeOnly(8, 30))).ShouldNotBe(TimeSpan.FromDays(3));
    }
}
