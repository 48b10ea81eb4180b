using System.Globalization;
using System.Text.Json;
using KexieBot.Channels.WeCom.Admin;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Cards;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Sending;

/// <summary>Sends to one member by message/send (发送应用消息), or into the group whose webhook is configured. A message of several parts resumes after the last part that went.</summary>
internal sealed partial class WeComSender(
    WeComApi api,
    ReplyRenderer renderer,
    WeComRates rates,
    WeComSentLog sent,
    WeComCardLog cards,
    WeComBulletin bulletin,
    WeComTiles tiles,
    ReplyFiles files,
    OfficeClock clock,
    IOptions<WeComOptions> options,
    ILogger<WeComSender> logger) : IChannelSender
{
    /// <summary>Answers, unlike nudges, may say the same twice within hours: the platform's check for duplicates must not swallow the second.</summary>
    public const string AnswerKind = "answer";

    // As long as an attempt in doubt is tried again.
    private static readonly TimeSpan DuplicateCheck = TimeSpan.FromMinutes(30);

    public ChannelKind Channel => ChannelKind.WeCom;

    /// <summary>The app itself cannot be in a group; the group of <c>WeCom:BulletinKey</c> can be written to.</summary>
    public IReadOnlyList<GroupAddress> Groups => options.Value is { IsOn: true, BulletinKey.Length: > 0 } ? [new GroupAddress(ChannelKind.WeCom, "bulletin")] : [];

    public async Task<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!options.Value.IsOn)
            return new SendOutcome.Unreachable("WeCom is not configured (WeCom:CorpId is empty)");
        try
        {
            if (message.Kind != AnswerKind && HalfHours.WaitFor(message.To.Id, clock.Now, options.Value.HalfHourMargin) is { } late)
                return new SendOutcome.Throttled(late);
            if (message.To.IsGroup)
                return await bulletin.SendAsync(message.Key, message.Content, cancellationToken);
            var outcome = await SendPartsAsync(message, cancellationToken);
            // Nobody is sent anything unasked but because their numbers have changed: every morning, and when others decide.
            if (outcome is SendOutcome.Sent && message.Kind != AnswerKind)
                await tiles.RefreshAsync(message.To.Id, cancellationToken);
            return outcome;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            Log.StoreFailed(logger, e);
            return new SendOutcome.Unavailable("the store does not answer");
        }
    }

    /// <summary>A card that has become a form stays: it belongs to who fills it in.</summary>
    public async Task<SendOutcome?> ReplaceCardAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!options.Value.IsOn || message.Item is not { } item || await cards.HeldAsync(message.To.Id, item) is not { } held || await cards.FormSayAsync(held.TaskId) is not "")
            return null;
        var card = renderer.RenderCard(message.Content);
        var update = new UpdateCardRequest([message.To.Id], options.Value.Agent, held.ResponseCode);
        update = card is null ? update with { Button = new UpdateCardButton(message.Content.Language.Say(Texts.WeCom_Done)) } : update with { TemplateCard = card.Content };
        var answer = await api.PostAsync("message/update_template_card", update, cancellationToken);
        if (answer is WeComCall.NotSent notSent)
            return new SendOutcome.Unavailable(notSent.Reason);
        if (answer is WeComCall.Refused { Code: WeComErrors.TooOften })
            return new SendOutcome.Throttled(await rates.BlockAsync());
        // The code is spent, or no good.
        await cards.ReleaseAsync(message.To.Id, item);
        if (answer is not WeComCall.Done)
        {
            Log.NotReplaced(logger, answer.Describe());
            return null;
        }

        await cards.SetAsync(held.TaskId, card?.FormSay);
        return new SendOutcome.Sent(null);
    }

    /// <summary>Takes back every part of a message, within the platform's 24 hours. False when any part could not be taken back, or none was ever sent.</summary>
    public async Task<bool> RecallAsync(string messageKey, CancellationToken cancellationToken)
    {
        var ids = options.Value.IsOn ? await sent.ReadAsync(messageKey) : [];
        var isAllBack = ids.Count > 0;
        foreach (var id in ids)
        {
            var answer = id.Length == 0 ? null : await api.PostAsync("message/recall", new RecallRequest(id), cancellationToken);
            if (answer is WeComCall.Done)
                continue;
            isAllBack = false;
            Log.NotRecalled(logger, id, answer?.Describe() ?? "its id is not known");
        }

        return isAllBack;
    }

    private async Task<SendOutcome> SendPartsAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var parts = renderer.Render(message.Content);
        var gone = await sent.ReadAsync(message.Key);
        var lastId = gone.Count > 0 ? gone[^1] : null;
        for (var i = gone.Count; i < parts.Count; i++)
        {
            if (await rates.TryTakeAsync(message.To.Id, i == gone.Count ? cancellationToken : CancellationToken.None) is { } wait)
                return new SendOutcome.Throttled(wait);
            var outcome = await SendPartAsync(message, parts[i], i, cancellationToken);
            if (outcome is not SendOutcome.Sent done)
                return outcome;
            lastId = done.MessageId;
        }

        return new SendOutcome.Sent(lastId);
    }

    private async Task<SendOutcome> SendPartAsync(OutboundMessage message, WeComPart part, int index, CancellationToken cancellationToken)
    {
        // The same on every attempt: the platform takes a task id once, which makes a card that was in doubt safe to send again.
        var taskId = string.Create(CultureInfo.InvariantCulture, $"{WeComSentLog.NameOf(message.Key)}_{index}");
        var token = index == 0 ? cancellationToken : CancellationToken.None;
        var (answer, isKnownAgain) = await PostAsync(message, part, taskId, token);
        // A deployment that takes no such card: the person still has to hear of it.
        if (part is WeComPart.Card refusedCard && answer is WeComCall.Refused { Code: var code } && WeComErrors.IsCard(code))
        {
            Log.CardRefused(logger, answer.Describe());
            part = new WeComPart.Text(refusedCard.InWords);
            (answer, isKnownAgain) = await PostAsync(message, part, taskId, token);
        }

        var outcome = await JudgeAsync(answer, message.To.Id);
        if (outcome is SendOutcome.Uncertain inDoubt && isKnownAgain)
            outcome = inDoubt with { RepeatableFor = DuplicateCheck };
        if (outcome is SendOutcome.Sent done)
            await RememberAsync(message, done.MessageId, part, taskId, ResponseCodeOf(answer));
        else
            Log.NotSent(logger, message.Key, answer.Describe());
        return outcome;
    }

    /// <returns>The answer, and whether the platform knows the same message again: a card by its task id, words by the check for duplicates.</returns>
    private async Task<(WeComCall Answer, bool IsKnownAgain)> PostAsync(OutboundMessage message, WeComPart part, string taskId, CancellationToken cancellationToken)
    {
        if (part is not WeComPart.File file)
            return await PostAsync(message, Request(message, part, taskId), part is WeComPart.Card, cancellationToken);
        // Uploading twice harms nobody: what nobody was sent goes after three days.
        var uploaded = await api.UploadAsync(file.Content.Name, await files.WriteAsync(file.Content), cancellationToken);
        if (MediaIdOf(uploaded) is not { } media)
            return (uploaded is WeComCall.Lost lost ? new WeComCall.NotSent(lost.Reason) : uploaded, false);
        return await PostAsync(message, new SendRequest(message.To.Id, "file", options.Value.Agent) { File = new SendFile(media) }, isKnownAgain: false, cancellationToken);
    }

    private async Task<(WeComCall Answer, bool IsKnownAgain)> PostAsync(OutboundMessage message, SendRequest request, bool isKnownAgain, CancellationToken cancellationToken)
    {
        if (message.Kind != AnswerKind && await sent.IsFirstToSayAsync(message.Key, WeComJson.Write(request), DuplicateCheck))
            request = request with { EnableDuplicateCheck = 1, DuplicateCheckInterval = (int)DuplicateCheck.TotalSeconds };
        return (await api.PostAsync("message/send", request, cancellationToken), isKnownAgain || request.EnableDuplicateCheck == 1);
    }

    private static string? MediaIdOf(WeComCall answer) =>
        answer is WeComCall.Done { Body: var body } && body.TryGetProperty("media_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private SendRequest Request(OutboundMessage message, WeComPart part, string taskId)
    {
        var to = message.To.Id;
        var agent = options.Value.Agent;
        return part switch
        {
            WeComPart.Text text => new SendRequest(to, "text", agent) { Text = new SendContent(text.Content) },
            WeComPart.Markdown markdown => new SendRequest(to, "markdown", agent) { Markdown = new SendContent(markdown.Content) },
            WeComPart.Card card => new SendRequest(to, "template_card", agent) { TemplateCard = card.Content with { TaskId = taskId } },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<SendOutcome> JudgeAsync(WeComCall answer, string user) => answer switch
    {
        WeComCall.Done done => Delivered(done.Body, user),
        WeComCall.NotSent notSent => new SendOutcome.Unavailable(notSent.Reason),
        WeComCall.Lost lost => new SendOutcome.Uncertain(lost.Reason),
        WeComCall.Refused { Code: WeComErrors.TooOften } => new SendOutcome.Throttled(await rates.BlockAsync()),
        // Our task ids are well-formed, so this one has been used: an attempt before had arrived.
        WeComCall.Refused { Code: WeComErrors.TaskIdIllegal } => new SendOutcome.Sent(null),
        WeComCall.Refused refused when WeComErrors.IsRecipient(refused.Code) => new SendOutcome.Unreachable(refused.Describe()),
        WeComCall.Refused refused when WeComErrors.IsBusy(refused.Code) || WeComErrors.IsToken(refused.Code) || WeComErrors.IsConfiguration(refused.Code) =>
            new SendOutcome.Unavailable(refused.Describe()),
        _ => new SendOutcome.Rejected(answer.Describe()),
    };

    private static SendOutcome Delivered(JsonElement body, string user)
    {
        SendResponse response;
        try
        {
            response = body.Deserialize(WeComJson.Default.SendResponse)!;
        }
        catch (JsonException)
        {
            return new SendOutcome.Uncertain("the answer is not what the platform documents");
        }

        if (Names(response.Invaliduser, user))
            return new SendOutcome.Unreachable("the platform does not know the member, or the app is not visible to them");
        if (Names(response.Unlicenseduser, user))
            return new SendOutcome.Unreachable("the member's account has no interface licence");
        return new SendOutcome.Sent(response.Msgid);
    }

    private static bool Names(string? list, string user) =>
        list is { Length: > 0 } && list.Split('|').Contains(user, StringComparer.OrdinalIgnoreCase);

    private async Task RememberAsync(OutboundMessage message, string? messageId, WeComPart part, string taskId, string? responseCode)
    {
        try
        {
            await sent.AddAsync(message.Key, messageId ?? "");
            if (part is not WeComPart.Card card)
                return;
            await cards.SetAsync(taskId, card.FormSay);
            if (message.Item is { } item && responseCode is not null)
                await cards.HoldAsync(message.To.Id, item, taskId, responseCode);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // It has gone: saying otherwise would send it twice.
            Log.NotRemembered(logger, e, message.Key);
        }
    }

    private static string? ResponseCodeOf(WeComCall answer) =>
        answer is WeComCall.Done { Body: var body } && body.TryGetProperty("response_code", out var code) && code.ValueKind == JsonValueKind.String && code.GetString() is { Length: > 0 } given ? given : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "WeCom did not take {Key}: {Reason}.")]
        public static partial void NotSent(ILogger logger, string key, string reason);

        [LoggerMessage(2, LogLevel.Error, "The store did not answer before a WeCom message could be sent.")]
        public static partial void StoreFailed(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "{Key} was sent over WeCom, but the store did not take note of it.")]
        public static partial void NotRemembered(ILogger logger, Exception exception, string key);

        [LoggerMessage(5, LogLevel.Warning, "WeCom takes no template card here, it went as a text: {Reason}.")]
        public static partial void CardRefused(ILogger logger, string reason);

        [LoggerMessage(6, LogLevel.Warning, "A WeCom card could not be changed after somebody else had decided: {Reason}.")]
        public static partial void NotReplaced(ILogger logger, string reason);

        [LoggerMessage(4, LogLevel.Warning, "WeCom did not recall message {MessageId}: {Reason}.")]
        public static partial void NotRecalled(ILogger logger, string messageId, string reason);
    }
}
