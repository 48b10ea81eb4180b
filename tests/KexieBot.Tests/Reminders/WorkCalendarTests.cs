using System.Text;
using CsCheck;
using KexieBot.Core.Reminders;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

public sealed class WorkCalendarTests
{
    private static readonly Gen<DateOnly> AnyDay = Gen.Int[Day("2018-01-01").DayNumber, Day("2030-12-31").DayNumber].Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData("2026-01-04")]
    [InlineData("2026-02-14")]
    [InlineData("2026-02-28")]
    [InlineData("2026-05-09")]
    [InlineData("2026-09-20")]
    [InlineData("2026-10-10")]
    [InlineData("2023-01-03")]
    public void Make_up_days_are_worked(string day) => China.IsWorkday(Day(day)).ShouldBeTrue();

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-02-17")]
    [InlineData("2026-10-01")]
    [InlineData("2026-11-22")]
    [InlineData("2022-12-31")]
    [InlineData("2020-01-31")] // the notice of 27 January 2020 lengthened the Spring Festival
    public void Holidays_and_weekends_are_off(string day) => China.IsWorkday(Day(day)).ShouldBeFalse();

    [Theory]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_as_many_workdays_as_the_notices_say(int year, int workdays)
    {
        var newYear = new DateOnly(year, 1, 1);

        China.WorkdaysBetween(newYear.AddDays(-1), newYear.AddYears(1).AddDays(-1)).ShouldBe(workdays);
        Enumerable.Range(0, 366).Select(newYear.AddDays).Count(day => day.Year == year && China.IsWorkday(day)).ShouldBe(workdays);
    }

    [Theory]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    [InlineData("2026-10-01", 1, "2026-10-08")]
    [InlineData("2026-10-08", -1, "2026-09-30")]
    [InlineData("2026-10-03", -1, "2026-09-30")]
    [InlineData("2026-09-18", 1, "2026-09-20")]
    [InlineData("2026-11-23", 5, "2026-11-30")]
    [InlineData("2026-11-21", 0, "2026-11-21")]
    public void Counting_starts_with_the_next_workday(string from, int count, string expected) =>
        China.AddWorkdays(Day(from), count).ShouldBe(Day(expected));

    [Fact]
    public void A_year_without_data_counts_Monday_to_Friday()
    {
        China.HasDataFor(2026).ShouldBeTrue();
        China.HasDataFor(2027).ShouldBeFalse();
        China.IsWorkday(Day("2027-01-04")).ShouldBeTrue();
        new[] { "2027-01-01", "2028-05-01", "2028-05-02", "2030-10-03" }.ShouldAllBe(day => !China.IsWorkday(Day(day)), "days off that fall on the same date each year");
        China.IsWorkday(Day("2027-01-02")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-24", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-09-20", false)]
    [InlineData("2026-11-22", false)]
    public void The_week_begins_with_its_first_workday(string day, bool expected) =>
        China.IsFirstWorkdayOfWeek(Day(day)).ShouldBe(expected);

    [Fact]
    public void Adding_and_counting_agree() =>
        Gen.Select(AnyDay, Gen.Int[1, 400]).Sample((day, count) =>
        {
            var later = China.AddWorkdays(day, count);
            return China.IsWorkday(later) && later > day && China.WorkdaysBetween(day, later) == count;
        });

    [Fact]
    public void Going_back_and_forth_between_workdays_ends_where_it_began() =>
        Gen.Select(AnyDay.Where(China.IsWorkday), Gen.Int[-400, 400]).Sample((day, count) =>
            China.AddWorkdays(China.AddWorkdays(day, count), -count) == day);

    [Fact]
    public void No_workday_lies_between_a_day_and_the_next_or_the_previous_workday() =>
        AnyDay.Sample(day =>
        {
            var next = China.NextWorkday(day);
            var previous = China.PreviousWorkday(day);
            return China.IsWorkday(next) && China.IsWorkday(previous) && previous < day && day < next
                && Enumerable.Range(day.DayNumber + 1, next.DayNumber - day.DayNumber - 1).All(n => !China.IsWorkday(DateOnly.FromDayNumber(n)))
                && Enumerable.Range(previous.DayNumber + 1, day.DayNumber - previous.DayNumber - 1).All(n => !China.IsWorkday(DateOnly.FromDayNumber(n)));
        });

    [Fact]
    public void Counts_add_up() =>
        Gen.Select(AnyDay, AnyDay, AnyDay).Sample((a, b, c) =>
            China.WorkdaysBetween(a, b) + China.WorkdaysBetween(b, c) == China.WorkdaysBetween(a, c));

    [Theory]
    [InlineData("nonsense", "line 1")]
    [InlineData("{}", "no \"years\"")]
    [InlineData("""{"years":{"MMXXVI":{"published":true}}}""", "MMXXVI")]
    [InlineData("""{"years":{"2026":{"published":true,"off":[{"from":"2026-10-07","to":"2026-10-01"}]}}}""", "2026-10-07")]
    [InlineData("""{"years":{"2026":{"published":true,"off":[{"from":"2026-10-01","to":"2026-10-07"}],"work":[{"date":"2026-10-03"}]}}}""", "2026-10-03")]
    public void A_file_that_makes_no_sense_says_where(string json, string expected) =>
        Should.Throw<FormatException>(() => WorkCalendar.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)))).Message.ShouldContain(expected);
}
