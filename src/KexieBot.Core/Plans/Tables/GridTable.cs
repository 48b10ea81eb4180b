namespace KexieBot.Core.Plans.Tables;

/// <summary>A table drawn with +---+ and |, whose cells may go on over several lines.</summary>
internal static class GridTable
{
    /// <summary>The table whose upper edge is block <paramref name="i"/>, which is moved to its lower one; null where none begins.</summary>
    public static PlanBlock.Table? At(IReadOnlyList<PlanBlock> blocks, ref int i)
    {
        if (blocks[i] is not PlanBlock.Line first || !IsEdge(first.Text))
            return null;
        var bands = new List<List<PlanBlock.Line>> { new() };
        var last = i;
        for (var at = i + 1; at < blocks.Count && blocks[at] is PlanBlock.Line line && (IsEdge(line.Text) || line.Text.TrimStart().StartsWith('|')); last = at++)
        {
            if (!IsEdge(line.Text))
                bands[^1].Add(line);
            else if (bands[^1].Count > 0)
                bands.Add([]);
        }
        bands.RemoveAll(band => band.Count == 0);
        // With edges about the header only, each line is a row but one whose first cell is blank.
        if (bands.Count == 2)
            bands = [bands[0], .. Parted(bands[1])];
        var rows = bands.ConvertAll(Row);
        if (rows.Count < 2)
            return null;
        i = last;
        return new PlanBlock.Table(first.Number, rows);
    }

    private static List<List<PlanBlock.Line>> Parted(List<PlanBlock.Line> lines)
    {
        var rows = new List<List<PlanBlock.Line>>();
        foreach (var line in lines)
        {
            if (rows.Count == 0 || SeparatedText.Cells(line.Text, '|')[0].Length > 0)
                rows.Add([]);
            rows[^1].Add(line);
        }
        return rows;
    }

    private static PlanRow Row(List<PlanBlock.Line> lines)
    {
        var cells = SeparatedText.Cells(lines[0].Text, '|').ToList();
        foreach (var line in lines.Skip(1))
        {
            var more = SeparatedText.Cells(line.Text, '|');
            for (var c = 0; c < Math.Min(cells.Count, more.Count); c++)
                cells[c] += more[c];
        }
        return new PlanRow(lines[0].Number, [.. cells.Select(cell => new PlanCell(cell))]);
    }

    private static bool IsEdge(string line) => line.Trim() is ['+', .., '+'] edge && edge.Length > 4 && edge.AsSpan().IndexOfAnyExcept("+-=:") < 0;
}
