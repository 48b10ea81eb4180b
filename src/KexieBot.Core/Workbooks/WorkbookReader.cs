using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KexieBot.Core.Workbooks;

/// <summary>Reads an .xlsx as rows of text. Dates come as yyyy-MM-dd, formulas as their last value.</summary>
public static class WorkbookReader
{
    private const int MaxRows = 50_000;
    private const int MaxColumns = 256;
    private const int MaxCharactersInPart = 100 * 1024 * 1024;

    /// <summary>Never throws on what a file holds. The stream is read to its end and left open.</summary>
    public static WorkbookResult Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        if (!PackageBounds.Copy(stream, bytes))
            return new WorkbookResult.Refused(PackageBounds.TooBig);
        if (PackageBounds.Refuse(bytes) is { } refusal)
            return new WorkbookResult.Refused(refusal);
        try
        {
            var settings = new OpenSettings { MaxCharactersInPart = MaxCharactersInPart };
            using var document = SpreadsheetDocument.Open(bytes, isEditable: false, settings);
            return ReadSheets(document);
        }
        catch (Exception e) when (PackageBounds.IsBroken(e))
        {
            return new WorkbookResult.Refused("这不是能读的Excel工作簿，请另存为.xlsx格式再试。");
        }
    }

    private static WorkbookResult ReadSheets(SpreadsheetDocument document)
    {
        if (document.WorkbookPart is not { Workbook: { } workbook } part)
            return new WorkbookResult.Refused("工作簿里没有工作表，请检查文件后再试。");
        var texts = new CellTexts(part);
        var sheets = new List<WorkbookSheet>();
        foreach (var sheet in workbook.Descendants<Sheet>())
        {
            if (sheet.Id?.Value is not { } id || part.GetPartById(id) is not WorksheetPart { Worksheet: { } worksheet })
                continue;
            sheets.Add(ReadSheet(sheet, worksheet, texts));
        }
        return new WorkbookResult.Sheets(sheets);
    }

    private static WorkbookSheet ReadSheet(Sheet sheet, Worksheet worksheet, CellTexts texts)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in worksheet.Descendants<Row>())
        {
            var index = (int)Math.Min(row.RowIndex?.Value ?? (uint)rows.Count + 1, int.MaxValue) - 1;
            if (index >= MaxRows)
                break;
            while (rows.Count < index)
                rows.Add([]);
            if (rows.Count == index)
                rows.Add(ReadRow(row, texts));
        }
        while (rows.Count > 0 && rows[^1].All(string.IsNullOrEmpty))
            rows.RemoveAt(rows.Count - 1);
        return new WorkbookSheet(sheet.Name?.Value ?? "", rows)
        {
            Merges = ReadMerges(worksheet),
            IsHidden = sheet.State is { } state && state.Value != SheetStateValues.Visible,
            HiddenColumns = worksheet.Descendants<Column>().Where(column => column.Hidden?.Value == true)
                .SelectMany(column => Enumerable.Range((int)Math.Min(column.Min?.Value ?? 1, MaxColumns) - 1, (int)Math.Clamp((long)(column.Max?.Value ?? 1) - (column.Min?.Value ?? 1) + 1, 0, MaxColumns))).ToHashSet(),
        };
    }

    private static List<string> ReadRow(Row row, CellTexts texts)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
            if (column >= MaxColumns)
                break;
            while (cells.Count < column)
                cells.Add("");
            if (cells.Count == column)
                cells.Add(texts.Of(cell));
        }
        return cells;
    }

    private static List<MergedRange> ReadMerges(Worksheet worksheet)
    {
        var ranges = new List<MergedRange>();
        foreach (var merge in worksheet.Descendants<MergeCell>())
        {
            var ends = (merge.Reference?.Value ?? "").Split(':');
            if (ends.Length == 2)
                ranges.Add(new MergedRange(RowOf(ends[0]), ColumnOf(ends[0]), RowOf(ends[1]), ColumnOf(ends[1])));
        }
        return ranges;
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetter).Take(3))
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A') + 1;
        return column - 1;
    }

    private static int RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"),
            NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row - 1 : -1;
}
