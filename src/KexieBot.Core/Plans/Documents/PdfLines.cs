using System.Text;
using UglyToad.PdfPig.Content;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Puts the letters of a page into lines by their place, top to bottom.</summary>
internal static class PdfLines
{
    public static IEnumerable<string> Of(Page page)
    {
        var letters = page.Letters.Where(letter => letter.Value.Length > 0).ToList();
        if (letters.Count == 0)
            return [];
        var height = Math.Max(1, letters.Select(letter => letter.PointSize > 0 ? letter.PointSize : letter.BoundingBox.Height).Order().ElementAt(letters.Count / 2));
        var lines = new List<List<Letter>>();
        foreach (var letter in letters.OrderByDescending(letter => letter.StartBaseLine.Y))
        {
            if (lines.Count > 0 && Math.Abs(lines[^1][0].StartBaseLine.Y - letter.StartBaseLine.Y) < height * 0.5)
                lines[^1].Add(letter);
            else
                lines.Add([letter]);
        }
        return lines.Select(line => Text(line, height)).Where(text => text.Trim().Length > 0);
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
