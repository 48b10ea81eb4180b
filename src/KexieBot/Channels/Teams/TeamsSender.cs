using System.Net;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Conversations;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams;

/// <summary>Messages that the bot sends of itself: into the personal chat of the person, which the first one opens, or into a group that the bot was spoken to in.</summary>
internal sealed partial class TeamsSender(TeamsAddresses addresses, HeldCards held, ConnectorClient connector, OfficeClock clock, ILogger<TeamsSender> log) : IChannelSender
{
    /// <summary>What opening a chat may take. With it, a send and its answer's body, one attempt ends within half a minute: well before the dispatcher's deadline and the lease.</summary>
    public static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(8);

    public ChannelKind Channel => ChannelKind.Teams;

    public async Task<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (message.To.IsGroup)
                return await SendToGroupAsync(message, cancellationToken);
            if (await addresses.FindAsync(message.To) is not { } address)
                return new SendOutcome.Unreachable("The bot is not installed for this person, or it has never heard of them.");
            return await SendToPersonAsync(message, address, cancellationToken);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return new SendOutcome.Unavailable(fault.GetType().Name);
        }
    }

    public async Task<SendOutcome?> ReplaceCardAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (message.Item is not { } item || await addresses.FindAsync(message.To) is not { } address || await held.FindAsync(address.AadObjectId, item) is not { } card)
            return null;
        var activity = ReplyActivity.Of(message.Content, TargetOf(message, address)) with { Id = card.ActivityId };
        return (await connector.UpdateActivityAsync(card.Chat, card.ActivityId, activity, cancellationToken)).ToOutcome() switch
        {
            SendOutcome.Uncertain uncertain => new SendOutcome.Unavailable(uncertain.Reason),
            SendOutcome.Unreachable or SendOutcome.Rejected => null,
            var outcome => outcome,
        };
    }

    private async Task<SendOutcome> SendToGroupAsync(OutboundMessage message, CancellationToken cancellationToken) =>
        await addresses.FindGroupAsync(message.To.Id) is { } group
            ? (await connector.SendToConversationAsync(group, ReplyActivity.Of(message.Content, new CardTarget(MessageId.Nonce(message.Key), clock.Now)), cancellationToken)).ToOutcome()
            : new SendOutcome.Unreachable("The bot was never spoken to in this group.");

    /// <summary>A chat that is gone took nothing: it is opened anew and the message sent once more.</summary>
    private async Task<SendOutcome> SendToPersonAsync(OutboundMessage message, TeamsAddress address, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(OpenWithin, clock.Time);
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        if (address.ConversationId is { Length: > 0 } known)
        {
            var answer = await SendAsync(message, address, known, cancellationToken);
            if (answer is not ConnectorAnswer.Refused { Status: HttpStatusCode.NotFound, MayHaveArrived: false })
                return answer.ToOutcome();
            await addresses.ForgetConversationAsync(address);
        }

        try
        {
            var (id, outcome) = await OpenAsync(address, opening.Token);
            return id is null ? outcome! : (await SendAsync(message, address, id, cancellationToken)).ToOutcome();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.Unavailable("Opening the chat took too long.");
        }
    }

    private async Task<(string? Id, SendOutcome? Outcome)> OpenAsync(TeamsAddress address, CancellationToken cancellationToken)
    {
        if (address.TenantId is not { Length: > 0 } tenant)
            return (null, new SendOutcome.Unreachable("The person's tenant is not known, so no chat can be opened."));
        var answer = await connector.CreateConversationAsync(address.ServiceUrl, tenant, address.UserId, cancellationToken);
        if (answer is not ConnectorAnswer.Done { Id: { Length: > 0 } id })
            return (null, OfOpening(answer));
        await addresses.RememberConversationAsync(address, id);
        return (id, null);
    }

    /// <summary>Without a chat nothing of the message has left: no outcome of opening one is uncertain.</summary>
    private static SendOutcome OfOpening(ConnectorAnswer answer) => answer.ToOutcome() switch
    {
        SendOutcome.Uncertain uncertain => new SendOutcome.Unavailable(uncertain.Reason),
        SendOutcome.Sent => new SendOutcome.Unavailable("The platform opened a chat without naming it."),
        var outcome => outcome,
    };

    private async Task<ConnectorAnswer> SendAsync(OutboundMessage message, TeamsAddress address, string conversationId, CancellationToken cancellationToken)
    {
        var to = new ConversationReference(address.ServiceUrl, conversationId) { TenantId = address.TenantId, UserId = address.UserId };
        var answer = await connector.SendToConversationAsync(to, ReplyActivity.Of(message.Content, TargetOf(message, address)), cancellationToken);
        if (answer is ConnectorAnswer.Done { Id: { Length: > 0 } id } && message.Item is { } item && message.Content is { Form: null } content && (content.Choices.Count > 0 || content.Rows.Any(row => row.Choices.Count > 0)))
            await RememberAsync(address, item, to, id);
        return answer;
    }

    private async Task RememberAsync(TeamsAddress address, string item, ConversationReference chat, string activityId)
    {
        try
        {
            await held.RememberAsync(address.AadObjectId, item, chat, activityId);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            // It has gone: saying otherwise would send it twice.
            Log.NotRemembered(log, fault);
        }
    }

    private CardTarget TargetOf(OutboundMessage message, TeamsAddress address) => new(MessageId.Nonce(message.Key), clock.Now) { RefreshFor = address.UserId };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A card was sent, but the store did not take note of it: it will not change when somebody else decides.")]
        public static partial void NotRemembered(ILogger logger, Exception fault);
    }
}
