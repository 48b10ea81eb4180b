using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>同意办结 / 退回: the office decides on what units hold for done. A decided request cannot be decided again.</summary>
public sealed class ReviewClose(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.ApproveClose, Intent.RejectClose];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_ApproveClose, Texts.Help_ApproveCloseWhat),
        new(Texts.Help_ReturnClose, Texts.Help_ReturnCloseWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say(Texts.ReviewClose_AsksMeasure)) with { Asks = Question.ForNumber(turn) };
        var isReturn = turn.Understood.Intent == Intent.RejectClose;
        var found = await finder.WaitingItemAsync(turn, item => item.State == WorkItemState.UnderReview, turn.Say(Texts.ReviewClose_Request));
        return await found.AnswerAsync(async yes => isReturn && yes.Item.State == WorkItemState.UnderReview && string.IsNullOrWhiteSpace(turn.Slots.Reason)
            ? AskWhy(turn)
            : await ledger.CommitAsync(yes.Item.PlanId, turn.Origin, [yes.Item.Ref], current => Decide(turn, yes.Measure, current[yes.Item.Ref], isReturn)));
    }

    private static Reply AskWhy(Turn turn)
    {
        var say = turn.Message.Text.Trim().TrimEnd('，', ',');
        return Reply.Of(turn.Say(Texts.ReviewClose_AsksReason)) with
        {
            Form = new ReplyForm(say, turn.Say(Texts.Review_Return), [new FormField(FormSlots.Reason, turn.Say(Texts.ReviewClose_Reason), FieldKind.Paragraph) { IsRequired = true, MaxLength = 500 }]),
            Asks = new Question(Intent.RejectClose, turn.Say(Texts.ReviewClose_BeforeReason, say)) { Awaits = AwaitedText.Reason },
        };
    }

    private Decision Decide(Turn turn, Measure measure, WorkItem item, bool isReturn)
    {
        var (now, reference, unit) = (clock.Now, turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        var after = isReturn ? WorkItemMoves.Return(item, now, turn.Slots.Reason!) : WorkItemMoves.Close(item, now, measure.Stages);
        if (after is null)
        {
            var state = ItemRows.StateWord(item.State, turn.Language);
            return new Decision(Reply.Refusal(turn.Say(Texts.ReviewClose_NothingToDecide, unit, reference, state)));
        }

        var messages = Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, now, person => AnswerFor(person, turn, item, after, reference, isReturn)).ToList();
        return new Decision(new Reply
        {
            Title = isReturn ? turn.Say(Texts.ReviewClose_Returned, unit, reference) : after.State == WorkItemState.Closed ? turn.Say(Texts.ReviewClose_Accepted, unit, reference)
                : turn.Say(Texts.ReviewClose_StageAccepted, unit, reference, ItemRows.StageWord(item, turn.Today, turn.Language), OfficeClock.Text(after.Deadline!.Value)),
            Tone = ReplyTone.Good,
            Lines = [.. after.State == WorkItemState.Closed && RequestClose.IsBelow(item) ? new[] { turn.Say(Texts.ReviewClose_WasBelowHundred, item.Percent) } : [], .. Told.Lines(turn, messages, turn.WithoutLiaison(item))],
        })
        {
            Changes = [new ItemChange(isReturn ? EventKind.Returned : after.State == WorkItemState.Closed ? EventKind.Closed : EventKind.StageClosed, item, after, turn.Slots.Reason)],
            Messages = [.. messages, .. Notices.OnCards(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => OutcomeFor(person, turn, item, unit, reference, isReturn))],
        };
    }

    private static Reply OutcomeFor(Person officer, Turn turn, WorkItem item, string unit, string reference, bool isReturn)
    {
        var language = officer.Language;
        var title = isReturn
            ? language.Say(Texts.ReviewClose_ReturnedToOffice, turn.Person.Name, unit, reference, turn.Slots.Reason)
            : language.Say(Texts.ReviewClose_AcceptedToOffice, turn.Person.Name, unit, reference, ItemRows.StageWord(item, turn.Today, language));
        return ReviewChoices.Decided(title, reference, language);
    }

    private static Reply AnswerFor(Person person, Turn turn, WorkItem item, WorkItem after, string reference, bool isReturn)
    {
        var language = person.Language;
        var title = turn.TitleOf(item);
        if (!isReturn && after.State != WorkItemState.Closed)
        {
            var stage = ItemRows.StageWord(item, turn.Today, language);
            return Reply.Of(language.Say(Texts.ReviewClose_StageAcceptedToUnit, reference, title, stage, OfficeClock.Text(after.Deadline!.Value)), ReplyTone.Good);
        }

        if (!isReturn)
            return Reply.Of(language.Say(Texts.ReviewClose_AcceptedToUnit, reference, title), ReplyTone.Good);
        return new Reply
        {
            Title = language.Say(Texts.ReviewClose_ReturnedToUnit, reference, title),
            Tone = ReplyTone.Warning,
            Lines = [language.Say(Texts.Notice_Reason, turn.Slots.Reason)],
            Choices = [new Choice(language.Say(Texts.Offer_Report), language.Say(Texts.Command_Report, reference))],
        };
    }
}
