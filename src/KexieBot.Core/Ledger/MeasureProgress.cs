using KexieBot.Core.Plans;

namespace KexieBot.Core.Ledger;

/// <summary>A measure's progress: the mean of its lead units where it has leads, else of its responsible units, else of all.</summary>
public static class MeasureProgress
{
    /// <summary>0–100; null where nothing is judged by percent.</summary>
    public static int? Of(IReadOnlyCollection<WorkItem> items)
    {
        foreach (var role in (UnitRole?[])[UnitRole.Lead, UnitRole.Responsible, null])
        {
            var rated = items
                .Where(item => (role is null || item.Role == role) && !item.IsLongTerm && item.State != WorkItemState.Void)
                .Select(item => item.State == WorkItemState.Closed ? 100 : item.Percent)
                .ToList();
            if (rated.Count > 0)
                return (int)Math.Round(rated.Average(), MidpointRounding.AwayFromZero);
        }

        return null;
    }
}
