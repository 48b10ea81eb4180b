using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>删除方案: a plan leaves the ledger as a whole, agreed to with all that goes with it. Its events stay.</summary>
public sealed class RemovePlan(PlanRemoval removal) : ChatCommand
{
    private const int MostOffered = 5;

    public override IReadOnlyList<Intent> Intents => [Intent.RemovePlan];

    public override IReadOnlyList<CommandHelp> Help => [new("删除方案 kexie2026", "整个方案撤出台账，历史保留", "remove plan kexie2026", "take a whole plan out; its history stays")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        if (turn.Plans.Where(plan => Names(turn.Message.Text, plan)).ToList() is not [var plan])
            return Which(turn);
        var contents = await removal.ContentsOfAsync(plan);
        var title = turn.Say(
            $"将删除方案 {plan.Id}《{plan.Title}》：{contents.Measures} 条举措、{contents.Items.Count} 项任务，其中 {contents.Reported} 项报过进展。历史保留，但不能再恢复到台账。确认吗？",
            $"This removes the plan {plan.Id} “{plan.Title}”: {contents.Measures} measures, {contents.Items.Count} items, {contents.Reported} of them reported on. The history stays; the plan cannot come back. Confirm?");
        if (turn.MustConfirm(isWide: true, title))
            return Reply.Confirm(turn, title, CommandFor(turn, plan));
        await removal.RemoveAsync(plan, contents, turn.Origin);
        return Reply.Of(turn.Say($"已删除方案 {plan.Id}，{contents.Items.Count} 项任务撤出台账。", $"The plan {plan.Id} was removed with its {contents.Items.Count} items."), ReplyTone.Good);
    }

    private static Reply Which(Turn turn) => Reply.Of(turn.Say("要删除哪个方案？", "Which plan?")) with
    {
        Choices = [.. turn.Plans.Take(MostOffered).Select(plan => new Choice($"{plan.Id} {plan.Title}", CommandFor(turn, plan))), new Choice(turn.Say("取消", "cancel"), turn.Say("取消", "cancel"))],
    };

    private static string CommandFor(Turn turn, Plan plan) => turn.Say($"删除方案 {plan.Id}", $"remove plan {plan.Id}");

    // kexie is no word of kexie2026.
    private static bool Names(string text, Plan plan)
    {
        if (text.Contains(plan.Title, StringComparison.Ordinal))
            return true;
        for (var at = text.IndexOf(plan.Id, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(plan.Id, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (IsEdge(text, at - 1) && IsEdge(text, at + plan.Id.Length))
                return true;
        }

        return false;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] == '-');
}
