using UglyToad.PdfPig.Content;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Finds the ruled tables of a page by the lines that are drawn around their cells.</summary>
internal static class PdfTables
{
    // In points: a ruling is thinner, and longer, than this.
    private const double ThickestRuling = 3;
    private const double ShortestRuling = 8;

    // Rulings this near are one.
    internal const double Near = 3;

    // A page of drawings is no page of tables.
    private const int MostRulings = 20_000;
    private const int MostCells = 20_000;

    /// <summary>The page's grids, those with at least two rows and two columns, top to bottom.</summary>
    public static IReadOnlyList<PdfGrid> Of(Page page)
    {
        var (across, down) = Rulings(page);
        if (across.Count + down.Count > MostRulings)
            return [];
        (across, down) = (Joined(across), Joined(down));
        var grids = new List<PdfGrid>();
        var left = new HashSet<Ruling>(across);
        while (left.Count > 0)
        {
            // All that touch one another belong together.
            var (rows, columns) = (new List<Ruling> { left.First() }, new HashSet<Ruling>());
            left.Remove(rows[0]);
            for (var i = 0; i < rows.Count; i++)
                foreach (var column in down.Where(column => Crosses(rows[i], column) && columns.Add(column)).ToList())
                    foreach (var row in left.Where(row => Crosses(row, column)).ToList())
                    {
                        rows.Add(row);
                        left.Remove(row);
                    }
            if (columns.Count == 0)
                continue;
            // Where the page ends inside a row, its sides go on below the last line across.
            var (ys, xs) = (Places(rows.Select(row => row.At).Concat([columns.Min(column => column.From), columns.Max(column => column.To)])), Places(columns.Select(column => column.At)));
            if (ys.Count >= 3 && xs.Count >= 3 && (ys.Count - 1) * (xs.Count - 1) <= MostCells)
                grids.Add(new PdfGrid(rows, [.. columns], [.. ys.OrderDescending()], xs));
        }
        return [.. grids.OrderByDescending(grid => grid.Top)];
    }

    private static (List<Ruling> Across, List<Ruling> Down) Rulings(Page page)
    {
        var (across, down) = (new List<Ruling>(), new List<Ruling>());
        foreach (var path in page.Paths.Where(path => path.IsStroked || path.IsFilled))
        {
            foreach (var part in path)
            {
                if (part.GetBoundingRectangle() is not { } box)
                    continue;
                var (width, height) = (box.Right - box.Left, box.Top - box.Bottom);
                if (height <= ThickestRuling && width >= ShortestRuling)
                    across.Add(new Ruling((box.Top + box.Bottom) / 2, box.Left, box.Right));
                else if (width <= ThickestRuling && height >= ShortestRuling)
                    down.Add(new Ruling((box.Left + box.Right) / 2, box.Bottom, box.Top));
                else if (path.IsStroked && part.IsDrawnAsRectangle && width >= ShortestRuling && height >= ShortestRuling)
                {
                    across.AddRange([new Ruling(box.Top, box.Left, box.Right), new Ruling(box.Bottom, box.Left, box.Right)]);
                    down.AddRange([new Ruling(box.Left, box.Bottom, box.Top), new Ruling(box.Right, box.Bottom, box.Top)]);
                }
            }
        }
        return (across, down);
    }

    // A border is drawn cell by cell.
    private static List<Ruling> Joined(List<Ruling> rulings)
    {
        var joined = new List<Ruling>();
        foreach (var line in rulings.GroupBy(ruling => Math.Round(ruling.At / Near)).SelectMany(group => group.OrderBy(ruling => ruling.From)))
        {
            if (joined.Count > 0 && Math.Abs(joined[^1].At - line.At) <= Near && line.From <= joined[^1].To + Near)
                joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, line.To) };
            else
                joined.Add(line);
        }
        return joined;
    }

    private static bool Crosses(Ruling across, Ruling down) =>
        down.At >= across.From - Near && down.At <= across.To + Near && across.At >= down.From - Near && across.At <= down.To + Near;

    private static List<double> Places(IEnumerable<double> ats)
    {
        var places = new List<double>();
        foreach (var at in ats.Order())
            if (places.Count == 0 || at - places[^1] > Near)
                places.Add(at);
        return places;
    }
}

/// <param name="At">Where it lies across its direction, in points.</param>
internal sealed record Ruling(double At, double From, double To);

/// <summary>The rulings of one table: <paramref name="Ys"/> from the top down, <paramref name="Xs"/> from the left.</summary>
internal sealed record PdfGrid(IReadOnlyList<Ruling> Across, IReadOnlyList<Ruling> Down, IReadOnlyList<double> Ys, IReadOnlyList<double> Xs)
{
    public double Top => Ys[0];

    /// <summary>The grid's rows; a cell that spans columns or rows repeats its text.</summary>
    /// <param name="letters">The page's letters; those inside the grid are taken out.</param>
    /// <param name="write">What the letters of one cell say.</param>
    public IReadOnlyList<IReadOnlyList<PlanCell>> Take(List<Letter> letters, Func<IReadOnlyList<Letter>, string> write)
    {
        var (height, width) = (Ys.Count - 1, Xs.Count - 1);
        var first = FirstOfEach(height, width);
        var inside = new Dictionary<(int, int), List<Letter>>();
        letters.RemoveAll(letter =>
        {
            if (RowOf(letter) is not { } row || ColumnOf(letter) is not { } column)
                return false;
            if (!inside.TryGetValue(first[row, column], out var cell))
                inside[first[row, column]] = cell = [];
            cell.Add(letter);
            return true;
        });
        var texts = new Dictionary<(int, int), string>();
        var rows = new List<IReadOnlyList<PlanCell>>();
        for (var r = 0; r < height; r++)
        {
            var cells = new List<PlanCell>();
            for (var c = 0; c < width; c++)
            {
                var origin = first[r, c];
                if (!texts.TryGetValue(origin, out var text))
                    texts[origin] = text = inside.TryGetValue(origin, out var own) ? write(own) : "";
                cells.Add(new PlanCell(text, origin != (r, c)));
            }
            rows.Add(cells);
        }
        return rows;
    }

    // Cells with no ruling between them are one; each is known by the first of its parts.
    private (int Row, int Column)[,] FirstOfEach(int height, int width)
    {
        var first = new (int Row, int Column)[height, width];
        for (var r = 0; r < height; r++)
        {
            for (var c = 0; c < width; c++)
            {
                var (middleX, middleY) = ((Xs[c] + Xs[c + 1]) / 2, (Ys[r] + Ys[r + 1]) / 2);
                first[r, c] = c > 0 && !IsRuled(Down, Xs[c], middleY) ? first[r, c - 1]
                    : r > 0 && !IsRuled(Across, Ys[r], middleX) ? first[r - 1, c]
                    : (r, c);
            }
        }
        return first;
    }

    private static bool IsRuled(IReadOnlyList<Ruling> rulings, double at, double through) =>
        rulings.Any(ruling => Math.Abs(ruling.At - at) <= PdfTables.Near && ruling.From <= through && ruling.To >= through);

    private int? ColumnOf(Letter letter)
    {
        var x = (letter.StartBaseLine.X + letter.EndBaseLine.X) / 2;
        return Enumerable.Range(0, Xs.Count - 1).Cast<int?>().FirstOrDefault(c => x >= Xs[c!.Value] && x < Xs[c.Value + 1]);
    }

    private int? RowOf(Letter letter)
    {
        var y = letter.StartBaseLine.Y;
        return Enumerable.Range(0, Ys.Count - 1).Cast<int?>().FirstOrDefault(r => y <= Ys[r!.Value] && y > Ys[r.Value + 1]);
    }
}
