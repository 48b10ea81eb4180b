using System.Buffers;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Measures;

/// <summary>Opens items for paragraphs that carry their own unit list but no number.</summary>
internal static class UnnumberedItems
{
    // Below （一） and deeper, paragraphs with lists of their own are parts of one measure.
    private const int SectionRank = 3;
    private const int LongestHeading = 16;

    private static readonly SearchValues<char> Bullets = SearchValues.Create(Marks.Bullets);

    public static void Open(SourceText source, IReadOnlyList<PlanNode> nodes)
    {
        var owners = nodes.Where(node => node.Fields.Count > 0).ToList();
        foreach (var node in owners)
        {
            source.Time.Demand();
            var groups = Groups(source, node);
            if (groups.Count >= (IsFrame(node) ? 1 : 2) && (IsFrame(node) || (HasBareHeading(source, node) && IsOuter(node, owners))))
                Split(node, groups);
        }
        foreach (var node in owners.Where(node => node.Kind == NodeKind.Numbered && node.Children.Count == 0))
            if (StepBelow(source, node) is { } step)
                Split(node, [step]);
        // A paragraph alone in its section is an item too where the sections beside it are of several.
        var ranks = owners.Where(node => node.Kind == NodeKind.Numbered && node.Children.Exists(child => child.Kind == NodeKind.Unnumbered)).Select(node => node.Rank).ToHashSet();
        foreach (var node in owners.Where(node => ranks.Contains(node.Rank) && node.Fields.Count > 0 && HasBareHeading(source, node)))
            if (Groups(source, node) is [var only] groups && only.Fields[0].Start - only.Start > 1)
                Split(node, groups);
    }

    // （三）用好结存限额。（…负责） 具体举措： 指导银行…。（…负责）: where others have 1. and 2. below such a line, the only step has no number.
    private static (int Start, int End, List<UnitField> Fields)? StepBelow(SourceText source, PlanNode node)
    {
        for (var p = source.ParagraphAt(node.Start) + 1; p < source.Paragraphs && source.Start(p) < node.End; p++)
        {
            if (!StepsFollow(source.FoldedParagraph(p)))
                continue;
            var start = source.End(p) + 1;
            var fields = node.Fields.FindAll(field => field.Start > start);
            return fields.Count > 0 && fields.Count < node.Fields.Count ? (start, node.End, fields) : null;
        }
        return null;
    }

    private static bool StepsFollow(string folded) => folded.TrimEnd() is { Length: <= 8 } line && (line.EndsWith("举措：", StringComparison.Ordinal) || line.EndsWith("措施：", StringComparison.Ordinal));

    private static bool IsFrame(PlanNode node) => node.Kind is NodeKind.Root or NodeKind.Document or NodeKind.Heading;

    // Where items of the same kind carry one list each, two lists still make one item.
    private static bool IsOuter(PlanNode node, List<PlanNode> owners) =>
        node.Kind == NodeKind.Numbered && node.Rank <= SectionRank && owners.Count(other => other.Rank == node.Rank && other.Fields.Count == 1) <= owners.Count(other => other.Rank == node.Rank && other.Fields.Count > 1);

    private static bool HasBareHeading(SourceText source, PlanNode node)
    {
        var paragraph = source.ParagraphAt(node.Start);
        var heading = source.Folded.AsSpan(node.TextStart, Math.Max(0, source.End(paragraph) - node.TextStart)).TrimEnd();
        return heading.Length is > 0 and <= 40 && !heading.TrimEnd('。').ContainsAny("。；：");
    }

    /// <summary>Paragraph runs that each end with unit fields, as offsets with those fields.</summary>
    private static List<(int Start, int End, List<UnitField> Fields)> Groups(SourceText source, PlanNode node)
    {
        var groups = new List<(int Start, int End, List<UnitField> Fields)>();
        var limit = node.Children.Count > 0 && node.Kind == NodeKind.Numbered ? node.Children[0].Start : node.End;
        var first = source.ParagraphAt(node.Start) + (IsFrame(node) && node.Kind == NodeKind.Root ? 0 : 1);
        int? start = null, introducedBy = null;
        var bulleted = false;
        var spoken = SpokenItems(source, node, first, limit);
        for (var p = first; p < source.Paragraphs && source.Start(p) < limit; p++)
        {
            source.Time.Demand();
            if (node.Children.Exists(child => child.Start <= source.Start(p) && source.Start(p) < child.End))
            {
                AddWithoutUnits(source, groups, start, spoken);
                start = null;
                continue;
            }
            var inside = node.Fields.Where(field => field.Start >= source.Start(p) && field.Start < source.End(p) + 1).ToList();
            var onlyFields = inside.Count > 0 && inside[0].Start - source.Start(p) <= Math.Max(1, HeadingMarks.AtStart(source.FoldedParagraph(p))?.Length ?? 0);
            if (onlyFields && start is null && groups.Count > 0)
            {
                var (from, _, list) = groups[^1];
                groups[^1] = (from, source.End(p), [.. list, .. inside]);
                continue;
            }
            // ★ begins the first item, whatever the paper says above it.
            if (groups.Count == 0 && !bulleted && Bullets.Contains(source.Original[source.Start(p)]))
                (bulleted, start, introducedBy) = (true, null, null);
            if (spoken.Contains(p))
            {
                AddWithoutUnits(source, groups, start, spoken);
                start = source.Start(p);
            }
            start ??= source.Start(p);
            if (inside.Count == 0)
            {
                // 支持措施： and 【支持措施】 head the items below them.
                if ((groups.Count > 0 && source.FoldedParagraph(p).TrimEnd() is { Length: <= LongestHeading } line && line[^1] == '：') || IsBracketed(source, p))
                    start = null;
                // What ends as an address or a sentence before the first task introduces it.
                if (groups.Count == 0 && !bulleted && source.FoldedParagraph(p).TrimEnd() is [.., '：' or '。'])
                    introducedBy = p;
                continue;
            }

            if (groups.Count == 0 && !onlyFields && introducedBy is { } intro)
                start = source.Start(intro + 1);
            groups.Add((start.Value, source.End(p), inside));
            start = null;
        }
        AddWithoutUnits(source, groups, start, spoken);
        return WithoutStages(source, groups);
    }

    // 筹备阶段 above the first of its paragraphs, where the others are items each.
    private static List<(int Start, int End, List<UnitField> Fields)> WithoutStages(SourceText source, List<(int Start, int End, List<UnitField> Fields)> groups)
    {
        var alone = groups.Count(group => source.ParagraphAt(group.Start) == source.ParagraphAt(group.End - 1));
        return alone * 2 < groups.Count ? groups : groups.ConvertAll(group =>
        {
            var first = source.ParagraphAt(group.Start);
            return IsBareLine(source, first) && source.End(first) < group.End - 1 ? group with { Start = source.End(first) + 1 } : group;
        });
    }

    private static bool IsBareLine(SourceText source, int paragraph) =>
        source.FoldedParagraph(paragraph).AsSpan().Trim() is { Length: > 1 and <= LongestHeading } line && !line.ContainsAny("，。；：（");

    /// <summary>The paragraphs that begin 一是…, 二是…; none where most of them name no units, for then they are the steps of one item.</summary>
    private static HashSet<int> SpokenItems(SourceText source, PlanNode node, int first, int limit)
    {
        var spoken = new HashSet<int>();
        for (var p = first; p < source.Paragraphs && source.Start(p) < limit; p++)
            if (TitleText.IsSpoken(source.FoldedParagraph(p)))
                spoken.Add(p);
        var named = node.Fields.Select(field => source.ParagraphAt(field.Start)).Where(spoken.Contains).Distinct().Count();
        return named * 2 >= spoken.Count ? spoken : [];
    }

    private static void AddWithoutUnits(SourceText source, List<(int Start, int End, List<UnitField> Fields)> groups, int? start, HashSet<int> spoken)
    {
        if (start is { } begun && source.ParagraphAt(begun) is var paragraph && spoken.Contains(paragraph))
            groups.Add((begun, source.End(paragraph), []));
    }

    private static bool IsBracketed(SourceText source, int paragraph) =>
        source.Original[source.Start(paragraph)..source.End(paragraph)].Trim() is ['【', .. { Length: < LongestHeading } heading, '】'] && !heading.Contains('】', StringComparison.Ordinal);

    private static void Split(PlanNode node, List<(int Start, int End, List<UnitField> Fields)> groups)
    {
        var number = 0;
        foreach (var (start, end, list) in groups)
        {
            // A time alone, as at the head of minutes, makes no paragraph an item.
            if (list.Count > 0 && !list.Exists(field => field.Content.Units.Count > 0 || field.Content.SaysNone))
                continue;
            var mark = new HeadingMark(HeadingKind.Figure, ++number, start, 0, "");
            var item = new PlanNode(NodeKind.Unnumbered, mark, start, start, 99, node) { End = end };
            item.Fields.AddRange(list);
            node.Fields.RemoveAll(list.Contains);
            node.Children.Add(item);
        }
        node.Children.Sort((a, b) => a.Start.CompareTo(b.Start));
    }
}
