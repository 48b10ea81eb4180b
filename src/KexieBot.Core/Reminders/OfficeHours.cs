namespace KexieBot.Core.Reminders;

/// <summary>When the bot may write of itself: on workdays from <paramref name="opens"/> until <paramref name="closes"/>. In between it keeps quiet (免打扰).</summary>
public sealed class OfficeHours(WorkCalendar calendar, OfficeClock clock, TimeOnly opens, TimeOnly closes)
{
    public bool IsOpen(DateTimeOffset instant)
    {
        var day = clock.DayOf(instant);
        return calendar.IsWorkday(day) && instant >= OpeningOf(day) && instant < ClosingOf(day);
    }

    /// <summary><paramref name="instant"/> itself within office hours, else when they next begin.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset instant)
    {
        if (IsOpen(instant))
            return instant;
        var day = clock.DayOf(instant);
        return calendar.IsWorkday(day) && instant < OpeningOf(day) ? OpeningOf(day) : OpeningOf(calendar.NextWorkday(day));
    }

    public DateTimeOffset ClosingOf(DateOnly day) => clock.At(day, closes);

    private DateTimeOffset OpeningOf(DateOnly day) => clock.At(day, opens);
}
