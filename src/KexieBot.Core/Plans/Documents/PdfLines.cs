using System.Text;
using KexieBot.Core.Plans.Units;
using UglyToad.PdfPig.Content;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Puts the letters of a page into lines and tables by their place, top to bottom.</summary>
internal static class PdfLines
{
    /// <summary>Lines of text, and the rows of each ruled table where it stands.</summary>
    public static IEnumerable<(string Line, IReadOnlyList<IReadOnlyList<PlanCell>> Table)> Of(Page page)
    {
        var letters = page.Letters.Where(letter => letter.Value.Length > 0).ToList();
        if (letters.Count == 0)
            return [];
        var height = Math.Max(1, letters.Select(letter => letter.PointSize > 0 ? letter.PointSize : letter.BoundingBox.Height).Order().ElementAt(letters.Count / 2));
        var blocks = new List<(double Y, string Line, IReadOnlyList<IReadOnlyList<PlanCell>> Table)>();
        foreach (var grid in PdfTables.Of(page))
        {
            var inside = letters.Where(grid.Holds).ToList();
            letters.RemoveAll(grid.Holds);
            blocks.Add((grid.Top, "", grid.Rows(inside, cell => CellText(cell, height))));
        }
        blocks.AddRange(Lines(letters, height).Select(line => (line[0].StartBaseLine.Y, Text(line, height), (IReadOnlyList<IReadOnlyList<PlanCell>>)[])).Where(block => block.Item2.Trim().Length > 0));
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
