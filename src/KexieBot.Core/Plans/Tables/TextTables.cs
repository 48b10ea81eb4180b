using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Tables;

/// <summary>Finds tables: those the document has, and those written as text with tabs, bars or commas, set with blanks, or one cell a line.</summary>
internal static partial class TextTables
{
    private const int LongestHeader = 80;

    private static readonly char[] Delimiters = ['\t', '|', '｜', ','];

    public static IReadOnlyList<PlanBlock.Table> Lift(IReadOnlyList<PlanBlock> blocks, ReadingTime time, out IReadOnlyList<PlanBlock.Line> rest)
    {
        var tables = new List<PlanBlock.Table>();
        var lines = new List<PlanBlock.Line>();
        for (var i = 0; i < blocks.Count; i++)
        {
            time.Demand();
            if (blocks[i] is PlanBlock.Table table)
                tables.Add(table);
            else if (GridTable.At(blocks, ref i) is { } grid)
                tables.Add(grid);
            else if (blocks[i] is PlanBlock.Line line && Delimiter(line.Text) is { } delimiter)
                tables.Add(Written(blocks, ref i, delimiter));
            else if ((AlignedTable.At(blocks, ref i) ?? StackedTable.At(blocks, ref i)) is { } set)
                tables.Add(set);
            else if (SetWithSingleBlanks(blocks, ref i) is { } spaced)
                tables.Add(spaced);
            else
                lines.Add((PlanBlock.Line)blocks[i]);
        }
        rest = lines;
        return tables;
    }

    private static char? Delimiter(string line)
    {
        if (line.Length > 400)
            return null;
        foreach (var delimiter in Delimiters)
            if (line.Contains(delimiter, StringComparison.Ordinal) && SeparatedText.Cells(line, delimiter) is { Count: >= 3 } cells && cells.All(cell => cell.Length <= 18) && (TableHeader.From(cells) is not null || MatrixTable.IsHeader(cells)))
                return delimiter;
        return null;
    }

    private static PlanBlock.Table Written(IReadOnlyList<PlanBlock> blocks, ref int i, char delimiter)
    {
        var number = blocks[i].Number;
        var names = SeparatedText.Cells(((PlanBlock.Line)blocks[i]).Text, delimiter);
        var (columns, header) = (names.Count, TableHeader.From(names));
        var rows = new List<PlanRow>();
        var afterBlank = false;
        for (; i < blocks.Count && blocks[i] is PlanBlock.Line line; i++)
        {
            if (line.Text.Trim().Length == 0)
            {
                afterBlank = true;
                continue;
            }
            if (line.Text.Trim(' ', delimiter).Length == 0 || NoiseLines.IsPageMark(line.Text) || IsRule(line.Text) || IsPageNumber(line.Text))
                continue;
            var text = line.Text;
            // A quoted field may hold line breaks.
            while (SeparatedText.IsOpen(text, delimiter) && i + 1 < blocks.Count && blocks[i + 1] is PlanBlock.Line next)
            {
                text += "\n" + next.Text;
                i++;
            }
            var cells = SeparatedText.Cells(text, delimiter);
            if (rows.Count > 0 && IsOfThePage(cells))
                break;
            if (rows.Count > 0 && GoesOn(rows[^1].Cells, cells, columns))
                rows[^1] = rows[^1] with { Cells = [.. rows[^1].Cells.SkipLast(1), new PlanCell(rows[^1].Cells[^1].Text + cells[rows[^1].Cells.Count - 1]), .. cells.Skip(rows[^1].Cells.Count).Select(cell => new PlanCell(cell))] };
            else if (IsSectionRow(cells, blocks, i + 1, delimiter, columns))
                rows.Add(new PlanRow(line.Number, [new PlanCell(string.Join(' ', cells.Where(cell => cell.Length > 0)))]));
            else if (cells.Count == 1 && rows.Count > 0 && !afterBlank && !IsAfterTable(text) && rows[^1].Cells.Count == columns)
                Extend(rows, cells[0]);
            else if (cells.Count * 2 >= columns || (cells.Count >= 3 && cells[0].Length is > 0 and <= 4 && cells[0].All(char.IsAsciiDigit)))
                rows.Add(new PlanRow(line.Number, Restored([.. cells.Select(cell => new PlanCell(LineBreak().Replace(cell, "\n")))], header)));
            else
                break;
            afterBlank = false;
        }
        if (i == blocks.Count && rows[^1].Cells is { Count: > 1 } last && last.Count < columns && last[^1].Text is [.., not ('。' or '；' or ';' or '/')] words)
            rows[^1] = rows[^1] with { Cells = [.. last.SkipLast(1), new PlanCell(words + Marks.Cut)] };
        i--;
        return new PlanBlock.Table(number, rows);
    }

    private static IReadOnlyList<PlanCell> Restored(IReadOnlyList<PlanCell> row, TableHeader? header) => header is null ? row : LostCells.Restore(row, header);

    // The line broke inside a cell: the next begins with as many blank cells, and goes on with the words.
    private static bool GoesOn(IReadOnlyList<PlanCell> row, IReadOnlyList<string> cells, int columns) =>
        row.Count is > 1 and var broken && broken < columns && cells.Count > broken && cells.Take(broken - 1).All(cell => cell.Length == 0) && cells[broken - 1].Length > 0
        && row[^1].Text is [.., not ('。' or '；' or ';')];

    // 责任单位 任务内容 完成时限: cells copied from a page, a blank between two. Every line must have all of them, for nothing else tells a row.
    private static PlanBlock.Table? SetWithSingleBlanks(IReadOnlyList<PlanBlock> blocks, ref int i)
    {
        if (blocks[i] is not PlanBlock.Line { Text.Length: <= LongestHeader } first || first.Text.Trim().Split(' ') is not { Length: >= 3 } names
            || TableHeader.From(names) is not { } header || header.Columns.Any(column => column.Kind == ColumnKind.Other))
            return null;
        var rows = new List<PlanRow>();
        for (var at = i; at < blocks.Count && blocks[at] is PlanBlock.Line line && line.Text.Trim().Split(' ') is var cells && cells.Length == names.Length; at++)
            rows.Add(new PlanRow(line.Number, [.. cells.Select(cell => new PlanCell(cell))]));
        if (rows.Count < 3)
            return null;
        i += rows.Count - 1;
        return new PlanBlock.Table(rows[0].Number, rows);
    }

    private static bool IsPageNumber(string line) => line.Trim() is { Length: <= 3 } number && number.All(char.IsAsciiDigit);

    // 索引号： | 11370 | 成文日期： | 2026-03-18: what a website says of the page.
    private static bool IsOfThePage(IReadOnlyList<string> cells) => cells.Count > 1 && cells[0] is [.., ':' or '：'];

    // 一、强化思想引领, alone or behind its number, with rows of the table right below.
    private static bool IsSectionRow(IReadOnlyList<string> cells, IReadOnlyList<PlanBlock> blocks, int next, char delimiter, int columns)
    {
        var filled = cells.Where(cell => cell.Length > 0).ToList();
        var isHeading = filled.Count switch
        {
            1 => filled[0].Length <= 40 && Structure.HeadingMarks.AtStart(TextFolding.Fold(filled[0])) is { Kind: Structure.HeadingKind.Han or Structure.HeadingKind.HanBracket or Structure.HeadingKind.Part or Structure.HeadingKind.Chapter },
            2 => filled[0] == cells[0] && filled[1].Length <= 40 && Han.IsOrdinal(filled[0]),
            _ => false,
        };
        return isHeading && next < blocks.Count && blocks[next] is PlanBlock.Line line && SeparatedText.Cells(line.Text, delimiter).Count * 2 >= columns;
    }

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineBreak();

    // |---|:---:| under a Markdown header.
    private static bool IsRule(string line) => line.Contains("--", StringComparison.Ordinal) && line.All(c => c is '-' or '|' or ':' or ' ' or '+');

    private static bool IsAfterTable(string text) =>
        Structure.HeadingMarks.AtStart(TextFolding.Fold(text)) is not null || text.Length > 60 || text.StartsWith('附') || text.StartsWith('备') || text.StartsWith('注');

    // A line without a delimiter is the rest of the last filled cell.
    private static void Extend(List<PlanRow> rows, string text)
    {
        var cells = rows[^1].Cells.ToList();
        var last = cells.FindLastIndex(cell => cell.Text.Length > 0);
        if (last < 0)
            return;
        cells[last] = cells[last] with { Text = cells[last].Text + text };
        rows[^1] = rows[^1] with { Cells = cells };
    }
}
