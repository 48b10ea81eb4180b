using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Tables;

/// <summary>A table that lost its rows on the way from a web page: one cell a line, the numbers of its first column between them.</summary>
internal static class StackedTable
{
    private const int FewestColumns = 3;
    private const int MostColumns = 8;

    // A row of more lines than this is a text that goes on.
    private const int LongestRow = 40;

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
        var inside = new List<(int Number, int Line, List<(string Text, int Number, int Block)> Lines)>();
        var (at, last) = (columns.Count, columns.Count);
        for (var number = Number(lines[at].Text); number is not null && at < lines.Count && Number(lines[at].Text) == number; number++)
        {
            var next = at + 1;
            while (next < lines.Count && next - at <= LongestRow && Number(lines[next].Text) != number + 1)
                next++;
            var isLast = next == lines.Count || next - at > LongestRow;
            inside.Add((number.Value, lines[at].Number, isLast ? [] : lines[(at + 1)..next]));
            (last, at) = (at, next);
        }
        var width = header.Columns.Count - 1;
        var isBroken = inside.SkipLast(1).Any(row => row.Lines.Count != width) && (header.Columns.Count(column => column.Kind == ColumnKind.Units) > 1 || inside.Exists(row => BreaksNames(row.Lines)));
        var namesEnd = NamesEnd(lines, last + 1, header);
        var oneNameALine = isBroken && inside.SkipLast(1).All(row => WholeNames(row.Lines, header) is not null) && WholeNames(lines[(last + 1)..namesEnd], header) is not null;
        var isWhole = inside.Count > 1 && inside.SkipLast(1).All(row => row.Lines.Count == width) && last + 1 + width <= lines.Count;
        inside[^1] = inside[^1] with { Lines = lines[(last + 1)..(oneNameALine ? namesEnd : isBroken ? TextBelow(lines, last + 1) : isWhole ? last + 1 + width : LastRowEnd(lines, last + 1, header))] };
        foreach (var (number, line, own) in inside)
        {
            IReadOnlyList<string[]> split = oneNameALine ? [WholeNames(own, header)!] : isBroken ? [StackedRow.Cells(AtPageTurns(own, columns.ConvertAll(column => column.Text)), [.. header.Columns.Skip(1)])] : Split(own, header);
            foreach (var row in split)
                rows.Add(new PlanRow(line, [new PlanCell($"{number}"), .. row.Select(cell => new PlanCell(cell))]));
        }
        if (rows.Count < 3)
            return null;
        var table = new PlanBlock.Table(blocks[i].Number, rows);
        i = inside[^1].Lines is [.., var end] ? end.Block : lines[last].Block;
        return table;
    }

    // A line below units that is none and ends nothing is the rest of a name.
    private static bool BreaksNames(List<(string Text, int Number, int Block)> lines)
    {
        var units = lines.FindIndex(line => KindOf(line.Text) == ColumnKind.Units);
        return units >= 0 && lines.Skip(units).Any(line => KindOf(line.Text) == ColumnKind.Task && line.Text[^1] is not ('。' or '；'));
    }

    // The header comes again where the page turned.
    private static List<IReadOnlyList<string>> AtPageTurns(List<(string Text, int Number, int Block)> lines, List<string> header)
    {
        var texts = lines.ConvertAll(line => line.Text);
        var parts = new List<IReadOnlyList<string>>();
        var from = 0;
        for (var at = 0; at + header.Count <= texts.Count; at++)
        {
            if (!texts.GetRange(at, header.Count).SequenceEqual(header, StringComparer.Ordinal))
                continue;
            parts.Add(texts[from..at]);
            from = at + header.Count;
        }
        parts.Add(texts[from..]);
        return parts;
    }

    private static bool IsNumberHeading(PlanBlock block) => block is PlanBlock.Line line && Cell(line) is "序号" or "编号" or "序";

    // A page's table may leave a bar behind each cell.
    private static string Cell(PlanBlock.Line line) => line.Text.Trim().TrimEnd('|').TrimEnd();

    private static List<(string Text, int Number, int Block)> Lines(IReadOnlyList<PlanBlock> blocks, int from)
    {
        var lines = new List<(string, int, int)>();
        for (var i = from; i < blocks.Count && blocks[i] is PlanBlock.Line line; i++)
            if (Cell(line) is { Length: > 0 } text && !NoiseLines.IsPageMark(text))
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

    private static int TextBelow(List<(string Text, int Number, int Block)> lines, int from)
    {
        var end = from;
        while (end < lines.Count && end - from < LongestRow && lines[end].Text.Length <= 60 && !(end > from + 1 && PlainHeadings.IsTail(TextFolding.Fold(lines[end].Text))) && lines[end].Text[0] is not ('附' or '注' or '备'))
            end++;
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

    // Two unit columns with one name a line: the first name is the lead's, those below are the others'. Null where the lines do not fit that.
    private static string[]? WholeNames(List<(string Text, int Number, int Block)> lines, TableHeader header)
    {
        var kinds = header.Columns.Skip(1).Select(column => column.Kind).ToList();
        var (lead, others) = (kinds.IndexOf(ColumnKind.Units), kinds.LastIndexOf(ColumnKind.Units));
        var end = lines.Count - (kinds.Count - 1 - others);
        var begin = end;
        while (begin > 0 && IsName(lines[begin - 1].Text))
            begin--;
        if (others != lead + 1 || begin < 1 || begin > lead || begin >= end || lines.Skip(end).Any(line => IsName(line.Text)))
            return null;
        var texts = lines.ConvertAll(line => line.Text);
        // A merged cell stands in its first row only.
        return [.. Enumerable.Repeat("", lead - begin), .. texts[..begin], texts[begin], string.Join('、', texts[(begin + 1)..end]), .. texts[end..]];
    }

    private static int NamesEnd(List<(string Text, int Number, int Block)> lines, int from, TableHeader header)
    {
        var end = lines.FindIndex(Math.Min(from + 1, lines.Count), line => IsName(line.Text));
        while (end >= 0 && end < lines.Count && IsName(lines[end].Text))
            end++;
        return Math.Min(lines.Count, Math.Max(end, from) + header.Columns.Reverse().TakeWhile(column => column.Kind != ColumnKind.Units).Count());
    }

    private static bool IsName(string text) => text is "/" or "无" or "—" or "——" or "-" || (KindOf(text) == ColumnKind.Units && UnitNames.Pieces(TextFolding.Fold(text)).Count == 1);

    private static ColumnKind KindOf(string text)
    {
        var folded = TextFolding.Fold(text);
        if (folded.Length <= 40 && UnitNames.Pieces(folded).TrueForAll(piece => UnitWords.LooksLikeUnit(folded[piece].Trim())))
            return ColumnKind.Units;
        return folded.Length <= 20 && (DeadlinePhrase.InField(text, new DeadlineContext()).Count > 0 || CyclePhrase.InField(text) is not null) && folded[^1] is not '。' ? ColumnKind.Time : ColumnKind.Task;
    }
}
