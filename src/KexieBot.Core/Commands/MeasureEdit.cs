using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Commands;

/// <summary>An edit of one measure, as said in one message: the measure as it is to be, what that means in one phrase, the units that it concerns beside those the measure has, and the deadline that a new item takes over.</summary>
internal sealed record MeasureEdit(Measure? Measure, string What, IReadOnlyList<string> UnitIds, DateOnly? Deadline)
{
    /// <summary>Why the edit cannot be made; null where it can.</summary>
    public string? Refusal { get; private init; }

    /// <param name="turn">What was said.</param>
    /// <param name="planId">The measure's plan.</param>
    /// <param name="measure">The measure as it stands.</param>
    /// <param name="items">Its items but void ones, leads first.</param>
    public static MeasureEdit Of(Turn turn, string planId, Measure measure, IReadOnlyList<WorkItem> items)
    {
        var reference = turn.RefOf(planId, measure.Number);
        return measure.IsVoid ? Refused(turn.Say($"第{reference}条已经作废，没有改动。", $"{reference} is void already; nothing was changed.")) : turn.Understood.Intent switch
        {
            Intent.VoidMeasure => new MeasureEdit(
                measure with { IsVoid = true },
                turn.Say($"将作废第{reference}条“{measure.Title}”和它的 {items.Count} 项任务", $"This voids {reference} “{measure.Title}” and its {items.Count} items"),
                [],
                null),
            Intent.Delegate => HandedOn(turn, reference, measure, items),
            _ => WithParts(turn, reference, measure, items),
        };
    }

    private static MeasureEdit WithParts(Turn turn, string reference, Measure measure, IReadOnlyList<WorkItem> items)
    {
        if (turn.Slots.Unit is null)
            return Refused(turn.Say($"请写明单位，例如：第{reference}条增加区教育局为配合单位", $"Which unit? For example: add 区教育局 to measure {reference}"));
        var named = turn.Slots.Units.Count > 0 ? turn.Slots.Units : [turn.Slots.Unit];
        if (named.FirstOrDefault(name => MembersOf(turn, name).Count == 0) is { } unknown)
            return Refused(turn.Say($"名册里没有“{unknown}”这个单位，没有改动，请先加进名册。", $"The roster has no unit “{unknown}”; nothing was changed."));
        var unitIds = named.SelectMany(name => MembersOf(turn, name)).Distinct(StringComparer.Ordinal).ToList();
        var names = string.Join(turn.Say("、", ", "), named);
        var others = Without(turn.Roster, measure, unitIds);
        var deadline = items.Max(item => item.Deadline);
        if (Says(turn, "去掉", "删", "移除", "移出", "remove"))
        {
            var gone = items.Count(item => unitIds.Contains(item.UnitId, StringComparer.Ordinal));
            return gone == 0
                ? Refused(turn.Say($"第{reference}条没有{names}，没有改动。", $"{names} has no part in {reference}; nothing was changed."))
                : new MeasureEdit(measure with { Units = others }, turn.Say($"将从第{reference}条去掉{names}，{gone} 项任务作废", $"This removes {names} from {reference} and voids {gone} items"), unitIds, deadline);
        }

        var role = turn.Slots.UnitRole switch { "lead" => UnitRole.Lead, "cooperating" => UnitRole.Supporting, _ => UnitRole.Responsible };
        var isNewLead = role == UnitRole.Lead && Says(turn, "改", "换", "change", "set");
        return new MeasureEdit(
            measure with
            {
                Units =
                [
                    .. others.Select(part => isNewLead && part.Role == UnitRole.Lead ? part with { Role = UnitRole.Supporting } : part),
                    .. named.Select(name => new MeasureUnit(name, role, IsGroup: turn.Roster.FindGroup(name) is not null)),
                ],
            },
            turn.Say($"第{reference}条：{names}将作为{ItemRows.RoleWord(role, isEnglish: false)}单位{(unitIds.Count > named.Count ? $"（共 {unitIds.Count} 个单位）" : "")}{(isNewLead ? "，原牵头单位改为配合" : "")}", $"{names} ({unitIds.Count} units) becomes {ItemRows.RoleWord(role, isEnglish: true)} in {reference}"),
            unitIds,
            deadline);
    }

    private static MeasureEdit HandedOn(Turn turn, string reference, Measure measure, IReadOnlyList<WorkItem> items)
    {
        var units = turn.Slots.Units.Select(turn.Roster.FindUnit).OfType<Roster.Unit>().ToList();
        if (units.Count == 0)
            return Refused(turn.Say($"请写明转给哪个单位，例如：转办 {reference} 给区教育局", $"To which unit? For example: transfer {reference} to 区教育局"));
        var to = units[^1];
        var from = units.Count > 1 ? items.FirstOrDefault(item => item.UnitId == units[0].Id) : items.Count == 1 ? items[0] : null;
        if (from is null || from.UnitId == to.Id)
            return Refused(turn.Say($"第{reference}条有 {items.Count} 个单位，请写明从哪个转到哪个，例如：把区科技局第{reference}条转给{to.Name}", $"{reference} has {items.Count} units: say from which to which."));
        return new MeasureEdit(
            measure with { Units = [.. Without(turn.Roster, measure, [from.UnitId, to.Id]), new MeasureUnit(to.Name, from.Role, IsGroup: false)] },
            turn.Say($"将把第{reference}条从{turn.Roster.NameOf(from.UnitId)}转给{to.Name}", $"This hands {reference} from {turn.Roster.NameOf(from.UnitId)} to {to.Name}"),
            [from.UnitId, to.Id],
            from.Deadline);
    }

    private static IReadOnlyList<string> MembersOf(Turn turn, string name) =>
        turn.Roster.FindGroup(name)?.UnitIds ?? (turn.Roster.FindUnit(name) is { } unit ? [unit.Id] : []);

    // A group phrase of which some units go gives way to its other members.
    private static List<MeasureUnit> Without(Roster.Roster roster, Measure measure, List<string> unitIds) =>
    [
        .. measure.Units.SelectMany(part => roster.FindGroup(part.Name) is { } group
            ? group.UnitIds.Intersect(unitIds, StringComparer.Ordinal).Any()
                ? group.UnitIds.Except(unitIds, StringComparer.Ordinal).Select(id => new MeasureUnit(roster.NameOf(id), part.Role, IsGroup: false))
                : [part]
            : roster.FindUnit(part.Name) is { } unit && unitIds.Contains(unit.Id, StringComparer.Ordinal) ? [] : [part]),
    ];

    private static bool Says(Turn turn, params string[] words) => words.Any(word => turn.Message.Text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static MeasureEdit Refused(string sentence) => new(null, "", [], null) { Refusal = sentence };
}
