namespace KexieBot.Core.Chat;

/// <summary>Refusals that several commands have in common.</summary>
internal static class Refusals
{
    public static Reply NotInGroups(Turn turn) => Reply.Refusal(turn.Say(
        "群里大家都看得到：请与我单聊再问。",
        "Everyone here reads along: please ask me in our personal chat."));

    public static Reply NoPlan(Turn turn) => Reply.Refusal(turn.Say(
        "台账里还没有方案，请办公室先导入。",
        "There is no plan in the ledger yet. The office has to import one."));

    public static Reply OwnUnitOnly(Turn turn) => Reply.Refusal(turn.Say("您只能查看本单位的任务。", "You can only see your own unit's items."));

    public static Reply UnknownUnit(Turn turn, string name) => Reply.Refusal(turn.Say(
        $"名册里没有“{name}”这个单位，请用全称或常用简称再说一次。",
        $"The roster has no unit “{name}”. Try its full or usual short name."));
}
