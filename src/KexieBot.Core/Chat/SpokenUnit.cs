using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>A unit in what people wrote: 更新 7 区人社局 60% is about its item, 更新 7 60% 已与区人社局对接 only mentions it.</summary>
internal static class SpokenUnit
{
    /// <summary>True where <paramref name="unit"/> stands beside the texts of the message, or opens one of them.</summary>
    public static bool IsAddressed(Turn turn, Unit unit)
    {
        var texts = new[] { turn.Slots.Note, turn.Slots.Problem, turn.Slots.NextStep, turn.Slots.Reason }.OfType<string>().ToList();
        return CountIn(turn.Message.Text, unit) > texts.Sum(text => CountIn(text, unit)) || texts.Exists(text => AtStartOf(text, unit) is not null);
    }

    /// <summary>The unit that the message is addressed to; null where it names none, or only mentions one.</summary>
    public static Unit? AddressedIn(Turn turn) =>
        turn.Slots.Unit is { } name && turn.Roster.FindUnit(name) is { } unit && IsAddressed(turn, unit) ? unit : null;

    /// <summary>The name that <paramref name="text"/> begins with, the longest first; null where it begins with none.</summary>
    public static string? AtStartOf(string text, Unit unit) => NamesOf(unit).FirstOrDefault(name => text.StartsWith(name, StringComparison.Ordinal));

    private static int CountIn(string text, Unit unit)
    {
        var names = NamesOf(unit).ToList();
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            var name = names.Find(known => string.CompareOrdinal(text, at, known, 0, known.Length) == 0);
            count += name is null ? 0 : 1;
            at += name?.Length ?? 1;
        }

        return count;
    }

    private static IEnumerable<string> NamesOf(Unit unit) =>
        unit.Aliases.Prepend(unit.Name).SelectMany(name => new[] { name, name.TrimStart('区') }).Where(name => name.Length > 1).OrderByDescending(name => name.Length);
}
