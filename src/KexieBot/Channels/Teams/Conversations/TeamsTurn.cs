using System.Text.Json;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>One activity from a caller who was let in: what it asks for, the bot's answer, and how the answer gets back.</summary>
internal sealed partial class TeamsTurn(
    ChatBot bot, TeamsPeople people, ConnectorClient connector, RunningTurns turns, Memberships memberships, OfficeClock clock, ILogger<TeamsTurn> log)
{
    /// <summary>Teams hangs up after 10 to 15 seconds and delivers again (bot-builder-howto-long-operations-guidance).</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    /// <summary>A person looks at the button meanwhile.</summary>
    public static readonly TimeSpan AnswerTapWithin = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    public async Task<TurnAnswer> RunAsync(Activity activity, Uri serviceUrl)
    {
        if (turns.IsFull)
            return TurnAnswer.Busy;
        if (activity.Type == "invoke")
            return activity.Name == "adaptiveCard/action" ? await TapAsync(activity, serviceUrl) : TurnAnswer.NotImplemented;

        // messageUpdate and messageDelete are no new reports, and what else may come is to be taken in silence.
        var turn = activity.Type switch
        {
            "message" => MessageAsync(activity, serviceUrl),
            "conversationUpdate" or "installationUpdate" => memberships.UpdateAsync(activity, ReferenceTo(activity, serviceUrl)),
            _ => Task.CompletedTask,
        };
        return await turns.EndsWithinAsync(turn, AnswerWithin) ? TurnAnswer.Ok : TurnAnswer.Accepted;
    }

    public static ConversationReference ReferenceTo(Activity activity, Uri serviceUrl) => new(serviceUrl, activity.Conversation!.Id!)
    {
        TenantId = activity.TenantId(),
        UserId = activity.IsPersonal() ? activity.From?.Id : null,
        ActivityId = activity.Type == "message" ? activity.Id : null,
    };

    private async Task MessageAsync(Activity activity, Uri serviceUrl)
    {
        var reference = ReferenceTo(activity, serviceUrl);
        var action = string.IsNullOrWhiteSpace(activity.Text) && activity.Value is { } value ? CardAction.OfData(value) : null;
        if (await AnswerAsync(activity, reference, action) is { } answer)
            await SendAsync(reference, answer);
    }

    /// <summary>A tap is answered with the card that takes the old one's place. Late answers replace it afterwards.</summary>
    private async Task<TurnAnswer> TapAsync(Activity activity, Uri serviceUrl)
    {
        if (CardAction.OfInvoke(activity.Value) is not { } action)
            return TurnAnswer.CardError(400, "BadRequest", "This card's button is not one of ours.");
        var reference = ReferenceTo(activity, serviceUrl);
        var work = AnswerAsync(activity, reference, action);
        if (await turns.EndsWithinAsync(work, AnswerTapWithin))
            return await work is { Attachments: [{ Content: { } card }, ..] } ? TurnAnswer.Card(card) : TurnAnswer.Ok;
        _ = turns.EndsWithinAsync(ReplaceLaterAsync(work, reference, activity.ReplyToId), TimeSpan.Zero);
        return TurnAnswer.CardMessage("正在办理，完成后这里会更新。");
    }

    private async Task ReplaceLaterAsync(Task<Activity?> work, ConversationReference reference, string? cardId)
    {
        if (await work is not { } answer)
            return;
        if (cardId is not { Length: > 0 }
            || await connector.UpdateActivityAsync(reference, cardId, answer with { Id = cardId }, CancellationToken.None) is not ConnectorAnswer.Done)
            await SendAsync(reference, answer);
    }

    private async Task<Activity?> AnswerAsync(Activity activity, ConversationReference reference, CardAction? action)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        using var scope = TurnScope.Begin(log, activity);
        try
        {
            var sender = await people.RecogniseAsync(activity, reference);
            var message = action is null ? InboundTranslator.OfText(activity, sender) : InboundTranslator.OfAction(activity, sender, action);
            if (message is null)
                return null;
            Log.MessageReceived(log, message.MessageId, message.IsGroup);
            var reply = await bot.RespondAsync(message, deadline.Token);
            return ReplyActivity.Of(reply, new CardTarget(MessageId.Nonce(message.MessageId), clock.Now)
            {
                Said = message.Fields.Count == 0 ? message.Text : null,
                RefreshFor = message.IsGroup ? null : activity.From!.Id,
                Page = action?.Page ?? 1,
            });
        }
        catch (Exception fault) when (fault is not OperationCanceledException || deadline.IsCancellationRequested)
        {
            var id = MessageId.Nonce($"{activity.Id}{clock.Time.GetTimestamp()}")[..8];
            Log.TurnFailed(log, fault, id);
            return ReplyActivity.Of(Reply.Refusal($"没有办成，不是您的问题。请稍后再试；若仍不行，请把编号 {id} 告诉管理员。"), new CardTarget(id, clock.Now));
        }
    }

    private async Task SendAsync(ConversationReference reference, Activity answer)
    {
        var outcome = (await connector.SendToConversationAsync(reference, answer with { ReplyToId = reference.ActivityId }, CancellationToken.None)).ToOutcome();
        if (outcome is not SendOutcome.Sent)
            Log.ReplyLost(log, outcome.GetType().Name);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Teams brought message {MessageId}, in a group: {IsGroup}.")]
        public static partial void MessageReceived(ILogger logger, string messageId, bool isGroup);

        [LoggerMessage(Level = LogLevel.Error, Message = "A turn failed; the sender was told the number {ErrorId}.")]
        public static partial void TurnFailed(ILogger logger, Exception fault, string errorId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be delivered: {Outcome}.")]
        public static partial void ReplyLost(ILogger logger, string outcome);
    }
}

/// <summary>What the HTTP response says.</summary>
internal sealed record TurnAnswer(int Status, AdaptiveCardInvokeResponse? Body = null)
{
    public static TurnAnswer Ok { get; } = new(StatusCodes.Status200OK);

    /// <summary>Taken; the answer follows as a message.</summary>
    public static TurnAnswer Accepted { get; } = new(StatusCodes.Status202Accepted);

    public static TurnAnswer NotImplemented { get; } = new(StatusCodes.Status501NotImplemented);

    public static TurnAnswer Busy { get; } = new(StatusCodes.Status503ServiceUnavailable);

    public static TurnAnswer Card(JsonElement card) => new(StatusCodes.Status200OK, new AdaptiveCardInvokeResponse(200, AdaptiveCardInvokeResponse.CardType, card));

    public static TurnAnswer CardMessage(string text) =>
        new(StatusCodes.Status200OK, new AdaptiveCardInvokeResponse(200, AdaptiveCardInvokeResponse.MessageType, JsonSerializer.SerializeToElement(text, TeamsJson.Wire.String)));

    public static TurnAnswer CardError(int status, string code, string message) =>
        new(StatusCodes.Status200OK, new AdaptiveCardInvokeResponse(status, AdaptiveCardInvokeResponse.ErrorType, JsonSerializer.SerializeToElement(new ErrorBody(code, message), TeamsJson.Wire.ErrorBody)));
}
