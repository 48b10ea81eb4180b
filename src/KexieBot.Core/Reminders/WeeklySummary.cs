using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>Where the plans stand for one leader: all units, or those in the leader's charge.</summary>
internal sealed record WeeklySummary(Tally Tally, IReadOnlyList<WorkItem> Overdue, int DueThisWeek)
{
    /// <summary>Null where there is nothing to report on.</summary>
    public static WeeklySummary? Of(MorningFacts facts, Person leader, DateOnly today)
    {
        var tally = facts.Plans.SelectMany(plan => TalliesOf(plan, leader)).Aggregate(Tally.Zero, (sum, part) => sum + part);
        if (tally.Total == 0)
            return null;
        var sunday = DateOnly.FromDayNumber(today.DayNumber - (today.DayNumber % 7) + 6);
        var items = facts.Plans
            .SelectMany(plan => plan.Items)
            .Where(item => item.IsOpen && (leader.UnitIds.Count == 0 || leader.UnitIds.Contains(item.UnitId, StringComparer.Ordinal)))
            .ToList();
        return new WeeklySummary(
            tally,
            [.. items.Where(item => item.Deadline < today).OrderBy(item => item.Deadline).ThenBy(item => item.Number)],
            items.Count(item => item.Deadline >= today && item.Deadline <= sunday));
    }

    private static IEnumerable<Tally> TalliesOf(PlanFacts plan, Person leader) =>
        leader.UnitIds.Count == 0 ? [plan.Whole] : leader.UnitIds.Select(unit => plan.Units.GetValueOrDefault(unit) ?? Tally.Zero);
}
