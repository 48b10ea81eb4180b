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

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_RemovePlan, Texts.Help_RemovePlanWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        if (turn.Plans.Where(plan => Names(turn.Message.Text, plan)).ToList() is not [var plan])
            return Which(turn);
        var contents = await removal.ContentsOfAsync(plan);
        var title = turn.Say(Texts.RemovePlan_Confirm, plan.Id, plan.Title, contents.Measures, contents.Items.Count, contents.Reported);
        if (turn.MustConfirm(isWide: true, title))
            return Reply.Confirm(turn, title, CommandFor(turn, plan));
        await removal.RemoveAsync(plan, contents, turn.Origin);
        return Reply.Of(turn.Say(Texts.RemovePlan_Done, plan.Id, contents.Items.Count), ReplyTone.Good);
    }

    private static Reply Which(Turn turn) => Reply.Of(turn.Say(Texts.RemovePlan_AsksPlan)) with
    {
        Choices = [.. turn.Plans.Take(MostOffered).Select(plan => new Choice($"{plan.Id} {plan.Title}", CommandFor(turn, plan))), new Choice(turn.Say(Texts.Confirm_No), turn.Say(Texts.Confirm_No))],
    };

    private static string CommandFor(Turn turn, Plan plan) => turn.Say(Texts.RemovePlan_Command, plan.Id);

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
