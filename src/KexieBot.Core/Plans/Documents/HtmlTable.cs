using System.Globalization;
using AngleSharp.Dom;
using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Plans.Documents;

/// <summary>A web page's table as a grid, spans filled.</summary>
internal static class HtmlTable
{
    private const int MaxColumns = 64;
    private const int MaxRows = 20_000;

    public static List<PlanRow> Rows(IElement table)
    {
        var rows = new List<List<string>>();
        var merges = new List<MergedRange>();
        var taken = new HashSet<(int Row, int Column)>();
        foreach (var row in table.QuerySelectorAll("tr").Take(MaxRows))
        {
            var cells = new List<string>();
            foreach (var cell in row.Children.Where(child => child.LocalName is "td" or "th"))
            {
                while (taken.Contains((rows.Count, cells.Count)))
                    cells.Add("");
                if (cells.Count >= MaxColumns)
                    break;
                Place(cell, rows.Count, cells, merges, taken);
            }
            rows.Add(cells);
        }
        return MergedCells.Fill(rows, merges);
    }

    private static void Place(IElement cell, int row, List<string> cells, List<MergedRange> merges, HashSet<(int, int)> taken)
    {
        var (tall, wide) = (Span(cell, "rowspan", 500), Span(cell, "colspan", MaxColumns));
        var column = cells.Count;
        if (tall > 1 || wide > 1)
            merges.Add(new MergedRange(row, column, row + tall - 1, column + wide - 1));
        for (var r = row + 1; r < row + tall; r++)
            for (var c = column; c < column + wide; c++)
                taken.Add((r, c));
        cells.Add(Text(cell));
        for (var c = 1; c < wide; c++)
            cells.Add("");
    }

    private static string Text(IElement cell)
    {
        foreach (var end in cell.QuerySelectorAll("br, p, div, li").ToList())
            end.After(cell.Owner!.CreateTextNode("\n"));
        return string.Join('\n', cell.TextContent.Split('\n').Select(part => part.Trim()).Where(part => part.Length > 0));
    }

    private static int Span(IElement cell, string name, int max) =>
        int.TryParse(cell.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, max) : 1;
}
