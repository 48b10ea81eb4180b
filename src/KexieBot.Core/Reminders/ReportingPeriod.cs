using KexieBot.Core.Plans;

namespace KexieBot.Core.Reminders;

/// <summary>One turn of a reporting cycle: what is reported from <paramref name="Start"/> on counts for it; <paramref name="ReportBy"/> is the last workday to do so.</summary>
public sealed record ReportingPeriod(DateOnly Start, DateOnly ReportBy)
{
    /// <summary>The period of <paramref name="cycle"/> in which <paramref name="day"/> lies; null where the cycle has no rhythm, or a holiday takes the whole week.</summary>
    public static ReportingPeriod? Of(ReportingCycle cycle, DateOnly day, ReminderRules rules, WorkCalendar calendar) => cycle switch
    {
        ReportingCycle.Weekly => OfWeek(day, rules, calendar),
        ReportingCycle.Monthly => OfMonths(day, 1, rules, calendar),
        ReportingCycle.Quarterly => OfMonths(day, 3, rules, calendar),
        ReportingCycle.HalfYearly => OfMonths(day, 6, rules, calendar),
        ReportingCycle.Yearly => OfMonths(day, 12, rules, calendar),
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
        return new ReportingPeriod(start, workday < start ? calendar.FirstWorkdayFrom(named) : workday);
    }
}
