using System.Net;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>Who sent an activity. Rosters often know people by their UPN, which activities do not carry: it is asked for once and remembered.</summary>
internal sealed class TeamsPeople(TeamsAddresses addresses, RosterStore rosters, ConnectorClient connector, OfficeClock clock)
{
    /// <summary>An answer to a person must not wait for long on a name.</summary>
    public static readonly TimeSpan AskFor = TimeSpan.FromSeconds(2);

    /// <summary>The sender and every name Teams vouches for; also remembers where the sender can be reached. Not settled where the platform did not tell the UPN in time and the roster knows none of the other names: who that is nobody can say yet.</summary>
    public async Task<(ChannelAccount Sender, bool IsSettled)> RecogniseAsync(Activity activity, ConversationReference conversation, TimeSpan askFor)
    {
        var from = activity.From!;
        await addresses.LearnAsync(from, conversation, activity.IsPersonal());
        var (isTold, upn) = from.AadObjectId is { Length: > 0 } id ? await UpnAsync(id, from.Id!, conversation, askFor) : (true, null);
        var sender = new ChannelAccount(ChannelKind.Teams, (from.AadObjectId is { Length: > 0 } ? from.AadObjectId : from.Id!).ToLowerInvariant())
        {
            OtherIds = upn is null ? [from.Id!] : [upn, from.Id!],
            DisplayName = from.Name,
        };
        return (sender, isTold || (await rosters.GetAsync()).FindPerson(sender) is not null);
    }

    /// <summary>Somebody who was added and has not written: can be nudged from now on, by whatever name the roster has.</summary>
    public async Task LearnAsync(TeamsChannelAccount member, ConversationReference conversation, bool isPersonal)
    {
        await addresses.LearnAsync(member, conversation, isPersonal);
        if (member is { AadObjectId: { Length: > 0 } aadObjectId, Id: { Length: > 0 } id })
            await UpnAsync(aadObjectId, id, conversation, AskFor);
    }

    /// <summary>The UPN as it is known, and whether that is what the platform says; a name known for a month is better than none while it says nothing.</summary>
    private async Task<(bool IsTold, string? Upn)> UpnAsync(string aadObjectId, string userId, ConversationReference conversation, TimeSpan askFor)
    {
        var (isKnown, upn) = await addresses.UpnAsync(aadObjectId);
        if (isKnown)
            return (true, upn);
        using var deadline = new CancellationTokenSource(askFor, clock.Time);
        try
        {
            var answer = await connector.GetMemberAsync(conversation, userId, deadline.Token).WaitAsync(deadline.Token);
            // Only an answer says that there is no name: a platform out of sorts must not make a stranger of anybody for an hour.
            if (answer is not (ConnectorAnswer.Done or ConnectorAnswer.Refused { Status: HttpStatusCode.NotFound }))
                return (false, upn);
            var member = answer is ConnectorAnswer.Done done ? ConnectorClient.Parse(done.Body, TeamsJson.Wire.TeamsChannelAccount) : null;
            // Only the person asked for: a name of somebody else would open somebody else's tasks.
            var asked = (member?.AadObjectId ?? member?.ObjectId)?.Equals(aadObjectId, StringComparison.OrdinalIgnoreCase) is true
                ? member!.UserPrincipalName?.ToLowerInvariant()
                : null;
            var upnNow = asked is { Length: > 0 } ? asked : upn;
            await addresses.RememberUpnAsync(aadObjectId, upnNow);
            return (true, upnNow);
        }
        catch (OperationCanceledException)
        {
            return (false, upn);
        }
    }
}
