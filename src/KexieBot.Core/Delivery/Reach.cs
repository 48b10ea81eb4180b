using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Delivery;

/// <summary>Whom a message would reach now: who has an account on a channel that is on, and whom the last message did reach.</summary>
public sealed class Reach(IEnumerable<IChannelSender> senders, UnreachablePersons unreachable)
{
    /// <summary>The persons of <paramref name="roster"/> who are out of reach.</summary>
    public async Task<IReadOnlySet<string>> OutOfReachAsync(Roster.Roster roster)
    {
        var failed = await unreachable.ListAsync();
        var channels = senders.Select(sender => sender.Channel).ToList();
        // On a fresh clone no channel is on and nobody has an account: the console shows everybody everything.
        var isConsoleOnly = channels.Count == 0 && roster.Persons.All(person => person.Accounts.Count == 0);
        return roster.Persons.Where(person => failed.ContainsKey(person.Id) || !(isConsoleOnly || HasAccount(person, channels)))
            .Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>No channel is known here, and persons have accounts on some: what is sent waits for a server that has them.</summary>
    public bool IsUnconnected(Roster.Roster roster) => !senders.Any() && roster.Persons.Any(person => person.Accounts.Count > 0);

    // A verb beside the server knows of no channel; the account alone must do.
    private static bool HasAccount(Person person, List<ChannelKind> channels) =>
        channels.Count == 0 ? person.Accounts.Count > 0 : ReachableAccounts.Of(person, channels).Any();
}
