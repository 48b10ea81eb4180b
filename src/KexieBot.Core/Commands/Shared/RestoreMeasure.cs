using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands.Shared;

/// <summary>恢复第9条: a withdrawn measure comes back with its items as they stood; also what 撤销 does within ten minutes of the withdrawal.</summary>
public sealed class RestoreMeasure(Ledger.Ledger ledger, OfficeClock clock)
{
    public static Reply Confirm(Turn turn, string planId, Measure measure)
    {
        var reference = turn.RefOf(planId, measure.Number);
        return Reply.Confirm(turn, turn.Say(Texts.RestoreMeasure_Confirm, reference, measure.Title), turn.Message.Text.Trim());
    }

    public Task<Reply> RunAsync(Turn turn, string planId, int number) =>
        ledger.CommitPlanAsync(planId, turn.Origin, plan => [.. ItemsOf(turn, plan, number).Select(item => item.Ref)], (plan, items) => Decide(turn, plan, number, items));

    private IEnumerable<WorkItem> ItemsOf(Turn turn, Plan plan, int number) => PlanImport.ItemsOf(plan.Id, plan.FindMeasure(number)!, turn.Roster, clock.Now);

    private Decision Decide(Turn turn, Plan plan, int number, IReadOnlyDictionary<string, WorkItem> present)
    {
        var reference = turn.RefOf(plan.Id, number);
        if (!plan.FindMeasure(number)!.IsVoid)
            return new Decision(Reply.Refusal(turn.Say(Texts.RestoreMeasure_NotVoid, reference)));
        var changes = ItemsOf(turn, plan, number).Select(item => ChangeOf(item, present.GetValueOrDefault(item.Ref))).OfType<ItemChange>().ToList();
        var messages = changes.SelectMany(change => Notices.To(turn.Roster.LiaisonsOf(change.After.UnitId), turn, change.After, clock.Now, person => NoticeFor(person, turn, change.After, reference))).SaidOnce();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.RestoreMeasure_Done, reference, changes.Count),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(turn, messages, changes.Select(change => change.After.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any())),
        })
        {
            Plan = plan with { Measures = [.. plan.Measures.Select(measure => measure.Number == number ? measure with { IsVoid = false } : measure)] },
            Changes = changes,
            Messages = messages,
        };
    }

    // A group may have got members meanwhile.
    private ItemChange? ChangeOf(WorkItem wanted, WorkItem? present) =>
        present is null ? new ItemChange(EventKind.Assigned, null, wanted, null)
        : WorkItemMoves.Restore(present, clock.Now) is { } restored ? new ItemChange(EventKind.Reopened, present, restored, null) : null;

    private static Reply NoticeFor(Person person, Turn turn, WorkItem item, string reference) =>
        Reply.Of(person.Language.Say(Texts.RestoreMeasure_ToUnit, reference, turn.TitleOf(item)));
}
