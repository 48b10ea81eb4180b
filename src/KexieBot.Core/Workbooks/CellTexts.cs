using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KexieBot.Core.Workbooks;

/// <summary>The text a person sees in a cell: shared strings looked up, date serials as dates, or as months where the cell shows no day.</summary>
internal sealed class CellTexts
{
    private const string Day = "yyyy-MM-dd";

    // 2025年6月 means the month, whichever day is stored behind it.
    private const string Month = "yyyy年M月";

    private readonly List<string> shared;
    private readonly List<string?> dateStyles;

    public CellTexts(WorkbookPart part)
    {
        shared = part.SharedStringTablePart?.SharedStringTable is { } table
            ? [.. table.Elements<SharedStringItem>().Select(TextOf)]
            : [];
        dateStyles = part.WorkbookStylesPart?.Stylesheet is { } styles ? DateStyles(styles) : [];
    }

    public string Of(Cell cell)
    {
        if (cell.InlineString is { } inline)
            return inline.InnerText.Trim();
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
                ? shared[index].Trim()
                : "";
        return cell.DataType is null || cell.DataType.Value == CellValues.Number ? NumberText(value, cell) : value.Trim();
    }

    private string NumberText(string value, Cell cell)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return value.Trim();
        var style = (int)Math.Min(cell.StyleIndex?.Value ?? 0, int.MaxValue);
        if (style < dateStyles.Count && dateStyles[style] is { } format && number is >= 1 and < 2_958_466)
            return DateTime.FromOADate(number).ToString(format, CultureInfo.InvariantCulture);
        return number.ToString("0.############", CultureInfo.InvariantCulture);
    }

    // Phonetic runs repeat the text in kana or pinyin and are no part of it.
    private static string TextOf(SharedStringItem item) =>
        item.Text is { } text
            ? text.Text
            : string.Concat(item.Elements<Run>().Select(run => run.Text?.Text));

    // Per style the date's form; null for one that shows no date.
    private static List<string?> DateStyles(Stylesheet styles)
    {
        var custom = (styles.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(format => format.NumberFormatId is not null && LooksLikeDate(format.FormatCode?.Value ?? ""))
            .DistinctBy(format => format.NumberFormatId!.Value)
            .ToDictionary(format => format.NumberFormatId!.Value, format => ShowsDay(format.FormatCode!.Value!) ? Day : Month);
        return [.. (styles.CellFormats?.Elements<CellFormat>() ?? [])
            .Select(format => format.NumberFormatId?.Value ?? 0)
            .Select(id => custom.GetValueOrDefault(id) ?? (id switch
            {
                17 or 27 or 36 or 50 or 52 or 57 => Month,
                (>= 14 and <= 16) or 22 or (>= 28 and <= 31) or (>= 51 and <= 58) => Day,
                _ => null,
            }))];
    }

    private static bool ShowsDay(string code) => code.Contains('d', StringComparison.OrdinalIgnoreCase) || code.Contains('日', StringComparison.Ordinal);

    private static bool LooksLikeDate(string code) =>
        (code.Contains('y', StringComparison.OrdinalIgnoreCase) && code.Contains('m', StringComparison.OrdinalIgnoreCase))
        || code.Contains('年', StringComparison.Ordinal) || code.Contains('月', StringComparison.Ordinal);
}
