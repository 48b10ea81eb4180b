using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Each sheet that is in sight as a table, without its hidden columns, merged cells filled. Hidden rows are read: a filter hides them for the moment.</summary>
internal static class XlsxDocument
{
    public static DocumentResult Read(Stream stream, string fileName) => WorkbookReader.Read(stream) switch
    {
        WorkbookResult.Sheets sheets => new DocumentResult.Read(new PlanDocument(fileName, [.. sheets.Items.Where(sheet => !sheet.IsHidden).SelectMany(Blocks)])),
        WorkbookResult.Refused refused => DocumentReader.Refuse(refused.Message),
        _ => throw new InvalidOperationException("A workbook is read or refused."),
    };

    private static IEnumerable<PlanBlock> Blocks(WorkbookSheet sheet)
    {
        var filled = MergedCells.Fill(sheet.Rows, sheet.Merges)
            .ConvertAll(row => row with { Cells = [.. row.Cells.Where((_, column) => !sheet.HiddenColumns.Contains(column))] });
        // What stands above the header is the plan's title and its date.
        foreach (var (row, i) in filled.Select((row, i) => (row, i)).Take(5))
            if (row.Cells.Select(c => c.Text).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList() is { Count: 1 } only)
                yield return new PlanBlock.Line(i + 1, only[0]);
        yield return new PlanBlock.Table(1, filled);
    }
}
