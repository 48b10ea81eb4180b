using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>One activity from a caller who was let in: what it asks for, the bot's answer, and how the answer gets back.</summary>
internal sealed partial class TeamsTurn(
    ChatBot bot, TeamsPeople people, Redeliveries redeliveries, HeldCards held, ReplyDelivery delivery, FileOffers offers, RunningTurns turns, Memberships memberships, OfficeClock clock, ILogger<TeamsTurn> log)
{
    /// <summary>Teams hangs up after 10 to 15 seconds and delivers again (bot-builder-howto-long-operations-guidance).</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    /// <summary>A person looks at the button meanwhile.</summary>
    public static readonly TimeSpan AnswerTapWithin = TimeSpan.FromSeconds(4);

    /// <summary>A store that takes longer to say who somebody is is out of reach; saying so must fit into <see cref="AnswerWithin"/>.</summary>
    private static readonly TimeSpan RecogniseWithin = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    public async Task<TurnAnswer> RunAsync(Activity activity, Uri serviceUrl)
    {
        if (turns.IsFull)
            return TurnAnswer.Busy;
        if (activity.Type == "invoke")
        {
            return activity.Name switch
            {
                "adaptiveCard/action" => await TapAsync(activity, serviceUrl),
                FileOffers.InvokeName => await ConsentAsync(activity, serviceUrl),
                _ => TurnAnswer.NotImplemented,
            };
        }

        // messageUpdate and messageDelete are no new reports, and what else may come is to be taken in silence.
        var turn = activity.Type switch
        {
            "message" => MessageAsync(activity, serviceUrl),
            "conversationUpdate" or "installationUpdate" => memberships.UpdateAsync(activity, ReferenceTo(activity, serviceUrl)),
            _ => Task.FromResult(true),
        };
        if (!await turns.EndsWithinAsync(turn, AnswerWithin))
            return TurnAnswer.Accepted;
        return await turn ? TurnAnswer.Ok : TurnAnswer.Busy;
    }

    public static ConversationReference ReferenceTo(Activity activity, Uri serviceUrl) => new(serviceUrl, activity.Conversation!.Id!)
    {
        TenantId = activity.TenantId(),
        UserId = activity.IsPersonal() ? activity.From?.Id : null,
        ActivityId = activity.Type == "message" ? activity.Id : null,
    };

    /// <summary>False where it neither was acted on nor answered: Teams may bring it again.</summary>
    private async Task<bool> MessageAsync(Activity activity, Uri serviceUrl)
    {
        var reference = ReferenceTo(activity, serviceUrl);
        var action = string.IsNullOrWhiteSpace(activity.Text) && activity.Value is { } value ? CardAction.OfData(value) : null;
        if (await AnswerAsync(activity, reference, action) is not { } answer || !await ClaimAsync(answer))
            return true;
        if (await delivery.SendAsync(reference, answer, Deadline))
        {
            await AnsweredAsync(answer);
            await offers.OfferAsync(reference, answer);
            return true;
        }

        await ReleaseAsync(answer);
        return !answer.IsFault;
    }

    /// <summary>The person looks at the chat, where the file appears; nothing stands in the answer itself.</summary>
    private async Task<TurnAnswer> ConsentAsync(Activity activity, Uri serviceUrl)
    {
        await turns.EndsWithinAsync(offers.AnswerAsync(activity, ReferenceTo(activity, serviceUrl)), AnswerTapWithin);
        return TurnAnswer.Ok;
    }

    /// <summary>A tap is answered with the card that takes the old one's place. Late answers replace it afterwards.</summary>
    private async Task<TurnAnswer> TapAsync(Activity activity, Uri serviceUrl)
    {
        if (CardAction.OfInvoke(activity.Value) is not { } action)
            return TurnAnswer.CardError(400, "BadRequest", "This card's button is not one of ours.");
        var reference = ReferenceTo(activity, serviceUrl);
        var work = AnswerAsync(activity, reference, action);
        if (await turns.EndsWithinAsync(work, AnswerTapWithin))
        {
            if (await work is not { } answer)
                return TurnAnswer.Ok;
            _ = turns.EndsWithinAsync(offers.OfferAsync(reference, answer), TimeSpan.Zero);
            return await AnswerToAsync(activity, action, answer);
        }

        _ = turns.EndsWithinAsync(ReplaceLaterAsync(work, reference, activity.ReplyToId, action), TimeSpan.Zero);
        return TurnAnswer.CardMessage(activity.IsPersonal()
            ? Say(activity, Texts.Teams_WorkingOnIt)
            : Say(activity, Texts.Teams_WorkingOnItInGroup));
    }

    private async Task<TurnAnswer> AnswerToAsync(Activity activity, CardAction action, TurnReply answer)
    {
        if (answer.IsFault)
            return TurnAnswer.CardError(500, "ServiceError", answer.Text);
        if (answer.LeavesCard(wasForm: action.Fields.Count > 0))
            return TurnAnswer.CardMessage(answer.Text);
        if (answer.Reply.Form is not null && activity.ReplyToId is { Length: > 0 } card)
            await BecameFormAsync(activity, card);
        return TurnAnswer.Card(answer.ToActivity().Attachments![0].Content!.Value);
    }

    private async Task BecameFormAsync(Activity activity, string card)
    {
        try
        {
            await held.BecameFormAsync(activity.Conversation!.Id!, card);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            Log.NotNoted(log, fault);
        }
    }

    private async Task ReplaceLaterAsync(Task<TurnReply?> work, ConversationReference reference, string? cardId, CardAction action)
    {
        // Nobody waits for a refresh.
        if (await work is { } answer && !action.IsAutomatic)
        {
            await delivery.ReplaceAsync(reference, cardId, answer, wasForm: action.Fields.Count > 0, Deadline);
            await offers.OfferAsync(reference, answer);
        }
    }

    private async Task<TurnReply?> AnswerAsync(Activity activity, ConversationReference reference, CardAction? action)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        using var scope = TurnScope.Begin(log, activity);
        try
        {
            var (sender, isSettled) = await people.RecogniseAsync(activity, reference, TeamsPeople.AskFor).WaitAsync(RecogniseWithin, clock.Time, CancellationToken.None);
            var message = action is null
                ? InboundTranslator.OfText(activity, sender, clock.Now)
                : InboundTranslator.OfAction(activity, sender, action, await NameAsync(activity, sender, action));
            if (message is null)
                return null;
            if (!isSettled)
                return Fault(activity, sender, Say(activity, Texts.Teams_WhoIsUnknownYet), message.MessageId);
            Log.MessageReceived(log, message.MessageId, message.IsGroup);
            var reply = await bot.RespondAsync(message, deadline.Token);
            return new TurnReply(message.MessageId, sender, reply, new CardTarget(MessageId.Nonce(message.MessageId), clock.Now)
            {
                Said = message.Fields.Count == 0 ? message.Text : null,
                RefreshFor = activity.From!.Id,
                Page = action?.Page ?? 1,
            })
            { IsGroup = message.IsGroup };
        }
        catch (Exception fault) when (fault is not OperationCanceledException || deadline.IsCancellationRequested)
        {
            var id = MessageId.Nonce($"{activity.Id}{clock.Time.GetTimestamp()}")[..8];
            Log.TurnFailed(log, fault, id);
            return Fault(activity, new ChannelAccount(ChannelKind.Teams, activity.From!.Id!), Say(activity, Texts.Teams_Failed, id), id);
        }
    }

    private TurnReply Fault(Activity activity, ChannelAccount sender, string words, string messageId) =>
        new(messageId, sender, Reply.Refusal(words), new CardTarget(MessageId.Nonce(messageId), clock.Now)) { IsGroup = !activity.IsPersonal(), IsFault = true };

    private async Task<string> NameAsync(Activity activity, ChannelAccount sender, CardAction action) => action.IsAutomatic
        ? MessageId.OfActivity(activity.Conversation!.Id!, activity.Id!)
        : await redeliveries.NameAsync(MessageId.OfAction(activity.Conversation!.Id!, sender.Id, action), MessageId.OfActivity(activity.Conversation!.Id!, activity.Id!));

    /// <summary>While the store is away an answer is better given twice than not at all.</summary>
    private async Task<bool> ClaimAsync(TurnReply answer)
    {
        try
        {
            return answer.IsFault || await redeliveries.ClaimAnswerAsync(answer.MessageId);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return true;
        }
    }

    private Task AnsweredAsync(TurnReply answer) => NotedAsync(answer, redeliveries.AnsweredAsync);

    private Task ReleaseAsync(TurnReply answer) => NotedAsync(answer, redeliveries.ReleaseAnswerAsync);

    private async Task NotedAsync(TurnReply answer, Func<string, Task> note)
    {
        try
        {
            if (!answer.IsFault)
                await note(answer.MessageId);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            Log.AnswerNotNoted(log, fault);
        }
    }

    // An English client says nothing of its reader: many who write Chinese have one.
    internal static string Say(Activity activity, string text, params ReadOnlySpan<object?> arguments) =>
        Language.Chinese.Say(text, arguments) + (Languages.OfLocale(activity.Locale) == Language.English ? " " + Language.English.Say(text, arguments) : "");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Teams brought message {MessageId}, in a group: {IsGroup}.")]
        public static partial void MessageReceived(ILogger logger, string messageId, bool isGroup);

        [LoggerMessage(Level = LogLevel.Error, Message = "A turn failed; the sender was told the number {ErrorId}.")]
        public static partial void TurnFailed(ILogger logger, Exception fault, string errorId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A card became a form, but the store did not take note of it: somebody else's decision may take its place.")]
        public static partial void NotNoted(ILogger logger, Exception fault);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not take note of what became of an answer: a redelivery within two minutes is not answered, a later one is.")]
        public static partial void AnswerNotNoted(ILogger logger, Exception fault);
    }
}
