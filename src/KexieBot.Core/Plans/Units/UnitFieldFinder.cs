using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Units;

/// <summary>Finds every stretch of a source that names units or a time.</summary>
internal static partial class UnitFieldFinder
{
    // The longest real list, 28 units, is about 350 characters.
    private const int LongestBracket = 1_500;

    public static List<UnitField> Find(SourceText source)
    {
        var fields = new List<UnitField>();
        for (var paragraph = 0; paragraph < source.Paragraphs; paragraph++)
            FindIn(source, paragraph, fields, isBareUsual: false);
        // Where brackets at the items' ends hold plain lists of units, one with a single unit is a list too.
        if (fields.Count(field => field.IsBare) >= 2)
        {
            fields.Clear();
            for (var paragraph = 0; paragraph < source.Paragraphs; paragraph++)
                FindIn(source, paragraph, fields, isBareUsual: true);
        }
        if (!fields.Exists(field => field.Content.Units.Count > 0 && !field.IsSentence))
        {
            fields.RemoveAll(field => field.IsSentence);
            for (var paragraph = 0; paragraph < source.Paragraphs; paragraph++)
                fields.AddRange(Sentences(source, paragraph));
        }
        return fields;
    }

    // A paper without lists gives each task its units in a sentence.
    private static IEnumerable<UnitField> Sentences(SourceText source, int paragraph)
    {
        var (start, end) = (source.Start(paragraph), source.End(paragraph));
        return SentenceUnits.In(source.Original[start..end], source.FoldedParagraph(paragraph))
            .Select(found => new UnitField(start + found.Start, start + found.End, found.List) { IsSentence = true });
    }

    private static void FindIn(SourceText source, int paragraph, List<UnitField> fields, bool isBareUsual)
    {
        var (start, end) = (source.Start(paragraph), source.End(paragraph));
        var folded = source.FoldedParagraph(paragraph);
        var text = source.Original[start..end];
        var label = UnitWords.LabelAt(folded, 0);
        var scope = FieldScope.At(folded);
        var before = fields.Count;
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] == '（')
            {
                source.Time.Demand();
                var (close, closed) = Close(folded, i);
                if (Bracket(text, folded, i, close, isBareUsual || (!closed && paragraph == source.Paragraphs - 1)) is { } found)
                    fields.Add(found with { Start = start + i, End = start + Math.Min(close + 1, folded.Length), Open = !closed });
                if (closed || fields.Count > 0 && fields[^1].Start == start + i)
                    i = close;
                continue;
            }
            if (UnlabelledUnits.MayBeginAt(folded, i))
            {
                source.Time.Demand();
                if (UnlabelledUnits.At(text, folded, i) is { } shown)
                {
                    fields.Add(shown with { Start = start + shown.Start, End = start + shown.End });
                    i = shown.End - 1;
                    continue;
                }
            }
            while (label.Success && label.Index < i)
                label = label.NextMatch();
            if (!label.Success || label.Index != i || !(StandsAlone(folded, i) || i == HeadingMarks.AtStart(folded)?.Length || i == scope?.Length))
                continue;
            source.Time.Demand();
            var stop = FieldEnd(folded, i + label.Length);
            var content = UnitListParser.Parse(text[i..stop], role: null, withDuties: true);
            if (content.IsEmpty && stop == folded.Length && paragraph + 1 < source.Paragraphs && HeadingMarks.AtStart(source.FoldedParagraph(paragraph + 1)) is null)
                content = UnitListParser.Parse(text[i..stop] + source.Original[source.Start(paragraph + 1)..source.End(paragraph + 1)], role: null, withDuties: true);
            if (!content.IsEmpty)
                fields.Add(WithSame(new UnitField(start + i, start + stop, content) { Scope = scope }));
            i = stop - 1;
        }

        if (fields.Count == before && UnlabelledUnits.In(text, folded) is { } trailing)
            fields.Add(trailing with { Start = start + trailing.Start, End = start + trailing.End });
    }

    private static bool StandsAlone(string folded, int at)
    {
        while (at > 0 && folded[at - 1] == ' ')
            at--;
        return at == 0 || "。；：！？）”，,、*|.".Contains(folded[at - 1], StringComparison.Ordinal);
    }

    // A field in running text ends with its sentence, but a rule about the list may follow.
    private static int FieldEnd(string folded, int from)
    {
        var depth = 0;
        var limit = Math.Min(folded.Length, from + LongestBracket);
        // 责任单位：1.县科协 2.县教育局
        var isNumbered = HeadingMarks.AtStart(folded[from..Math.Min(folded.Length, from + 8)]) is not null;
        for (var i = from; i < limit; i++)
        {
            if (depth <= 0 && i > from && (BeginsItem(folded, i) || (!isNumbered && BeginsItemBehindBlank(folded, i))))
                return i;
            if (folded[i] == '（')
                depth++;
            else if (folded[i] == '）' && --depth < 0)
                return i;
            else if (depth <= 0 && folded[i] is '。' or '|' or Marks.Gap or Marks.Cut)
                return UnitWords.RuleAt(folded[i..Math.Min(folded.Length, i + 4)]).Success ? limit : i;
        }
        return limit;
    }

    // （2）… or, where the whole text is one paragraph, 四、… behind a list without a stop.
    private static bool BeginsItem(string folded, int i) =>
        (folded[i] == '（' || (folded.Length > LongestBracket && i + 1 < folded.Length && folded[i + 1] == '、'))
        && HeadingMarks.AtStart(folded[i..Math.Min(folded.Length, i + 8)]) is { Kind: HeadingKind.HanBracket or HeadingKind.FigureBracket or HeadingKind.Han };

    // 配合单位：县科协 2.办展览: the blank is left of a line break.
    private static bool BeginsItemBehindBlank(string folded, int i) =>
        folded[i] == ' ' && HeadingMarks.AtStart(folded[(i + 1)..Math.Min(folded.Length, i + 8)]) is { Kind: HeadingKind.Figure or HeadingKind.Han, Number: > 1 };

    private static (int At, bool Closed) Close(string folded, int open)
    {
        var depth = 0;
        var limit = Math.Min(folded.Length, open + LongestBracket);
        for (var i = open; i < limit; i++)
        {
            if (folded[i] == '（')
                depth++;
            else if (folded[i] == '）' && --depth == 0)
                return (i, true);
            else if (folded[i] is Marks.Gap or Marks.Cut)
                return (i, false);
        }
        return (limit, false);
    }

    private static UnitField? Bracket(string text, string folded, int open, int close, bool isBareUsual)
    {
        var inside = folded[(open + 1)..close];
        var printed = text[(open + 1)..close];
        var scope = FieldScope.At(inside);
        if (scope is not null)
            (inside, printed) = (inside[scope.Length..], printed[scope.Length..]);
        if (inside.Length < 2 || IsIssue(inside, folded, open))
            return null;
        if (UnitWords.SaysSame(inside))
            return new UnitField(0, 0, new UnitList([])) { SaysSame = true };
        if (UnitWords.LabelWithoutColon(inside) is > 0 and var length)
            (inside, printed) = (inside.Insert(length, "："), printed.Insert(length, "："));
        var label = UnitWords.LabelAt(inside, 0);
        var isLabelled = label.Success && inside.AsSpan(0, label.Index).IndexOfAny("。；") < 0 && label.Index <= 60;
        var list = isLabelled
            ? UnitListParser.Parse(printed, UnitRole.Responsible, withDuties: true) is { IsEmpty: false } labelled ? labelled : null
            : ByWords(printed, inside);
        if (list is not null || isLabelled)
            return list is null ? null : WithSame(new UnitField(0, 0, list) { Scope = scope });
        // （区科协办公室，2026年1月12日） below a title signs it.
        if (open == 0 && close + 1 >= folded.Length && PlainHeadings.IsDateLine(inside[(inside.LastIndexOf('，') + 1)..]))
            return null;
        // 【区教育局】 behind an item, and （区教育局） behind its last stop, is a list even where it is the only one.
        return BareList(printed, inside, folded, close, close < folded.Length && folded[close] == '）', (isBareUsual || text[open] == '【' || (open > 0 && folded[open - 1] == '。')) && open > 0) is { } bare ? new UnitField(0, 0, bare) { IsBare = true } : null;
    }

    // （区政府办公室 2026年2月28日制）: a line of its own that says who made the paper and when.
    private static bool IsIssue(string inside, string folded, int open) =>
        folded.AsSpan(0, open).Trim().IsEmpty && inside.Length <= 40 && (inside.EndsWith("日制", StringComparison.Ordinal) || inside.EndsWith("月制", StringComparison.Ordinal) || inside.EndsWith("日印", StringComparison.Ordinal) || inside.EndsWith("日印发", StringComparison.Ordinal));

    // （A牵头，B、C配合，9月底前完成）
    private static UnitList? ByWords(string printed, string inside)
    {
        var list = UnitListParser.Parse(printed, role: null, withDuties: true);
        var marked = list.Units.Where(unit => unit.Explicit).ToList();
        return marked.Count > 0 && marked.Count(unit => UnitWords.LooksLikeUnit(TextFolding.Fold(unit.Name))) * 2 > marked.Count
            && !inside.Contains("以下简称", StringComparison.Ordinal)
            ? list
            : null;
    }

    // （区科协、区教育局）: only at the end of a sentence, and every name must look like one, but the stump of one where the text breaks off.
    private static UnitList? BareList(string printed, string inside, string folded, int close, bool isClosed, bool isBareUsual)
    {
        if (inside.AsSpan().IndexOfAny("。：“") is >= 0 and var stop && !UnitWords.RuleAt(inside[(stop + 1)..Math.Min(inside.Length, stop + 8)]).Success || !EndsItem(folded, close))
            return null;
        var list = UnitListParser.Parse(printed, UnitRole.Responsible);
        var whole = isClosed || list.Units.Count < 3 ? list.Units : list.Units.SkipLast(1);
        return (list.Units.Count >= 2 || (list.Units.Count == 1 && (isBareUsual || list.Time.Length > 0))) && !SaysWhich().IsMatch(inside) && whole.All(unit => unit.Name.Length <= 20 && UnitWords.LooksLikeUnit(TextFolding.Fold(unit.Name)) && unit.Name.Length >= 3)
            ? list
            : null;
    }

    // （含民办学校）, （不包括开发区）
    [GeneratedRegex("^(?:不?含|不?包括|除|详?见|其中|每)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SaysWhich();

    // 责任单位：同上
    private static UnitField WithSame(UnitField field) =>
        field.Content.Units is [var only] && UnitWords.SaysSame(only.Name) ? field with { Content = field.Content with { Units = [] }, SaysSame = true } : field;

    private static bool EndsItem(string folded, int close) =>
        close + 1 >= folded.Length || HeadingMarks.AtStart(folded[(close + 1)..Math.Min(folded.Length, close + 12)]) is not null
        || (folded[close + 1] is '。' or '；' && close + 2 >= folded.Length);
}
