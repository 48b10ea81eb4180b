using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Repeats a merged cell's text in all the cells it covers.</summary>
internal static class MergedCells
{
    // A merge over whole columns is a layout trick, not a long list.
    private const int MaxCellsInMerge = 20_000;

    public static List<PlanRow> Fill(IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<MergedRange> merges)
    {
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        var cells = rows.Select(row => Enumerable.Range(0, columns).Select(c => new PlanCell(c < row.Count ? row[c] : "")).ToArray()).ToArray();
        foreach (var merge in merges)
        {
            if (merge.FirstRow < 0 || merge.FirstColumn < 0 || merge.FirstRow >= cells.Length || merge.FirstColumn >= columns)
                continue;
            var (lastRow, lastColumn) = (Math.Min(merge.LastRow, cells.Length - 1), Math.Min(merge.LastColumn, columns - 1));
            if ((long)(lastRow - merge.FirstRow + 1) * (lastColumn - merge.FirstColumn + 1) > MaxCellsInMerge)
                continue;
            var text = cells[merge.FirstRow][merge.FirstColumn].Text;
            for (var r = merge.FirstRow; r <= lastRow; r++)
                for (var c = merge.FirstColumn; c <= lastColumn; c++)
                    if (r != merge.FirstRow || c != merge.FirstColumn)
                        cells[r][c] = new PlanCell(text, Continued: true);
        }
        return [.. cells.Select((row, i) => new PlanRow(i + 1, row))];
    }
}
