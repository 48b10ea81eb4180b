using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Structure;

/// <summary>Builds the tree of headings from a source text, outline lines left out.</summary>
internal sealed class NodeTree
{
    private const int DocumentRank = 0;
    private const int HeadingRank = 3;
    private const int HeadLines = 3;

    // Below all kinds of marks: a tree stands inside the section it is drawn in.
    private const int TreeRank = 30;

    private const int LongestField = 120;
    private const int MostClauseLines = 8;
    private const int MostItemLines = 30;
    private const int LongestClause = 1_500;
    private const string SecondClause = "（2）";
    private const string ItemMayFollow = "。；！？）：”";

    private readonly SourceText source;
    private readonly Dictionary<HeadingKind, int> ranks;
    private readonly Dictionary<HeadingKind, int> lastNumber = [];
    private readonly Dictionary<int, HeadingMark> records;
    private readonly List<int> fieldStarts;
    private PlanNode top;

    private NodeTree(SourceText source, Dictionary<HeadingKind, int> ranks, IReadOnlyList<UnitField> fields)
    {
        this.source = source;
        fieldStarts = [.. fields.Select(field => field.Start).Order()];
        this.ranks = ranks;
        records = RecordHeads.Find(source);
        top = Root = new PlanNode(NodeKind.Root, mark: null, start: 0, textStart: 0, rank: -1, parent: null);
    }

    private PlanNode Root { get; }

    /// <param name="skip">Paragraphs that are an outline (目录) of what follows.</param>
    /// <param name="fields">What names units or a time: in a tree a branch that begins with it tells of the one above.</param>
    public static PlanNode Build(SourceText source, IReadOnlyList<UnitField> fields, Func<int, bool> skip)
    {
        var tree = new NodeTree(source, HeadingRanks.For(source, skip), fields);
        for (var i = 0; i < source.Paragraphs; i++)
            if (!skip(i))
                tree.Add(i);
        tree.CloseTo(-2, source.Original.Length);
        return tree.Root;
    }

    private void Add(int paragraph)
    {
        var folded = source.FoldedParagraph(paragraph);
        var start = source.Start(paragraph);
        var mark = records.GetValueOrDefault(paragraph) ?? (NumberedFields.IsOne(source, paragraph) ? null : HeadingMarks.AtStart(folded) ?? WithoutDot(folded));
        if (source.Depth(paragraph) is { } depth && !PlainHeadings.IsTitle(folded))
        {
            CloseTo(TreeRank + depth, start);
            if (fieldStarts.BinarySearch(start) < 0)
                OpenBranch(mark, start, TreeRank + depth);
        }
        else if (mark is not null)
        {
            Open(mark, start);
            // 一、（一）加强引领: two marks open two levels.
            while (mark.Length < folded.Length && HeadingMarks.AtStart(folded[mark.Length..]) is { } inner && ranks[inner.Kind] > ranks[mark.Kind])
            {
                mark = inner with { Start = mark.Length, Length = inner.Length };
                Open(mark, start);
                mark = mark with { Length = mark.Start + mark.Length };
            }
        }
        else if (PlainHeadings.IsHeading(folded))
            Open(NodeKind.Heading, mark: null, start, start, HeadingRank);
        else if (IsTail(folded, paragraph) && !StandsUnderTitle(paragraph))
            Open(NodeKind.Tail, mark: null, start, start, HeadingRank);
        else if (PlainHeadings.IsTitle(folded) && !GoesOnWithUnits(paragraph))
            Open(NodeKind.Document, mark: null, start, start, DocumentRank);
        AddInside(folded, start, Math.Min(mark?.Length ?? 0, folded.Length));
    }

    // 30 不断优化服务 behind 29.…: the stop was lost, and the number is the next.
    private HeadingMark? WithoutDot(string folded) =>
        HeadingMarks.WithoutDot(folded) is { } mark && top.Mark?.Kind == HeadingKind.Figure && lastNumber.TryGetValue(HeadingKind.Figure, out var last) && last > 1 && mark.Number == last + 1 ? mark : null;

    // The issuer and the day may stand right below the title.
    private bool StandsUnderTitle(int paragraph) =>
        top.Kind is NodeKind.Root or NodeKind.Document && paragraph - source.ParagraphAt(top.Start) <= HeadLines && !PlainHeadings.IsTail(source.FoldedParagraph(paragraph), withDate: false);

    // The line above a date is its signature. Whom to ask stands at the end of a paper, or among an item's fields.
    private bool IsTail(string folded, int paragraph) =>
        (PlainHeadings.IsTail(folded) && !(folded.StartsWith("联系人", StringComparison.Ordinal) && IsField(paragraph + 1)))
        || (folded.Length <= 30 && !folded.AsSpan().ContainsAny("，。；：") && paragraph + 1 < source.Paragraphs
            && PlainHeadings.IsDateLine(source.FoldedParagraph(paragraph + 1)));

    // 联合验收合格意见 / 书直接备案。（…负责）: inside an item no title stands above the rest of a sentence with its list.
    private bool GoesOnWithUnits(int paragraph)
    {
        if (top.Kind != NodeKind.Numbered)
            return false;
        for (var next = paragraph + 1; next < Math.Min(source.Paragraphs, paragraph + 1 + MostItemLines) && HeadingMarks.AtStart(source.FoldedParagraph(next)) is null; next++)
        {
            var at = fieldStarts.BinarySearch(source.Start(next) + (next == paragraph + 1 ? 1 : 0));
            if ((at >= 0 ? at : ~at) is var field && field < fieldStarts.Count && fieldStarts[field] < source.End(next))
                return true;
        }
        return false;
    }

    private bool IsField(int paragraph) => paragraph < source.Paragraphs && UnitWords.StartsWithLabel(source.FoldedParagraph(paragraph));

    private void AddInside(string folded, int start, int from)
    {
        // 说明：1.本表按时间排列。2.…: what a note counts are no items.
        var marks = PlainHeadings.IsNote(folded) ? [] : HeadingMarks.Inside(folded).Where(mark => mark.Start >= from && mark.Start > 0).ToList();
        var lastTwo = new Dictionary<HeadingKind, int>();
        for (var i = 0; i < marks.Count; i++)
            if (marks[i].Number == 2)
                lastTwo[marks[i].Kind] = i;
        var next = 0;
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] == Marks.Gap)
                OpenAfterGap(start + i);
            else if (folded[i] == Marks.Cut)
                top.Cut = true;
            if (next >= marks.Count)
            {
                // Nothing but marks of missing text can follow.
                i = folded.AsSpan(i + 1).IndexOfAny(Marks.Gap, Marks.Cut) is >= 0 and var skip ? i + skip : folded.Length;
                continue;
            }
            if (marks[next].Start != i)
                continue;
            source.Time.Demand();
            if (IsItem(folded, marks[next], next < lastTwo.GetValueOrDefault(marks[next].Kind, -1), start))
                Open(marks[next], start);
            next++;
        }
    }

    /// <param name="twoFollows">True when a second item of the kind comes later: one alone is no list, but behind a bare heading where such items came before.</param>
    private bool IsItem(string folded, HeadingMark mark, bool twoFollows, int paragraphStart)
    {
        var beginsClauses = BeginsClauses(mark, folded, paragraphStart);
        if (!beginsClauses && !ItemMayFollow.Contains(Before(folded, mark.Start), StringComparison.Ordinal) && !EndsBareHeading(mark, paragraphStart, folded) && !BeginsSection(mark, folded, paragraphStart, twoFollows) && !EndsField(mark, folded, paragraphStart))
            return false;
        var rank = ranks[mark.Kind];
        var open = top.Rank >= rank ? OpenAt(rank) : null;
        if (open?.Mark?.Kind == mark.Kind)
            return mark.Number == open.Number + 1;
        if (mark.Number == 1)
            return twoFollows || beginsClauses || (lastNumber.ContainsKey(mark.Kind) && EndsBareHeading(mark, paragraphStart, folded));
        return mark.Kind is HeadingKind.Han or HeadingKind.HanBracket or HeadingKind.Article or HeadingKind.Figure
            && lastNumber.TryGetValue(mark.Kind, out var last) && mark.Number == last + 1;
    }

    // 针对审批慢等问题，（1）精简材料。（县住建局负责）（2）…: what leads to the clauses ends in a comma, what stands before the second does not. In text
    // drawn from a PDF the second may be a few lines away.
    private bool BeginsClauses(HeadingMark mark, string folded, int paragraphStart)
    {
        if (mark is not { Kind: HeadingKind.FigureBracket, Number: 1 } || Before(folded, mark.Start) is not ('，' or '。' or '；'))
            return false;
        var last = Math.Min(source.Paragraphs - 1, source.ParagraphAt(paragraphStart) + MostClauseLines);
        var at = paragraphStart + mark.Start;
        for (var paragraph = source.ParagraphAt(at); ; at = source.Start(++paragraph))
        {
            var length = source.End(paragraph) - at;
            var near = source.Folded.Substring(at, Math.Min(LongestClause, length));
            if (at > paragraphStart + mark.Start && HeadingMarks.AtStart(near) is not null)
                return false;
            if (near.IndexOf(SecondClause, StringComparison.Ordinal) is > 0 and var second)
                return ItemMayFollow.Contains(Before(near, second), StringComparison.Ordinal);
            if (length > LongestClause || paragraph == last)
                return false;
        }
    }

    private PlanNode? OpenAt(int rank)
    {
        var node = top;
        while (node is not null && node.Rank > rank)
            node = node.Parent;
        return node?.Rank == rank ? node : null;
    }

    private static char Before(string folded, int at)
    {
        while (at > 0 && folded[at - 1] == ' ')
            at--;
        return at == 0 ? '。' : folded[at - 1];
    }

    // …工作方案一、总体要求: in a long text without line breaks a section begins wherever the words before it end. 统一、规范 is none.
    private bool BeginsSection(HeadingMark mark, string folded, int paragraphStart, bool twoFollows) =>
        mark.Kind == HeadingKind.Han && LostLineBreak(mark, folded, paragraphStart) && !"统唯单同合专划归万其逐一".Contains(Before(folded, mark.Start), StringComparison.Ordinal)
        && (mark.Number == 1 ? twoFollows : lastNumber.TryGetValue(HeadingKind.Han, out var last) && mark.Number == last + 1);

    // A blank may be left of the break.
    private bool LostLineBreak(HeadingMark mark, string folded, int paragraphStart) => source.LostItsLines(source.ParagraphAt(paragraphStart)) || folded[mark.Start - 1] == ' ';

    // 完成时限：9月30日（2）…, 配合单位：县科协 2.…: there a list or a time ends where the next item begins.
    private bool EndsField(HeadingMark mark, string folded, int paragraphStart)
    {
        var begins = mark.Kind is HeadingKind.HanBracket or HeadingKind.FigureBracket ? source.LostItsLines(source.ParagraphAt(paragraphStart))
            : mark.Kind == HeadingKind.Figure && folded[mark.Start - 1] == ' ';
        if (!begins)
            return false;
        var sentence = folded[Math.Max(0, mark.Start - LongestField)..mark.Start];
        sentence = sentence[(sentence.AsSpan().LastIndexOfAny('。', '；') + 1)..];
        return UnitWords.LabelAt(sentence, 0).Success;
    }

    // In a text without line breaks a heading ends where its first item begins, be it 1. or the next of items that run on.
    private bool EndsBareHeading(HeadingMark mark, int paragraphStart, string folded)
    {
        var begins = mark.Kind == HeadingKind.HanBracket
            || (mark.Kind is HeadingKind.Figure or HeadingKind.FigureBracket && LostLineBreak(mark, folded, paragraphStart)
                && (mark.Number == 1 || (lastNumber.TryGetValue(mark.Kind, out var last) && mark.Number == last + 1)));
        if (!begins || top.Mark?.Kind is not (HeadingKind.Han or HeadingKind.Chapter or HeadingKind.Part or HeadingKind.HanBracket) || ranks[mark.Kind] <= top.Rank)
            return false;
        var from = top.TextStart - paragraphStart;
        return from >= 0 && mark.Start - from is > 3 and < 80 && !folded.AsSpan(from, mark.Start - from).ContainsAny("。；");
    }

    private void Open(HeadingMark mark, int paragraphStart)
    {
        lastNumber[mark.Kind] = mark.Number;
        Open(NodeKind.Numbered, mark, paragraphStart + mark.Start, paragraphStart + mark.Start + mark.Length, ranks[mark.Kind]);
    }

    private void OpenBranch(HeadingMark? mark, int start, int rank)
    {
        mark ??= new HeadingMark(HeadingKind.Figure, top.Children.Count + 1, 0, 0, "");
        Open(NodeKind.Numbered, mark, start, start + mark.Length, rank);
    }

    private void OpenAfterGap(int at)
    {
        top.GapInside = true;
        // Below a section the lost item is its child, below an item its next sibling.
        var rank = top.Kind == NodeKind.Numbered && top.Rank > HeadingRank ? top.Rank : ranks[HeadingKind.Figure];
        if (top.Kind is NodeKind.Numbered or NodeKind.Heading or NodeKind.Root or NodeKind.Document)
            Open(NodeKind.Orphan, mark: null, at, at + 1, rank);
    }

    private void Open(NodeKind kind, HeadingMark? mark, int start, int textStart, int rank)
    {
        CloseTo(rank, start);
        var node = new PlanNode(kind, mark, start, textStart, rank, top);
        top.Children.Add(node);
        top = node;
    }

    private void CloseTo(int rank, int end)
    {
        while (top.Rank >= rank && top.Parent is { } parent)
        {
            top.End = end;
            top = parent;
        }
        if (rank == -2)
            Root.End = end;
    }
}
