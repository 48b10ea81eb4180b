namespace KexieBot.Core.Chat;

/// <summary>Refusals that several commands have in common.</summary>
internal static class Refusals
{
    public static Reply NotInGroups(Turn turn) => Reply.Refusal(turn.Say(
        "这份清单会点到具体单位，群里大家都看得到：请与我单聊再问。",
        "That list names units, and everyone here reads along: please ask me in our personal chat."));

    public static Reply UnknownUnit(Turn turn, string name) => Reply.Refusal(turn.Say(
        $"名册里没有“{name}”这个单位，请用全称或常用简称再说一次。",
        $"The roster has no unit “{name}”. Try its full or usual short name."));
}
