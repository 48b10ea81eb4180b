using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans;

/// <summary>One measure as a row of a workbook, and back.</summary>
internal static class DraftRow
{
    private const string CodeHead = "校验码（勿改）";

    public static readonly IReadOnlyList<string> Heads =
        ["序号", "原编号", "章节", "标题", "牵头单位", "责任单位", "配合单位", "完成时限", "时限日期", "后续时限", "周期", "周期类别", "正文", "行号", "可信度", CodeHead];

    private static readonly Dictionary<string, ReportingCycle> Cycles = new(StringComparer.Ordinal)
    {
        ["每周"] = ReportingCycle.Weekly,
        ["每月"] = ReportingCycle.Monthly,
        ["每季度"] = ReportingCycle.Quarterly,
        ["每半年"] = ReportingCycle.HalfYearly,
        ["每年"] = ReportingCycle.Yearly,
        ["长期"] = ReportingCycle.Ongoing,
    };

    public static IReadOnlyList<string> Of(DraftMeasure m)
    {
        var cells = new List<string>
        {
            m.Number.ToString(CultureInfo.InvariantCulture), m.Label, m.Section, m.Title,
            Names(m, UnitRole.Lead), Names(m, UnitRole.Responsible), Names(m, UnitRole.Supporting),
            m.Deadline?.Text ?? "", Day(m.Deadline?.Date),
            string.Join('；', m.FurtherDeadlines.Select(d => d.Date is null ? d.Text : $"{d.Text}={Day(d.Date)}")),
            m.Cycle?.Text ?? "", m.Cycle is { } cycle ? Cycles.First(pair => pair.Value == cycle.Kind).Key : "",
            m.Text, m.Line.ToString(CultureInfo.InvariantCulture), m.Confidence.ToString("0.##", CultureInfo.InvariantCulture),
        };
        // A row that was corrected once stays so.
        cells.Add(m.ByHand ? "" : Code(cells));
        return cells;
    }

    /// <summary>True for the head of a draft's sheet, and of one whose columns a person renamed: the columns that only a draft has tell it.</summary>
    public static bool IsHead(IReadOnlyList<string> columns) => columns.Contains(CodeHead) || (columns.Contains("原编号") && columns.Contains("时限日期"));

    /// <summary>The first column that a draft cannot do without and that is not there.</summary>
    public static string? Missing(IReadOnlyList<string> columns) =>
        Heads.Where(head => head is "序号" or "标题" or "牵头单位" or "责任单位" or "配合单位" or "完成时限" or "时限日期").FirstOrDefault(head => !columns.Contains(head));

    /// <param name="context">By which a deadline that a person typed in words becomes a day.</param>
    public static bool TryRead(List<string> columns, IReadOnlyList<string> row, DeadlineContext context, out DraftMeasure measure, out string wrong)
    {
        string Cell(string head) => columns.IndexOf(head) is >= 0 and var at && at < row.Count ? row[at].Trim() : "";
        measure = null!;
        wrong = "";
        if (!int.TryParse(Cell("序号"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            wrong = "的序号不是数字，请填写如“12”";
        else if (Cell("标题").Length == 0)
            wrong = "没有标题，请补上";
        else if (Cell("时限日期").Length > 0 && Due(Cell("时限日期")) is null)
            wrong = "的时限日期写法不对，请填写如“2026-12-31”";
        else if (Cell("周期类别").Length > 0 && !Cycles.ContainsKey(Cell("周期类别")))
            wrong = "的周期类别不对，请从每周、每月、每季度、每半年、每年、长期中选一个";
        else if (Cell("周期类别").Length == 0 && Cell("周期").Length > 0 && Cycle(Cell) is null)
            wrong = $"的周期“{Cell("周期")}”看不出多久一次，请在周期类别中选一个";
        var isByHand = Code([.. Heads.Take(Heads.Count - 1).Select(Cell)]) != Cell(CodeHead);
        // A person who corrects the words and leaves the day, or the other way round, must say which holds.
        if (wrong.Length == 0 && isByHand && Due(Cell("时限日期")) is { } set && DeadlinePhrase.InField(Cell("完成时限"), new DeadlineContext()) is [{ Date: { } told }, ..] && told != set)
            wrong = $"的完成时限（{Cell("完成时限")}）与时限日期（{Cell("时限日期")}）不一致，请改成一致";
        if (wrong.Length > 0)
            return false;
        measure = new DraftMeasure(number, Cell("章节"), Cell("标题"), Cell("正文"), Units(Cell), Deadline(Cell, context), Cycle(Cell),
            int.TryParse(Cell("行号"), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0)
        {
            Label = Cell("原编号"),
            FurtherDeadlines = [.. Cell("后续时限").Split('；', StringSplitOptions.RemoveEmptyEntries).Select(Further)],
            Confidence = double.TryParse(Cell("可信度"), NumberStyles.Float, CultureInfo.InvariantCulture, out var trust) ? Math.Clamp(trust, 0, 1) : 1,
            ByHand = isByHand,
        };
        return true;
    }

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static DateOnly? Date(string text) => Parse(text, "yyyy-M-d", "yyyy年M月d日");

    // 2026年6月 is due on its last day.
    private static DateOnly? Due(string text) => Date(text) ?? Parse(text, "yyyy-M", "yyyy年M月")?.AddMonths(1).AddDays(-1);

    private static DateOnly? Parse(string text, params string[] forms) =>
        DateOnly.TryParseExact(text.Replace('/', '-').Replace('.', '-'), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Names(DraftMeasure m, UnitRole role) => string.Join('；', m.Units.Where(u => u.Role == role).Select(u => u.Name));

    private static List<DraftUnit> Units(Func<string, string> cell) =>
    [
        .. Split(cell("牵头单位"), UnitRole.Lead), .. Split(cell("责任单位"), UnitRole.Responsible), .. Split(cell("配合单位"), UnitRole.Supporting),
    ];

    // Written with ；, but a clerk types 、 too; names may hold a 、 of their own.
    private static IEnumerable<DraftUnit> Split(string cell, UnitRole role)
    {
        var folded = TextFolding.Fold(cell);
        var names = cell.AsSpan().ContainsAny("；;\n")
            ? cell.Split(['；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries)
            : UnitNames.Pieces(folded).Select(range => cell[range]);
        return names.Select(name => name.Trim()).Where(name => name.Length > 0).Select(name => new DraftUnit(name, role, GroupPhrase.IsGroup(name)));
    }

    // 完成时限 alone is enough where its words give a day.
    private static DraftDeadline? Deadline(Func<string, string> cell, DeadlineContext context)
    {
        var date = Due(cell("时限日期")) ?? (DeadlinePhrase.InField(cell("完成时限"), context) is [var first, ..] ? first.Date : null);
        return cell("完成时限") is { Length: > 0 } text ? new DraftDeadline(text, date) : date is { } day ? new DraftDeadline(Day(day), day) : null;
    }

    private static DraftDeadline Further(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && Due(text[(at + 1)..]) is { } date ? new DraftDeadline(text[..at], date) : new DraftDeadline(text, Date: null);
    }

    private static DraftCycle? Cycle(Func<string, string> cell)
    {
        if (cell("周期类别") is { Length: > 0 } kind)
            return new DraftCycle(cell("周期") is { Length: > 0 } text ? text : kind, Cycles[kind]);
        return CyclePhrase.InField(cell("周期"));
    }

    private static string Code(IReadOnlyList<string> cells) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', cells.Select(cell => cell.Trim().ReplaceLineEndings("\n"))))))[..12];
}
