using KexieBot.Core;
using KexieBot.Scheduling;
using KexieBot.Tests.Reminders;
using KexieBot.Tests.Support;
using Microsoft.Extensions.Logging;

namespace KexieBot.Tests.Scheduling;

public sealed class CalendarFileTests : IDisposable
{
    private const string Of2027 = """{"years":{"2027":{"published":true,"off":[{"from":"2027-02-08","to":"2027-02-10"}],"work":[{"date":"2027-02-06"}]}}}""";

    private readonly string folder = Directory.CreateTempSubdirectory("kexie-calendar-").FullName;
    private readonly RecordedLog<CalendarFile> log = new();

    private string OwnPath => Path.Combine(folder, "workcalendar.json");

    [Fact]
    public void Without_an_own_file_the_one_beside_the_program_counts()
    {
        var file = Open();

        (file.IsOwnInUse, file.Fault).ShouldBe((false, null));
        (file.Calendar.HasDataFor(2026), file.Calendar.HasDataFor(2027)).ShouldBe((true, false));
        log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void An_own_file_that_appears_counts_without_a_restart_and_leaves_other_years_as_they_are()
    {
        var file = Open();
        var inUse = file.Calendar;
        File.WriteAllText(OwnPath, Of2027);
        inUse.IsWorkday(Calendars.Day("2027-02-08")).ShouldBeTrue();

        file.Refresh();

        inUse.IsWorkday(Calendars.Day("2027-02-08")).ShouldBeFalse();
        inUse.IsWorkday(Calendars.Day("2027-02-06")).ShouldBeTrue("a make-up workday");
        inUse.IsWorkday(Calendars.Day("2026-10-01")).ShouldBeFalse();
        (inUse.HasDataFor(2027), file.IsOwnInUse).ShouldBe((true, true));
    }

    [Fact]
    public void An_own_year_stands_in_the_place_of_the_shipped_one()
    {
        File.WriteAllText(OwnPath, """{"years":{"2026":{"published":true,"off":[{"from":"2026-10-01","to":"2026-10-03"}]}}}""");

        var calendar = Open().Calendar;

        (calendar.IsWorkday(Calendars.Day("2026-10-01")), calendar.IsWorkday(Calendars.Day("2026-10-05"))).ShouldBe((false, true));
        calendar.IsWorkday(Calendars.Day("2025-10-06")).ShouldBeFalse();
    }

    [Fact]
    public void A_broken_file_changes_nothing_is_logged_once_and_named_until_it_is_mended()
    {
        File.WriteAllText(OwnPath, Of2027);
        var file = Open();
        File.WriteAllText(OwnPath, """{"years":{"2027":""");
        file.Refresh();
        file.Refresh();

        file.Calendar.IsWorkday(Calendars.Day("2027-02-08")).ShouldBeFalse("as it was");
        file.Fault.ShouldNotBeNull();
        log.Lines.Count(line => line.Level == LogLevel.Error).ShouldBe(1);

        File.WriteAllText(OwnPath, Of2027.Replace("2027-02-08", "2027-02-09", StringComparison.Ordinal));
        file.Refresh();
        file.Fault.ShouldBeNull();
        file.Calendar.IsWorkday(Calendars.Day("2027-02-08")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"years":null}""")]
    [InlineData("""{"years":{"2027":null}}""")]
    [InlineData("""{"years":{"2027":{"published":true,"off":null}}}""")]
    [InlineData("""{"years":{"2027":{"published":true,"off":[null]}}}""")]
    [InlineData("""{"years":{"2027":{"published":true,"work":null}}}""")]
    [InlineData("""{"years":{"2027":{"published":true,"work":[null]}}}""")]
    [InlineData("""{"years":{"2027":{"published":true,"off":[{"from":null,"to":"2027-01-03"}]}}}""")]
    [InlineData("""{"years":{"zweitausend":{"published":true}}}""")]
    public void A_null_where_something_should_stand_is_a_fault_like_any_other(string content)
    {
        File.WriteAllText(OwnPath, content);

        var file = Open();

        file.Fault.ShouldNotBeNull().ShouldContain("work calendar");
        file.Calendar.IsWorkday(Calendars.Day("2026-10-01")).ShouldBeFalse("the shipped one counts");
    }

    [Fact]
    public void A_file_that_goes_gives_way_to_the_shipped_one()
    {
        File.WriteAllText(OwnPath, Of2027);
        var file = Open();
        File.Delete(OwnPath);

        file.Refresh();

        (file.IsOwnInUse, file.Calendar.HasDataFor(2027)).ShouldBe((false, false));
    }

    [Fact]
    public async Task The_doctor_names_an_own_file_that_cannot_be_read()
    {
        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(Path.Combine(folder, "data", "workcalendar.json"), """{"years":{"2027":{"published":true,"off":[{"from":"2027-10-07","to":"2027-10-01"}]}}}""", TestContext.Current.CancellationToken);

        var (exitCode, output, _) = await KexieProcess.RunAsync(folder, null, "doctor");

        exitCode.ShouldBe(1);
        output.ShouldContain("workcalendar.json 读不了，仍用原来的");
        output.ShouldContain("2027-10-07");
    }

    [Theory]
    [InlineData("2026-11-20 08:30", "2026-11-20 08:30")]
    [InlineData("2026-11-21 08:30", "2026-11-23 00:00")] // a Saturday
    [InlineData("2026-10-01 08:30", "2026-10-08 00:00")] // in the holidays
    [InlineData("2026-10-10 08:30", "2026-10-10 08:30")] // a make-up Saturday
    [InlineData("2027-01-05 08:30", "2027-01-05 08:30")] // of which nothing is published yet
    [InlineData("2027-01-01 08:30", "2027-01-04 00:00")] // of which that much is known
    public void The_triggers_calendar_has_workdays_only(string time, string next)
    {
        var clock = new TestClock().Office;

        new WorkdaysOnly(Calendars.China, clock).Clone().GetNextIncludedTimeUtc(At(clock, time)).ShouldBe(At(clock, next));
    }

    [Fact]
    public void The_trigger_fires_on_the_workdays_of_the_office()
    {
        // Quartz reckons from the present on, so these days lie far ahead: Friday, a make-up Saturday, and the Monday after a week off.
        File.WriteAllText(OwnPath, """{"years":{"2090":{"published":true,"off":[{"from":"2090-10-01","to":"2090-10-08"}],"work":[{"date":"2090-09-30"}]}}}""");
        var clock = new TestClock().Office;
        var calendar = new WorkdaysOnly(Open().Calendar, clock);
        var trigger = new Quartz.Impl.Triggers.CronTriggerImpl("t", "g", "0 30 8 * * ?") { TimeZone = clock.Zone, StartTimeUtc = At(clock, "2090-09-29 00:00") };

        var fires = new List<DateTimeOffset?> { trigger.ComputeFirstFireTimeUtc(calendar) };
        for (var fire = 0; fire < 2; fire++)
        {
            trigger.Triggered(calendar);
            fires.Add(trigger.NextFireTimeUtc);
        }

        fires.ShouldBe([At(clock, "2090-09-29 08:30"), At(clock, "2090-09-30 08:30"), At(clock, "2090-10-09 08:30")]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static DateTimeOffset At(OfficeClock clock, string text) => clock.At(Calendars.Day(text[..10]), TimeOnly.Parse(text[11..], System.Globalization.CultureInfo.InvariantCulture));

    private CalendarFile Open() => new(folder, log);
}
