using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>驳回异议: the office leaves an item with the unit that objects. To follow an objection it hands the item on or takes the unit off (<see cref="PlanEdits"/>).</summary>
public sealed class ReviewDispute(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.RejectDispute];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_RejectDispute, Texts.Help_RejectDisputeWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say(Texts.ReviewDispute_AsksMeasure)) with { Asks = Question.ForNumber(turn) };
        var found = await finder.WaitingItemAsync(turn, item => item.Dispute is not null, turn.Say(Texts.ReviewDispute_Objection));
        return await found.AnswerAsync(async yes => yes.Item.Dispute is not null && string.IsNullOrWhiteSpace(turn.Slots.Reason)
            ? Reply.Refusal(turn.Say(Texts.ReviewDispute_AsksReason, turn.Slots.Measures[0])) with { Asks = Question.ForText(turn, AwaitedText.Reason) }
            : await ledger.CommitAsync(yes.Item.PlanId, turn.Origin, [yes.Item.Ref], current => Decide(turn, current[yes.Item.Ref])));
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var (reference, unit) = (turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        if (item.Dispute is null)
            return new Decision(Reply.Refusal(turn.Say(Texts.ReviewDispute_NothingToDecide, reference)));
        var messages = Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, clock.Now, person => AnswerFor(person, turn, item, reference)).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.ReviewDispute_Rejected, unit, reference),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(turn, messages, turn.WithoutLiaison(item)),
        })
        {
            Changes = [new ItemChange(EventKind.DisputeRejected, item, item with { Dispute = null }, turn.Slots.Reason)],
            Messages = [.. messages, .. Notices.OnCards(turn.Roster.InRole(PersonRole.Office), turn, item, clock.Now, officer => OutcomeFor(officer, turn, unit, reference))],
        };
    }

    private static Reply OutcomeFor(Person officer, Turn turn, string unit, string reference) => ReviewChoices.Decided(
        officer.Language.Say(Texts.ReviewDispute_RejectedToOffice, turn.Person.Name, unit, reference), reference, officer.Language);

    private static Reply AnswerFor(Person person, Turn turn, WorkItem item, string reference)
    {
        var language = person.Language;
        var title = turn.TitleOf(item);
        return new Reply
        {
            Title = language.Say(Texts.ReviewDispute_RejectedToUnit, reference, title),
            Tone = ReplyTone.Warning,
            Lines = [language.Say(Texts.Notice_Reason, turn.Slots.Reason)],
        };
    }
}
