using System.Diagnostics;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Logging;

namespace KexieBot.Core.Chat;

/// <summary>Takes one verified message and answers it.</summary>
public sealed partial class ChatBot(RosterStore rosterStore, RosterEdits rosterEdits, LedgerReader reader, CommandRegistry commands, Conversations conversations, GivenAnswers givenAnswers, Pages pages, Strangers strangers, CardNews cardNews, Reach reach, OfficeClock clock, ILogger<ChatBot> logger)
{
    /// <summary>The longest message that is read, in UTF-16 units; a report of ten thousand characters fits.</summary>
    public const int LongestText = 20_000;

    /// <summary>The longest of one text that is kept: what was done, a problem, a reason, a remark.</summary>
    public const int LongestField = 4000;

    /// <summary>Answers <paramref name="message"/>. The same message id gets the same answer and changes nothing a second time.</summary>
    public async Task<Reply> RespondAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var started = clock.Time.GetTimestamp();
        using var activity = KexieTelemetry.Activities.StartActivity("turn");
        var errorId = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("N");
        try
        {
            var (reply, intent) = await AnswerAsync(message, cancellationToken);
            var taken = clock.Time.GetElapsedTime(started);
            Log.Answered(logger, message.Sender.Channel, intent, taken.TotalMilliseconds);
            Count(message, intent.JsonName(), "answered", taken);
            return reply;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, exception, message.Sender.Channel, errorId);
            Count(message, Intent.Unknown.JsonName(), "failed", clock.Time.GetElapsedTime(started));
            return new Reply
            {
                // Whose message it was may not be known yet.
                Title = Languages.SayInAll(exception switch
                {
                    StoreBusyException => Texts.Fault_StoreIsBusy,
                    StoreFullException => Texts.Fault_StoreIsFull,
                    // The line may have died after the store had taken the change.
                    _ when StoreAway.Is(exception) => Texts.Fault_StoreIsAway,
                    _ => Texts.Fault_Unknown,
                }),
                Tone = ReplyTone.Bad,
                Hint = errorId[..8],
                IsFault = true,
            };
        }
    }

    // The own setting decides, then the roster's, then the client's: but who writes Chinese is answered so, as many have an English client.
    private static Language LanguageOf(Person person, InboundMessage message) =>
        person.Settings.Language is null && Languages.OfLocale(message.Locale) == Language.English
        && !message.Text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff') ? Language.English : person.Language;

    private static void Count(InboundMessage message, string intent, string outcome, TimeSpan taken) =>
        KexieTelemetry.Turns.Record(taken.TotalSeconds, new("channel", message.Sender.Channel.ToString().ToLowerInvariant()), new("intent", intent), new("outcome", outcome));

    private async Task<(Reply Reply, Intent Intent)> AnswerAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var roster = await rosterStore.GetAsync();
        if (roster.FindPerson(message.Sender) is not { } person)
            return (await strangers.AnswerAsync(message, roster), Intent.Unknown);
        var messageId = Turn.MessageKeyOf(message);
        // A change of the roster is asked for first: answering it again finishes what a crash left undone.
        if ((await rosterEdits.AnswerToAsync(messageId) ?? await givenAnswers.FindAsync(person, messageId)) is { } given)
            return (given, Intent.Unknown);
        var (reply, intent) = await AnswerAsync(message, person, roster, cancellationToken);
        // A card's button has one id however often it is tapped: what it only shows is shown as it is now.
        if (!message.IsAutomatic && (message.CardDrawnAt is null || !intent.OnlyReads()))
            await givenAnswers.KeepAsync(person, messageId, reply);
        return (reply, intent);
    }

    private async Task<(Reply Reply, Intent Intent)> AnswerAsync(InboundMessage message, Person person, Roster.Roster roster, CancellationToken cancellationToken)
    {
        var language = LanguageOf(person, message);
        if (message.Text.Length > LongestText)
            return (Reply.Refusal(language.Say(Texts.Refusal_MessageTooLong, message.Text.Length, LongestText)) with { Language = language }, Intent.Unknown);

        var plans = await reader.PlansAsync();
        // What a process that died before it could answer had committed.
        if (await reader.AnswerToAsync(plans.Select(plan => plan.Id), Turn.MessageKeyOf(message)) is { } committed)
            return (committed with { Language = language }, Intent.Unknown);
        var open = message.IsAutomatic ? null : await conversations.OpenAsync(message, person);
        var (turn, page) = await TurnOfAsync(message, person, roster, plans, open);
        turn = turn with { Language = language };
        var intent = turn.Understood.Intent;
        if (!intent.OnlyReads())
            turn = turn with { OutOfReach = await reach.OutOfReachAsync(roster), IsUnconnected = reach.IsUnconnected(roster) };
        var command = commands.Find(intent) ?? commands.Find(Intent.Unknown)!;
        if (Refused(turn, command) is { } refusal)
            return (refusal with { Language = turn.Language }, intent);
        var news = intent.OnlyReads() ? null : await cardNews.SinceAsync(turn);
        var reply = await pages.CutAsync(turn, await command.RunAsync(turn, cancellationToken), page);
        if (message.IsAutomatic)
            return (reply with { Language = turn.Language }, intent);
        // After the deed: a message that comes again because this process died finds the question still open.
        if (reply.Asks is { } question)
            await conversations.AskAsync(message, person, question);
        else if (open is not null && !message.IsFileAlone)
            await conversations.ForgetAsync(person);
        return (reply with { Language = turn.Language, Lines = news is null ? reply.Lines : [news, .. reply.Lines] }, intent);
    }

    private async Task<(Turn Turn, int Page)> TurnOfAsync(InboundMessage message, Person person, Roster.Roster roster, IReadOnlyList<Plan> plans, Question? open)
    {
        var context = TurnContext.Of(person, roster, plans, clock.Today);
        var (said, page) = Pages.In(message.Text, part => Utterances.Read(part, context).Intent);
        var (text, read, isConfirmed) = Conversations.Resolve(message with { Text = said }, open, part => Utterances.Read(part, context).Settled());
        if (read.Slots.Page is { } turnTo && await pages.TurnAsync(person, turnTo) is { } list)
            (text, page, read) = (list.Said, list.Page, Utterances.Read(list.Said, context).Settled());
        var understood = FormSlots.Merge(message, read);
        // A file is evidence, whatever is said with it; which measure it is for is asked where that is not said. Its name says nothing: 1号楼.png is no measure.
        if (understood.Intent is Intent.Unknown or Intent.Upload && message.Attachments.Count > 0)
        {
            text = $"{text} 【文件】材料".TrimStart();
            if (understood.Intent == Intent.Unknown)
                understood = Utterances.Read(text, context) is { Intent: Intent.Upload } upload ? upload : understood with { Intent = Intent.Upload };
        }

        var turn = new Turn(message with { Text = text }, person, roster, plans, understood, clock.Today)
        {
            IsConfirmed = isConfirmed,
            Shown = isConfirmed ? open?.Shown : null,
            Pieces = understood.Intent == Intent.Upload && message.Attachments.Count == 0 && open is not null ? open.Pieces : [],
        };
        return (turn, page);
    }

    private static Reply? Refused(Turn turn, ChatCommand command) =>
        turn.Message.IsAutomatic && !turn.Understood.Intent.OnlyReads()
            ? Reply.Refusal(turn.Say(Texts.ChatBot_CardCannotRefresh))
        : !command.IsFor(turn.Person.Role) ? NotFor(turn, command)
        : turn.Message.IsGroup && !turn.Understood.Intent.IsForGroups()
            ? Refusals.NotInGroups(turn)
            : TooLong(turn);

    private static Reply NotFor(Turn turn, ChatCommand command) => Reply.Refusal(command.IsFor(PersonRole.Liaison)
        ? turn.Say(Texts.Refusal_LiaisonDoes)
        : turn.Say(Texts.Refusal_OfficeDoes));

    // What is understood of a message may be cut; what is counted is what was sent.
    private static Reply? TooLong(Turn turn)
    {
        var slots = turn.Slots;
        var longest = new[] { slots.Note, slots.Problem, slots.NextStep, slots.Reason }.Max(text => text?.Length ?? 0);
        if (longest <= LongestField)
            return null;
        var length = Math.Max(longest, turn.Message.Text.Length);
        return Reply.Refusal(turn.Say(Texts.Refusal_TextTooLong, length, LongestField));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Answered a {Channel} message understood as {Intent} in {Milliseconds:0.0} ms.")]
        public static partial void Answered(ILogger logger, ChannelKind channel, Intent intent, double milliseconds);

        [LoggerMessage(2, LogLevel.Error, "A {Channel} message could not be answered; the sender was given the id {ErrorId}.")]
        public static partial void Failed(ILogger logger, Exception exception, ChannelKind channel, string errorId);
    }
}
