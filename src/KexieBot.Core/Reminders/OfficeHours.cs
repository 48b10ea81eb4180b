using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>When the bot may write of itself: on workdays from <see cref="ReminderRules.Opens"/> until <see cref="ReminderRules.Closes"/>. In between it keeps quiet (免打扰).</summary>
public sealed class OfficeHours(ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
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

    /// <summary>How long something that was due at <paramref name="due"/> is overdue at <paramref name="now"/>: from the next opening on.</summary>
    public TimeSpan OverdueAt(DateTimeOffset now, DateTimeOffset due) => NextOpen(due) is var opened && now > opened ? now - opened : TimeSpan.Zero;

    /// <summary>When a message to <paramref name="person"/> that is caused at <paramref name="instant"/> goes out: at once within office hours, else with the person's next morning message; in the person's quiet time with the first after it.</summary>
    public DateTimeOffset ReleaseOf(Person person, DateTimeOffset instant)
    {
        var (settings, opens) = (person.Settings, NextOpen(instant));
        var day = clock.DayOf(opens);
        var isQuiet = day < settings.QuietUntil;
        if (!isQuiet && opens == instant)
            return instant;
        return clock.At(isQuiet ? calendar.FirstWorkdayFrom(settings.QuietUntil!.Value) : day, rules.TimeFor(settings.MorningTime));
    }

    /// <summary>The last workday whose morning's time had come by <paramref name="instant"/>.</summary>
    public DateOnly LastMorning(DateTimeOffset instant)
    {
        var day = clock.DayOf(instant);
        return calendar.IsWorkday(day) && instant >= clock.At(day, rules.MorningTime) ? day : calendar.PreviousWorkday(day);
    }

    public DateTimeOffset ClosingOf(DateOnly day) => clock.At(day, rules.Closes);

    private DateTimeOffset OpeningOf(DateOnly day) => clock.At(day, rules.Opens);
}
