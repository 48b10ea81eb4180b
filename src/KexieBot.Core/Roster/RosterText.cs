namespace KexieBot.Core.Roster;

/// <summary>Cells as typed, made fit to be shown and compared.</summary>
internal static class RosterText
{
    /// <summary>A name to show: without the spaces that pad Chinese names (林　晓), with single ones in names that have Latin letters (Ann Lee).</summary>
    public static string Name(string cell)
    {
        var visible = string.Concat(cell.Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format));
        var words = visible.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(visible.Any(char.IsAsciiLetter) ? " " : "", words);
    }

    /// <summary>An id or account: half-width, without spaces.</summary>
    public static string Id(string cell) => UnitName.Normal(cell);
}
