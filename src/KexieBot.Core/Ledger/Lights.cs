using KexieBot.Core.Reminders;

namespace KexieBot.Core.Ledger;

/// <summary>红黄绿灯.</summary>
public enum Light
{
    /// <summary>Nothing to be judged yet or any more: closed, suspended, void.</summary>
    None,

    Green,

    /// <summary>Near the deadline, no report for a long time, or a deadline missed before a late extension.</summary>
    Yellow,

    /// <summary>Overdue.</summary>
    Red,
}

/// <summary>红黄绿灯, derived from the deadline, the workday calendar and the last report; never stored.</summary>
public static class Lights
{
    /// <summary>Yellow from this many workdays before the deadline.</summary>
    public const int YellowWorkdays = 7;

    /// <summary>Yellow when nothing was heard of an open item for this many days.</summary>
    public const int StaleDays = 45;

    public static Light Of(WorkItem item, DateOnly today, OfficeClock clock, WorkCalendar calendar)
    {
        if (!item.IsOpen)
            return Light.None;
        if (item.Deadline < today)
            return Light.Red;
        // A deadline that was missed and then moved is not on time any more.
        if (item.MissedDeadline is not null)
            return Light.Yellow;
        if (item.Deadline is { } deadline && deadline <= calendar.AddWorkdays(today, YellowWorkdays))
            return Light.Yellow;
        var heard = clock.DayOf(item.ReportedAt ?? item.AssignedAt);
        return heard.AddDays(StaleDays) < today ? Light.Yellow : Light.Green;
    }
}
