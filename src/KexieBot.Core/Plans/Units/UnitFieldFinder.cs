using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Units;

/// <summary>Finds every stretch of a source that names units or a time.</summary>
internal static class UnitFieldFinder
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
        if (!fields.Exists(field => field.Content.Units.Count > 0))
            for (var paragraph = 0; paragraph < source.Paragraphs; paragraph++)
                fields.AddRange(ClosingSentence(source, paragraph));
        return fields;
    }

    // A paper without lists may close each task with 由A牵头，B、C配合。 Every piece must be a body with its part.
    private static IEnumerable<UnitField> ClosingSentence(SourceText source, int paragraph)
    {
        var (start, folded) = (source.Start(paragraph), source.FoldedParagraph(paragraph).TrimEnd(' ', '。'));
        var at = folded.LastIndexOf('。') + 1;
        while (at < folded.Length && folded[at] == ' ')
            at++;
        if (at >= folded.Length || folded[at] != '由' || folded.Length - at > LongestBracket)
            yield break;
        var list = UnitListParser.Parse(source.Original[(start + at + 1)..(start + folded.Length)], role: null);
        if (list.Loose.Count == 0 && list.Units.Count > 0 && list.Units.All(unit => UnitWords.LooksLikeUnit(TextFolding.Fold(unit.Name))))
            yield return new UnitField(start + at, start + folded.Length, list);
    }

    private static void FindIn(SourceText source, int paragraph, List<UnitField> fields, bool isBareUsual)
    {
        var (start, end) = (source.Start(paragraph), source.End(paragraph));
        var folded = source.FoldedParagraph(paragraph);
        var text = source.Original[start..end];
        var label = UnitWords.LabelAt(folded, 0);
        var before = fields.Count;
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] == '（')
            {
                var (close, closed) = Close(folded, i);
                if (Bracket(text, folded, i, close, isBareUsual) is var (list, isBare))
                    fields.Add(new UnitField(start + i, start + Math.Min(close + 1, folded.Length), list) { Open = !closed, IsBare = isBare });
                if (closed || fields.Count > 0 && fields[^1].Start == start + i)
                    i = close;
                continue;
            }
            if ((folded[i] is '@' or '→' || IsDash(folded, i)) && Pointed(text, folded, ref i, start) is { } pointed)
            {
                fields.Add(pointed);
                continue;
            }
            while (label.Success && label.Index < i)
                label = label.NextMatch();
            if (!label.Success || label.Index != i || !(StandsAlone(folded, i) || i == HeadingMarks.AtStart(folded)?.Length))
                continue;
            var stop = FieldEnd(folded, i + label.Length);
            var content = UnitListParser.Parse(text[i..stop], role: null);
            if (content.IsEmpty && stop == folded.Length && paragraph + 1 < source.Paragraphs && HeadingMarks.AtStart(source.FoldedParagraph(paragraph + 1)) is null)
                content = UnitListParser.Parse(text[i..stop] + source.Original[source.Start(paragraph + 1)..source.End(paragraph + 1)], role: null);
            if (!content.IsEmpty)
                fields.Add(new UnitField(start + i, start + stop, content));
            i = stop - 1;
        }

        if (fields.Count == before && Trailing(text, folded, start) is { } trailing)
            fields.Add(trailing);
    }

    // 9.起草《政府工作报告》，1月10日前定稿：区政府研究室 — behind the last colon or bar of an item nothing but bodies of the place.
    private static UnitField? Trailing(string text, string folded, int start)
    {
        if (HeadingMarks.AtStart(folded) is not { Kind: HeadingKind.Figure or HeadingKind.FigureBracket or HeadingKind.Circled } mark)
            return null;
        var at = folded.LastIndexOfAny(['：', '|']);
        if (at <= mark.Length + 3 || folded.Length - at > 120)
            return null;
        var list = UnitListParser.Parse(text[(at + 1)..].TrimEnd('。', ' '), UnitRole.Responsible);
        return list.Units.Count > 0 && list.Time.Length == 0 && list.Units.All(unit => UnitWords.IsOfThePlace(unit.Name) && UnitWords.LooksLikeUnit(TextFolding.Fold(unit.Name)))
            ? new UnitField(start + at, start + folded.Length, list)
            : null;
    }

    // 建成基地12家——区科协、区文旅局
    private static bool IsDash(string folded, int i) => folded[i] == '—' && i > 0 && folded[i - 1] != '—' && i + 1 < folded.Length && folded[i + 1] == '—';

    // Chat messages name units as @区科协 or behind an arrow.
    private static UnitField? Pointed(string text, string folded, ref int i, int start)
    {
        var stop = folded.AsSpan(i).IndexOfAny('。', '；') is >= 0 and var end ? i + end : folded.Length;
        var list = UnitListParser.Parse(text[(i + 1)..stop].TrimStart('—').Replace('@', ' '), UnitRole.Responsible);
        if (list.Units.Count == 0 || !list.Units.All(unit => UnitWords.LooksLikeUnit(TextFolding.Fold(unit.Name))))
            return null;
        var field = new UnitField(start + i, start + stop, list);
        i = stop - 1;
        return field;
    }

    private static bool StandsAlone(string folded, int at)
    {
        while (at > 0 && folded[at - 1] == ' ')
            at--;
        return at == 0 || "。；！？）”，,、*|".Contains(folded[at - 1], StringComparison.Ordinal);
    }

    // A field in running text ends with its sentence, but a rule about the list may follow.
    private static int FieldEnd(string folded, int from)
    {
        var depth = 0;
        var limit = Math.Min(folded.Length, from + LongestBracket);
        for (var i = from; i < limit; i++)
        {
            if (folded[i] == '（')
                depth++;
            else if (folded[i] == '）' && --depth < 0)
                return i;
            else if (depth <= 0 && folded[i] is '。' or '|' or Marks.Gap or Marks.Cut)
                return UnitWords.RuleAt(folded[i..Math.Min(folded.Length, i + 4)]).Success ? limit : i;
        }
        return limit;
    }

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
        }
        return (limit, false);
    }

    private static (UnitList List, bool IsBare)? Bracket(string text, string folded, int open, int close, bool isBareUsual)
    {
        var inside = folded[(open + 1)..close];
        if (inside.Length < 2)
            return null;
        var label = UnitWords.LabelAt(inside, 0);
        var printed = text[(open + 1)..close];
        if (label.Success && inside.AsSpan(0, label.Index).IndexOfAny("。；") < 0 && label.Index <= 60)
            return UnitListParser.Parse(printed, UnitRole.Responsible) is { IsEmpty: false } labelled ? (labelled, false) : null;
        if (ByWords(printed, inside) is { } marked)
            return (marked, false);
        return BareList(printed, inside, folded, close, isBareUsual && open > 0) is { } bare ? (bare, true) : null;
    }

    // （A牵头，B、C配合，9月底前完成）
    private static UnitList? ByWords(string printed, string inside)
    {
        var list = UnitListParser.Parse(printed, role: null);
        var marked = list.Units.Where(unit => unit.Explicit).ToList();
        return marked.Count > 0 && marked.Count(unit => UnitWords.LooksLikeUnit(TextFolding.Fold(unit.Name))) * 2 > marked.Count
            && !inside.Contains("以下简称", StringComparison.Ordinal)
            ? list
            : null;
    }

    // （区科协、区教育局）: only at the end of a sentence, and every name must look like one.
    private static UnitList? BareList(string printed, string inside, string folded, int close, bool isBareUsual)
    {
        if (inside.AsSpan().IndexOfAny("。：“") >= 0 || !EndsItem(folded, close))
            return null;
        var list = UnitListParser.Parse(printed, UnitRole.Responsible);
        return (list.Units.Count >= 2 || (list.Units.Count == 1 && (isBareUsual || list.Time.Length > 0))) && list.Units.All(unit => unit.Name.Length <= 20 && UnitWords.LooksLikeUnit(TextFolding.Fold(unit.Name)) && unit.Name.Length >= 3)
            ? list
            : null;
    }

    private static bool EndsItem(string folded, int close) =>
        close + 1 >= folded.Length || HeadingMarks.AtStart(folded[(close + 1)..Math.Min(folded.Length, close + 12)]) is not null
        || (folded[close + 1] is '。' or '；' && close + 2 >= folded.Length);
}
