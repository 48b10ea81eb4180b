using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>What the office changes in a plan itself: a measure's units and their parts (增加, 去掉, 牵头改成, 转办), a measure added or withdrawn. Items follow the plan in the same commit; what was reported stays in the history.</summary>
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
            return Reply.Refusal(turn.Say("请说明是第几条，例如：转办 7 给区教育局", "Which measure? For example: transfer 7 to 区教育局"));
        if (await finder.MeasureAsync(turn, turn.Slots.Measures[0]) is not FoundMeasure.Yes found)
            return Reply.Refusal(turn.Say("没找到这一条，没有改动。", "I could not find that measure; nothing was changed."));
        var edit = turn.Understood.Intent switch
        {
            Intent.VoidMeasure => Void(turn, found),
            Intent.Delegate => Delegate(turn, found),
            _ => SetUnit(turn, found),
        };
        if (edit.Refusal is { } refusal)
            return Reply.Refusal(refusal);
        if (!turn.IsConfirmed)
            return Reply.Confirm(turn, turn.Say($"{edit.What}。确认吗？", $"{edit.What}. Confirm?"), turn.Message.Text.Trim());
        var plan = found.Plan;
        var after = plan with { Measures = [.. plan.Measures.Select(measure => measure.Number == found.Measure.Number ? edit.Measure! : measure)] };
        var refs = found.Items.Select(item => item.Ref).Union(edit.UnitIds.Select(unitId => WorkItem.RefOf(found.Measure.Number, unitId)), StringComparer.Ordinal).ToList();
        return await ledger.CommitAsync(plan.Id, turn.Origin, refs, items => Decide(turn, after, edit, items));
    }

    private static Edit Void(Turn turn, FoundMeasure.Yes found) => new(
        found.Measure with { IsVoid = true },
        turn.Say($"将作废第{turn.RefOf(found.Plan.Id, found.Measure.Number)}条“{found.Measure.Title}”和它的 {found.Items.Count} 项任务", $"This voids {turn.RefOf(found.Plan.Id, found.Measure.Number)} “{found.Measure.Title}” and its {found.Items.Count} items"),
        [],
        null);

    private static Edit SetUnit(Turn turn, FoundMeasure.Yes found)
    {
        if (turn.Slots.Unit is not { } name || turn.Roster.FindUnit(name) is not { } unit)
            return Edit.Refused(turn.Say($"名册里没有“{turn.Slots.Unit}”这个单位，没有改动，请先加进名册。", $"The roster has no unit “{turn.Slots.Unit}”; nothing was changed."));
        var (measure, reference, text) = (found.Measure, turn.RefOf(found.Plan.Id, found.Measure.Number), turn.Message.Text);
        var others = Without(turn.Roster, measure, unit.Id);
        var deadline = found.Items.Max(item => item.Deadline);
        if (Says(text, "去掉", "删", "移除", "移出", "remove"))
        {
            return found.Items.All(item => item.UnitId != unit.Id)
                ? Edit.Refused(turn.Say($"第{reference}条没有{unit.Name}，没有改动。", $"{unit.Name} has no part in {reference}; nothing was changed."))
                : new Edit(measure with { Units = others }, turn.Say($"将从第{reference}条去掉{unit.Name}，它的任务作废", $"This removes {unit.Name} from {reference} and voids its item"), [unit.Id], deadline);
        }

        var role = turn.Slots.UnitRole switch { "lead" => UnitRole.Lead, "cooperating" => UnitRole.Supporting, _ => UnitRole.Responsible };
        var isNewLead = role == UnitRole.Lead && Says(text, "改", "换", "change", "set");
        return new Edit(
            measure with { Units = [.. others.Select(part => isNewLead && part.Role == UnitRole.Lead ? part with { Role = UnitRole.Supporting } : part), new MeasureUnit(unit.Name, role, IsGroup: false)] },
            turn.Say($"第{reference}条：{unit.Name}将作为{ItemRows.RoleWord(role, isEnglish: false)}单位{(isNewLead ? "，原牵头单位改为配合" : "")}", $"{unit.Name} becomes {ItemRows.RoleWord(role, isEnglish: true)} in {reference}"),
            [unit.Id],
            deadline);
    }

    private static Edit Delegate(Turn turn, FoundMeasure.Yes found)
    {
        var units = turn.Slots.Units.Select(turn.Roster.FindUnit).OfType<Unit>().ToList();
        var reference = turn.RefOf(found.Plan.Id, found.Measure.Number);
        if (units.Count == 0)
            return Edit.Refused(turn.Say($"请写明转给哪个单位，例如：转办 {reference} 给区教育局", $"To which unit? For example: transfer {reference} to 区教育局"));
        var to = units[^1];
        var from = units.Count > 1 ? found.Items.FirstOrDefault(item => item.UnitId == units[0].Id) : found.Items.Count == 1 ? found.Items[0] : null;
        if (from is null || from.UnitId == to.Id)
            return Edit.Refused(turn.Say($"第{reference}条有 {found.Items.Count} 个单位，请写明从哪个转到哪个，例如：把区科技局第{reference}条转给{to.Name}", $"{reference} has {found.Items.Count} units: say from which to which."));
        var measure = found.Measure with
        {
            Units = [.. Without(turn.Roster, found.Measure with { Units = Without(turn.Roster, found.Measure, from.UnitId) }, to.Id), new MeasureUnit(to.Name, from.Role, IsGroup: false)],
        };
        return new Edit(measure, turn.Say($"将把第{reference}条从{turn.Roster.NameOf(from.UnitId)}转给{to.Name}", $"This hands {reference} from {turn.Roster.NameOf(from.UnitId)} to {to.Name}"), [from.UnitId, to.Id], from.Deadline);
    }

    // A group phrase that brought the unit in gives way to its other members.
    private static List<MeasureUnit> Without(Roster.Roster roster, Measure measure, string unitId) =>
    [
        .. measure.Units.SelectMany(part => roster.FindGroup(part.Name) is { } group && group.UnitIds.Contains(unitId, StringComparer.Ordinal)
            ? group.UnitIds.Where(id => id != unitId).Select(id => new MeasureUnit(roster.NameOf(id), part.Role, IsGroup: false))
            : roster.FindUnit(part.Name)?.Id == unitId ? [] : [part]),
    ];

    private Decision Decide(Turn turn, Plan after, Edit edit, IReadOnlyDictionary<string, WorkItem> items)
    {
        var now = clock.Now;
        var wanted = edit.Measure!.IsVoid ? [] : PlanImport.ItemsOf(after.Id, edit.Measure, turn.Roster, now).Select(item => item with { Deadline = edit.Deadline ?? item.Deadline }).ToDictionary(item => item.Ref, StringComparer.Ordinal);
        var changes = new List<ItemChange>();
        foreach (var item in wanted.Values)
        {
            if (!items.TryGetValue(item.Ref, out var present))
                changes.Add(new ItemChange(EventKind.Assigned, null, item, turn.Slots.Reason));
            else if (present.State == WorkItemState.Void)
                changes.Add(new ItemChange(EventKind.Assigned, present, present with { State = WorkItemState.Assigned, StateSince = now, Role = item.Role, Deadline = item.Deadline, AssignedAt = now, AcknowledgedAt = null }, turn.Slots.Reason));
            else if (present.Role != item.Role)
                changes.Add(new ItemChange(EventKind.RoleChanged, present, present with { Role = item.Role }, ItemRows.RoleWord(item.Role, isEnglish: false)));
        }

        changes.AddRange(items.Values.Where(item => item.State != WorkItemState.Void && !wanted.ContainsKey(item.Ref))
            .Select(item => new ItemChange(EventKind.Voided, item, item with { State = WorkItemState.Void, StateSince = now, Extension = null }, turn.Slots.Reason)));
        if (changes.Count == 0)
            return new Decision(Reply.Of(turn.Say("本来就是这样，没有改动。", "It is like that already; nothing was changed.")));
        var messages = changes.SelectMany(change => Notices.To(turn.Roster.LiaisonsOf(change.After.UnitId), turn, change.After, now, person => NoticeFor(person, turn, change))).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say($"已改：第{turn.RefOf(after.Id, edit.Measure.Number)}条 {changes.Count} 项任务随之调整", $"Done: {changes.Count} items of {turn.RefOf(after.Id, edit.Measure.Number)} follow"),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, changes.Select(change => change.After.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any())) is { } told ? [told] : [],
        })
        {
            Plan = after,
            Changes = changes,
            Messages = messages,
        };
    }

    private static Reply NoticeFor(Person person, Turn turn, ItemChange change)
    {
        var isEnglish = person.Language == "en";
        var (reference, title) = (turn.RefOf(change.After.PlanId, change.After.Number), turn.TitleOf(change.After));
        return change.Kind switch
        {
            EventKind.Voided => Reply.Of(isEnglish ? $"{reference} {title} is no longer yours" : $"第{reference}条 {title} 不再由本单位办理"),
            EventKind.RoleChanged => Reply.Of(isEnglish ? $"{reference} {title}: you are now {ItemRows.RoleWord(change.After.Role, true)}" : $"第{reference}条 {title}：本单位改为{ItemRows.RoleWord(change.After.Role, false)}单位"),
            _ => new Reply
            {
                Title = isEnglish ? $"New for you: {reference} {title}" : $"新交办：第{reference}条 {title}",
                Choices = [new Choice(isEnglish ? "sign" : "签收", isEnglish ? $"sign {reference}" : $"签收 {reference}") { IsPrimary = true }, new Choice(isEnglish ? "details" : "详情", reference)],
            },
        };
    }

    private static bool Says(string text, params string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The measure as it is to be, what that means in one phrase, the units that it concerns beside those it has, and the deadline that a new item takes over.</summary>
    private sealed record Edit(Measure? Measure, string What, IReadOnlyList<string> UnitIds, DateOnly? Deadline)
    {
        public string? Refusal { get; private init; }

        public static Edit Refused(string sentence) => new(null, "", [], null) { Refusal = sentence };
    }
}
