using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>The bot comes and goes: it says once why it is there, and learns or forgets whom it can reach.</summary>
internal sealed partial class Memberships(
    ChatBot bot, TeamsPeople people, TeamsAddresses addresses, ConnectorClient connector, OfficeClock clock, ILogger<Memberships> log)
{
    /// <summary>What a newcomer would ask.</summary>
    private const string FirstQuestion = "帮助";

    /// <summary>Of five hundred: the platform's own bound of a team.</summary>
    private const int MostPages = 50;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>An install is told twice, as installationUpdate and as conversationUpdate, in either order; updates of the app (add-upgrade, remove-upgrade) change nothing.</summary>
    public async Task UpdateAsync(Activity activity, ConversationReference reference)
    {
        using var scope = TurnScope.Begin(log, activity);
        try
        {
            if (activity is { Type: "installationUpdate", Action: "remove" } || HasBot(activity, activity.MembersRemoved))
                await LeaveAsync(activity, reference);
            else if (activity is { Type: "installationUpdate", Action: "add" } || HasBot(activity, activity.MembersAdded))
                await ArriveAsync(activity, reference);
            foreach (var member in (activity.MembersAdded ?? []).Where(member => member.Id != activity.Recipient?.Id))
                await addresses.LearnAsync(member, reference, activity.IsPersonal());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.UpdateFailed(log, fault);
        }
    }

    private async Task LeaveAsync(Activity activity, ConversationReference reference)
    {
        var isPersonal = activity.IsPersonal();
        if (isPersonal && activity.From?.AadObjectId is { Length: > 0 } id)
            await addresses.ForgetAsync(id);
        await addresses.ForgetWelcomeAsync(reference.ConversationId);
        Log.Left(log, isPersonal);
    }

    private async Task ArriveAsync(Activity activity, ConversationReference reference)
    {
        if (activity.From is not { Id.Length: > 0 } from || from.Id == activity.Recipient?.Id || !await addresses.ClaimWelcomeAsync(reference.ConversationId))
            return;
        var isPersonal = activity.IsPersonal();
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        var sender = await people.RecogniseAsync(activity, reference);
        var message = InboundTranslator.OfInstall(activity, sender, FirstQuestion);
        var reply = await bot.RespondAsync(message, deadline.Token);
        var welcome = ReplyActivity.Of(reply, new CardTarget(MessageId.Nonce(message.MessageId), clock.Now));
        if (await connector.SendToConversationAsync(reference, welcome, deadline.Token) is ConnectorAnswer.Done)
            await addresses.WelcomedAsync(reference.ConversationId);
        if (!isPersonal)
            await LearnMembersAsync(reference, deadline.Token);
        Log.Arrived(log, isPersonal);
    }

    /// <summary>Whoever is in the team can be nudged from now on without having written first.</summary>
    private async Task LearnMembersAsync(ConversationReference reference, CancellationToken cancellationToken)
    {
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            if (await connector.GetPagedMembersAsync(reference, next, cancellationToken) is not ConnectorAnswer.Done done
                || ConnectorClient.Parse(done.Body, TeamsJson.Wire.PagedMembersResult) is not { Members: { } members } result)
                return;
            foreach (var member in members)
            {
                await addresses.LearnAsync(member with { AadObjectId = member.AadObjectId ?? member.ObjectId }, reference, isPersonal: false);
                if ((member.AadObjectId ?? member.ObjectId) is { Length: > 0 } id && member.UserPrincipalName is { Length: > 0 } upn)
                    await addresses.RememberUpnAsync(id, upn.ToLowerInvariant());
            }

            if (string.IsNullOrEmpty(next = result.ContinuationToken))
                return;
        }
    }

    private static bool HasBot(Activity activity, IReadOnlyList<TeamsChannelAccount>? members) =>
        activity.Recipient?.Id is { Length: > 0 } bot && members?.Any(member => member.Id == bot) is true;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The bot was installed, in a personal chat: {IsPersonal}.")]
        public static partial void Arrived(ILogger logger, bool isPersonal);

        [LoggerMessage(Level = LogLevel.Information, Message = "The bot was uninstalled, in a personal chat: {IsPersonal}.")]
        public static partial void Left(ILogger logger, bool isPersonal);

        [LoggerMessage(Level = LogLevel.Error, Message = "An install or membership update failed.")]
        public static partial void UpdateFailed(ILogger logger, Exception fault);
    }
}
