using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Measures;

/// <summary>Decides which item a unit field belongs to.</summary>
internal static class FieldOwners
{
    /// <summary>Each field to the innermost item around it. Both lists are in document order.</summary>
    public static void Assign(SourceText source, IReadOnlyList<PlanNode> nodes, IReadOnlyList<UnitField> fields)
    {
        var at = 0;
        foreach (var field in fields)
        {
            source.Time.Demand();
            while (at + 1 < nodes.Count && nodes[at + 1].Start <= field.Start)
                at++;
            var node = nodes[at];
            while (node.End <= field.Start && node.Parent is { } parent)
                node = parent;
            if (field.Scope is { } scope)
                Spread(nodes, at, node, field, scope);
            else if (node.Kind != NodeKind.Tail)
                node.Fields.AddRange(field.SaysSame ? Same(nodes, at, node, field) : [field]);
        }
    }

    // （责任单位：同上；完成时限：9月底前）: the units of the item before, and the field's own time.
    private static IEnumerable<UnitField> Same(IReadOnlyList<PlanNode> nodes, int at, PlanNode node, UnitField field)
    {
        var before = at - 1;
        while (before >= 0 && (nodes[before].Rank != node.Rank || nodes[before] == node || nodes[before].Fields.Count == 0))
            before--;
        return before < 0 ? [field] : [field, .. nodes[before].Fields.Select(same => same with { Start = field.Start, End = field.End, Content = same.Content with { Time = "" } })];
    }

    // （以上3项责任单位：…）, （第4—6项责任单位：…）
    private static void Spread(IReadOnlyList<PlanNode> nodes, int at, PlanNode nearest, UnitField field, FieldScope scope)
    {
        var items = nodes.Take(at + 1).Where(node => node.Kind == NodeKind.Numbered && node.Rank == nearest.Rank).ToList();
        if (scope.SharesOut && nodes.Take(at + 1).Where(node => node.Kind == NodeKind.Numbered && node.Rank > nearest.Rank).GroupBy(node => node.Rank).MaxBy(group => group.Count()) is { } finer
            && scope.Numbers.All(number => finer.Any(item => item.Number == number)))
            items = [.. finer];
        var meant = scope.Numbers.Count > 0 ? scope.Numbers.Select(number => items.FindLast(item => item.Number == number)).OfType<PlanNode>()
            : scope.Above is { } count ? items.TakeLast(count)
            : items.Where(item => item.Parent == nearest.Parent && item.Fields.Count == 0);
        foreach (var item in meant)
            item.Fields.Add(field);
    }

    /// <summary>A heading's list to the items below it that have none; the heading keeps none.</summary>
    public static void HandDown(IReadOnlyList<PlanNode> nodes)
    {
        foreach (var heading in nodes.Where(node => node.Kind == NodeKind.Numbered && node.Fields.Count > 0 && node.Children.Exists(IsItem)).ToList())
        {
            foreach (var item in heading.Descendants().Where(item => IsItem(item) && !item.Children.Exists(IsItem) && item.Fields.Count == 0))
                item.Fields.AddRange(heading.Fields);
            heading.Fields.Clear();
        }
    }

    /// <summary>
    /// The same where items run on in number below headings that name units: （一）用地（牵头部门：市规划局） above 1. and 2., （二）… above 3. What an item
    /// names itself goes before its heading's list.
    /// </summary>
    public static void HandDownToRunOn(SourceText source, IReadOnlyList<PlanNode> nodes)
    {
        foreach (var headings in nodes.Where(node => node.Kind == NodeKind.Numbered && node.Children.Exists(IsItem)).GroupBy(node => node.Rank))
        {
            var named = headings.Where(node => node.Fields.Count > 0).ToList();
            // One heading alone may be a measure with steps; items elsewhere that name their own units say that it is not.
            var isUsual = named.Count > 1 || headings.Except(named).Any(other => other.Children.Exists(item => IsItem(item) && NamesUnitsBelow(item)));
            if (named.Count == 0 || !isUsual || !named.TrueForAll(node => node.Children.TrueForAll(child => child.Kind == NodeKind.Numbered) && NamesUnitsInItsLine(source, node)))
                continue;
            var numbers = headings.SelectMany(node => node.Children.Where(IsItem)).Select(item => item.Number).ToList();
            if (numbers.Count <= headings.Count() || !numbers.Zip(numbers.Skip(1)).All(pair => pair.Second > pair.First))
                continue;
            foreach (var heading in named)
            {
                foreach (var item in heading.Children.Where(item => !NamesUnitsBelow(item)))
                    item.Fields.AddRange(heading.Fields);
                heading.Fields.Clear();
            }
        }
    }

    // （一）用地（牵头部门：市规划局）: a name and the list, and no sentence of its own.
    private static bool NamesUnitsInItsLine(SourceText source, PlanNode node)
    {
        var end = source.End(source.ParagraphAt(node.TextStart));
        return node.Fields.TrueForAll(field => field.Start > node.TextStart && field.End >= end && !source.Folded.AsSpan(node.TextStart, field.Start - node.TextStart).ContainsAny("。；"));
    }

    /// <summary>A plan set out by unit: 一、县教育局 heads the tasks that are its own.</summary>
    public static void HandDownHeadings(SourceText source, IReadOnlyList<PlanNode> nodes)
    {
        foreach (var headings in nodes.Where(node => node.Kind == NodeKind.Numbered && node.Fields.Count == 0 && node.Children.Exists(IsItem)).GroupBy(node => node.Rank))
        {
            var named = headings.Select(node => (node, Field: UnitsOfHeading(source, node))).Where(pair => pair.Field is not null).ToList();
            if (named.Count < 2 || named.Count * 3 < headings.Count() * 2)
                continue;
            foreach (var (heading, field) in named)
                foreach (var item in heading.Descendants().Where(item => IsItem(item) && !item.Children.Exists(IsItem)))
                    item.Fields.Insert(0, field!);
        }
    }

    private static UnitField? UnitsOfHeading(SourceText source, PlanNode node)
    {
        var end = source.End(source.ParagraphAt(node.Start));
        if (end - node.TextStart is < 3 or > 60)
            return null;
        var list = UnitListParser.Parse(source.Original[node.TextStart..end], UnitRole.Responsible);
        return list.NamesBodies && list.Time.Length == 0 && list.Units.All(unit => UnitWords.IsOfThePlace(unit.Name))
            ? new UnitField(node.TextStart, end, list)
            : null;
    }

    /// <summary>A list that stands after the last of several steps belongs to the item that has the steps.</summary>
    public static void Hoist(SourceText source, IReadOnlyList<PlanNode> nodes)
    {
        var usual = UsualRank(nodes);
        var groups = nodes.Where(node => node.Children.Count(IsItem) >= 2 && node.Rank >= 0 && node.Kind != NodeKind.Document).ToList();
        foreach (var byRank in groups.GroupBy(node => node.Children.First(IsItem).Rank))
        {
            var onlyLast = byRank.Count(OnlyLastHasFields);
            var mostlyLast = onlyLast >= 3 && onlyLast >= byRank.Count(parent => parent.Children.Exists(HasFieldsBelow)) * 0.8;
            foreach (var parent in byRank.Where(OnlyLastHasFields))
            {
                if (byRank.Key > usual || mostlyLast || StandsBelowSteps(source, parent))
                    MoveUp(parent);
            }
        }
    }

    private static bool IsItem(PlanNode node) => node.Kind is NodeKind.Numbered or NodeKind.Orphan;

    private static bool HasFieldsBelow(PlanNode node) => node.Fields.Count > 0 || node.Children.Exists(HasFieldsBelow);

    // 完成时限 alone names nobody.
    private static bool NamesUnitsBelow(PlanNode node) => node.Fields.Exists(field => field.Content.Units.Count > 0) || node.Children.Exists(NamesUnitsBelow);

    private static bool OnlyLastHasFields(PlanNode parent)
    {
        var items = parent.Children.Where(IsItem).ToList();
        return parent.Fields.Count == 0 && items[^1].Fields.Count > 0 && items.SkipLast(1).All(item => !HasFieldsBelow(item));
    }

    // ①…；②…。 and then 责任分工：… on a line of its own: the line speaks of all the steps. So does the list at the end where no step begins a line.
    private static bool StandsBelowSteps(SourceText source, PlanNode parent)
    {
        var last = parent.Children.Last(IsItem);
        return last.Mark?.Kind is HeadingKind.Circled or HeadingKind.FigureBracket
            && (last.Fields.TrueForAll(field => BeginsLine(source, field.Start)) || !parent.Children.Exists(step => IsItem(step) && BeginsLine(source, step.Start)));
    }

    private static bool BeginsLine(SourceText source, int at) => source.Start(source.ParagraphAt(at)) == at;

    private static void MoveUp(PlanNode parent)
    {
        var last = parent.Children.Last(IsItem);
        parent.Fields.AddRange(last.Fields);
        last.Fields.Clear();
    }

    private static int UsualRank(IReadOnlyList<PlanNode> nodes) =>
        nodes.Where(node => node.Kind == NodeKind.Numbered && node.Fields.Count > 0)
            .GroupBy(node => node.Rank)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => group.Key)
            .FirstOrDefault(int.MaxValue);
}
