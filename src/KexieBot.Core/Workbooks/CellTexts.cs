using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KexieBot.Core.Workbooks;

/// <summary>The text a person sees in a cell: shared strings looked up, date serials as dates.</summary>
internal sealed class CellTexts
{
    private readonly List<string> shared;
    private readonly List<bool> dateStyles;

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
        if (style < dateStyles.Count && dateStyles[style] && number is >= 1 and < 2_958_466)
            return DateTime.FromOADate(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return number.ToString("0.############", CultureInfo.InvariantCulture);
    }

    // Phonetic runs repeat the text in kana or pinyin and are no part of it.
    private static string TextOf(SharedStringItem item) =>
        item.Text is { } text
            ? text.Text
            : string.Concat(item.Elements<Run>().Select(run => run.Text?.Text));

    private static List<bool> DateStyles(Stylesheet styles)
    {
        var custom = (styles.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(format => format.NumberFormatId is not null && LooksLikeDate(format.FormatCode?.Value ?? ""))
            .Select(format => format.NumberFormatId!.Value)
            .ToHashSet();
        return [.. (styles.CellFormats?.Elements<CellFormat>() ?? [])
            .Select(format => format.NumberFormatId?.Value ?? 0)
            .Select(id => id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58) || custom.Contains(id))];
    }

    private static bool LooksLikeDate(string code) =>
        (code.Contains('y', StringComparison.OrdinalIgnoreCase) && code.Contains('m', StringComparison.OrdinalIgnoreCase))
        || code.Contains('年', StringComparison.Ordinal) || code.Contains('月', StringComparison.Ordinal);
}
