using System.Text.Json;
using System.Text.Json.Nodes;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>
/// Files for people in their personal chats: a bot may put one into a person's OneDrive once the person agrees (bots-filesv4). A card asks; the answer to it is an invoke
/// with the address of an upload session. What the file holds is settled only then, by what the person may see then: the card's own words are no right.
/// </summary>
internal sealed partial class FileOffers(
    ChatBot bot, ReplyFiles contents, TeamsFiles files, TeamsPeople people, Redeliveries redeliveries, ConnectorClient connector, ReplyDelivery delivery, OfficeClock clock, ILogger<FileOffers> log)
{
    public const string InvokeName = "fileConsent/invoke";

    private const string ConsentCard = "application/vnd.microsoft.teams.card.file.consent";
    private const string InfoCard = "application/vnd.microsoft.teams.card.file.info";

    /// <summary>As long as a turn may take.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>Asks whether the file may be put into the reader's OneDrive.</summary>
    public async Task OfferAsync(ConversationReference to, TurnReply answer)
    {
        if (!answer.IsGroup && answer.Reply.File is { } file)
            await LoggedAsync(() => OfferAsync(to, file, answer.Reply.Title));
    }

    /// <summary>The person has agreed, or not. The card that asked goes either way.</summary>
    public Task AnswerAsync(Activity activity, ConversationReference at) => LoggedAsync(() => TakeAnswerAsync(activity, at));

    private async Task OfferAsync(ConversationReference to, ReplyFile file, string description)
    {
        var context = new JsonObject { ["say"] = file.Say };
        var content = new JsonObject
        {
            ["description"] = description,
            ["sizeInBytes"] = (await contents.WriteAsync(file)).Length,
            ["acceptContext"] = context,
            ["declineContext"] = context.DeepClone(),
        };
        await SendAsync(to, new ActivityAttachment { ContentType = ConsentCard, Name = file.Name, Content = TeamsJson.ElementOf(content) }, file.Name);
    }

    private async Task TakeAnswerAsync(Activity activity, ConversationReference at)
    {
        // The file is uploaded once, however often Teams brings the answer.
        var messageId = MessageId.OfActivity(activity.Conversation!.Id!, $"file:{activity.ReplyToId ?? activity.Id}");
        if (!await redeliveries.ClaimAnswerAsync(messageId))
            return;
        var (sender, isSettled) = await people.RecogniseAsync(activity, at, TeamsPeople.AskFor);
        if (!isSettled)
        {
            // The card stays, to be tapped again.
            await redeliveries.ReleaseAnswerAsync(messageId);
            await ReplyAsync(at, messageId, sender, Reply.Refusal(TeamsTurn.Say(activity, Texts.Teams_WhoIsUnknownYet)));
            return;
        }

        await redeliveries.AnsweredAsync(messageId);
        if (activity.ReplyToId is { Length: > 0 } card)
            await connector.DeleteActivityAsync(at, card, CancellationToken.None);
        if (FileConsent.Of(activity.Value) is not { } consent || !activity.IsPersonal())
            return;
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        var reply = await bot.RespondAsync(InboundTranslator.OfFileConsent(activity, sender, consent.Say), deadline.Token);
        if (reply.File is not { } file)
        {
            await ReplyAsync(at, messageId, sender, reply);
        }
        else if (await files.PutAsync(consent.UploadUrl, await contents.WriteAsync(file), deadline.Token))
        {
            var content = new JsonObject { ["uniqueId"] = consent.UniqueId, ["fileType"] = consent.FileType };
            await SendAsync(at, new ActivityAttachment { ContentType = InfoCard, Name = consent.Name, ContentUrl = consent.ContentUrl, Content = TeamsJson.ElementOf(content) }, consent.Name);
        }
        else
        {
            await ReplyAsync(at, messageId, sender, Reply.Refusal(reply.Language.Say(Texts.Files_NotInOneDrive, file.Say)));
        }
    }

    private Task<bool> ReplyAsync(ConversationReference at, string messageId, ChannelAccount sender, Reply reply) =>
        delivery.SendAsync(at, new TurnReply(messageId, sender, reply, new CardTarget(MessageId.Nonce(messageId), clock.Now)), Deadline);

    private async Task SendAsync(ConversationReference to, ActivityAttachment attachment, string summary)
    {
        var answer = await connector.SendToConversationAsync(to with { ActivityId = null }, new Activity { Type = "message", Summary = summary, Attachments = [attachment] }, CancellationToken.None);
        if (answer is not ConnectorAnswer.Done)
            Log.NotSent(log, answer.GetType().Name);
    }

    // Nobody waits for these: who misses the file asks again.
    private async Task LoggedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or OperationCanceledException)
        {
            Log.NotSent(log, fault.GetType().Name);
        }
    }

    /// <summary>What the person agreed to: the words that make the file, and where it is to go.</summary>
    private sealed record FileConsent(string Say, Uri UploadUrl, string Name, string ContentUrl, string UniqueId, string FileType)
    {
        /// <summary>Null where the person declined, or the answer is none of ours.</summary>
        public static FileConsent? Of(JsonElement? value) =>
            value is { ValueKind: JsonValueKind.Object } answer && TextOf(answer, "action") == "accept"
            && answer.TryGetProperty("context", out var context) && TextOf(context, "say") is { Length: > 0 } say
            && answer.TryGetProperty("uploadInfo", out var upload) && Uri.TryCreate(TextOf(upload, "uploadUrl"), UriKind.Absolute, out var address)
                ? new FileConsent(say, address, TextOf(upload, "name") ?? "", TextOf(upload, "contentUrl") ?? "", TextOf(upload, "uniqueId") ?? "", TextOf(upload, "fileType") ?? "")
                : null;

        private static string? TextOf(JsonElement of, string name) =>
            of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A card about a file could not be sent: {Outcome}.")]
        public static partial void NotSent(ILogger logger, string outcome);
    }
}
