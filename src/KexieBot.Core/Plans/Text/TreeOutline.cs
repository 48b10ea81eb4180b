using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;

namespace KexieBot.Core.Plans.Text;

/// <summary>Plans whose levels are drawn (├─, └─) or shown by indentation alone, as mind maps and tree views give them out.</summary>
internal static partial class TreeOutline
{
    private const int FewestLevels = 3;
    private const int FewestLines = 6;

    /// <summary>The lines with their depth and without what is drawn before them; as they are where they are no tree.</summary>
    public static IReadOnlyList<PlanBlock.Line> Find(IReadOnlyList<PlanBlock.Line> lines)
    {
        if (lines.Count(line => Branch().IsMatch(line.Text)) >= 2)
            return Drawn(lines);
        return IsIndented(lines) ? Leveled(lines, Indent, text => Bullet().Replace(text.Trim(), "")) : lines;
    }

    private static List<PlanBlock.Line> Drawn(IReadOnlyList<PlanBlock.Line> lines)
    {
        var branches = lines.Where(line => Branch().IsMatch(line.Text)).DistinctBy(line => line.Number).ToList();
        var leveled = Leveled(branches, line => Columns(Branch().Match(line).Groups["at"].Value), line => Branch().Replace(line, "")).ToDictionary(line => line.Number);
        var tree = new List<PlanBlock.Line>(lines.Count);
        foreach (var line in lines)
        {
            if (leveled.TryGetValue(line.Number, out var branch))
                tree.Add(branch);
            else if (line.Text.TrimStart() is ['│' or '┃', ..])
            {
                // The rest of a long line, or a bar between two branches.
                if (line.Text.Trim(' ', '\u3000', '\t', '│', '┃') is { Length: > 0 } rest && tree.Count > 0)
                    tree[^1] = tree[^1] with { Text = tree[^1].Text + rest };
            }
            else
            {
                tree.Add(line);
            }
        }
        return tree;
    }

    // Each level one step in, and no numbers that would tell the levels better.
    private static bool IsIndented(IReadOnlyList<PlanBlock.Line> lines)
    {
        var filled = lines.Where(line => line.Text.Trim().Length > 0).ToList();
        if (filled.Count < FewestLines || filled.Exists(line => HeadingMarks.AtStart(TextFolding.Fold(line.Text.Trim())) is not null))
            return false;
        var indents = filled.ConvertAll(line => Indent(line.Text));
        var levels = indents.Distinct().Order().ToList();
        return levels.Count >= FewestLevels && levels.Zip(levels.Skip(1), (outer, inner) => inner - outer).Distinct().Count() == 1
            && indents.Zip(indents.Skip(1)).All(pair => pair.Second - pair.First <= levels[1] - levels[0]);
    }

    private static List<PlanBlock.Line> Leveled(IReadOnlyList<PlanBlock.Line> lines, Func<string, int> place, Func<string, string> plain)
    {
        var levels = lines.Where(line => line.Text.Trim().Length > 0).Select(line => place(line.Text)).Distinct().Order().ToList();
        return [.. lines.Where(line => line.Text.Trim().Length > 0).Select(line => line with { Text = plain(line.Text), Depth = levels.IndexOf(place(line.Text)) })];
    }

    private static int Indent(string line) => Columns(line[..^line.TrimStart().Length]);

    private static int Columns(string text) => text.Sum(c => c switch { '\t' => 4, '\u3000' => 2, _ => 1 });

    [GeneratedRegex(@"^(?<at>[\s\u3000│┃]*)[├└┣┗╰]\s?[─━-]+\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Branch();

    [GeneratedRegex(@"^(?:[-+*•·▪◦○●■]\s*)+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bullet();
}
