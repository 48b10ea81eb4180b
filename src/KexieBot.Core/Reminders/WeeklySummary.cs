using KexieBot.Core.Ledger;

namespace KexieBot.Core.Reminders;

/// <summary>Where the plans stand: for all units, or for those in a leader's charge.</summary>
internal sealed record WeeklySummary(Tally Tally, IReadOnlyList<WorkItem> Overdue, int DueThisWeek)
{
    /// <param name="unitIds">None: all units.</param>
    /// <returns>Null where there is nothing to report on.</returns>
    public static WeeklySummary? Of(MorningFacts facts, IReadOnlyList<string> unitIds, DateOnly today)
    {
        var tally = Tally.Sum(facts.Plans.SelectMany(plan => TalliesOf(plan, unitIds)));
        if (tally.Total == 0)
            return null;
        var sunday = today.Monday().AddDays(6);
        var items = facts.Plans
            .SelectMany(plan => plan.Items)
            .Where(item => item.IsOpen && (unitIds.Count == 0 || unitIds.Contains(item.UnitId, StringComparer.Ordinal)))
            .ToList();
        return new WeeklySummary(
            tally,
            [.. items.Where(item => item.Deadline < today).OrderBy(item => item.Deadline).ThenBy(item => item.Number)],
            items.Count(item => item.Deadline >= today && item.Deadline <= sunday));
    }

    private static IEnumerable<Tally> TalliesOf(PlanFacts plan, IReadOnlyList<string> unitIds) =>
        unitIds.Count == 0 ? [plan.Whole] : unitIds.Select(unit => plan.Units.GetValueOrDefault(unit) ?? Tally.Zero);
}
