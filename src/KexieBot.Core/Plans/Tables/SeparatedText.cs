using System.Text;

namespace KexieBot.Core.Plans.Tables;

/// <summary>One row of separated values; quotes as RFC 4180 has them.</summary>
internal static class SeparatedText
{
    public static IReadOnlyList<string> Cells(string line, char delimiter)
    {
        if (delimiter == '|')
            line = line.Trim().Trim('|');
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && (quoted || cell.Length == 0) && delimiter != '|')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                    cell.Append(line[++i]);
                else
                    quoted = !quoted;
            }
            else if (c == delimiter && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }
        cells.Add(cell.ToString().Trim());
        return cells;
    }

    /// <summary>True when a quoted field goes on in the next line.</summary>
    public static bool IsOpen(string text, char delimiter) =>
        delimiter is not '|' && text.Length < 20_000 && (text.StartsWith('"') || text.Contains(delimiter + "\"", StringComparison.Ordinal)) && text.Count(c => c == '"') % 2 == 1;
}
