using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Commands.Shared;

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
        return measure.IsVoid ? Refused(turn.Say(Texts.MeasureEdit_AlreadyVoid, reference)) : turn.Understood.Intent switch
        {
            Intent.VoidMeasure => new MeasureEdit(
                measure with { IsVoid = true },
                turn.Say(Texts.MeasureEdit_WillVoid, reference, measure.Title, items.Count),
                [],
                null),
            Intent.Delegate => HandedOn(turn, reference, measure, items),
            _ => WithParts(turn, reference, measure, items),
        };
    }

    private static MeasureEdit WithParts(Turn turn, string reference, Measure measure, IReadOnlyList<WorkItem> items)
    {
        if (turn.Slots.Unit is null)
            return Refused(turn.Say(Texts.MeasureEdit_AsksUnit, reference));
        var named = turn.Slots.Units.Count > 0 ? turn.Slots.Units : [turn.Slots.Unit];
        if (named.FirstOrDefault(name => MembersOf(turn, name).Count == 0) is { } unknown)
            return Refused(Refusals.UnknownUnit(turn, unknown, turn.Say(Texts.Refusal_NothingChanged)).Title);
        var unitIds = named.SelectMany(name => MembersOf(turn, name)).Distinct(StringComparer.Ordinal).ToList();
        var names = turn.Language.Join(named);
        var others = Without(turn.Roster, measure, unitIds);
        var deadline = items.Max(item => item.Deadline);
        if (Says(turn, "去掉", "删", "移除", "移出", "remove"))
        {
            var gone = items.Count(item => unitIds.Contains(item.UnitId, StringComparer.Ordinal));
            return gone == 0
                ? Refused(turn.Say(Texts.MeasureEdit_NoPart, reference, names))
                : new MeasureEdit(measure with { Units = others }, turn.Say(Texts.MeasureEdit_WillRemove, reference, names, gone), unitIds, deadline);
        }

        var role = turn.Slots.UnitRole switch { "lead" => UnitRole.Lead, "cooperating" => UnitRole.Supporting, _ => UnitRole.Responsible };
        var isNewLead = role == UnitRole.Lead && Says(turn, "改", "换", "change", "set");
        var inAll = unitIds.Count > named.Count ? turn.Say(Texts.MeasureEdit_UnitsInAll, unitIds.Count) : "";
        var formerLead = isNewLead ? turn.Say(Texts.MeasureEdit_FormerLeadSupports) : "";
        return new MeasureEdit(
            measure with
            {
                Units =
                [
                    .. others.Select(part => isNewLead && part.Role == UnitRole.Lead ? part with { Role = UnitRole.Supporting } : part),
                    .. named.Select(name => new MeasureUnit(name, role, IsGroup: turn.Roster.FindGroup(name) is not null)),
                ],
            },
            turn.Say(Texts.MeasureEdit_WillAdd, reference, names, ItemRows.RoleWord(role, turn.Language), inAll, formerLead, unitIds.Count),
            unitIds,
            deadline);
    }

    private static MeasureEdit HandedOn(Turn turn, string reference, Measure measure, IReadOnlyList<WorkItem> items)
    {
        var units = turn.Slots.Units.Select(turn.Roster.FindUnit).OfType<Roster.Unit>().ToList();
        if (units.Count == 0)
            return Refused(turn.Say(Texts.MeasureEdit_AsksReceiver, reference));
        var to = units[^1];
        var from = units.Count > 1 ? items.FirstOrDefault(item => item.UnitId == units[0].Id) : items.Count == 1 ? items[0] : null;
        if (from is null || from.UnitId == to.Id)
            return Refused(turn.Say(Texts.MeasureEdit_FromWhich, reference, items.Count, to.Name));
        return new MeasureEdit(
            measure with { Units = [.. Without(turn.Roster, measure, [from.UnitId, to.Id]), new MeasureUnit(to.Name, from.Role, IsGroup: false)] },
            turn.Say(Texts.MeasureEdit_WillHand, reference, turn.Roster.NameOf(from.UnitId), to.Name),
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
