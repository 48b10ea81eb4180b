using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Measures;

/// <summary>Builds drafts from the chosen items.</summary>
internal sealed partial class MeasureBuilder(
    SourceText source, DeadlineContext context, ListRules rules, IReadOnlyList<OutlineEntry> outline, bool severalPlans)
{
    // In a text without line breaks a section is one line: its heading is sought once, not for each item in it.
    private readonly Dictionary<PlanNode, string> headings = [];
    private bool listsEndItems;

    public IReadOnlyList<DraftMeasure> Build(IReadOnlyList<PlanNode> chosen, List<DraftProblem> problems)
    {
        var measures = new List<DraftMeasure>(chosen.Count);
        var others = chosen.SkipLast(1).Where(node => node.Fields.Count > 0).ToList();
        listsEndItems = others.Count > 0 && others.Count(node => ListEnd(node) is { } end && IsBlank(end, node.End)) * 5 >= others.Count * 4;
        for (var i = 0; i < chosen.Count; i++)
        {
            source.Time.Demand();
            measures.Add(Build(chosen[i], chosen, i, problems));
        }
        return measures;
    }

    /// <summary>Outline entries of the measures' kind that no measure answers to.</summary>
    public IReadOnlyList<OutlineEntry> MissingFromBody(IReadOnlyList<DraftMeasure> measures)
    {
        if (outline.Count == 0 || measures.Count == 0)
            return [];
        var titles = measures.Select(m => TitleText.Key(m.Title)).ToHashSet(StringComparer.Ordinal);
        var kinds = outline.Where(entry => titles.Contains(TitleText.Key(entry.Title))).Select(entry => entry.Mark.Kind).ToHashSet();
        return [.. outline.Where(entry => kinds.Contains(entry.Mark.Kind) && !titles.Contains(TitleText.Key(entry.Title)))];
    }

    private DraftMeasure Build(PlanNode node, IReadOnlyList<PlanNode> chosen, int index, List<DraftProblem> problems)
    {
        var own = node.Fields;
        var text = Text(node, chosen, index);
        var (units, others) = Units(own, text);
        var timing = MeasureTiming.From(own.Select(f => f.Content.Time).Append(HeadingTime(node)), WithoutFields(node, own, text.Length), context);
        var flags = Flags(node, own);
        var (number, title) = NumberAndTitle(node, chosen, index);
        var line = source.LineAt(node.Start);
        if (timing.Conflict is { } conflict)
            problems.Add(new DraftProblem(line, ProblemCodes.TwoDates, $"第{number}项“{title}”的时限栏与正文不一致（{conflict}），请核定。"));
        return new DraftMeasure(number, Section(node), title, text, units, timing.Deadline, timing.Cycle, line)
        {
            Label = Label(node),
            FurtherDeadlines = timing.Further,
            HasOtherUnits = others,
            Flags = flags,
            Confidence = Confidence(flags, units, own.Count > 0),
        };
    }

    /// <summary>Where the paragraph ends that an item's list ends; null where the list heads the item or text follows in its line.</summary>
    private int? ListEnd(PlanNode node)
    {
        if (node.Fields is not [.., var last] fields || !last.Content.NamesBodies || node.Children.Exists(child => child.Start > last.Start) || IsBlank(node.TextStart, fields[0].Start))
            return null;
        var end = source.End(source.ParagraphAt(Math.Max(last.Start, last.End - 1)));
        return last.End >= end || source.Folded.AsSpan(last.End, end - last.End).Trim("。 ").IsEmpty ? end : null;
    }

    private bool IsBlank(int from, int to) => from >= to || source.Folded.AsSpan(from, to - from).IsWhiteSpace();

    private string Text(PlanNode node, IReadOnlyList<PlanNode> chosen, int index)
    {
        // Steps that are measures themselves are told with them.
        var end = index + 1 < chosen.Count && chosen[index + 1].Start < node.End ? chosen[index + 1].Start : node.End;
        var tail = node.Children.Find(child => child.Kind is NodeKind.Tail or NodeKind.Orphan);
        if (tail is not null && tail.Start < end)
            end = tail.Start;
        // Where lists end the items, what stands below the list of a section's last one closes the section or the paper.
        if (listsEndItems && ListEnd(node) is { } close && close < end && (index + 1 == chosen.Count || chosen[index + 1].Parent != node.Parent))
            end = close;
        return source.Original[node.TextStart..end].Trim(Marks.Gap, Marks.Cut, ' ', '\n', '…');
    }

    private (IReadOnlyList<DraftUnit> Units, bool Others) Units(List<UnitField> own, string text)
    {
        var named = own.SelectMany(field => field.Content.Units).ToList();
        if (own.Exists(LosesName))
            named.RemoveAt(named.Count - 1);
        if (named.Count == 0 || !rules.HasLists)
            named.AddRange(RunningUnits.In(AfterTitle(text), isAddressing: !rules.HasLists));
        var units = new List<DraftUnit>();
        foreach (var unit in named)
        {
            var role = rules.RoleOf(unit);
            var at = units.FindIndex(other => other.Name == unit.Name);
            if (at < 0)
                units.Add(new DraftUnit(unit.Name, role, GroupPhrase.IsGroup(unit.Name)));
            else if (role < units[at].Role)
                units[at] = units[at] with { Role = role };
        }
        return (units, own.Exists(field => field.Content.HasOthers));
    }

    // 一、2026年3月底前完成的事项（4项）: the section's items are due by then.
    private string HeadingTime(PlanNode node) =>
        node.Ancestors().Where(above => above.Kind == NodeKind.Numbered).Select(Heading).FirstOrDefault(heading => DueTogether().IsMatch(TextFolding.Fold(heading))) ?? "";

    [GeneratedRegex("(?:前|底|内|年)(?:要|须|应|需)?(?:完成|办结|落实|见效|实现|出台|建成|启动)的?(?:各项|重点|主要)?(?:事项|任务|工作|项目|举措|措施)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DueTogether();

    // A title may begin with a body without addressing it; an item of one sentence has no title.
    private static string AfterTitle(string text) => text.AsSpan().IndexOf('。') is >= 0 and < 40 and var stop && stop + 1 < text.Length ? text[stop..] : text;

    /// <summary>The item's words with its unit fields blanked, so that dates in names and rules are not read twice.</summary>
    private string WithoutFields(PlanNode node, List<UnitField> own, int length)
    {
        var text = source.Original[node.TextStart..Math.Min(node.End, node.TextStart + length + 2)].ToCharArray();
        foreach (var field in own)
            for (var i = Math.Max(0, field.Start - node.TextStart); i < Math.Min(text.Length, field.End - node.TextStart); i++)
                text[i] = '\n';
        return new string(text);
    }

    private static MeasureFlags Flags(PlanNode node, List<UnitField> own) =>
        (node.Kind == NodeKind.Orphan ? MeasureFlags.Partial : MeasureFlags.None)
        | ((node.GapInside || node.Cut) && own.Count == 0 ? MeasureFlags.Truncated : MeasureFlags.None)
        | (own.Exists(LosesName) || (own.Exists(field => field.Open) && node.Cut) ? MeasureFlags.Truncated : MeasureFlags.None);

    // An unclosed list that ends in a stump: the page's edge took the rest.
    private static bool LosesName(UnitField field) => field.Open && field.Content.Units is [.., { Name.Length: < 3 }];

    private static double Confidence(MeasureFlags flags, IReadOnlyList<DraftUnit> units, bool hasFields)
    {
        var trust = units.Count == 0 ? 0.5 : hasFields ? 1.0 : 0.6;
        return flags == MeasureFlags.None ? trust : Math.Min(trust, 0.5);
    }

    private (int Number, string Title) NumberAndTitle(PlanNode node, IReadOnlyList<PlanNode> chosen, int index)
    {
        var from = TitleStart(node);
        var end = node.Fields.Find(field => field.Start > from && field.Start < node.End)?.Start ?? node.End;
        var title = TitleText.From(source.Original[from..end]);
        if (node.Kind != NodeKind.Orphan)
            return (node.Number, title);
        // What the gap swallowed is the item just before the next one.
        var next = chosen.Skip(index + 1).FirstOrDefault(other => other.Kind == NodeKind.Numbered);
        var number = next is { Number: > 1 } ? next.Number - 1 : index > 0 ? chosen[index - 1].Number + 1 : 1;
        var entry = outline.FirstOrDefault(e => e.Mark.Number == number && (next?.Mark is null || e.Mark.Kind == next.Mark.Kind));
        return (number, entry?.Title ?? title);
    }

    // （一）〔牵头：区图书馆〕完善总分馆制。: the list stands before the words.
    private int TitleStart(PlanNode node) =>
        node.Fields is [var first, ..] && first.Start >= node.TextStart && first.End < node.End && IsBlank(node.TextStart, first.Start) && source.Folded[first.Start] == '（' ? first.End : node.TextStart;

    private string Label(PlanNode node)
    {
        // A record's mark is its lines' labels.
        if (node.Mark is { Kind: HeadingKind.Figure or HeadingKind.HanBracket } mark && source.Original[node.Start..node.TextStart].TrimEnd() is [.., ':' or '：'])
            return mark.Label;
        var label = source.Original[node.Start..node.TextStart].Trim(Marks.Gap, ' ', '\u3000', '★', '▲', '◆', '■', '●').TrimEnd('、', '.', '．', ' ');
        var above = node.Parent;
        return node.Mark?.Kind is HeadingKind.FigureBracket or HeadingKind.Circled && above?.Mark?.Kind is HeadingKind.Figure
            ? above.Number + label
            : label;
    }

    private string Section(PlanNode node)
    {
        var path = node.Ancestors()
            .Where(above => above.Kind is NodeKind.Numbered or NodeKind.Heading || (severalPlans && above.Kind == NodeKind.Document))
            .Select(Heading).Reverse();
        return string.Join(" / ", path);
    }

    private string Heading(PlanNode node)
    {
        if (headings.TryGetValue(node, out var known))
            return known;
        var paragraphEnd = Math.Min(node.End, source.End(source.ParagraphAt(node.TextStart)));
        var title = TitleText.From(source.Original[node.TextStart..Math.Max(node.TextStart, paragraphEnd)]);
        return headings[node] = source.Original[node.Start..node.TextStart].Trim() + title;
    }
}
