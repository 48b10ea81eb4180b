using System.Globalization;
using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Plans;

/// <summary>What reading a corrected draft gave: the draft, one Chinese sentence on what to mend, or that the file is no draft.</summary>
public abstract record DraftWorkbookResult
{
    private DraftWorkbookResult() { }

    public sealed record Read(PlanDraft Draft) : DraftWorkbookResult;

    public sealed record Refused(string Message) : DraftWorkbookResult;

    /// <summary>A workbook of another kind, such as a task table.</summary>
    public sealed record NoDraft : DraftWorkbookResult;
}

/// <summary>
/// A draft as a workbook for correction by hand. Each row carries a check code of its own cells,
/// so that rows a person changed or added come back with <see cref="DraftMeasure.ByHand"/> set.
/// </summary>
public static class DraftWorkbook
{
    private const string MeasureSheet = "举措";
    private const string PlanSheet = "文件";
    private const string ProblemSheet = "疑点";

    // So many wrong rows are told at once; with more, the sheet itself is in disorder.
    private const int MostRowsTold = 5;

    public static void Write(Stream stream, PlanDraft draft) => WorkbookWriter.Write(stream,
    [
        new WorkbookSheet(MeasureSheet, [DraftRow.Heads, .. draft.Measures.Select(DraftRow.Of)]),
        new WorkbookSheet(ProblemSheet, [["行", "代码", "说明"], .. draft.Problems.Select(p => new[] { p.Line.ToString(CultureInfo.InvariantCulture), p.Code, p.Message })]),
        new WorkbookSheet(PlanSheet,
        [
            ["项目", "内容"],
            ["标题", draft.Title],
            ["印发日期", DraftRow.Day(draft.IssuedOn)],
            ["列第一位的为牵头单位", draft.FirstUnitLeads ? "是" : "否"],
            ["均需落实的单位", string.Join('；', draft.ImpliedUnits)],
        ]),
    ]);

    public static DraftWorkbookResult Read(Stream stream)
    {
        if (WorkbookReader.Read(stream) is not WorkbookResult.Sheets { Items: var sheets })
            return new DraftWorkbookResult.NoDraft();
        if (sheets.FirstOrDefault(sheet => sheet.Name == MeasureSheet) is not { Rows.Count: > 0 } measures || !DraftRow.IsHead(measures.Rows[0]))
            return new DraftWorkbookResult.NoDraft();
        var columns = measures.Rows[0].ToList();
        if (DraftRow.Missing(columns) is { } missing)
            return new DraftWorkbookResult.Refused($"“举措”工作表缺少“{missing}”列，请不要改动表头。");
        var facts = Facts(sheets);
        var issued = facts.GetValueOrDefault("印发日期", "");
        if (issued.Length > 0 && DraftRow.Date(issued) is null)
            return new DraftWorkbookResult.Refused($"“文件”工作表的印发日期“{issued}”写法不对，请填写如“2026-03-18”。");
        var context = new DeadlineContext(DraftRow.Date(issued));
        var rows = new List<DraftMeasure>();
        var wrongs = new List<string>();
        for (var i = 1; i < measures.Rows.Count; i++)
        {
            if (measures.Rows[i].All(string.IsNullOrWhiteSpace))
                continue;
            if (DraftRow.TryRead(columns, measures.Rows[i], context, out var measure, out var wrong))
                rows.Add(measure);
            else
                wrongs.Add($"第{i + 1}行{wrong}");
        }
        if (wrongs.Count > 0)
            return new DraftWorkbookResult.Refused($"“举措”工作表{string.Join("；", wrongs.Take(MostRowsTold))}{(wrongs.Count > MostRowsTold ? $"；共{wrongs.Count}行" : "")}。");
        return new DraftWorkbookResult.Read(Plan(sheets, facts, rows));
    }

    private static Dictionary<string, string> Facts(IReadOnlyList<WorkbookSheet> sheets) =>
        (sheets.FirstOrDefault(s => s.Name == PlanSheet)?.Rows ?? []).Where(row => row.Count > 1)
            .GroupBy(row => row[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First()[1].Trim(), StringComparer.Ordinal);

    private static PlanDraft Plan(IReadOnlyList<WorkbookSheet> sheets, Dictionary<string, string> facts, List<DraftMeasure> measures)
    {
        var problems = (sheets.FirstOrDefault(s => s.Name == ProblemSheet)?.Rows ?? []).Skip(1).Where(row => row.Count > 2)
            .Select(row => new DraftProblem(int.TryParse(row[0], CultureInfo.InvariantCulture, out var line) ? line : 0, row[1], row[2]));
        return new PlanDraft(facts.GetValueOrDefault("标题", ""), DraftRow.Date(facts.GetValueOrDefault("印发日期", "")), measures, [.. problems])
        {
            FirstUnitLeads = facts.GetValueOrDefault("列第一位的为牵头单位") == "是",
            ImpliedUnits = facts.GetValueOrDefault("均需落实的单位", "").Split('；', StringSplitOptions.RemoveEmptyEntries),
        };
    }
}
