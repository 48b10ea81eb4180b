using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Decides on which workdays an item is brought up. Pure. A run looks at all workdays since the last one, so what an outage
/// skipped is caught up with the words of the day on which it is said.
/// </summary>
public sealed class NudgeRules(ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
{
    /// <summary>What <paramref name="person"/> hears of <paramref name="items"/> on the last of <paramref name="days"/>, the weightiest first; nothing without days. The items are open ones in the person's concern.</summary>
    public IReadOnlyList<Nudge> For(Person person, IEnumerable<WorkItem> items, IReadOnlyList<DateOnly> days) => days.Count == 0 ? [] :
    [
        .. items
            .Select(item => (Item: item, Reason: ReasonFor(person.Role, item, days)))
            .Where(pair => pair.Reason is not null)
            .Select(pair => new Nudge(pair.Item, pair.Reason!.Value))
            .OrderByDescending(nudge => nudge.Reason)
            .ThenBy(nudge => nudge.Item.Deadline ?? DateOnly.MaxValue)
            .ThenBy(nudge => nudge.Item.PlanId, StringComparer.Ordinal)
            .ThenBy(nudge => nudge.Item.Number)
            .ThenBy(nudge => nudge.Item.UnitId, StringComparer.Ordinal),
    ];

    /// <summary>Why the item's liaison hears of it on the last of <paramref name="days"/>; null where there is no reason. What waits for the office is not asked of the liaison.</summary>
    public NudgeReason? ForLiaison(WorkItem item, IReadOnlyList<DateOnly> days)
    {
        if (!item.IsOpen || item.State == WorkItemState.UnderReview)
            return null;
        if (days.Any(day => FiresOnDeadline(item, day)))
            return item.Deadline < days[^1] ? NudgeReason.Overdue : NudgeReason.Deadline;
        if (days.Any(day => FiresOnReport(item, day, days[^1]) || FiresOnSilence(item, day)))
            return NudgeReason.Report;
        return days.Any(day => FiresOnSigning(item, day)) ? NudgeReason.NotSigned : null;
    }

    /// <summary>Whether the item's liaison, head or leader hears of it on any of <paramref name="days"/>.</summary>
    public bool BringsUp(WorkItem item, IReadOnlyList<DateOnly> days) =>
        ForLiaison(item, days) is not null || days.Any(day => FiresAfter(item, day, rules.EscalateToHeadAfter) || FiresAfter(item, day, rules.EscalateToLeaderAfter));

    /// <summary>The reporting period that is current on <paramref name="day"/>.</summary>
    public ReportingPeriod? PeriodOf(ReportingCycle cycle, DateOnly day) => ReportingPeriod.Of(cycle, day, rules, calendar);

    private NudgeReason? ReasonFor(PersonRole role, WorkItem item, IReadOnlyList<DateOnly> days) => role switch
    {
        PersonRole.Liaison => ForLiaison(item, days),
        PersonRole.UnitHead => days.Any(day => FiresAfter(item, day, rules.EscalateToHeadAfter)) ? NudgeReason.Escalation : null,
        PersonRole.Leader => days.Any(day => FiresAfter(item, day, rules.EscalateToLeaderAfter)) ? NudgeReason.Escalation : null,
        _ => item.State == WorkItemState.UnderReview ? NudgeReason.Review : item.Extension is not null ? NudgeReason.Extension : item.Dispute is not null ? NudgeReason.Dispute : null,
    };

    /// <summary>The last reporting day that passed without the item's report; null where it did not.</summary>
    public DateOnly? MissedReportingDay(WorkItem item, DateOnly day) =>
        item.Cycle is { } cycle && LastEnded(cycle, day) is { } ended && clock.DayOf(item.AssignedAt) <= ended.ReportBy && !IsReportedSince(item, ended.Start) ? ended.ReportBy : null;

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
        if (item.Cycle is not { } cycle)
            return false;
        if (AskedOn(cycle, day) is { } period && PeriodOf(cycle, today) == period && !IsReportedSince(item, period.Start))
            return true;
        var late = cycle == ReportingCycle.Weekly ? rules.ReportOverdueWorkdays.Take(1) : rules.ReportOverdueWorkdays;
        return MissedReportingDay(item, day) is { } missed && late.Contains(calendar.WorkdaysBetween(missed, day));
    }

    // Without a deadline and a rhythm only long silence asks; what is not signed yet is asked for that.
    private bool FiresOnSilence(WorkItem item, DateOnly day)
    {
        if (item.Deadline is not null || item.Cycle is not (null or ReportingCycle.Ongoing) || item.State == WorkItemState.Assigned)
            return false;
        var silent = calendar.WorkdaysBetween(clock.DayOf(item.ReportedAt ?? item.AssignedAt), day);
        return silent > 0 && silent % rules.OngoingEvery == 0;
    }

    private bool IsReportedSince(WorkItem item, DateOnly start) => item.ReportedAt is { } reported && clock.DayOf(reported) >= start;

    // The last period whose reporting day has passed: this one or the one before.
    private ReportingPeriod? LastEnded(ReportingCycle cycle, DateOnly day) => PeriodOf(cycle, day) switch
    {
        { } period when period.ReportBy < day => period,
        { } period => PeriodOf(cycle, period.Start.AddDays(-1)),
        null => null,
    };

    // The first reporting day that passed in silence: of the period in which the item was given, or the one after its last report.
    private DateOnly? SilentSince(WorkItem item)
    {
        if (item.Cycle is not { } cycle)
            return null;
        var heard = clock.DayOf(item.ReportedAt ?? item.AssignedAt);
        if (PeriodOf(cycle, heard) is not { } period)
            return null;
        return item.ReportedAt is null && heard <= period.ReportBy ? period.ReportBy : PeriodOf(cycle, NextStart(cycle, period))?.ReportBy;
    }

    private static DateOnly NextStart(ReportingCycle cycle, ReportingPeriod period) => cycle switch
    {
        ReportingCycle.Weekly => period.Start.AddDays(7),
        ReportingCycle.Monthly => period.Start.AddMonths(1),
        ReportingCycle.Quarterly => period.Start.AddMonths(3),
        ReportingCycle.HalfYearly => period.Start.AddMonths(6),
        _ => period.Start.AddMonths(12),
    };

    private ReportingPeriod? AskedOn(ReportingCycle cycle, DateOnly day)
    {
        if (PeriodOf(cycle, day) is not { } period || day > period.ReportBy)
            return null;
        var ahead = calendar.WorkdaysBetween(day, period.ReportBy);
        // A week is too short to be asked twice.
        var isAsked = cycle == ReportingCycle.Weekly ? ahead == 0 : rules.ReportLeadWorkdays.Contains(ahead);
        return isAsked ? period : null;
    }

    private bool FiresOnSigning(WorkItem item, DateOnly day)
    {
        if (item.State != WorkItemState.Assigned)
            return false;
        var waited = calendar.WorkdaysBetween(clock.DayOf(item.AssignedAt), day);
        return rules.UnsignedWorkdays.Contains(waited) || (waited > 0 && waited % rules.UnsignedEvery == 0);
    }

    // One ladder for all that stays without an answer: a deadline, a signature, a report.
    private bool FiresAfter(WorkItem item, DateOnly day, int workdays)
    {
        // While the office owes an answer on a close or an extension, nobody is called on over the unit's head.
        if (!item.IsOpen || item.State == WorkItemState.UnderReview || item.Extension is not null)
            return false;
        DateOnly?[] since = [item.Deadline, item.State == WorkItemState.Assigned ? clock.DayOf(item.AssignedAt) : null, SilentSince(item)];
        return since.Any(start => start < day && IsRung(calendar.WorkdaysBetween(start.Value, day) - workdays));
    }

    private bool IsRung(int late) => late >= 0 && late % rules.EscalateEvery == 0;
}
