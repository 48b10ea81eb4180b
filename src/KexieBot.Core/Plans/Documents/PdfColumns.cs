using System.Text;
using KexieBot.Core.Plans.Tables;
using KexieBot.Core.Plans.Text;
using UglyToad.PdfPig.Content;

namespace KexieBot.Core.Plans.Documents;

/// <summary>A table set without rulings: only white stands between its columns.</summary>
/// <param name="Edges">Where one column ends and the next begins, from the left.</param>
/// <param name="IsNumbered">True where the first column counts the rows.</param>
internal sealed record PdfColumns(IReadOnlyList<double> Edges, bool IsNumbered)
{
    private const int FewestColumns = 3;
    private const int LongestHeading = 14;
    private const int MostHeaderLines = 3;

    // In heights of a letter: the white between two columns, between two lines of a header, and what ends a table.
    private const double NarrowestGap = 0.3;
    private const double FarthestInHeader = 1.8;
    private const double Farthest = 5;
    private static readonly double[] Gaps = [2, 1, 0.5];

    /// <summary>The columns of the table whose header begins in line <paramref name="first"/>, and how many lines the header and the whole table have; null where none does.</summary>
    public static (PdfColumns Columns, int Header, int Lines)? Below(IReadOnlyList<List<Letter>> lines, int first, double height)
    {
        if (HeaderAt(lines, first, height) is not var (header, count))
            return null;
        var gaps = header.Zip(header.Skip(1), (left, right) => new Gap([(left.Max(letter => letter.EndBaseLine.X), right.Min(letter => letter.StartBaseLine.X))], NarrowestGap * height)).ToList();
        var next = first + count;
        for (; next < lines.Count && IsNear(lines, next, height); next++)
        {
            if (IsPageMark(lines[next]))
                continue;
            var narrowed = gaps.ConvertAll(gap => gap.Without(lines[next]));
            if (narrowed.Exists(gap => gap.IsClosed))
                break;
            gaps = narrowed;
        }
        var isNumbered = TableHeader.From([.. header.Select(Text)])!.Columns[0].Kind == ColumnKind.Number;
        return next == first + count ? null : (new PdfColumns(gaps.ConvertAll(gap => gap.Middle), isNumbered), count, next - first);
    }

    /// <summary>How many of a page's first lines keep to the columns of the page before; 0 where the first says otherwise.</summary>
    public int GoOnIn(IReadOnlyList<List<Letter>> lines, double height)
    {
        var count = 0;
        while (count < lines.Count && (count == 0 || IsNear(lines, count, height))
            && (IsPageMark(lines[count]) || lines[count].TrueForAll(letter => Edges.All(edge => letter.StartBaseLine.X >= edge || letter.EndBaseLine.X <= edge))))
            count++;
        // A paragraph may be short enough to lie in one column; a row does not.
        return lines.Take(count).SelectMany(line => line).Select(ColumnOf).Distinct().Count() * 2 > Edges.Count + 1 ? count : 0;
    }

    /// <param name="header">How many of the lines are the header.</param>
    /// <param name="write">What the letters of one cell say.</param>
    public IReadOnlyList<IReadOnlyList<PlanCell>> Rows(IReadOnlyList<List<Letter>> lines, int header, Func<IReadOnlyList<Letter>, string> write)
    {
        var rows = Parted([.. lines.Skip(header).Where(line => !IsPageMark(line))]);
        if (header > 0)
            rows = rows.Prepend([.. lines.Take(header)]);
        return [.. rows.Select(row => (IReadOnlyList<PlanCell>)[.. Enumerable.Range(0, Edges.Count + 1)
            .Select(column => new PlanCell(row.SelectMany(line => line).Where(letter => ColumnOf(letter) == column).ToList() is { Count: > 0 } cell ? write(cell) : ""))])];
    }

    private static bool IsNear(IReadOnlyList<List<Letter>> lines, int at, double height) => lines[at - 1][0].StartBaseLine.Y - lines[at][0].StartBaseLine.Y < Farthest * height;

    // A row begins at its number, or above it where the number stands in the row's middle: there the lines are farthest apart.
    private IEnumerable<List<List<Letter>>> Parted(List<List<Letter>> lines)
    {
        var starts = new SortedSet<int> { 0 };
        var heads = Enumerable.Range(0, lines.Count).Where(i => IsHead(lines[i])).ToList();
        foreach (var (head, next) in heads.Zip(heads.Skip(1)))
            starts.Add(Enumerable.Range(head + 1, next - head).MaxBy(i => (Math.Round(lines[i - 1][0].StartBaseLine.Y - lines[i][0].StartBaseLine.Y), i)));
        var from = 0;
        foreach (var start in starts.Skip(1).Append(lines.Count))
        {
            yield return lines[from..start];
            from = start;
        }
    }

    private bool IsHead(List<Letter> line) =>
        IsNumbered ? Text(line.Where(letter => ColumnOf(letter) == 0)) is { Length: > 0 } number && Han.Number(TextFolding.Fold(number)) is not null
            : line.Select(ColumnOf).Distinct().Count() == Edges.Count + 1;

    private int ColumnOf(Letter letter) => Edges.Count(edge => (letter.StartBaseLine.X + letter.EndBaseLine.X) / 2 > edge);

    // 序号 may be set in two lines, and stand near 任务; its two characters may stand apart. What makes the most headings out of the fewest lines is right.
    private static (List<List<Letter>> Cells, int Lines)? HeaderAt(IReadOnlyList<List<Letter>> lines, int first, double height)
    {
        (List<List<Letter>> Cells, int Lines)? best = null;
        for (var count = 1; count <= MostHeaderLines && first + count <= lines.Count && (count == 1 || lines[first + count - 2][0].StartBaseLine.Y - lines[first + count - 1][0].StartBaseLine.Y < FarthestInHeader * height); count++)
            foreach (var gap in Gaps)
                if (Header([.. lines.Skip(first).Take(count).SelectMany(line => line)], gap * height) is { } cells && (best is null || Known(cells) > Known(best.Value.Cells)))
                    best = (cells, count);
        return best;
    }

    private static List<List<Letter>>? Header(List<Letter> letters, double gap)
    {
        var cells = new List<List<Letter>>();
        foreach (var letter in letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)).OrderBy(letter => letter.StartBaseLine.X))
        {
            if (cells.Count > 0 && letter.StartBaseLine.X - cells[^1].Max(other => other.EndBaseLine.X) <= gap)
                cells[^1].Add(letter);
            else
                cells.Add([letter]);
            if (cells[^1].Count > LongestHeading)
                return null;
        }
        return cells.Count >= FewestColumns && TableHeader.From([.. cells.Select(Text)]) is not null ? cells : null;
    }

    private static int Known(List<List<Letter>> header) => TableHeader.From([.. header.Select(Text)])!.Columns.Count(column => column.Kind != ColumnKind.Other);

    private static bool IsPageMark(List<Letter> line) => NoiseLines.IsPageMark(Text(line));

    private static string Text(IEnumerable<Letter> letters) =>
        letters.OrderByDescending(letter => Math.Round(letter.StartBaseLine.Y)).ThenBy(letter => letter.StartBaseLine.X).Aggregate(new StringBuilder(), (text, letter) => text.Append(letter.Value)).ToString().Trim();

    /// <summary>The stretches between two headings that no letter below them covers.</summary>
    private sealed record Gap(IReadOnlyList<(double From, double To)> White, double Narrowest)
    {
        public bool IsClosed => White.Count == 0;

        public double Middle => White.MaxBy(part => part.To - part.From) is var (from, to) ? (from + to) / 2 : 0;

        public Gap Without(List<Letter> line)
        {
            var white = White;
            foreach (var letter in line.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)))
                white = [.. white.SelectMany(part => Without(part, letter.StartBaseLine.X, letter.EndBaseLine.X)).Where(part => part.To - part.From >= Narrowest)];
            return this with { White = white };
        }

        private static IEnumerable<(double From, double To)> Without((double From, double To) part, double from, double to) =>
            to <= part.From || from >= part.To ? [part] : [(part.From, from), (to, part.To)];
    }
}
