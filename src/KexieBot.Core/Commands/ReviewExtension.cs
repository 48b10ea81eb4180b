using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>同意延期 / 不同意延期: the office decides on a later deadline, and may grant another day than was asked for.</summary>
public sealed class ReviewExtension(Ledger.Ledger ledger, ItemFinder finder, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.ApproveExtension, Intent.RejectExtension];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_ApproveExtension, Texts.Help_ApproveExtensionWhat),
        new(Texts.Help_RejectExtension, Texts.Help_RejectExtensionWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say(Texts.ReviewExtension_AsksMeasure)) with { Asks = Question.ForNumber(turn) };
        var isRefusal = turn.Understood.Intent == Intent.RejectExtension;
        if (turn.Slots.NewDeadline < turn.Today)
            return Reply.Refusal(turn.Say(Texts.Refusal_DayHasPassed, OfficeClock.Text(turn.Slots.NewDeadline.Value)));
        var found = await finder.WaitingItemAsync(turn, item => item.Extension is not null, turn.Say(Texts.ReviewExtension_Request));
        return await found.AnswerAsync(async yes => isRefusal && yes.Item.Extension is not null && string.IsNullOrWhiteSpace(turn.Slots.Reason)
            ? Reply.Refusal(turn.Say(Texts.ReviewExtension_AsksReason, turn.Slots.Measures[0])) with { Asks = Question.ForText(turn, AwaitedText.Reason) }
            : await ledger.CommitAsync(yes.Item.PlanId, turn.Origin, [yes.Item.Ref], current => Decide(turn, current[yes.Item.Ref], isRefusal)));
    }

    private Decision Decide(Turn turn, WorkItem item, bool isRefusal)
    {
        var (now, reference, unit) = (clock.Now, turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        if (item.Extension is not { } request)
            return new Decision(Reply.Refusal(turn.Say(Texts.ReviewExtension_NothingToDecide, unit, reference)));
        var day = ExtendedDay.Of(turn.Slots, item.Deadline ?? turn.Today, turn.Today, calendar) ?? request.To;
        if (!isRefusal && (day <= turn.Today || day <= item.Deadline))
            return new Decision(Reply.Refusal(turn.Say(Texts.ReviewExtension_NotLater, OfficeClock.Text(day), reference, unit)));
        var after = isRefusal ? item with { Extension = null } : item with { Extension = null, Deadline = day, MissedDeadline = item.MissedDeadline ?? (request.IsLate ? item.Deadline : null) };
        var messages = Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, now, person => AnswerFor(person, turn, item, request, day, isRefusal)).ToList();
        return new Decision(new Reply
        {
            Title = isRefusal
                ? turn.Say(Texts.ReviewExtension_Refused, unit, reference, OfficeClock.Text(item.Deadline!.Value))
                : turn.Say(Texts.ReviewExtension_Granted, unit, reference, OfficeClock.Text(day)),
            Tone = ReplyTone.Good,
            Lines = [.. isRefusal ? [] : Late(request, turn.Language), .. Told.Lines(turn, messages, turn.WithoutLiaison(item))],
        })
        {
            Changes = [new ItemChange(isRefusal ? EventKind.ExtensionRefused : EventKind.ExtensionGranted, item, after, isRefusal ? turn.Slots.Reason : turn.Say(Texts.ReviewExtension_Event, OfficeClock.Text(day)))],
            Messages = [.. messages, .. Notices.OnCards(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => OutcomeFor(person, turn, unit, reference, isRefusal ? null : day))],
        };
    }

    private static Reply OutcomeFor(Person officer, Turn turn, string unit, string reference, DateOnly? until)
    {
        var language = officer.Language;
        var title = until is { } day
            ? language.Say(Texts.ReviewExtension_GrantedToOffice, turn.Person.Name, unit, reference, OfficeClock.Text(day))
            : language.Say(Texts.ReviewExtension_RefusedToOffice, turn.Person.Name, unit, reference, turn.Slots.Reason);
        return ReviewChoices.Decided(title, reference, language);
    }

    private static IReadOnlyList<string> Late(ExtensionRequest request, Language language) => request.IsLate ? [language.Say(Texts.ReviewExtension_WasLate)] : [];

    private static Reply AnswerFor(Person person, Turn turn, WorkItem item, ExtensionRequest request, DateOnly day, bool isRefusal)
    {
        var language = person.Language;
        var (reference, title) = (turn.RefOf(item.PlanId, item.Number), turn.TitleOf(item));
        if (!isRefusal)
            return Reply.Of(language.Say(Texts.ReviewExtension_GrantedToUnit, reference, title, OfficeClock.Text(day)), ReplyTone.Good) with { Lines = Late(request, language) };
        return new Reply
        {
            Title = language.Say(Texts.ReviewExtension_RefusedToUnit, reference, title, OfficeClock.Text(item.Deadline!.Value)),
            Tone = ReplyTone.Warning,
            Lines = [language.Say(Texts.Notice_Reason, turn.Slots.Reason)],
        };
    }
}
