using System.Buffers;
using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;

namespace KexieBot.Core.Plans.Text;

/// <summary>What a gazette prints at the edges of each page: running heads beside the page's number, and footnotes under a rule.</summary>
internal static partial class PageEdges
{
    private const int LongestHead = 60;
    private const int MostFootnoteLines = 12;

    private static readonly SearchValues<char> InSentences = SearchValues.Create("。；：:、，（(");

    /// <summary>The numbers of the lines that belong to the page and not to its text.</summary>
    public static HashSet<int> Find(IReadOnlyList<PlanBlock.Line> lines)
    {
        var marks = Enumerable.Range(0, lines.Count).Where(i => NoiseLines.IsPageMark(lines[i].Text)).ToList();
        var edges = new HashSet<int>();
        if (marks.Count == 0)
            return edges;
        var heads = RunningHeads(lines, marks);
        heads.UnionWith(lines.Select(line => line.Text.Trim()).Where(NoiseLines.IsPrintedHead).GroupBy(text => text, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
        foreach (var line in lines)
            if (heads.Contains(line.Text.Trim()))
                edges.Add(line.Number);
        foreach (var mark in marks)
            edges.UnionWith(Footnotes(lines, mark).Select(line => line.Number));
        return edges;
    }

    // What stands beside two page numbers in the same words, and is no part of a sentence.
    private static HashSet<string> RunningHeads(IReadOnlyList<PlanBlock.Line> lines, List<int> marks) =>
        [.. marks.SelectMany(mark => new[] { Beside(lines, mark, -1), Beside(lines, mark, 1) })
            .Where(text => text.Length is > 3 and <= LongestHead && !text.AsSpan().ContainsAny(InSentences) && HeadingMarks.AtStart(TextFolding.Fold(text)) is null)
            .GroupBy(text => text, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key)];

    private static string Beside(IReadOnlyList<PlanBlock.Line> lines, int mark, int step)
    {
        var at = mark + step;
        while (at >= 0 && at < lines.Count && lines[at].Text.AsSpan().Trim().IsEmpty)
            at += step;
        return at >= 0 && at < lines.Count ? lines[at].Text.Trim() : "";
    }

    private static IEnumerable<PlanBlock.Line> Footnotes(IReadOnlyList<PlanBlock.Line> lines, int mark)
    {
        var rule = mark - 1;
        while (rule >= 0 && mark - rule <= MostFootnoteLines && !Rule().IsMatch(lines[rule].Text))
            rule--;
        return rule >= 0 && rule + 1 < mark && Note().IsMatch(lines[rule + 1].Text) ? lines.Skip(rule).Take(mark - rule) : [];
    }

    [GeneratedRegex(@"^\s*[_＿─—―]{6,}\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s*(?:[\[［〔]\d{1,2}[\]］〕]|[①-⑳]|[*＊])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Note();
}
