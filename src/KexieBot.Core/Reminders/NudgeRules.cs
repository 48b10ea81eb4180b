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
        if (!item.IsOpen || ForOffice(item) is not null)
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

    /// <summary>The reporting period whose reporting day is <paramref name="day"/> or the next after it.</summary>
    public ReportingPeriod? PeriodFrom(ReportingCycle cycle, DateOnly day) => ReportingPeriod.From(cycle, day, rules, calendar);

    private NudgeReason? ReasonFor(PersonRole role, WorkItem item, IReadOnlyList<DateOnly> days) => role switch
    {
        PersonRole.Liaison => ForLiaison(item, days),
        PersonRole.UnitHead => days.Any(day => FiresAfter(item, day, rules.EscalateToHeadAfter)) ? NudgeReason.Escalation : null,
        PersonRole.Leader => days.Any(day => FiresAfter(item, day, rules.EscalateToLeaderAfter)) ? NudgeReason.Escalation : null,
        _ => ForOffice(item) is { } asked && days.Any(day => IsWaitingStep(asked.Since, day)) ? asked.Reason : null,
    };

    // What the office owes an answer to, and since when: until then the unit is neither asked nor called on.
    private static (NudgeReason Reason, DateTimeOffset Since)? ForOffice(WorkItem item) => item switch
    {
        { State: WorkItemState.UnderReview } => (NudgeReason.Review, item.StateSince),
        { Extension: { } extension } => (NudgeReason.Extension, extension.At),
        { Dispute: { } dispute } => (NudgeReason.Dispute, dispute.At),
        _ => null,
    };

    /// <summary>The last reporting day that passed without the item's report; null where it did not.</summary>
    public DateOnly? MissedReportingDay(WorkItem item, DateOnly day) =>
        item.Cycle is { } cycle && PeriodBefore(cycle, day) is { } ended && clock.DayOf(item.AssignedAt) <= ended.ReportBy && !IsReported(item, cycle, ended) ? ended.ReportBy : null;

    /// <summary>Whether a report of the item is looked for in the month of <paramref name="today"/>: of a cycle longer than a month in its last month or where the last report was missed, of what runs on without a rhythm after long silence, of all else always.</summary>
    public bool LooksForReport(WorkItem item, DateOnly today) => item.Cycle switch
    {
        null or ReportingCycle.Weekly or ReportingCycle.Monthly => true,
        ReportingCycle.Ongoing => calendar.WorkdaysBetween(clock.DayOf(item.ReportedAt ?? item.AssignedAt), today) >= rules.OngoingEvery,
        { } cycle => PeriodFrom(cycle, today)?.CountsFrom <= today || MissedReportingDay(item, today) is not null,
    };

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
        if (AskedOn(cycle, day) is { } period && (PeriodFrom(cycle, today) == period || PeriodBefore(cycle, today) == period) && !IsReported(item, cycle, period))
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

    // A report answers first what was missed: one on the first days of a month is the last month's where that had none. On the reporting day and after it, it is the period's own, however late.
    private bool IsReported(WorkItem item, ReportingCycle cycle, ReportingPeriod period)
    {
        if (item.ReportedAt is not { } reportedAt || clock.DayOf(reportedAt) is var reported && reported < period.CountsFrom)
            return false;
        return reported >= period.ReportBy || PeriodBefore(cycle, period.ReportBy) is not { } before || clock.DayOf(item.AssignedAt) > before.ReportBy
            || item.HeardBefore is not { } earlier || (earlier > item.AssignedAt && clock.DayOf(earlier) >= before.CountsFrom);
    }

    private ReportingPeriod? PeriodBefore(ReportingCycle cycle, DateOnly day) => ReportingPeriod.Before(cycle, day, rules, calendar);

    // The first reporting day that passed in silence: the one after the last report, or of the period in which the item was given.
    private DateOnly? SilentSince(WorkItem item)
    {
        if (item.Cycle is not { } cycle || PeriodFrom(cycle, clock.DayOf(item.ReportedAt ?? item.AssignedAt)) is not { } period)
            return null;
        return IsReported(item, cycle, period) ? PeriodFrom(cycle, period.ReportBy.AddDays(1))!.ReportBy : period.ReportBy;
    }

    private ReportingPeriod? AskedOn(ReportingCycle cycle, DateOnly day)
    {
        if (PeriodFrom(cycle, day) is not { } period)
            return null;
        var ahead = calendar.WorkdaysBetween(day, period.ReportBy);
        // A week is too short to be asked twice.
        var isAsked = cycle == ReportingCycle.Weekly ? ahead == 0 : rules.ReportLeadWorkdays.Contains(ahead);
        return isAsked ? period : null;
    }

    private bool FiresOnSigning(WorkItem item, DateOnly day) => item.State == WorkItemState.Assigned && IsWaitingStep(item.AssignedAt, day);

    // The office is asked for its answers in the steps in which a unit is asked for its signature.
    private bool IsWaitingStep(DateTimeOffset since, DateOnly day)
    {
        var waited = calendar.WorkdaysBetween(clock.DayOf(since), day);
        return rules.UnsignedWorkdays.Contains(waited) || (waited > 0 && waited % rules.UnsignedEvery == 0);
    }

    // One ladder for all that stays without an answer: a deadline, a signature, a report.
    private bool FiresAfter(WorkItem item, DateOnly day, int workdays)
    {
        if (!item.IsOpen || ForOffice(item) is not null)
            return false;
        DateOnly?[] since = [item.Deadline, item.State == WorkItemState.Assigned ? clock.DayOf(item.AssignedAt) : null, SilentSince(item)];
        return since.Any(start => start < day && IsRung(calendar.WorkdaysBetween(start.Value, day) - workdays));
    }

    private bool IsRung(int late) => late >= 0 && late % rules.EscalateEvery == 0;
}
