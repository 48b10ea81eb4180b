using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands.Shared;

/// <summary>Whose items an answer is about: a liaison's own; for a leader in charge of some units those first, and all of them by 全区 or 所有; for everybody else all.</summary>
/// <param name="UnitIds">Null for all units.</param>
internal sealed partial record UnitScope(IReadOnlyList<string>? UnitIds)
{
    public static UnitScope Of(Turn turn) => new(
        !turn.SeesAll ? turn.Person.UnitIds
        : !turn.Message.IsGroup && turn.Person is { Role: PersonRole.Leader, UnitIds.Count: > 0 } && !Widening().IsMatch(turn.Message.Text) ? turn.Person.UnitIds
        : null);

    public bool Has(string unitId) => UnitIds is null || UnitIds.Contains(unitId, StringComparer.Ordinal);

    /// <summary>Says of a leader's answer that it is about the units in charge only, and offers the rest.</summary>
    public Reply Marked(Turn turn, Reply reply) => UnitIds is null || !turn.SeesAll ? reply : reply with
    {
        Title = turn.Say(Texts.UnitScope_InYourCharge) + reply.Title,
        Choices = [new Choice(turn.Say(Texts.UnitScope_WholeDistrict), turn.Say(Texts.UnitScope_WholeDistrictCommand, turn.Message.Text.Trim())), .. reply.Choices],
    };

    [GeneratedRegex("全区|全县|全市|全部|所有|overall|whole|all units", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Widening();
}
