using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Delivery;

/// <summary>Which of a person's accounts a message can go to.</summary>
public static class ReachableAccounts
{
    /// <summary>The accounts on <paramref name="channels"/>, in the roster's order. Where the console is the only channel (a fresh clone), everybody is there under the own id.</summary>
    public static IEnumerable<PersonAccount> Of(Person person, IEnumerable<ChannelKind> channels)
    {
        var on = channels.ToHashSet();
        if (on.SetEquals([ChannelKind.Console]))
            return [new PersonAccount(ChannelKind.Console, person.Id)];
        return person.Accounts.Where(account => on.Contains(account.Channel));
    }
}
