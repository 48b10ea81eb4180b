using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>驳回异议: the office leaves an item with the unit that objects. To follow an objection it hands the item on or takes the unit off (<see cref="PlanEdits"/>).</summary>
public sealed class ReviewDispute(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.RejectDispute];

    public override IReadOnlyList<CommandHelp> Help => [new("驳回异议 7，按原分工办", "异议不成立，仍由该单位负责", "reject dispute 7, it stays with you", "the item stays with the unit that objects")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say("请说明是第几条，例如：驳回异议 7", "Which measure? For example: reject dispute 7")) with { Asks = Question.ForNumber(turn) };
        return await finder.WaitingItemAsync(turn, item => item.Dispute is not null, turn.Say("待定的异议", "objection to decide")) switch
        {
            FoundItem.Yes { Item: var item } => await ledger.CommitAsync(item.PlanId, turn.Origin, [item.Ref], current => Decide(turn, current[item.Ref])),
            FoundItem.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundItem has no answer here."),
        };
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var (reference, unit) = (turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        if (item.Dispute is null)
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条没有待定的异议（可能已经定过），没有改动。", $"{reference} has no objection to decide (it may be decided already).")));
        var messages = Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, clock.Now, person => AnswerFor(person, turn, item, reference)).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say($"没有采纳{unit}对第{reference}条的异议，仍由该单位负责。", $"{reference} stays with {unit}."),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, turn.WithoutLiaison(item)) is { } told ? [told] : [],
        })
        {
            Changes = [new ItemChange(EventKind.DisputeRejected, item, item with { Dispute = null }, turn.Slots.Reason)],
            Messages = [.. messages, .. Notices.OnCards(turn.Roster.InRole(PersonRole.Office), turn, item, clock.Now, officer => OutcomeFor(officer, turn, unit, reference))],
        };
    }

    private static Reply OutcomeFor(Person officer, Turn turn, string unit, string reference) => ReviewChoices.Decided(
        officer.Language == "en" ? $"{turn.Person.Name} left {reference} with {unit}" : $"{turn.Person.Name}没有采纳{unit}对第{reference}条的异议", reference, officer.Language == "en");

    private static Reply AnswerFor(Person person, Turn turn, WorkItem item, string reference)
    {
        var isEnglish = person.Language == "en";
        var title = turn.TitleOf(item);
        return new Reply
        {
            Title = isEnglish ? $"{reference} {title} stays with your unit" : $"第{reference}条 {title} 的异议没有采纳，仍由本单位负责",
            Tone = ReplyTone.Warning,
            Lines = turn.Slots.Reason is { Length: > 0 } reason ? [isEnglish ? $"Reason: {reason}" : $"原因：{reason}"] : [],
        };
    }
}
