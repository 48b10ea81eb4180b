using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>What the office changes in a plan itself: a measure's units and their parts (增加, 去掉, 牵头改成, 转办), a measure withdrawn. Items follow the plan in the same commit; what was reported stays in the history.</summary>
public sealed class PlanEdits(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.SetUnits, Intent.Delegate, Intent.VoidMeasure];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_AddUnit, Texts.Help_AddUnitWhat),
        new(Texts.Help_Transfer, Texts.Help_TransferWhat),
        new(Texts.Help_Void, Texts.Help_VoidWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 0)
            return Reply.Refusal(turn.Say(Texts.PlanEdits_AsksMeasure)) with { Asks = Question.ForNumber(turn) };
        var found = await finder.MeasureAsync(turn, turn.Slots.Measures[0]);
        return await found.AnswerAsync(yes => EditAsync(turn, yes));
    }

    private async Task<Reply> EditAsync(Turn turn, FoundMeasure.Yes found)
    {
        var (planId, number) = (found.Plan.Id, found.Measure.Number);
        var edit = MeasureEdit.Of(turn, planId, found.Measure, found.Items);
        if (edit.Refusal is { } refusal)
            return Reply.Refusal(refusal);
        if (!turn.IsConfirmed)
            return Reply.Confirm(turn, turn.Say(Texts.Confirm_Edit, edit.What), turn.Message.Text.Trim());
        return await ledger.CommitPlanAsync(planId, turn.Origin, plan => RefsOf(turn, plan, found, edit), (plan, items) =>
        {
            var measure = plan.FindMeasure(number)!;
            var now = MeasureEdit.Of(turn, planId, measure, [.. items.Values.Where(item => item.State != WorkItemState.Void).OrderBy(item => item.Role).ThenBy(item => item.Order)]);
            return now.Refusal is { } late ? new Decision(Reply.Refusal(late)) : Decide(turn, plan, now, items);
        });
    }

    // The items that there are, those that the plan asks for by now, and those that the edit brings.
    private List<string> RefsOf(Turn turn, Plan plan, FoundMeasure.Yes found, MeasureEdit edit) =>
    [
        .. found.Items.Select(item => item.Ref)
            .Union(PlanImport.ItemsOf(plan.Id, plan.FindMeasure(found.Measure.Number)!, turn.Roster, clock.Now).Select(item => item.Ref), StringComparer.Ordinal)
            .Union(edit.UnitIds.Select(unitId => WorkItem.RefOf(found.Measure.Number, unitId)), StringComparer.Ordinal),
    ];

    private Decision Decide(Turn turn, Plan plan, MeasureEdit edit, IReadOnlyDictionary<string, WorkItem> items)
    {
        var after = plan with { Measures = [.. plan.Measures.Select(measure => measure.Number == edit.Measure!.Number ? edit.Measure : measure)] };
        var changes = ChangesOf(turn, after, edit, items);
        if (changes.Count == 0 && !edit.Measure!.IsVoid)
            return new Decision(Reply.Of(turn.Say(Texts.PlanEdits_NothingToChange)));
        var messages = changes.SelectMany(change => Notices.To(turn.Roster.LiaisonsOf(change.After.UnitId), turn, change.After, clock.Now, person => NoticeFor(person, turn, change))).SaidOnce();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.PlanEdits_Done, turn.RefOf(after.Id, edit.Measure!.Number), changes.Count),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(turn, messages, changes.Select(change => change.After.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any())),
        })
        {
            Plan = after,
            Changes = changes,
            Messages = messages,
        };
    }

    private List<ItemChange> ChangesOf(Turn turn, Plan after, MeasureEdit edit, IReadOnlyDictionary<string, WorkItem> items)
    {
        var now = clock.Now;
        var wanted = edit.Measure!.IsVoid ? [] : PlanImport.ItemsOf(after.Id, edit.Measure, turn.Roster, now).Select(item => item with { Deadline = edit.Deadline ?? item.Deadline }).ToDictionary(item => item.Ref, StringComparer.Ordinal);
        var changes = new List<ItemChange>();
        foreach (var item in wanted.Values)
        {
            if (!items.TryGetValue(item.Ref, out var present))
                changes.Add(new ItemChange(EventKind.Assigned, null, item, turn.Slots.Reason));
            else if (present.State == WorkItemState.Void)
                changes.Add(new ItemChange(EventKind.Assigned, present, present with { State = WorkItemState.Assigned, StateSince = now, Resumes = null, Role = item.Role, Via = item.Via, Deadline = item.Deadline, AssignedAt = now, AcknowledgedAt = null }, turn.Slots.Reason));
            else if (present.Role != item.Role)
                changes.Add(new ItemChange(EventKind.RoleChanged, present, present with { Role = item.Role, Via = item.Via }, ItemRows.RoleWord(item.Role, Language.Chinese)));
        }

        changes.AddRange(items.Values.Where(item => item.State != WorkItemState.Void && !wanted.ContainsKey(item.Ref))
            .Select(item => new ItemChange(EventKind.Voided, item, WorkItemMoves.Withdraw(item, now)!, turn.Slots.Reason)));
        return changes;
    }

    private static Reply NoticeFor(Person person, Turn turn, ItemChange change)
    {
        var language = person.Language;
        var (reference, title) = (turn.RefOf(change.After.PlanId, change.After.Number), turn.TitleOf(change.After));
        return change.Kind switch
        {
            EventKind.Voided => Reply.Of(language.Say(Texts.PlanEdits_NoLongerYours, reference, title)),
            EventKind.RoleChanged => Reply.Of(language.Say(Texts.PlanEdits_RoleChanged, reference, title, ItemRows.RoleWord(change.After.Role, language))),
            _ => NewItem.NoticeFor(person, reference, title),
        };
    }
}
