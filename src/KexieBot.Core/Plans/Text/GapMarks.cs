using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Text;

/// <summary>Replaces the notices of article sites (省略630字, 未完…) by marks.</summary>
internal static partial class GapMarks
{
    public static string Replace(string line)
    {
        // Cheap first look: nearly every line of a long plan has none of these words.
        if (!line.Contains("省略", StringComparison.Ordinal) && !line.Contains("未完", StringComparison.Ordinal)
            && !line.Contains("全文", StringComparison.Ordinal) && !line.Contains("略去", StringComparison.Ordinal)
            && !line.Contains("可见", StringComparison.Ordinal) && !line.Contains("下载", StringComparison.Ordinal)
            && !line.Contains("显示", StringComparison.Ordinal) && !line.Contains("继续阅读", StringComparison.Ordinal))
            return line;
        line = Omitted().Replace(line, Marks.Gap.ToString());
        var cut = CutEnd().Match(line);
        return cut.Success ? line[..cut.Index] + Marks.Cut : line;
    }

    [GeneratedRegex(@"[.…。\s]*[（(\[【]?[^。；（(\n]{0,60}(?:省略|略去)\s*(?:了)?\s*(?:约|近)?\s*\d+\s*字[^）)\]】。\n]{0,60}[）)\]】]?[.…\s]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Omitted();

    [GeneratedRegex(@"[.…\s]*[（(\[【]?\s*(?:未完[,，、待）)]|(?:以下|余下|剩余)(?:内容|部分)(?:已)?(?:省略|隐藏|需)|(?:点击|登录后?|注册后?|付费后?)(?:即可)?(?:查看|阅读|下载)(?:全文|更多|完整)|(?:本)?文档?还?有\s*\d+\s*页(?:未|没有)显示|(?:登录|注册|付费)后?继续阅读|全文共\s*\d+\s*字)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CutEnd();
}
