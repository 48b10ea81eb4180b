using StackExchange.Redis;

namespace KexieBot.Core.Ledger;

/// <summary>How many items stand where: for a whole plan, a unit or a section. Kept by the commit, so reading it costs the same whatever the ledger holds.</summary>
public sealed record Tally(int Assigned, int InProgress, int UnderReview, int Closed, int Suspended, int Rated, int PercentSum)
{
    public const string WholePlan = "all";

    private static readonly string[] Fields =
        [nameof(WorkItemState.Assigned), nameof(WorkItemState.InProgress), nameof(WorkItemState.UnderReview), nameof(WorkItemState.Closed), nameof(WorkItemState.Suspended), "Rated", "PercentSum"];

    public static Tally Zero { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public int Total => Assigned + InProgress + UnderReview + Closed + Suspended;

    public int Open => Assigned + InProgress + UnderReview;

    /// <summary>The mean percent of the items that are judged by percent, rounded; null where there are none.</summary>
    public int? MeanPercent => Rated == 0 ? null : (int)Math.Round((double)PercentSum / Rated, MidpointRounding.AwayFromZero);

    /// <summary>Counts <paramref name="items"/> as the store's counters would.</summary>
    public static Tally Of(IEnumerable<WorkItem> items)
    {
        var counters = items.SelectMany(CountersOf).Where(counter => counter.Field.StartsWith($"{WholePlan}:", StringComparison.Ordinal)).ToLookup(counter => counter.Field, counter => counter.Count, StringComparer.Ordinal);
        return FromValues([.. FieldsOf(WholePlan).Select(field => (RedisValue)counters[(string)field!].Sum())]);
    }

    public static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate(Zero, (sum, tally) => sum + tally);

    public static string OfUnit(string unitId) => $"unit:{unitId}";

    public static string OfSection(string section) => $"section:{section}";

    public static Tally operator +(Tally left, Tally right) => new(
        left.Assigned + right.Assigned,
        left.InProgress + right.InProgress,
        left.UnderReview + right.UnderReview,
        left.Closed + right.Closed,
        left.Suspended + right.Suspended,
        left.Rated + right.Rated,
        left.PercentSum + right.PercentSum);

    /// <summary>What <paramref name="item"/> adds to the counters, by field of the tally hash.</summary>
    internal static IEnumerable<(string Field, int Count)> CountersOf(WorkItem item)
    {
        if (item.State == WorkItemState.Void)
            yield break;
        foreach (var scope in (string[])[WholePlan, OfUnit(item.UnitId), OfSection(item.Section)])
        {
            yield return ($"{scope}:{item.State}", 1);
            if (item.IsLongTerm)
                continue;
            yield return ($"{scope}:Rated", 1);
            yield return ($"{scope}:PercentSum", item.State == WorkItemState.Closed ? 100 : item.Percent);
        }
    }

    internal static RedisValue[] FieldsOf(string scope) => [.. Fields.Select(field => (RedisValue)$"{scope}:{field}")];

    internal static Tally FromValues(ReadOnlySpan<RedisValue> values) => new(
        (int)values[0], (int)values[1], (int)values[2], (int)values[3], (int)values[4], (int)values[5], (int)values[6]);
}
