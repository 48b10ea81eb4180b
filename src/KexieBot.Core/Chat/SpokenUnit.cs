using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>A unit's name, in any of its writings, at the beginning of a text.</summary>
internal static class SpokenUnit
{
    /// <summary>The name that <paramref name="text"/> begins with, the longest first; null where it begins with none.</summary>
    public static string? AtStartOf(string text, Unit unit) => NamesOf(unit).FirstOrDefault(name => text.StartsWith(name, StringComparison.Ordinal));

    private static IEnumerable<string> NamesOf(Unit unit) =>
        unit.Aliases.Prepend(unit.Name).SelectMany(name => new[] { name, name.TrimStart('区') }).Where(name => name.Length > 1).OrderByDescending(name => name.Length);
}
