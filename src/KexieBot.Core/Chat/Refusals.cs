namespace KexieBot.Core.Chat;

/// <summary>Refusals that several commands have in common.</summary>
internal static class Refusals
{
    public static Reply NotInGroups(Turn turn) => Reply.Refusal(turn.Say(Texts.Refusal_NotInGroups));

    public static Reply NoPlan(Turn turn) => Reply.Refusal(turn.Say(Texts.Refusal_NoPlan));

    public static Reply OwnUnitOnly(Turn turn) => Reply.Refusal(turn.Say(Texts.Refusal_OtherUnit));

    public static Reply UnknownUnit(Turn turn, string name) => Reply.Refusal(turn.Say(Texts.Refusal_NoSuchUnit, name));
}
