using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Tables;

/// <summary>A table that lost its rows on the way from a web page: one cell a line, the numbers of its first column between them.</summary>
internal static class StackedTable
{
    private const int FewestColumns = 3;
    private const int MostColumns = 8;

    // A row of more lines than this is a text that goes on.
    private const int LongestRow = 30;

    /// <summary>The table whose header begins in block <paramref name="i"/>, which is moved to its last line; null where none does.</summary>
    public static PlanBlock.Table? At(IReadOnlyList<PlanBlock> blocks, ref int i)
    {
        if (!IsNumberHeading(blocks[i]))
            return null;
        var lines = Lines(blocks, i);
        var columns = lines.TakeWhile(line => Number(line.Text) is null).Take(MostColumns + 1).ToList();
        if (columns.Count is < FewestColumns or > MostColumns || columns.Count == lines.Count || columns.Exists(column => column.Text.Length > 14)
            || TableHeader.From([.. columns.Select(column => column.Text)]) is not { } header)
            return null;
        var rows = new List<PlanRow> { new(columns[0].Number, [.. columns.Select(column => new PlanCell(column.Text))]) };
        var (at, last) = (columns.Count, i);
        for (var number = Number(lines[at].Text); number is not null && at < lines.Count && Number(lines[at].Text) == number; number++)
        {
            var next = at + 1;
            while (next < lines.Count && next - at <= LongestRow && Number(lines[next].Text) != number + 1)
                next++;
            var inside = lines[(at + 1)..(next < lines.Count && next - at <= LongestRow ? next : LastRowEnd(lines, at + 1, header))];
            foreach (var row in Split(inside, header))
                rows.Add(new PlanRow(lines[at].Number, [new PlanCell($"{number}"), .. row.Select(cell => new PlanCell(cell))]));
            last = inside.Count > 0 ? inside[^1].Block : lines[at].Block;
            at = next;
        }
        if (rows.Count < 3)
            return null;
        var table = new PlanBlock.Table(blocks[i].Number, rows);
        i = last;
        return table;
    }

    private static bool IsNumberHeading(PlanBlock block) => block is PlanBlock.Line line && line.Text.Trim() is "序号" or "编号" or "序";

    private static List<(string Text, int Number, int Block)> Lines(IReadOnlyList<PlanBlock> blocks, int from)
    {
        var lines = new List<(string, int, int)>();
        for (var i = from; i < blocks.Count && blocks[i] is PlanBlock.Line line; i++)
            if (line.Text.Trim() is { Length: > 0 } text && !NoiseLines.IsPageMark(text))
                lines.Add((text, line.Number, i));
        return lines;
    }

    private static int? Number(string text) => text.Length <= 4 && text.All(char.IsAsciiDigit) ? Han.Number(text) : null;

    // The last row has no number below it: it ends with the line that fills its last column.
    private static int LastRowEnd(List<(string Text, int Number, int Block)> lines, int from, TableHeader header)
    {
        var final = header.Columns[^1].Kind;
        var end = from;
        for (var i = from; i < Math.Min(lines.Count, from + LongestRow) && lines[i].Text.Length <= 200; i++)
        {
            var kind = KindOf(lines[i].Text);
            if (end > from && kind == ColumnKind.Task && final is ColumnKind.Units or ColumnKind.Time)
                break;
            end = i + 1;
            if (kind == final && final == ColumnKind.Time)
                break;
        }
        return end;
    }

    // As many lines as columns are the cells. Otherwise each line tells by its words where it belongs, and a second task begins a second row.
    private static List<string[]> Split(List<(string Text, int Number, int Block)> lines, TableHeader header)
    {
        var width = header.Columns.Count - 1;
        if (lines.Count == width)
            return [[.. lines.Select(line => line.Text)]];
        var rows = new List<string[]>();
        foreach (var (text, _, _) in lines)
        {
            var kind = KindOf(text);
            var column = header.Columns.ToList().FindIndex(1, c => c.Kind == kind || (kind == ColumnKind.Task && c.Kind is ColumnKind.Section or ColumnKind.Title)) - 1;
            if (column < 0)
                continue;
            if (rows.Count == 0 || (kind == ColumnKind.Task && rows[^1].Where((cell, c) => c != column && cell.Length > 0).Any()))
                rows.Add([.. Enumerable.Repeat("", width)]);
            rows[^1][column] += rows[^1][column].Length > 0 && kind == ColumnKind.Units ? "、" + text : text;
        }
        return rows;
    }

    private static ColumnKind KindOf(string text)
    {
        var folded = TextFolding.Fold(text);
        if (folded.Length <= 40 && UnitNames.Pieces(folded).TrueForAll(piece => UnitWords.LooksLikeUnit(folded[piece].Trim())))
            return ColumnKind.Units;
        return folded.Length <= 20 && (DeadlinePhrase.InField(text, new DeadlineContext()).Count > 0 || CyclePhrase.InField(text) is not null) && folded[^1] is not '。' ? ColumnKind.Time : ColumnKind.Task;
    }
}
