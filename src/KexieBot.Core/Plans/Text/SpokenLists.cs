using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;

namespace KexieBot.Core.Plans.Text;

/// <summary>A letter that numbers its tasks in running prose, 一是…。二是…。 on through its paragraphs: each begins a paragraph of its own.</summary>
internal static partial class SpokenLists
{
    private const int FewestItems = 4;

    /// <summary>The paragraphs as they are where any begins with a number of its own, or where 一是 begins again: then those are steps of one task.</summary>
    public static IReadOnlyList<Paragraph> Split(IReadOnlyList<Paragraph> paragraphs)
    {
        var numbers = paragraphs.SelectMany(paragraph => Item().Matches(paragraph.Text).Select(item => Han.Number(item.Groups["n"].Value))).ToList();
        if (numbers.Count < FewestItems || !numbers.SequenceEqual(Enumerable.Range(1, numbers.Count).Select(number => (int?)number))
            || paragraphs.Any(paragraph => HeadingMarks.AtStart(TextFolding.Fold(paragraph.Text)) is not null))
            return paragraphs;
        return [.. paragraphs.SelectMany(Parts)];
    }

    private static IEnumerable<Paragraph> Parts(Paragraph paragraph)
    {
        var from = 0;
        // 在师资方面，一是…: what stands before an item introduces it.
        foreach (Match item in Item().Matches(paragraph.Text))
        {
            if (item.Index > from)
                yield return paragraph with { Text = paragraph.Text[from..item.Index].TrimEnd('，') + "：" };
            from = item.Index;
        }
        yield return paragraph with { Text = paragraph.Text[from..] };
    }

    [GeneratedRegex("(?:^|(?<=[。；，：]))(?<n>[一二三四五六七八九十]{1,2})是(?!否)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Item();
}
