using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>Messages that a change of an item causes, to be committed with it.</summary>
public static class Notices
{
    /// <summary>One message to each of <paramref name="persons"/> but the one who caused it; the key makes each of them go out once.</summary>
    public static IEnumerable<OutboxEntry> To(IEnumerable<Person> persons, Turn turn, WorkItem item, DateTimeOffset now, Func<Person, Reply> content) => persons
        .Where(person => person.Id != turn.Person.Id)
        .DistinctBy(person => person.Id, StringComparer.Ordinal)
        .Select(person => new OutboxEntry($"event/{item.Id}/{turn.Origin.MessageId}/{person.Id}", person.Id, "event", content(person) with { Language = person.Language }, now)
        {
            Items = [item.Id],
        });
}
