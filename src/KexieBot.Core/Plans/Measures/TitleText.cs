using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Measures;

/// <summary>Short titles from the beginning of an item's text.</summary>
internal static partial class TitleText
{
    // Longer first sentences are whole tasks; their first clause names them.
    private const int LongestTitle = 30;

    private const string SentenceStops = "。；？|\n\ue000\ue001";
    private static readonly char[] Bullets = [.. Marks.Bullets, .. "—－ "];
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(SentenceStops);
    private static readonly SearchValues<char> NotInName = SearchValues.Create("，。；：、（");
    private static readonly SearchValues<char> TitleStops = SearchValues.Create(SentenceStops + "（");

    public static string From(string text)
    {
        text = DayAhead().Replace(Spoken().Replace(text.TrimStart().TrimStart(Bullets), ""), "");
        var folded = TextFolding.Fold(text);
        if (Bracketed(folded) is { } inner)
            return text[inner].Trim();
        var end = End(folded, TitleStops);
        if (end > 0 && end < folded.Length && folded[end] == '（' && !StartsField(folded, end))
            end = EndBeyondBracket(folded, end);
        if (Units.UnitWords.EnglishLabelAt(folded[..end]) is > 0 and var label)
            end = label;
        if (end > LongestTitle)
        {
            var comma = Clause(folded, end);
            if (comma >= 4)
                end = comma;
        }
        var colon = folded.AsSpan(0, end).IndexOf('：');
        if (colon is >= 2 and <= 16)
            end = folded.LastIndexOf('（', colon) is > 1 and var open && folded.IndexOf('）', open, colon - open) < 0 ? open : colon;
        return text[..end].Trim().Trim('，', '、', '.', '：', ':', '*', ' ');
    }

    /// <summary>Whether an item's text begins as one counts aloud: 一是….</summary>
    public static bool IsSpoken(string folded) => Spoken().IsMatch(folded);

    /// <summary>What two printings of one title share: letters and figures only.</summary>
    public static string Key(string title)
    {
        var key = new StringBuilder(title.Length);
        foreach (var c in TextFolding.NarrowFigures(title))
            if (char.IsLetterOrDigit(c))
                key.Append(c);
        return key.ToString();
    }

    // 一是抓好换届
    [GeneratedRegex("^[一二三四五六七八九十]是要?(?=[\u4e00-\u9fff]{2})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spoken();

    // 7月10日前　印发活动方案
    [GeneratedRegex("^(?:20\\d\\d年)?(?:\\d{1,2}月|[一二三四]季度|[上下]半年|年)?(?:\\d{1,2}日|[上中下]旬|底|初|末|每[日周月])?[^，。、：；\u3000\t ]{0,6}?(?:前|旬|起|底|末|日|内)(?:\u3000+|\t+| {2,})(?=[\u4e00-\u9fff“])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayAhead();

    // （搭建平台）建设院士工作站2家: the bracket is the name.
    private static Range? Bracketed(string folded) =>
        folded.StartsWith('（') && folded.IndexOf('）', StringComparison.Ordinal) is >= 3 and <= 20 and var close && close + 1 < folded.Length
        && !folded.AsSpan(1, close - 1).ContainsAny(NotInName) && HeadingMarks.AtStart(folded) is null
            ? 1..close
            : null;

    private static int End(string folded, SearchValues<char> stops)
    {
        var end = folded.AsSpan().IndexOfAny(stops);
        return end < 0 ? folded.Length : end;
    }

    private static int Clause(string folded, int end)
    {
        var quote = 0;
        for (var i = 0; i < end; i++)
        {
            if (folded[i] == '“')
                quote++;
            else if (folded[i] == '”')
                quote--;
            else if (quote <= 0 && folded[i] == '，' && i >= 6)
                return i;
        }
        return -1;
    }

    private static int EndBeyondBracket(string folded, int open)
    {
        var end = folded.AsSpan(open).IndexOfAny(SentenceEnds);
        return end < 0 ? folded.Length : open + end;
    }

    private static bool StartsField(string folded, int open) =>
        open >= LongestTitle || Units.UnitWords.LabelAt(folded[(open + 1)..Math.Min(folded.Length, open + 12)], 0).Success
        || folded.AsSpan(open).IndexOf("牵头") >= 0
        || HeadingMarks.AtStart(folded[open..Math.Min(folded.Length, open + 12)]) is not null;
}
