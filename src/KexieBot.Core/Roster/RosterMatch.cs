using KexieBot.Core.Plans;

namespace KexieBot.Core.Roster;

/// <summary>Holds the units of a draft against the roster before anything is imported.</summary>
public static class RosterMatch
{
    /// <summary>A unit that the roster does not know, or a name that leaves the choice between several.</summary>
    public const string UnknownUnit = "unknown_unit";

    /// <summary>A phrase for many units that the roster does not know or gives no members.</summary>
    public const string GroupWithoutMembers = "group_without_members";

    private const int MostNumbers = 8;

    /// <summary>One problem for each name that does not lead to units, at the line where it first stands, in the order of the paper.</summary>
    public static IReadOnlyList<DraftProblem> ProblemsOf(PlanDraft draft, Roster roster) =>
    [
        .. NamesIn(draft)
            .GroupBy(use => UnitName.Normal(use.Name), StringComparer.OrdinalIgnoreCase)
            .Select(uses => ProblemOf([.. uses], roster))
            .OfType<DraftProblem>(),
    ];

    private static IEnumerable<Use> NamesIn(PlanDraft draft) =>
        draft.ImpliedUnits.Select(name => new Use(name, true, null))
            .Concat(draft.Measures.SelectMany(measure => measure.Units.Select(unit => new Use(unit.Name, unit.IsGroup, measure))));

    private static DraftProblem? ProblemOf(IReadOnlyList<Use> uses, Roster roster)
    {
        var (name, isGroup, measure) = uses[0];
        var line = measure?.Line ?? 0;
        if (roster.FindGroup(name) is { } group)
        {
            return group.UnitIds.Count > 0
                ? null
                : new DraftProblem(line, GroupWithoutMembers, $"单位组“{name}”（{Where(uses)}）在名册里没有成员，请在名册的“单位组”表里补上成员。");
        }

        var found = roster.FindUnits(name);
        if (found.Count == 1)
            return null;
        return isGroup && found.Count == 0
            ? new DraftProblem(line, GroupWithoutMembers, $"名册里没有单位组“{name}”（{Where(uses)}），请在名册的“单位组”表里写明它包括哪些单位。")
            : new DraftProblem(line, UnknownUnit, UnknownMessage(name, uses, found, roster));
    }

    private static string UnknownMessage(string name, IReadOnlyList<Use> uses, IReadOnlyList<Unit> found, Roster roster)
    {
        if (found.Count > 1)
            return $"“{name}”（{Where(uses)}）可以指{NamesOf(found)}，请在名册里把它写成其中一个单位的别名。";
        return NearestUnits.Of(name, roster) is { Count: > 0 } near
            ? $"名册里没有“{name}”（{Where(uses)}），是否指{NamesOf(near)}？是则把它加为该单位的别名，不是则在名册里新增单位。"
            : $"名册里没有“{name}”（{Where(uses)}），请在名册里新增这个单位，或把它加为已有单位的别名。";
    }

    internal static string NamesOf(IReadOnlyList<Unit> units) => string.Join("、", units.Select(unit => $"“{unit.Name}”"));

    private static string Where(IReadOnlyList<Use> uses)
    {
        var numbers = uses.Select(use => use.Measure?.Number).Distinct().ToList();
        return numbers.Contains(null)
            ? "适用于全部条目"
            : $"第{string.Join("、", numbers.Take(MostNumbers))}条{(numbers.Count > MostNumbers ? $"等{numbers.Count}条" : "")}";
    }

    private sealed record Use(string Name, bool IsGroup, DraftMeasure? Measure);
}
