using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>Messages that a change of an item causes, to be committed with it.</summary>
public static class Notices
{
    private static readonly TimeSpan WorthChanging = TimeSpan.FromHours(1);

    /// <summary>One message to each of <paramref name="persons"/> but the one who caused it; the key makes each of them go out once.</summary>
    public static IEnumerable<OutboxEntry> To(IEnumerable<Person> persons, Turn turn, WorkItem item, DateTimeOffset now, Func<Person, Reply> content) => persons
        .Where(person => person.Id != turn.Person.Id)
        .DistinctBy(person => person.Id, StringComparer.Ordinal)
        .Select(person => new OutboxEntry($"event/{item.Id}/{turn.Origin.MessageId}/{person.Id}", person.Id, MessageKind.Event, content(person) with { Language = person.Language }, now)
        {
            Items = [item.Id],
        });

    /// <summary>What became of <paramref name="item"/>, in the place of the cards of it that <paramref name="persons"/> hold: nobody is to be asked on a card what another has answered. Who holds none hears nothing.</summary>
    public static IEnumerable<OutboxEntry> OnCards(IEnumerable<Person> persons, Turn turn, WorkItem item, DateTimeOffset now, Func<Person, Reply> content) =>
        To(persons, turn, item, now, content).Select(message => message with
        {
            Key = $"card/{item.Id}/{turn.Origin.MessageId}/{message.PersonId}",
            IsOnCard = true,
            // It makes no sound.
            IsUrgent = true,
            PointlessAfter = now + WorthChanging,
        });

    /// <summary>What reads the same to a person is said once, however many of the items are the person's.</summary>
    public static IReadOnlyList<OutboxEntry> SaidOnce(this IEnumerable<OutboxEntry> messages) =>
    [
        .. messages.GroupBy(message => (message.PersonId, message.Content.Title))
            .Select(own => own.First() with { Items = [.. own.SelectMany(message => message.Items).Distinct(StringComparer.Ordinal)] }),
    ];

    /// <summary>Where the office did in a unit's place what the unit does itself, the unit's liaisons hear of it, <paramref name="done"/> saying what was done; nobody otherwise.</summary>
    public static IEnumerable<OutboxEntry> OnBehalf(Turn turn, WorkItem item, DateTimeOffset now, string done, params object?[] arguments) => turn.IsOffice
        ? To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, now, person => Reply.Of(person.Language.Say(Texts.Notice_OnBehalf, turn.Person.Name, turn.Roster.NameOf(item.UnitId), person.Language.Say(done, arguments).TrimEnd())))
        : [];
}
