using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Commands.Shared;

/// <summary>Which part of the ledger a summary is about: everything, the plans that the text names by a word of their title, or the sections that it names by title or number (能力建设部分, 第二部分). No parts: it names one that has no measures.</summary>
/// <param name="Parts">A plan, and the sections of it that are meant; no sections where the whole plan is.</param>
/// <param name="Name">What to call it in the answer; null for everything.</param>
internal sealed partial record SummaryScope(IReadOnlyList<(Plan Plan, IReadOnlyList<string> Sections)> Parts, string? Name)
{
    private const int ShortestName = 2;

    public static SummaryScope All(Turn turn) => new([.. turn.Plans.Select(plan => (plan, (IReadOnlyList<string>)[]))], null);

    public static SummaryScope In(Turn turn)
    {
        var text = CommonWords().Replace(turn.Message.Text, " ");
        var sections = turn.Plans.Select(plan => (Plan: plan, Sections: (IReadOnlyList<string>)[.. SectionsIn(plan, turn.Message.Text, text)])).Where(part => part.Sections.Count > 0).ToList();
        if (sections.Count == 0 && SectionNumber().Match(turn.Message.Text) is { Success: true } asked)
            return new SummaryScope([], asked.Value);
        if (sections.Count > 0)
            return new SummaryScope(sections, string.Join('、', sections.SelectMany(part => part.Sections).Take(3)));
        var plans = turn.Plans.Where(plan => SharesAWord(CommonWords().Replace(plan.Title, " "), text)).ToList();
        return plans.Count > 0 && plans.Count < turn.Plans.Count
            ? new SummaryScope([.. plans.Select(plan => (plan, (IReadOnlyList<string>)[]))], string.Join('、', plans.Select(plan => plan.Title)))
            : All(turn);
    }

    private static IEnumerable<string> SectionsIn(Plan plan, string said, string text)
    {
        var sections = plan.Measures.Select(measure => measure.Section).Where(section => section.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (SectionNumber().Match(said) is { Success: true } number && ChineseNumber.Read(number.Groups[1].Value) is { } ordinal)
        {
            var tops = sections.Select(section => section.Split(" / ")[0]).Distinct(StringComparer.Ordinal).ToList();
            // 二、 is the second part also where the first has no measures.
            var printed = tops.ConvertAll(top => Numeral().Match(top) is { Success: true } mark ? ChineseNumber.Read(mark.Groups[1].Value) : null);
            var at = printed.TrueForAll(count => count is not null) ? printed.IndexOf(ordinal) : ordinal <= tops.Count ? ordinal - 1 : -1;
            return at < 0 ? [] : sections.Where(section => section.Split(" / ")[0] == tops[at]);
        }

        return sections.Where(section => section.Split(" / ").Any(part => Mark().Replace(part, "") is { Length: >= ShortestName } name && text.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool SharesAWord(string title, string text) =>
        title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => Enumerable.Range(0, Math.Max(0, word.Length - ShortestName + 1)).Any(at => text.Contains(word.AsSpan(at, ShortestName), StringComparison.Ordinal)));

    // What stands in every plan's title or in every such question.
    [GeneratedRegex("进展|汇总|情况|怎么样|工作|实施|方案|计划|行动|关于|进一步|加强|全区|全县|全市|总体|上个?月|本月|季度|今年|的|[0-9（）()]", RegexOptions.NonBacktracking)]
    private static partial Regex CommonWords();

    [GeneratedRegex("第([一二三四五六七八九十0-9]{1,3})(?:个?部分|大项|个?方面|章)", RegexOptions.NonBacktracking)]
    private static partial Regex SectionNumber();

    [GeneratedRegex("^第?([一二三四五六七八九十]{1,3})(?:[、.．章 ]|部分)", RegexOptions.NonBacktracking)]
    private static partial Regex Numeral();

    [GeneratedRegex("^[（(]?[一二三四五六七八九十百0-9]{1,4}[）)、.．]?\\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
