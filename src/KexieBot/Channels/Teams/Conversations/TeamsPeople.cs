using System.Net;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>Who sent an activity. Rosters often know people by their UPN, which activities do not carry: it is asked for once and remembered.</summary>
internal sealed class TeamsPeople(TeamsAddresses addresses, ConnectorClient connector, OfficeClock clock)
{
    /// <summary>An answer to a person must not wait for long on a name.</summary>
    private static readonly TimeSpan AskFor = TimeSpan.FromSeconds(2);

    /// <summary>The sender and every name Teams vouches for; also remembers where the sender can be reached.</summary>
    public async Task<ChannelAccount> RecogniseAsync(Activity activity, ConversationReference conversation)
    {
        var from = activity.From!;
        await addresses.LearnAsync(from, conversation, activity.IsPersonal());
        var upn = from.AadObjectId is { Length: > 0 } id ? await UpnAsync(id, from.Id!, conversation) : null;
        return new ChannelAccount(ChannelKind.Teams, (from.AadObjectId is { Length: > 0 } ? from.AadObjectId : from.Id!).ToLowerInvariant())
        {
            OtherIds = upn is null ? [from.Id!] : [upn, from.Id!],
            DisplayName = from.Name,
        };
    }

    /// <summary>Somebody who was added and has not written: can be nudged from now on, by whatever name the roster has.</summary>
    public async Task LearnAsync(TeamsChannelAccount member, ConversationReference conversation, bool isPersonal)
    {
        await addresses.LearnAsync(member, conversation, isPersonal);
        if (member is { AadObjectId: { Length: > 0 } aadObjectId, Id: { Length: > 0 } id })
            await UpnAsync(aadObjectId, id, conversation);
    }

    private async Task<string?> UpnAsync(string aadObjectId, string userId, ConversationReference conversation)
    {
        var (isKnown, upn) = await addresses.UpnAsync(aadObjectId);
        if (isKnown)
            return upn;
        using var deadline = new CancellationTokenSource(AskFor, clock.Time);
        try
        {
            var answer = await connector.GetMemberAsync(conversation, userId, deadline.Token).WaitAsync(deadline.Token);
            // Only an answer says that there is no name: a platform out of sorts must not make a stranger of anybody for an hour.
            if (answer is not (ConnectorAnswer.Done or ConnectorAnswer.Refused { Status: HttpStatusCode.NotFound }))
                return upn;
            var member = answer is ConnectorAnswer.Done done ? ConnectorClient.Parse(done.Body, TeamsJson.Wire.TeamsChannelAccount) : null;
            // Only the person asked for: a name of somebody else would open somebody else's tasks.
            var asked = (member?.AadObjectId ?? member?.ObjectId)?.Equals(aadObjectId, StringComparison.OrdinalIgnoreCase) is true
                ? member!.UserPrincipalName?.ToLowerInvariant()
                : null;
            // A name known for a month is better than none while the platform does not answer.
            var upnNow = asked is { Length: > 0 } ? asked : upn;
            await addresses.RememberUpnAsync(aadObjectId, upnNow);
            return upnNow;
        }
        catch (OperationCanceledException)
        {
            return upn;
        }
    }
}
