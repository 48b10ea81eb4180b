using System.Buffers;
using System.Text;
using KexieBot.Core.Plans.Structure;

namespace KexieBot.Core.Plans.Text;

/// <summary>Joins lines that were broken to fit a page; leaves text that has one paragraph a line alone.</summary>
internal static class LineJoining
{
    // A page of 3号仿宋 holds 28 characters a line; scans and pdf text reach about 50.
    private const int WidestPageLine = 52;
    private const int NarrowestPageLine = 14;

    // Narrow punctuation and figures make full lines differ by a few characters.
    private const int Slack = 5;
    // 28 units, the longest list met, are about 350 characters.
    private const int LongestList = 400;
    private const int LongestLabel = 6;

    // No paragraph is as short and ends in a comma.
    private const int ShortestLine = 5;
    private static readonly SearchValues<char> Opening = SearchValues.Create("（(〔[【［");
    private static readonly SearchValues<char> Closing = SearchValues.Create("）)〕]】］");
    private static readonly string[] GivesPart = ["牵头", "责任", "负责", "配合"];
    private const string SentenceEnds = "。；;！？!?：:”…";

    public static IReadOnlyList<Paragraph> Join(IReadOnlyList<Paragraph> lines)
    {
        var width = PageWidth(lines);
        // Set with a blank line behind each line, the blanks part nothing.
        var blanksPart = lines.Zip(lines.Skip(1)).Count(pair => pair.First.Text.Length > 0 && pair.Second.Text.Length > 0) * 20 > lines.Count;
        var joined = new List<Paragraph>(lines.Count);
        var current = new StringBuilder();
        var open = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var text = lines[i].Text;
            if (text.Length == 0)
            {
                open &= !blanksPart || IsInsideUnits(current);
                continue;
            }
            // A page's number between two halves of a sentence.
            if (open && text.Length <= 3 && text.All(char.IsAsciiDigit))
                continue;
            if ((open || (i > 0 && lines[i - 1].Text.Length > 0 && GoesOn(lines[i - 1].Text, text, current, width))) && !StartsItem(text) && !StartsField(text, current))
                current.Append(Glue(current, text)).Append(text);
            else
            {
                Close(joined, current);
                joined.Add(lines[i] with { Text = "" });
                current.Append(text);
            }
            open = lines[i].Depth is null && ((width is { } w ? RunsOn(text, current, w) : text[^1] == '、' || IsInsideBracket(text, current)) || IsInsideUnits(current));
        }
        Close(joined, current);
        return joined;
    }

    private static void Close(List<Paragraph> joined, StringBuilder current)
    {
        if (joined.Count > 0 && current.Length > 0)
            joined[^1] = joined[^1] with { Text = current.ToString() };
        current.Clear();
    }

    // No paragraph of a page begins with ， or 和: the line before was broken early. An open list goes on with its next label or its rule, whatever it ends in.
    private static bool GoesOn(string before, string text, StringBuilder paragraph, int? width) =>
        width is not null && ("，。、；：）”".Contains(text[0], StringComparison.Ordinal) || (text.Length <= ShortestLine && text[^1] == '，')
            || ("和及与".Contains(text[0], StringComparison.Ordinal) && !SentenceEnds.Contains(before[^1], StringComparison.Ordinal)))
        || (HasOpenBracket(paragraph) && TextFolding.Fold(text) is var folded
            && (Units.UnitWords.StartsWithLabel(folded) || Units.UnitWords.RuleAt(folded) is { Success: true, Index: 0 }));

    // A full line runs on whatever it ends in; a short one only behind a comma or while a bracket is open.
    private static bool RunsOn(string line, StringBuilder paragraph, int width) =>
        (Columns(line) >= width - Slack && !EndsList(paragraph)) || line[^1] is '，' or '、' || IsInsideBracket(line, paragraph);

    // （责任单位： may end a line, and so may half a name.
    private static bool IsInsideBracket(string line, StringBuilder paragraph) =>
        (line[^1] is ':' or '：' || !SentenceEnds.Contains(line[^1], StringComparison.Ordinal)) && HasOpenBracket(paragraph);

    // （牵头部 and a blank line: the page turned inside the list.
    private static bool IsInsideUnits(StringBuilder paragraph) =>
        HasOpenBracket(paragraph) && paragraph.ToString(Math.Max(0, paragraph.Length - LongestList), Math.Min(LongestList, paragraph.Length)) is var end
        && end.AsSpan(end.AsSpan().LastIndexOfAny(Opening)).ContainsAny("牵责配") && (end[^1] is '；' or ';' || !SentenceEnds.Contains(end[^1], StringComparison.Ordinal));

    // …（县教育局负责） at a line's very end closes the item, however full the line is.
    private static bool EndsList(StringBuilder paragraph) =>
        Closing.Contains(paragraph[^1]) && LastBracket(paragraph) is { Length: > 3 } inside
        && (GivesPart.Any(word => inside.Contains(word, StringComparison.Ordinal)) || Units.UnitListParser.Parse(inside, UnitRole.Responsible) is { NamesBodies: true, Units.Count: > 1 });

    // What the bracket holds that closes at the text's end.
    private static string? LastBracket(StringBuilder text) => OpenBracket(text, text.Length - 1) is >= 0 and var open ? text.ToString(open + 1, text.Length - open - 2) : null;

    private static bool StartsItem(string text) => HeadingMarks.AtStart(TextFolding.Fold(text)) is not null;

    // 责任单位： at a line's beginning opens a field, unless it goes on inside a bracket. So does 办理要求： below such a line.
    private static bool StartsField(string text, StringBuilder paragraph) =>
        (Units.UnitWords.StartsWithLabel(TextFolding.Fold(text)) || (IsLabelled(text) && Units.UnitWords.StartsWithLabel(TextFolding.Fold(paragraph.ToString(0, Math.Min(LongestLabel + 2, paragraph.Length))))))
        && !HasOpenBracket(paragraph);

    private static bool IsLabelled(string text) =>
        text.AsSpan(0, Math.Min(LongestLabel + 1, text.Length)).IndexOfAny(':', '：') is >= 2 and var colon && text.AsSpan(0, colon).IndexOfAnyExceptInRange('\u4e00', '\u9fff') < 0;

    private static string Glue(StringBuilder before, string after) =>
        before.Length > 0 && char.IsAsciiLetter(before[^1]) && char.IsAsciiLetter(after[0]) ? " " : "";

    /// <summary>The width lines were broken at, in Chinese characters; null where they were not.</summary>
    private static int? PageWidth(IReadOnlyList<Paragraph> lines)
    {
        var widths = lines.Where(p => p.Text.Length > 0).Select(p => Columns(p.Text)).Order().ToList();
        if (widths.Count < 12)
            return null;
        var width = widths[(int)(widths.Count * 0.9)];
        if (width is < NarrowestPageLine or > WidestPageLine || widths[(int)(widths.Count * 0.97)] > width + 12)
            return null;
        var full = lines.Where(p => p.Text.Length > 0 && Columns(p.Text) >= width - Slack).ToList();
        var unfinished = full.Count(p => !SentenceEnds.Contains(p.Text[^1], StringComparison.Ordinal) && p.Text[^1] is not ('）' or ')'));
        return full.Count >= widths.Count * 0.15 && unfinished >= full.Count * 0.6 ? width : null;
    }

    private static int Columns(string text) => text.Sum(c => c < 0x2E80 ? 1 : 2) / 2;

    private static bool HasOpenBracket(StringBuilder text) => OpenBracket(text, text.Length) >= 0;

    /// <summary>Where the innermost bracket begins that is open before an offset; -1 where none is.</summary>
    private static int OpenBracket(StringBuilder text, int before)
    {
        var depth = 0;
        for (var i = before - 1; i >= 0 && i > text.Length - LongestList; i--)
        {
            if (Closing.Contains(text[i]))
                depth++;
            else if (Opening.Contains(text[i]) && --depth < 0)
                return i;
        }
        return -1;
    }
}
