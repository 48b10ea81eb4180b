using KexieBot.Core;
using KexieBot.Core.Reminders;
using Quartz;

namespace KexieBot.Scheduling;

/// <summary>
/// The work calendar as Quartz knows calendars: a trigger fires on workdays. It asks the calendar that is in use when the next time is reckoned, so a day that becomes a workday
/// afterwards is found by <see cref="MorningWatch"/>; and whether a day is worked is asked once more by the run itself.
/// </summary>
internal sealed class WorkdaysOnly(WorkCalendar calendar, OfficeClock clock) : ICalendar
{
    public string? Description { get; set; } = "workdays";

    public ICalendar? CalendarBase { get; set; }

    public bool IsTimeIncluded(DateTimeOffset timeUtc) => calendar.IsWorkday(clock.DayOf(timeUtc));

    public DateTimeOffset GetNextIncludedTimeUtc(DateTimeOffset timeUtc) =>
        IsTimeIncluded(timeUtc) ? timeUtc : clock.StartOf(calendar.NextWorkday(clock.DayOf(timeUtc))).ToUniversalTime();

    public ICalendar Clone() => new WorkdaysOnly(calendar, clock) { Description = Description, CalendarBase = CalendarBase?.Clone() };
}
