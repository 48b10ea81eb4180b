namespace KexieBot.Core.Plans.Tables;

/// <summary>A table drawn with +---+ and |, whose cells may go on over several lines.</summary>
internal static class GridTable
{
    /// <summary>The table whose upper edge is block <paramref name="i"/>, which is moved to its lower one; null where none begins.</summary>
    public static PlanBlock.Table? At(IReadOnlyList<PlanBlock> blocks, ref int i)
    {
        if (blocks[i] is not PlanBlock.Line first || !IsEdge(first.Text))
            return null;
        var rows = new List<PlanRow>();
        List<string>? cells = null;
        int number = 0, last = i;
        for (var at = i + 1; at < blocks.Count && blocks[at] is PlanBlock.Line line && (IsEdge(line.Text) || line.Text.TrimStart().StartsWith('|')); at++)
        {
            last = at;
            if (IsEdge(line.Text))
            {
                if (cells is not null)
                    rows.Add(new PlanRow(number, [.. cells.Select(cell => new PlanCell(cell))]));
                cells = null;
                continue;
            }
            var parts = SeparatedText.Cells(line.Text, '|');
            if (cells is null)
                (cells, number) = ([.. parts], line.Number);
            else
                for (var c = 0; c < Math.Min(cells.Count, parts.Count); c++)
                    cells[c] += parts[c];
        }
        if (rows.Count < 2)
            return null;
        var table = new PlanBlock.Table(first.Number, rows);
        i = last;
        return table;
    }

    private static bool IsEdge(string line) => line.Trim() is ['+', .., '+'] edge && edge.Length > 4 && edge.AsSpan().IndexOfAnyExcept("+-=:") < 0;
}
