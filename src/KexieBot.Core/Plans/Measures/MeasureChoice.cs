using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;

namespace KexieBot.Core.Plans.Measures;

/// <summary>Chooses the items that are measures: those that name units, and their like among which they stand.</summary>
internal static partial class MeasureChoice
{
    private const int ShortestTask = 12;
    private const int SectionRank = 3;

    public static IReadOnlyList<PlanNode> From(SourceText source, IReadOnlyList<PlanNode> nodes)
    {
        var withUnits = WithoutFrames(source, nodes.Where(NamesUnits).ToList());
        var chosen = withUnits.Count > 0 ? WithTheirLike(source, nodes, withUnits) : WithoutLists(source, nodes);
        return [.. chosen.Where(node => NamesUnits(node) || !SaysOnlySinceWhen(source, node))];
    }

    // 五、保障措施 with a list at its end is a frame around the measures, not one of them; so is a section that only says who leads it, where its items have lists of their own.
    private static List<PlanNode> WithoutFrames(SourceText source, List<PlanNode> named)
    {
        if (named.Count == 0)
            return named;
        named = named.FindAll(node => !IsSection(node));
        var usual = UsualRank(named);
        return named.FindAll(node => node.Rank >= usual || node.Rank > SectionRank || node.Kind != NodeKind.Numbered || !PlainHeadings.IsFrameSection(HeadingLine(source, node)));
    }

    private static bool IsSection(PlanNode node)
    {
        var items = node.Children.FindAll(child => child.Kind == NodeKind.Numbered);
        var named = items.Count(NamesUnits);
        return named >= 2 && named * 2 > items.Count && node.Fields.TrueForAll(field => field.Start < items[0].Start && field.Content.Units.All(unit => unit.Role == UnitRole.Lead));
    }

    private static int UsualRank(List<PlanNode> nodes) => nodes.GroupBy(node => node.Rank).OrderByDescending(g => g.Count()).First().Key;

    private static bool NamesUnits(PlanNode node) =>
        node.Kind == NodeKind.Unnumbered || node.Kind is NodeKind.Numbered or NodeKind.Orphan
        && node.Fields.Exists(field => field.Content.Units.Count > 0 || field.Content.SaysNone || field.Content.Time.Length > 0);

    private static List<PlanNode> WithTheirLike(SourceText source, IReadOnlyList<PlanNode> nodes, List<PlanNode> withUnits)
    {
        var usual = UsualRank(withUnits);
        var chosen = withUnits.ToHashSet();
        var parents = withUnits.Where(node => node.Rank == usual).Select(node => node.Parent).ToHashSet();
        var runsOn = RunsOn(withUnits, usual);
        var noLists = withUnits.TrueForAll(node => node.Fields.TrueForAll(field => field.IsSentence));
        foreach (var node in nodes)
        {
            if (node.Kind != NodeKind.Numbered || node.Rank != usual || chosen.Contains(node) || node.Ancestors().Any(chosen.Contains) || HasMeasureBelow(node, chosen) || InFrame(source, node))
                continue;
            if (parents.Contains(node.Parent) || (noLists && RunningUnits.AreIn(source.Original[node.TextStart..node.End])) || (runsOn && node.Number > 1 && node.Mark is not null && withUnits.Exists(other => other.Rank == usual && other.Number == node.Number - 1 && other.Start < node.Start)))
                chosen.Add(node);
        }
        return [.. nodes.Where(chosen.Contains)];
    }

    // Numbers that never fall run on across sections.
    private static bool RunsOn(List<PlanNode> items, int rank)
    {
        var numbers = items.Where(node => node.Rank == rank && node.Number > 0).Select(node => node.Number).ToList();
        return numbers.Zip(numbers.Skip(1)).All(pair => pair.Second > pair.First);
    }

    // 本措施自2025年5月1日起施行，有效期5年 and 为推动…，制定本计划, with or without 附则 above: an article of the paper, and nobody's task.
    private static bool SaysOnlySinceWhen(SourceText source, PlanNode node) =>
        source.Folded[node.TextStart..Math.Min(node.End, node.TextStart + 160)] is var text && (PlainHeadings.IsHeading(text.Trim()) || SinceWhen().IsMatch(text));

    [GeneratedRegex(@"^(?:[^。，；：\n]{2,12}\n\s*)?(?:(?:本|此)[^。，]{1,12}(?:自[^。，]{1,20}起(?:正式)?(?:施行|实施|执行)|由[^。，]{1,24}(?:负责)?解释|适用于)|(?:为|根据)[^。]{2,120}(?:制定|制订)本)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SinceWhen();

    private static bool HasMeasureBelow(PlanNode node, HashSet<PlanNode> chosen) => node.Descendants().Any(chosen.Contains);

    private static bool InFrame(SourceText source, PlanNode node) =>
        node.Ancestors().Any(above => above.Kind == NodeKind.Tail || (above.Kind is NodeKind.Heading or NodeKind.Numbered && PlainHeadings.IsFrameSection(HeadingLine(source, above))));

    private static string HeadingLine(SourceText source, PlanNode node) => TitleText.From(source.Folded[node.TextStart..Math.Min(node.End, node.TextStart + 80)]);

    // A paper without unit lists gives its tasks to bodies it addresses in its sentences.
    private static List<PlanNode> WithoutLists(SourceText source, IReadOnlyList<PlanNode> nodes) =>
        [.. nodes.Where(node => node.Kind == NodeKind.Numbered && node.Children.TrueForAll(child => child.Kind != NodeKind.Numbered || child.Rank > 6)
            && node.Rank <= 6 && source.Folded.AsSpan(node.TextStart, node.End - node.TextStart).Trim().Length >= ShortestTask
            && !PlainHeadings.IsFrameSection(HeadingLine(source, node)) && !InAims(source, node)
            && (node.Rank > SectionRank || RunningUnits.GivesTask(source.Original[node.Start..node.End])))];

    private static bool InAims(SourceText source, PlanNode node) =>
        node.Ancestors().Any(above => above.Kind is NodeKind.Heading or NodeKind.Numbered
            && HeadingLine(source, above) is var title && PlainHeadings.IsFrameSection(title) && !title.Contains('督', StringComparison.Ordinal));
}
