using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Decides on which workdays an item is brought up. Pure. A run looks at all workdays since the last one, so what an outage
/// skipped is caught up with the words of the day on which it is said.
/// </summary>
public sealed class NudgeRules(ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
{
    /// <summary>Why the item's liaison hears of it on the last of <paramref name="days"/>; null where there is no reason. What waits for the office is not asked of the liaison.</summary>
    public NudgeReason? ForLiaison(WorkItem item, IReadOnlyList<DateOnly> days)
    {
        if (!item.IsOpen || item.State == WorkItemState.UnderReview)
            return null;
        if (days.Any(day => FiresOnDeadline(item, day)))
            return item.Deadline < days[^1] ? NudgeReason.Overdue : NudgeReason.Deadline;
        if (days.Any(day => FiresOnReport(item, day, days[^1])))
            return NudgeReason.Report;
        return days.Any(day => FiresOnSigning(item, day)) ? NudgeReason.NotSigned : null;
    }

    /// <summary>Whether the unit's head hears of the item.</summary>
    public bool GoesToHead(WorkItem item, IReadOnlyList<DateOnly> days) => days.Any(day => FiresAfter(item, day, rules.EscalateToHeadAfter));

    /// <summary>Whether the leaders in charge hear of the item.</summary>
    public bool GoesToLeader(WorkItem item, IReadOnlyList<DateOnly> days) => days.Any(day => FiresAfter(item, day, rules.EscalateToLeaderAfter));

    /// <summary>Whether missing reports of the cycle are asked for on any of <paramref name="days"/>.</summary>
    public bool AsksForReports(ReportingCycle cycle, IReadOnlyList<DateOnly> days) => days.Any(day => AskedOn(cycle, day) is not null);

    /// <summary>The reporting period that is current on <paramref name="day"/>.</summary>
    public ReportingPeriod? PeriodOf(ReportingCycle cycle, DateOnly day) => ReportingPeriod.Of(cycle, day, rules, calendar);

    private bool FiresOnDeadline(WorkItem item, DateOnly day)
    {
        if (item.Deadline is not { } deadline)
            return false;
        if (day > deadline)
            return IsOverdueStep(calendar.WorkdaysBetween(deadline, day));
        // Only workdays count, so a deadline on a day off is no workday away on the last workday before it.
        return rules.LeadWorkdays.Contains(calendar.WorkdaysBetween(day, deadline));
    }

    private bool IsOverdueStep(int workdays) => rules.OverdueWorkdays.Contains(workdays) || workdays % rules.OverdueEvery == 0;

    private bool FiresOnReport(WorkItem item, DateOnly day, DateOnly today)
    {
        if (item.Cycle is not { } cycle || AskedOn(cycle, day) is not { } period || PeriodOf(cycle, today) != period)
            return false;
        return item.ReportedAt is not { } reported || clock.DayOf(reported) < period.Start;
    }

    private ReportingPeriod? AskedOn(ReportingCycle cycle, DateOnly day)
    {
        if (PeriodOf(cycle, day) is not { } period || day > period.ReportBy)
            return null;
        var ahead = calendar.WorkdaysBetween(day, period.ReportBy);
        // A week is too short to be asked twice.
        var isAsked = cycle == ReportingCycle.Weekly ? ahead == 0 : rules.ReportLeadWorkdays.Contains(ahead);
        return isAsked ? period : null;
    }

    private bool FiresOnSigning(WorkItem item, DateOnly day) =>
        item.State == WorkItemState.Assigned && rules.UnsignedWorkdays.Contains(calendar.WorkdaysBetween(clock.DayOf(item.AssignedAt), day));

    private bool FiresAfter(WorkItem item, DateOnly day, int workdays)
    {
        // While the office owes an answer on a close or an extension, nobody is called on over the unit's head.
        if (!item.IsOpen || item.State == WorkItemState.UnderReview || item.Extension is not null || !(item.Deadline < day))
            return false;
        var late = calendar.WorkdaysBetween(item.Deadline.Value, day) - workdays;
        return late >= 0 && late % rules.EscalateEvery == 0;
    }
}
