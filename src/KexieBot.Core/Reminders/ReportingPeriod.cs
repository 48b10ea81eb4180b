using KexieBot.Core.Plans;

namespace KexieBot.Core.Reminders;

/// <summary>One turn of a reporting cycle, which begins on <paramref name="Start"/>; <paramref name="ReportBy"/> is the last workday to report on it.</summary>
public sealed record ReportingPeriod(DateOnly Start, DateOnly ReportBy)
{
    /// <summary>What is reported from this day on can be the turn's report: of cycles longer than a month it belongs into the last month, or one early word would close a year.</summary>
    public DateOnly CountsFrom { get; init; } = Start;

    /// <summary>The period of <paramref name="cycle"/> in which <paramref name="day"/> lies; null where the cycle has no rhythm, or a holiday takes the whole week.</summary>
    public static ReportingPeriod? Of(ReportingCycle cycle, DateOnly day, ReminderRules rules, WorkCalendar calendar) => cycle switch
    {
        ReportingCycle.Weekly => OfWeek(day, rules, calendar),
        _ when MonthsOf(cycle) is { } months => OfMonths(day, months, rules, calendar),
        _ => null,
    };

    /// <summary>The first period whose reporting day is <paramref name="day"/> or comes after it; null where the cycle has no rhythm.</summary>
    public static ReportingPeriod? From(ReportingCycle cycle, DateOnly day, ReminderRules rules, WorkCalendar calendar) =>
        Search(cycle, day, 1, rules, calendar, period => period.ReportBy >= day);

    /// <summary>The last period whose reporting day lies before <paramref name="day"/>; null where the cycle has no rhythm.</summary>
    public static ReportingPeriod? Before(ReportingCycle cycle, DateOnly day, ReminderRules rules, WorkCalendar calendar) =>
        Search(cycle, day, -1, rules, calendar, period => period.ReportBy < day);

    // A week that a holiday takes whole has no reporting day: the next one has, or the one before.
    private static ReportingPeriod? Search(ReportingCycle cycle, DateOnly day, int step, ReminderRules rules, WorkCalendar calendar, Func<ReportingPeriod, bool> isIt)
    {
        if (cycle != ReportingCycle.Weekly && MonthsOf(cycle) is null)
            return null;
        for (var within = day; ; within = MonthsOf(cycle) is { } months ? within.AddMonths(step * months) : within.AddDays(step * 7))
        {
            if (Of(cycle, within, rules, calendar) is { } period && isIt(period))
                return period;
        }
    }

    private static int? MonthsOf(ReportingCycle cycle) => cycle switch
    {
        ReportingCycle.Monthly => 1,
        ReportingCycle.Quarterly => 3,
        ReportingCycle.HalfYearly => 6,
        ReportingCycle.Yearly => 12,
        _ => null,
    };

    private static ReportingPeriod? OfWeek(DateOnly day, ReminderRules rules, WorkCalendar calendar)
    {
        var monday = day.Monday();
        // DayOfWeek counts from Sunday.
        var reportBy = calendar.LastWorkdayUpTo(monday.AddDays(((int)rules.WeeklyReportingDay + 6) % 7));
        return reportBy < monday ? null : new ReportingPeriod(monday, reportBy);
    }

    private static ReportingPeriod OfMonths(DateOnly day, int months, ReminderRules rules, WorkCalendar calendar)
    {
        var start = new DateOnly(day.Year, day.Month - ((day.Month - 1) % months), 1);
        var last = start.AddMonths(months - 1);
        var named = new DateOnly(last.Year, last.Month, Math.Min(rules.ReportingDay, DateTime.DaysInMonth(last.Year, last.Month)));
        var workday = calendar.LastWorkdayUpTo(named);
        // An early reporting day may fall into the holidays that open the month.
        return new ReportingPeriod(start, workday < last ? calendar.FirstWorkdayFrom(named) : workday) { CountsFrom = last };
    }
}
