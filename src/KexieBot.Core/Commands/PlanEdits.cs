using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
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
        new("第7条增加区教育局为配合单位", "增加、去掉单位或改牵头", "add 区教育局 to measure 7", "add or remove a unit, change the lead"),
        new("转办 7 给区教育局", "整条转给另一单位", "transfer 7 to 区教育局", "hand an item to another unit"),
        new("作废 12，市里不再要求", "撤下一条举措，历史保留", "void measure 12, no longer required", "withdraw a measure; its history stays"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 0)
            return Reply.Refusal(turn.Say("请说明是第几条，例如：转办 7 给区教育局", "Which measure? For example: transfer 7 to 区教育局")) with { Asks = Question.ForNumber(turn) };
        return await finder.MeasureAsync(turn, turn.Slots.Measures[0]) switch
        {
            FoundMeasure.Yes yes => await EditAsync(turn, yes),
            FoundMeasure.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundMeasure has no answer here."),
        };
    }

    private async Task<Reply> EditAsync(Turn turn, FoundMeasure.Yes found)
    {
        var (planId, number) = (found.Plan.Id, found.Measure.Number);
        var edit = MeasureEdit.Of(turn, planId, found.Measure, found.Items);
        if (edit.Refusal is { } refusal)
            return Reply.Refusal(refusal);
        if (!turn.IsConfirmed)
            return Reply.Confirm(turn, turn.Say($"{edit.What}。确认吗？", $"{edit.What}. Confirm?"), turn.Message.Text.Trim());
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
            return new Decision(Reply.Of(turn.Say("本来就是这样，没有改动。", "It is like that already; nothing was changed.")));
        var messages = changes.SelectMany(change => Notices.To(turn.Roster.LiaisonsOf(change.After.UnitId), turn, change.After, clock.Now, person => NoticeFor(person, turn, change))).SaidOnce();
        return new Decision(new Reply
        {
            Title = turn.Say($"已改：第{turn.RefOf(after.Id, edit.Measure!.Number)}条 {changes.Count} 项任务随之调整", $"Done: {changes.Count} items of {turn.RefOf(after.Id, edit.Measure.Number)} follow"),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, changes.Select(change => change.After.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any())) is { } told ? [told] : [],
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
                changes.Add(new ItemChange(EventKind.RoleChanged, present, present with { Role = item.Role, Via = item.Via }, ItemRows.RoleWord(item.Role, isEnglish: false)));
        }

        changes.AddRange(items.Values.Where(item => item.State != WorkItemState.Void && !wanted.ContainsKey(item.Ref))
            .Select(item => new ItemChange(EventKind.Voided, item, WorkItemMoves.Withdraw(item, now)!, turn.Slots.Reason)));
        return changes;
    }

    private static Reply NoticeFor(Person person, Turn turn, ItemChange change)
    {
        var isEnglish = person.Language == "en";
        var (reference, title) = (turn.RefOf(change.After.PlanId, change.After.Number), turn.TitleOf(change.After));
        return change.Kind switch
        {
            EventKind.Voided => Reply.Of(isEnglish ? $"{reference} {title} is no longer yours" : $"第{reference}条 {title} 不再由本单位办理"),
            EventKind.RoleChanged => Reply.Of(isEnglish ? $"{reference} {title}: you are now {ItemRows.RoleWord(change.After.Role, true)}" : $"第{reference}条 {title}：本单位改为{ItemRows.RoleWord(change.After.Role, false)}单位"),
            _ => NewItem.NoticeFor(person, reference, title),
        };
    }
}
