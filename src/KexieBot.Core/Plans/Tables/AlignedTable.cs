using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Tables;

/// <summary>A table whose columns are set with blanks, as tools print one from a PDF: 序号  重点任务      牵头单位.</summary>
internal static class AlignedTable
{
    private const int FewestColumns = 3;

    // More blank lines than this end a table; its rows are often one apart.
    private const int MostBlankLines = 2;

    /// <summary>The table that begins in block <paramref name="i"/>, which is moved to its last line; null where none does.</summary>
    public static PlanBlock.Table? At(IReadOnlyList<PlanBlock> blocks, ref int i)
    {
        if (Header(blocks[i]) is not { } header)
            return null;
        var numbered = TableHeader.From([.. header.Select(chunk => chunk.Text)])!.Columns[0].Kind == ColumnKind.Number;
        var rows = new List<List<PlanCell>>();
        var numbers = new List<int>();
        var (last, blank) = (i, 0);
        for (var at = i; at < blocks.Count && blocks[at] is PlanBlock.Line line; at++)
        {
            if (line.Text.Trim().Length == 0 || NoiseLines.IsPageMark(line.Text))
            {
                if (++blank > MostBlankLines)
                    break;
                continue;
            }
            var chunks = Chunks(line.Text);
            if (at > i && IsAfter(chunks, header, numbered, blank > 0))
                break;
            var cells = Place(chunks, header);
            var begins = Header(line) is not null || rows.Count == 0 || (numbered ? IsNumber(cells[0]) : blank > 0 || cells.TrueForAll(cell => cell.Length > 0));
            if (begins)
            {
                rows.Add([.. cells.Select(cell => new PlanCell(cell))]);
                numbers.Add(line.Number);
            }
            else
            {
                for (var c = 0; c < cells.Count; c++)
                    rows[^1][c] = new PlanCell(rows[^1][c].Text + cells[c]);
            }
            (last, blank) = (at, 0);
        }
        if (rows.Count < 2)
            return null;
        var table = new PlanBlock.Table(blocks[i].Number, [.. rows.Select((cells, r) => new PlanRow(numbers[r], cells))]);
        i = last;
        return table;
    }

    private static List<Chunk>? Header(PlanBlock block) =>
        block is PlanBlock.Line { Text.Length: <= 400 } line && Chunks(line.Text) is { Count: >= FewestColumns } chunks
        && chunks.TrueForAll(chunk => chunk.Text.Length <= 14) && TableHeader.From([.. chunks.Select(chunk => chunk.Text)]) is not null
            ? chunks
            : null;

    /// <summary>What two or more blanks part, with its place in columns of half a Chinese character.</summary>
    private static List<Chunk> Chunks(string line)
    {
        var chunks = new List<Chunk>();
        int column = 0, start = -1, from = 0, blanks = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            var isBlank = i == line.Length || line[i] is ' ' or '\u3000' or '\t';
            var width = i < line.Length && line[i] >= '\u2e80' ? 2 : 1;
            blanks = isBlank ? blanks + width : 0;
            if (!isBlank && start < 0)
                (start, from) = (i, column);
            else if (start >= 0 && (blanks >= 2 || i == line.Length))
            {
                var text = line[start..i].TrimEnd();
                chunks.Add(new Chunk(text, from, from + text.Sum(c => c >= '\u2e80' ? 2 : 1)));
                start = -1;
            }
            column += width;
        }
        return chunks;
    }

    // Each chunk to the heading it stands below, or else to the nearest.
    private static List<string> Place(List<Chunk> chunks, List<Chunk> header)
    {
        var cells = header.ConvertAll(_ => "");
        foreach (var chunk in chunks)
        {
            var column = Enumerable.Range(0, header.Count).MinBy(c => (Gap(chunk, header[c]), Math.Abs(chunk.From - header[c].From)));
            cells[column] += chunk.Text;
        }
        return cells;
    }

    // Overlaps count below zero.
    private static int Gap(Chunk chunk, Chunk heading) => Math.Max(chunk.From, heading.From) - Math.Min(chunk.To, heading.To);

    // 注：… and whatever else begins at the margin and is no row.
    private static bool IsAfter(List<Chunk> chunks, List<Chunk> header, bool numbered, bool afterBlank) =>
        chunks[0].From <= header[0].From + 1 && chunks.Count < FewestColumns && !(numbered && IsNumber(chunks[0].Text)) && (afterBlank || chunks[0].To > header[1].From);

    private static bool IsNumber(string text) => Han.Number(TextFolding.Fold(text).Trim('.', '、', ' ', '（', '）')) is > 0 and < 1000;

    private sealed record Chunk(string Text, int From, int To);
}
