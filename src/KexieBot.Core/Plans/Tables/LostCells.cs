using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Tables;

/// <summary>Rows that stand too far left: the cell of a group of tasks was merged, and a table written as text has it in the group's first row only.</summary>
internal static class LostCells
{
    /// <summary>The row with blanks for the cells it lost; as it is where it lost none.</summary>
    public static IReadOnlyList<PlanCell> Restore(IReadOnlyList<PlanCell> row, TableHeader header)
    {
        var groups = header.Columns.TakeWhile(column => column.Kind is ColumnKind.Number or ColumnKind.Section).Count();
        var first = header.Columns.ToList().FindIndex(column => column.Kind == ColumnKind.Section);
        var filled = row.Count;
        while (filled > 0 && row[filled - 1].Text.Length == 0)
            filled--;
        if (first < 0 || filled == 0)
            return row;
        var (best, fits) = (row, Fits(row, header));
        for (var lost = 1; lost <= groups - first && filled + lost <= header.Columns.Count; lost++)
        {
            IReadOnlyList<PlanCell> moved = [.. row.Take(first), .. Enumerable.Repeat(new PlanCell(""), lost), .. row.Take(filled).Skip(first)];
            if (Fits(moved, header) is var better && better > fits)
                (best, fits) = (moved, better);
        }
        return best;
    }

    // Bodies below a heading for units, a day or a cycle below one for time: cells by which a column is known.
    private static int Fits(IReadOnlyList<PlanCell> row, TableHeader header) =>
        header.Columns.Zip(row).Count(pair => pair.Second.Text.Length > 0 && pair.First.Kind switch
        {
            ColumnKind.Units => UnitListParser.Parse(pair.Second.Text, UnitRole.Responsible, labelled: true).NamesBodies,
            ColumnKind.Time => DeadlinePhrase.InField(pair.Second.Text, new DeadlineContext()).Count > 0 || CyclePhrase.InField(pair.Second.Text) is not null,
            _ => false,
        });
}
