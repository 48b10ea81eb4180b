using DocumentFormat.OpenXml.Wordprocessing;

namespace KexieBot.Core.Plans.Documents;

/// <summary>A Word table as a grid: cells that span columns or rows repeat their text.</summary>
internal static class DocxTable
{
    private const int MaxColumns = 64;

    public static PlanBlock.Table Read(Table table, ListNumbers numbers, ref int line)
    {
        var first = line + 1;
        var rows = new List<PlanRow>();
        PlanCell[] above = [];
        foreach (var row in table.Elements<TableRow>())
        {
            line++;
            above = Row(row, above, numbers);
            rows.Add(new PlanRow(line, above));
        }
        return new PlanBlock.Table(first, rows);
    }

    private static PlanCell[] Row(TableRow row, PlanCell[] above, ListNumbers numbers)
    {
        var cells = new List<PlanCell>();
        for (var skipped = row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0; skipped > 0 && cells.Count < MaxColumns; skipped--)
            cells.Add(new PlanCell(""));
        foreach (var cell in row.Elements<TableCell>())
        {
            var span = Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, MaxColumns);
            var goesOn = cell.TableCellProperties?.VerticalMerge is { } merge && merge.Val?.Value != MergedCellValues.Restart;
            var text = goesOn && cells.Count < above.Length ? above[cells.Count].Text : TextOf(cell, numbers);
            for (var i = 0; i < span && cells.Count < MaxColumns; i++)
                cells.Add(new PlanCell(text, goesOn || i > 0));
        }
        return [.. cells];
    }

    private static string TextOf(TableCell cell, ListNumbers numbers) =>
        string.Join('\n', cell.Descendants<Paragraph>().Select(paragraph => DocxDocument.TextOf(paragraph, numbers).Trim()).Where(text => text.Length > 0));
}
