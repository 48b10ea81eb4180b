using System.Globalization;
using KexieBot.Channels.WeCom.Admin;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Callback;
using KexieBot.Channels.WeCom.Cards;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Inbox;

/// <summary>Says to the bot what a callback means, and carries the answer back.</summary>
internal sealed partial class WeComConversation(
    ChatBot bot,
    WeComSender sender,
    WeComApi api,
    ReplyRenderer renderer,
    WeComCardLog cards,
    WeComInbox inbox,
    WeComWelcome welcome,
    WeComTiles tiles,
    RosterStore rosters,
    Outbox outbox,
    UnreachablePersons unreachable,
    OfficeClock clock,
    IOptions<WeComOptions> options,
    ILogger<WeComConversation> logger)
{
    private const string MyItems = "我的任务";
    private const string Summary = "进展汇总";
    private const string Help = "帮助";

    // As over Teams: what comes later than this only puzzles.
    private static readonly TimeSpan WorthSending = TimeSpan.FromHours(1);

    /// <summary>Null when nothing is left to do; otherwise what became of the answer.</summary>
    public async Task<SendOutcome?> HandleAsync(InboxEntry entry, WeComEvent happened, CancellationToken cancellationToken)
    {
        var outcome = await AnsweredAsync(entry, happened, cancellationToken);
        if (happened is not (WeComEvent.InactivityAlert or WeComEvent.Unsubscribed or WeComEvent.Other))
            await tiles.RefreshAsync(happened.From, cancellationToken);
        return outcome;
    }

    private async Task<SendOutcome?> AnsweredAsync(InboxEntry entry, WeComEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case WeComEvent.Text text:
                return await SayAsync(entry, happened, text.Content, cancellationToken);
            case WeComEvent.Image image:
                return await SayAsync(entry, happened, "", cancellationToken, attachment: new InboundAttachment("图片.jpg", "image/jpeg", image.MediaId));
            case WeComEvent.Link link:
                return await SayAsync(entry, happened, "", cancellationToken, attachment: new InboundAttachment(link.Title, "text/uri-list", link.Url));
            case WeComEvent.MenuTapped menu:
                return await SayAsync(entry, happened, menu.Say, cancellationToken);
            case WeComEvent.CardTapped tap:
                return await SayTapAsync(entry, tap, cancellationToken);
            case WeComEvent.Entered or WeComEvent.Subscribed:
                return await GreetAsync(entry, happened, cancellationToken);
            case WeComEvent.Unreadable { Kind: var kind }:
                return await RefuseAsync(happened, language => language.Say(NoUseFor(kind)), cancellationToken);
            case WeComEvent.InactivityAlert alert:
                Log.Inactive(logger, alert.Kind, alert.EffectTime);
                await WarnOfficeAsync(alert);
                return null;
            case WeComEvent.Unsubscribed:
                // Who has another account is reached there.
                if (await PersonAsync(happened) is { Accounts.Count: 1 } gone)
                    await unreachable.AddAsync(gone.Id, "WeCom: " + WeComErrors.Advice(new WeComCall.Refused(WeComErrors.OutOfSight, "")));
                return null;
            case WeComEvent.Other other:
                Log.Ignored(logger, other.Kind);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Sends what is not the bot's answer: that it failed.</summary>
    public Task<SendOutcome> ApologiseAsync(WeComEvent happened, string number, CancellationToken cancellationToken) =>
        RefuseAsync(happened, language => language.Say(Texts.WeCom_Failed, number), cancellationToken);

    /// <summary>Leaves an answer that the platform does not take to the outbox, under the name that it has here: what of it has gone is not repeated. False where nobody of the roster asked.</summary>
    public async Task<bool> EnqueueAsync(WeComEvent happened, Reply answer)
    {
        if (await PersonAsync(happened) is not { } person)
            return false;
        await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry(AnswerKey(happened), person.Id, "event", answer, clock.Now) { IsUrgent = true, PointlessAfter = clock.Now + WorthSending });
        return true;
    }

    private Task<SendOutcome> AnswerAsync(WeComEvent happened, Reply reply, CancellationToken cancellationToken) =>
        sender.SendAsync(new OutboundMessage(AnswerKey(happened), AccountOf(happened), reply) { Kind = WeComSender.AnswerKind }, cancellationToken);

    private async Task<SendOutcome> RefuseAsync(WeComEvent happened, Func<Language, string> words, CancellationToken cancellationToken)
    {
        var language = (await PersonAsync(happened))?.Language ?? Language.Chinese;
        return await AnswerAsync(happened, Reply.Refusal(words(language)) with { Language = language }, cancellationToken);
    }

    private async Task<SendOutcome> SayAsync(InboxEntry entry, WeComEvent happened, string text, CancellationToken cancellationToken, InboundAttachment? attachment = null) =>
        await AnswerAsync(happened, await AskAsync(entry, happened, text, attachment, fields: null, cancellationToken), cancellationToken);

    private async Task<Reply> AskAsync(InboxEntry entry, WeComEvent happened, string text, InboundAttachment? attachment, IReadOnlyDictionary<string, string>? fields, CancellationToken cancellationToken)
    {
        if (entry.Answer is { } said)
            return said;
        var message = new InboundMessage(happened.Identity, AccountOf(happened), text)
        {
            ConversationId = happened.From,
            Attachments = attachment is null ? [] : [attachment],
        };
        var reply = await bot.RespondAsync(fields is null ? message : message with { Fields = fields }, cancellationToken);
        await inbox.KeepAsync(entry with { Answer = reply });
        return reply;
    }

    private async Task<SendOutcome?> SayTapAsync(InboxEntry entry, WeComEvent.CardTapped tap, CancellationToken cancellationToken)
    {
        // A drop-down's value comes with every button of its card; only the form's own button means it.
        var form = await cards.FormSayAsync(tap.TaskId);
        var isForm = tap.Selected.Count > 0 && (form is null || form == tap.Say);
        var reply = await AskAsync(entry, tap, tap.Say, attachment: null, isForm ? tap.Selected : null, cancellationToken);
        return await TryReplaceAsync(tap, reply, cancellationToken) ? null : await AnswerAsync(tap, reply, cancellationToken);
    }

    /// <summary>
    /// Puts the answer in the tapped card's place where it is the card's next state: something was done, or a form follows. What was done and needs more room
    /// greys the card's buttons and goes as a message. Anything else leaves the card as it is: its buttons are needed again.
    /// </summary>
    private async Task<bool> TryReplaceAsync(WeComEvent.CardTapped tap, Reply reply, CancellationToken cancellationToken)
    {
        var isDone = reply.Tone == ReplyTone.Good;
        var card = isDone || reply.Form is not null ? renderer.RenderCard(reply) : null;
        if (tap.FromMenu || tap.ResponseCode.Length == 0 || (card is null && !isDone) || !await cards.TrySpendAsync(tap.ResponseCode))
            return false;
        var update = new UpdateCardRequest([tap.From], options.Value.Agent, tap.ResponseCode);
        update = card is null ? update with { Button = new UpdateCardButton(reply.Language.Say(Texts.WeCom_Done)) } : update with { TemplateCard = card.Content };
        var answer = await api.PostAsync("message/update_template_card", update, cancellationToken);
        if (answer is not WeComCall.Done)
        {
            Log.NotUpdated(logger, answer.Describe());
            return false;
        }

        // The next tap comes with the same task id, from the form that stands there now.
        await cards.SetAsync(tap.TaskId, card?.FormSay);
        return card is not null;
    }

    // The platform reports all who see the app; who is not on the roster has not written to the bot and is not answered.
    private async Task<SendOutcome?> GreetAsync(InboxEntry entry, WeComEvent happened, CancellationToken cancellationToken)
    {
        if (await PersonAsync(happened) is not { } person)
            return null;
        if (happened is WeComEvent.Subscribed)
        {
            await unreachable.RemoveAsync([person.Id]);
            return await SayAsync(entry, happened, Help, cancellationToken);
        }

        // Who has no units of their own waits for nothing but the whole.
        var what = person.UnitIds.Count == 0 && person.Role is PersonRole.Office or PersonRole.Leader ? Summary : MyItems;
        return await welcome.IsDueAsync(happened) ? await SayAsync(entry, happened, what, cancellationToken) : null;
    }

    private static string NoUseFor(string kind) => kind switch
    {
        "voice" => Texts.WeCom_NoVoice,
        "location" => Texts.WeCom_NoLocation,
        _ => Texts.WeCom_NoVideo,
    };

    // A log is read by nobody in time: the office keeps the app alive by opening it.
    private async Task WarnOfficeAsync(WeComEvent.InactivityAlert alert)
    {
        foreach (var person in (await rosters.GetAsync()).InRole(PersonRole.Office))
            await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry($"inactive/{WeComSentLog.NameOf(alert.Identity)}/{person.Id}", person.Id, "event", InactivityIn(person.Language, alert), clock.Now));
    }

    private Reply InactivityIn(Language language, WeComEvent.InactivityAlert alert)
    {
        var title = DayOf(alert.EffectTime) is { } day ? language.Say(Texts.WeCom_Inactive, day) : language.Say(Texts.WeCom_InactiveSoon);
        return Reply.Of(title, ReplyTone.Warning) with { Lines = [language.Say(Texts.WeCom_KeepActive)], Language = language };
    }

    private string? DayOf(string unixSeconds) =>
        long.TryParse(unixSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800 ? OfficeClock.Text(clock.DayOf(DateTimeOffset.FromUnixTimeSeconds(seconds))) : null;

    private async Task<Person?> PersonAsync(WeComEvent happened) => (await rosters.GetAsync()).FindPerson(AccountOf(happened));

    private static string AnswerKey(WeComEvent happened) => "answer/" + WeComSentLog.NameOf(happened.Identity);

    private static ChannelAccount AccountOf(WeComEvent happened) => new(ChannelKind.WeCom, happened.From);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "WeCom sent {Kind}, which this bot has no use for.")]
        public static partial void Ignored(ILogger logger, string kind);

        [LoggerMessage(2, LogLevel.Warning, "WeCom warns with {Kind} that it will switch the app off for lack of use; it takes effect at {EffectTime}. Open the app in the client or ask WeCom's administrator to keep it.")]
        public static partial void Inactive(ILogger logger, string kind, string effectTime);

        [LoggerMessage(3, LogLevel.Warning, "A tapped WeCom card could not be updated, its answer goes as a message: {Reason}.")]
        public static partial void NotUpdated(ILogger logger, string reason);
    }
}
