using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
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
        new("同意办结 7", "通过一个单位的办结申请", "approve close 7", "accept a unit's request"),
        new("退回区科技局第7条，请补充佐证", "退回并写明原因", "return 7 evidence is missing", "send it back, with the reason"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say("请说明是第几条，例如：同意办结 7", "Which measure? For example: approve close 7")) with { Asks = Question.ForNumber(turn) };
        var isReturn = turn.Understood.Intent == Intent.RejectClose;
        if (isReturn && string.IsNullOrWhiteSpace(turn.Slots.Reason))
            return AskWhy(turn);
        return await finder.WaitingItemAsync(turn, item => item.State == WorkItemState.UnderReview, turn.Say("待审核的申请", "request to close")) switch
        {
            FoundItem.Yes { Item: var item, Measure: var measure } => await ledger.CommitAsync(item.PlanId, turn.Origin, [item.Ref], current => Decide(turn, measure, current[item.Ref], isReturn)),
            FoundItem.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundItem has no answer here."),
        };
    }

    private static Reply AskWhy(Turn turn)
    {
        var say = turn.Message.Text.Trim().TrimEnd('，', ',');
        return Reply.Of(turn.Say("退回要写明原因：填好提交，或直接回复原因。", "Say why: fill in and send, or just answer with the reason.")) with
        {
            Form = new ReplyForm(say, turn.Say("退回", "return"), [new FormField(FormSlots.Reason, turn.Say("原因", "Reason"), FieldKind.Paragraph) { IsRequired = true, MaxLength = 500 }]),
            Asks = new Question(Intent.RejectClose, turn.Say($"{say}，", $"{say} ")) { Awaits = AwaitedText.Reason },
        };
    }

    private Decision Decide(Turn turn, Measure measure, WorkItem item, bool isReturn)
    {
        var (now, reference, unit) = (clock.Now, turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        var after = isReturn ? WorkItemMoves.Return(item, now, turn.Slots.Reason!) : WorkItemMoves.Close(item, now, measure.Stages);
        if (after is null)
        {
            var state = ItemRows.StateWord(item.State, turn.IsEnglish);
            return new Decision(Reply.Refusal(turn.Say($"{unit}第{reference}条现在是“{state}”，没有待审核的申请，没有改动。", $"{unit}'s {reference} is {state}; there is no request to decide.")));
        }

        var messages = Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, now, person => AnswerFor(person, turn, item, after, reference, isReturn)).ToList();
        return new Decision(new Reply
        {
            Title = isReturn ? turn.Say($"已退回{unit}第{reference}条。", $"{reference} was returned to {unit}.") : after.State == WorkItemState.Closed ? turn.Say($"{unit}第{reference}条已办结。", $"{unit}'s {reference} is closed.")
                : turn.Say($"{unit}第{reference}条{ItemRows.StageWord(item, turn.Today, isEnglish: false)}已通过，下一节点 {OfficeClock.Text(after.Deadline!.Value)}。", $"{unit}'s {reference}{ItemRows.StageWord(item, turn.Today, isEnglish: true)} is done; the next is due {OfficeClock.Text(after.Deadline!.Value)}."),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, turn.WithoutLiaison(item)) is { } told ? [told] : [],
        })
        {
            Changes = [new ItemChange(isReturn ? EventKind.Returned : after.State == WorkItemState.Closed ? EventKind.Closed : EventKind.StageClosed, item, after, turn.Slots.Reason)],
            Messages = [.. messages, .. Notices.OnCards(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => OutcomeFor(person, turn, item, unit, reference, isReturn))],
        };
    }

    private static Reply OutcomeFor(Person officer, Turn turn, WorkItem item, string unit, string reference, bool isReturn)
    {
        var isEnglish = officer.Language == "en";
        var title = (isEnglish, isReturn) switch
        {
            (false, false) => $"{turn.Person.Name}已通过{unit}第{reference}条办结{ItemRows.StageWord(item, turn.Today, isEnglish: false)}",
            (false, true) => $"{turn.Person.Name}已退回{unit}第{reference}条：{turn.Slots.Reason}",
            (true, false) => $"{turn.Person.Name} accepted {unit}'s {reference} as done",
            (true, true) => $"{turn.Person.Name} returned {reference} to {unit}: {turn.Slots.Reason}",
        };
        return ReviewChoices.Decided(title, reference, isEnglish);
    }

    private static Reply AnswerFor(Person person, Turn turn, WorkItem item, WorkItem after, string reference, bool isReturn)
    {
        var isEnglish = person.Language == "en";
        var title = turn.TitleOf(item);
        if (!isReturn && after.State != WorkItemState.Closed)
        {
            var stage = ItemRows.StageWord(item, turn.Today, isEnglish);
            return Reply.Of(isEnglish ? $"{reference} {title}{stage} was accepted; the next stage is due {OfficeClock.Text(after.Deadline!.Value)}" : $"第{reference}条 {title}{stage}已通过，下一节点 {OfficeClock.Text(after.Deadline!.Value)}", ReplyTone.Good);
        }

        if (!isReturn)
            return Reply.Of(isEnglish ? $"{reference} {title} was accepted as done" : $"第{reference}条 {title} 已通过办结", ReplyTone.Good);
        return new Reply
        {
            Title = isEnglish ? $"{reference} {title} was returned" : $"第{reference}条 {title} 被退回，请补办",
            Tone = ReplyTone.Warning,
            Lines = [isEnglish ? $"Reason: {turn.Slots.Reason}" : $"原因：{turn.Slots.Reason}"],
            Choices = [new Choice(isEnglish ? "report" : "报进展", isEnglish ? $"update {reference}" : $"更新 {reference}")],
        };
    }
}
