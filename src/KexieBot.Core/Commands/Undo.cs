using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>撤销: takes back the person's own last change within ten minutes, a 催办 within 24 hours and with its messages, by a new event. What somebody changed since stays as it is.</summary>
public sealed class Undo(Ledger.Ledger ledger, LedgerReader reader, Recalls recalls, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Undo];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("撤销", "十分钟内收回自己刚才的一次操作，催办一天内", "undo", "take back what you did last, within ten minutes; an urging within a day"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office or PersonRole.Leader;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var last = await reader.LastChangeOfAsync(turn.Plans.Select(plan => plan.Id), turn.Person.Id);
        var isUrging = last is not null && await reader.HistoryAsync(last.PlanId, last.Refs[0], 1) is [{ Kind: EventKind.Urged }, ..];
        if (last is null || clock.Now - last.At > (isUrging ? LastChange.RecallWithin : LastChange.UndoWithin))
            return Reply.Refusal(turn.Say("最近十分钟内没有您可以撤销的操作，没有改动。", "There is nothing of yours from the last ten minutes to undo."));
        var before = await StatesBeforeAsync(last);
        if (before is null)
            return Reply.Refusal(turn.Say("您的上一次操作不能撤销（之后又有变动，或已经撤销过），没有改动。可以直接再报一次。", "Your last change cannot be undone: something changed since, or it was undone already. You can simply report again."));
        var reply = await ledger.CommitAsync(last.PlanId, turn.Origin, last.Refs, current => Decide(turn, last, before, current));
        return isUrging && reply.Tone == ReplyTone.Good ? await WithMessagesBackAsync(turn, last, before, reply, cancellationToken) : reply;
    }

    // The ledger comes first: what cannot be recalled from a platform is said, and changes nothing there.
    private async Task<Reply> WithMessagesBackAsync(Turn turn, LastChange last, Dictionary<string, WorkItem> before, Reply reply, CancellationToken cancellationToken)
    {
        var persons = before.Values.SelectMany(item => turn.Roster.LiaisonsOf(item.UnitId)).Select(person => person.Id).Distinct(StringComparer.Ordinal);
        var (back, stay) = await recalls.TakeBackAsync(last.PlanId, [.. persons.Select(id => Urge.KeyOf(last.MessageId, last.PlanId, id))], cancellationToken);
        var words = stay == 0
            ? turn.Say($"{back} 人的催办消息已全部收回。", $"All {back} messages were taken back.")
            : turn.Say($"收回 {back} 人的催办消息；另有 {stay} 人的已经送达，收不回来。", $"{back} messages were taken back; {stay} have arrived and stay.");
        return reply with { Lines = [.. reply.Lines, words] };
    }

    // Each item as it was before the change; null where one of them has changed since or the change cannot be taken back.
    private async Task<Dictionary<string, WorkItem>?> StatesBeforeAsync(LastChange last)
    {
        var before = new Dictionary<string, WorkItem>(StringComparer.Ordinal);
        foreach (var itemRef in last.Refs)
        {
            if (await reader.HistoryAsync(last.PlanId, itemRef, 2) is not [{ } newest, { After: { } previous }] || newest.MessageId != last.MessageId || !CanUndo(newest.Kind))
                return null;
            before[itemRef] = previous;
        }

        return before;
    }

    private static bool CanUndo(EventKind kind) => kind is EventKind.Acknowledged or EventKind.Reported or EventKind.Corrected or EventKind.CloseRequested
        or EventKind.ExtensionRequested or EventKind.Urged;

    private Decision Decide(Turn turn, LastChange last, Dictionary<string, WorkItem> before, IReadOnlyDictionary<string, WorkItem> current)
    {
        var now = clock.Now;
        // The item's version is the event's number: higher than the undone change's means that somebody was faster.
        if (last.Refs.Any(itemRef => current[itemRef].Version > last.LastSeq))
            return new Decision(Reply.Refusal(turn.Say("之后又有变动，没有撤销。", "Something changed since; nothing was undone.")));
        var numbers = string.Join(turn.Say("、", ", "), current.Values.OrderBy(item => item.Number).Select(item => turn.RefOf(item.PlanId, item.Number)).Distinct(StringComparer.Ordinal));
        var asked = current.Values.Where(item => IsTakenBack(item, before[item.Ref])).ToList();
        return new Decision(Reply.Of(turn.Say($"已撤销：第 {numbers} 条恢复到操作前。", $"Undone: {numbers} is as it was before."), ReplyTone.Good))
        {
            Changes = [.. current.Values.Select(item => new ItemChange(EventKind.Undone, item, before[item.Ref], null))],
            Messages = [.. asked.SelectMany(item => Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => Withdrawn(person, turn, item)))],
        };
    }

    // The office was asked to decide on it.
    private static bool IsTakenBack(WorkItem item, WorkItem before) =>
        (item.State == WorkItemState.UnderReview && before.State != WorkItemState.UnderReview) || (item.Extension is not null && before.Extension is null);

    private static Reply Withdrawn(Person person, Turn turn, WorkItem item)
    {
        var (unit, reference) = (turn.Roster.NameOf(item.UnitId), turn.RefOf(item.PlanId, item.Number));
        return item.Extension is not null
            ? Reply.Of(person.Language == "en" ? $"{unit} took back the request to extend {reference}" : $"{unit}撤回了第{reference}条的延期申请")
            : Reply.Of(person.Language == "en" ? $"{unit} took back the request to close {reference}" : $"{unit}撤回了第{reference}条的办结申请");
    }
}
