using System.Text;

namespace KexieBot.Core.Plans;

/// <summary>A draft as a plain-text table for a terminal; a Chinese character counts two columns.</summary>
public static class DraftTable
{
    private static readonly string[] Heads = ["序号", "章节", "标题", "单位", "时限", "周期", "行", "疑点"];

    // Shares of the free width; number, line and rules are fixed.
    private static readonly int[] Shares = [0, 16, 22, 34, 14, 10, 0, 10];
    private const int NumberWidth = 8;
    private const int LineWidth = 5;
    private const int NarrowestTable = 80;

    /// <param name="width">Columns of the terminal; cells wrap inside it.</param>
    public static string Write(PlanDraft draft, int width = 140)
    {
        var widths = Widths(Math.Max(NarrowestTable, width));
        var text = new StringBuilder();
        text.Append(draft.Title);
        if (draft.IssuedOn is { } day)
            text.Append('（').Append(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Append('）');
        text.Append('\n');
        AppendRow(text, Heads, widths);
        text.Append(string.Join("-+-", widths.Select(w => new string('-', w)))).Append('\n');
        var doubts = draft.Problems.ToLookup(problem => problem.Line);
        foreach (var measure in draft.Measures)
            AppendRow(text, Cells(measure, doubts[measure.Line]), widths);
        AppendProblems(text, draft.Problems);
        if (draft.Measures.Count > 0 && draft.Measures.All(measure => measure.Deadline is null && measure.Cycle is null))
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n提示：{draft.Measures.Count}条都没有时限和报送周期，导入后不会有到期提醒；可在草稿表格里填写。\n");
        return text.ToString();
    }

    internal static string RoleName(UnitRole role) => role switch
    {
        UnitRole.Lead => "牵头",
        UnitRole.Supporting => "配合",
        _ => "责任",
    };

    private static string[] Cells(DraftMeasure measure, IEnumerable<DraftProblem> doubts) =>
    [
        measure.Label.Length > 0 ? measure.Label : measure.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        measure.Section,
        measure.Title,
        string.Join("；", measure.Units.GroupBy(u => u.Role).OrderBy(g => g.Key).Select(g => RoleName(g.Key) + "：" + string.Join('、', g.Select(u => u.Name)))),
        string.Join("；\n", measure.FurtherDeadlines.Prepend(measure.Deadline).OfType<DraftDeadline>().Select(Deadline)),
        measure.Cycle?.Text ?? "",
        measure.Line.ToString(System.Globalization.CultureInfo.InvariantCulture),
        string.Join("；", doubts.Select(d => Word(d.Code)).Distinct(StringComparer.Ordinal)),
    ];

    // The day on a line of its own, so that no rule breaks it.
    private static string Deadline(DraftDeadline deadline) =>
        deadline.Date is not { } date ? deadline.Text
        : date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) is var day && deadline.Text.Trim() == day ? day : $"{deadline.Text}\n{day}";

    private static string Word(string code) => code switch
    {
        ProblemCodes.NoUnits => "缺单位",
        ProblemCodes.DuplicateNumber => "编号重复",
        ProblemCodes.Gap => "有缺漏",
        ProblemCodes.Truncated => "不完整",
        ProblemCodes.OutlineOnly => "仅见目录",
        ProblemCodes.TwoDates => "时限不一",
        ProblemCodes.NoYear => "缺年份",
        ProblemCodes.NoDay => "无此日期",
        _ => code,
    };

    private static int[] Widths(int width)
    {
        var free = width - NumberWidth - LineWidth - (3 * (Shares.Length - 1));
        var total = Shares.Sum();
        var widths = Shares.Select(share => free * share / total).ToArray();
        (widths[0], widths[6]) = (NumberWidth, LineWidth);
        return widths;
    }

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        var wrapped = cells.Zip(widths, Wrap).ToArray();
        for (var line = 0; line < wrapped.Max(cell => cell.Count); line++)
        {
            var parts = wrapped.Select((cell, i) => Pad(line < cell.Count ? cell[line] : "", widths[i]));
            text.Append(string.Join(" | ", parts).TrimEnd()).Append('\n');
        }
    }

    private static void AppendProblems(StringBuilder text, IReadOnlyList<DraftProblem> problems)
    {
        if (problems.Count == 0)
            return;
        text.Append("\n疑点：\n");
        foreach (var problem in problems)
            text.Append(problem.Line > 0 ? $"  第{problem.Line}行 " : "  ").Append(problem.Message).Append('\n');
    }

    private static List<string> Wrap(string cell, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var rune in cell.EnumerateRunes())
        {
            var columns = TextWidth.Of(rune);
            if (used + columns > width || rune.Value == '\n')
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }
            if (rune.Value == '\n')
                continue;
            line.Append(rune);
            used += columns;
        }
        lines.Add(line.ToString());
        return lines;
    }

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - TextWidth.Of(text)));
}
