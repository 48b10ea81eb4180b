using System.Text;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;
using UglyToad.PdfPig.Content;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Puts the letters of a page into lines and tables by their place, top to bottom.</summary>
internal static class PdfLines
{
    /// <summary>Lines of text, and the rows of each table where it stands.</summary>
    /// <param name="open">The columns that the page before ended in, and those that this page ends in; null where it ends in text or rulings.</param>
    public static IEnumerable<(string Line, IReadOnlyList<IReadOnlyList<PlanCell>> Table)> Of(Page page, ref PdfColumns? open)
    {
        var letters = page.Letters.Where(letter => letter.Value.Length > 0).ToList();
        if (letters.Count == 0)
            return [];
        var height = Math.Max(1, letters.Select(letter => letter.PointSize > 0 ? letter.PointSize : letter.BoundingBox.Height).Order().ElementAt(letters.Count / 2));
        var blocks = new List<(double Y, string Line, IReadOnlyList<IReadOnlyList<PlanCell>> Table)>();
        foreach (var grid in PdfTables.Of(page))
            blocks.Add((grid.Top, "", grid.Take(letters, cell => CellText(cell, height))));
        var lines = Lines(letters, height);
        for (var i = 0; i < lines.Count; i++)
        {
            var y = lines[i][0].StartBaseLine.Y;
            var table = PdfColumns.Below(lines, i, height) ?? (i == 0 && open?.GoOnIn(lines, height) is > 0 and var more ? (open, 0, more) : null);
            if (table is var (columns, header, count))
            {
                blocks.Add((y, "", columns.Rows(lines.GetRange(i, count), header, cell => CellText(cell, height))));
                open = columns;
                i += count - 1;
                continue;
            }
            var text = Text(lines[i], height);
            if (text.Trim().Length > 0)
                blocks.Add((y, text, []));
            if (!NoiseLines.IsPageMark(text))
                open = null;
        }
        return blocks.OrderByDescending(block => block.Y).Select(block => (block.Line, block.Table));
    }

    private static List<List<Letter>> Lines(IEnumerable<Letter> letters, double height)
    {
        var lines = new List<List<Letter>>();
        foreach (var letter in letters.OrderByDescending(letter => letter.StartBaseLine.Y))
        {
            if (lines.Count > 0 && Math.Abs(lines[^1][0].StartBaseLine.Y - letter.StartBaseLine.Y) < height * 0.5)
                lines[^1].Add(letter);
            else
                lines.Add([letter]);
        }
        return lines;
    }

    // A line as wide as the widest goes on in the next; a shorter one was ended by its writer, and so was one that ends a name above another.
    private static string CellText(IReadOnlyList<Letter> letters, double height)
    {
        var lines = Lines(letters, height).ConvertAll(line => (Text: Text(line, height).Trim(), Width: line.Max(letter => letter.EndBaseLine.X) - line.Min(letter => letter.StartBaseLine.X)));
        var widest = lines.Max(line => line.Width);
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append(lines[i].Text);
            var free = (widest - lines[i].Width) / height;
            if (free >= 1.8 || (free >= 0.9 && i + 1 < lines.Count && UnitWords.IsOfThePlace(lines[i].Text) && UnitWords.LooksLikeUnit(lines[i].Text) && UnitWords.IsOfThePlace(lines[i + 1].Text)))
                text.Append('\n');
        }
        return text.ToString().Trim();
    }

    private static string Text(List<Letter> line, double height)
    {
        var text = new StringBuilder();
        Letter? before = null;
        foreach (var letter in line.OrderBy(letter => letter.StartBaseLine.X))
        {
            // A gap of two characters parts columns, of half a character parts words.
            var gap = before is null ? 0 : letter.StartBaseLine.X - before.EndBaseLine.X;
            if (gap > height * 2)
                text.Append('\t');
            else if (gap > height * 0.5 && letter.Value != " ")
                text.Append(' ');
            text.Append(letter.Value);
            before = letter;
        }
        return text.ToString();
    }
}
