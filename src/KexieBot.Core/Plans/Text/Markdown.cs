using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Text;

/// <summary>Takes Markdown's signs off a line, so that its numbering shows.</summary>
internal static partial class Markdown
{
    /// <summary>Stars alone prove nothing: papers mask names with them.</summary>
    public static bool IsMarkdown(IReadOnlyList<PlanBlock.Line> lines) =>
        lines.Any(line => line.Text.StartsWith("##", StringComparison.Ordinal) || BoldNumber().IsMatch(line.Text));

    /// <summary>What is struck out is no longer said.</summary>
    public static string Plain(string line) =>
        Bold().Replace(Code().Replace(Link().Replace(Struck().Replace(Opening().Replace(line, ""), ""), "$1"), "$1"), "$1");

    [GeneratedRegex(@"^\s*(?:#{1,6}\s+|>\s*|[-+*]\s+)+(?:\[[ xX]\]\s*)?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\s*\*\*\s*(?:\d|[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]{1,3}[条章部])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BoldNumber();

    [GeneratedRegex("~~[^~]+~~", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Struck();

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    // [区林业局](http://…): the words, and not where they lead.
    [GeneratedRegex(@"\[([^\[\]]+)\]\((?:https?:|mailto:|[/#.])[^()\s]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bold();
}
