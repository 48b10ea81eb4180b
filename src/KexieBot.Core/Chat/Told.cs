using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>Tells the one who causes messages who gets them, and who is out of reach.</summary>
public static class Told
{
    private const int MostNames = 6;

    /// <summary>A line such as "已告知：李明、王芳。通知不到：赵敏，请在名册里补上。"; none where nobody is concerned.</summary>
    public static IReadOnlyList<string> Lines(Turn turn, IEnumerable<OutboxEntry> messages, IEnumerable<string> unitsWithoutLiaison)
    {
        var persons = messages.Select(message => turn.Roster.FindPerson(message.PersonId)).OfType<Person>().DistinctBy(person => person.Id, StringComparer.Ordinal).ToList();
        var reached = persons.Where(person => !turn.OutOfReach.Contains(person.Id)).Select(person => person.Name).ToList();
        var unreached = persons.Where(person => turn.OutOfReach.Contains(person.Id)).Select(person => person.Name)
            .Concat(unitsWithoutLiaison.Select(unitId => turn.Say(Texts.Told_NoLiaison, turn.Roster.NameOf(unitId)))).ToList();
        var parts = new[]
        {
            reached.Count > 0 && turn.IsUnconnected ? turn.Say(Texts.Told_WillBeSent, Names(turn, reached))
            : reached.Count > 0 ? turn.Say(Texts.Told_Reached, Names(turn, reached)) : null,
            unreached.Count > 0 ? turn.Say(Texts.Told_OutOfReach, Names(turn, unreached)) : null,
        };
        var line = string.Concat(parts);
        return line.Length > 0 ? [line] : [];
    }

    /// <summary>What the sender of something urgent is told of its way.</summary>
    public static string AtOnce(Turn turn) => turn.Say(Texts.Told_AtOnce);

    /// <summary>What an urgent message begins with.</summary>
    public static string UrgentWord(Language language) => language.Say(Texts.Told_Urgent);

    private static string Names(Turn turn, List<string> names) => turn.Language.Join(names, MostNames);
}
