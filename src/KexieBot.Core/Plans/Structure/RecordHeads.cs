using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Structure;

/// <summary>Tasks written as records of labelled lines, one below the other: 编号：, 任务：, 要求：, 牵头：.</summary>
internal static partial class RecordHeads
{
    /// <summary>Each record's mark by the paragraph it begins in; empty where fewer than two lines are labelled so, or where they stand below numbered items.</summary>
    public static Dictionary<int, HeadingMark> Find(SourceText source)
    {
        var heads = new Dictionary<int, HeadingMark>();
        string? used = null;
        var hasSteps = false;
        for (var i = 0; i < source.Paragraphs; i++)
        {
            if (Name().Match(source.FoldedParagraph(i)) is not { Success: true } name || (used ??= KindOf(name)) != KindOf(name))
            {
                hasSteps |= heads.Count > 0 && HeadingMarks.AtStart(source.FoldedParagraph(i)) is { Kind: HeadingKind.Figure };
                continue;
            }
            var first = i > 0 && NumberLine().IsMatch(source.FoldedParagraph(i - 1)) ? i - 1 : i;
            // What is numbered above the first record holds it; above the others it may be the steps of the record before.
            if (first > 0 && !(heads.Count > 0 && name.Groups["n"].Success) && HeadingMarks.AtStart(source.FoldedParagraph(first - 1)) is { Kind: not (HeadingKind.Han or HeadingKind.Part or HeadingKind.Chapter) })
                return [];
            var label = name.Groups["n"].Success ? name.Groups["n"].Value : first < i ? NumberLine().Match(source.FoldedParagraph(first)).Groups["n"].Value : "";
            var number = Han.Number(label) is > 0 and < 1000 and var printed ? printed : heads.Count + 1;
            heads[first] = new HeadingMark(HeadingKind.Figure, number, 0, source.Start(i) - source.Start(first) + name.Length, label);
        }
        if (hasSteps)
            heads = heads.ToDictionary(head => head.Key, head => head.Value with { Kind = HeadingKind.HanBracket });
        return heads.Count >= 2 ? heads : [];
    }

    private static string KindOf(Match name) => name.Groups["n"].Success ? name.Value.Replace(name.Groups["n"].Value, "", StringComparison.Ordinal).Trim() : name.Value.Trim();

    [GeneratedRegex("^(?:(?:重点|工作|具体|主要|议定|督办|交办)?(?:(?:任务|举措|措施|事项|项目)(?:(?:名称|标题)?[：]|(?<n>[一二三四五六七八九十]{1,3}|\\d{1,3})[：、. ])|(?:行动|工程)(?<n>[一二三四五六七八九十]{1,3}|\\d{1,3})[：])|（(?:重点|整改|工作)?(?:任务|事项|问题|项目)(?<n>[一二三四五六七八九十]{1,3}|\\d{1,3})）)\\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^(?:任务|项目|事项)?(?:编号|序号)[：]\\s*(?<n>\\S{1,16})\\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberLine();
}
