using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>有什么困难: what units reported as being in the way and have not reported as solved.</summary>
public sealed class ProblemList(LedgerReader reader) : ChatCommand
{
    private const int MostProblems = 15;
    private const int LongestText = 120;

    public override IReadOnlyList<Intent> Intents => [Intent.ProblemList];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_ProblemList, Texts.Help_ProblemListWhat)];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(turn.Plans.Select(plan => reader.ProblemsAsync(plan.Id)));
        var scope = UnitScope.Of(turn);
        var items = found.SelectMany(list => list).Where(turn.MayRead).Where(item => scope.Has(item.UnitId)).OrderByDescending(item => item.ReportedAt).ToList();
        return scope.Marked(turn, items.Count == 0
            ? Reply.Of(turn.Say(Texts.ProblemList_None), ReplyTone.Good)
            : new Reply
            {
                Title = turn.Say(Texts.ProblemList_Title, items.Count),
                Tone = ReplyTone.Warning,
                Facts = [.. items.Take(MostProblems).Select(item => new Fact(turn.Say(Texts.Measure_Title, turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId)), TextCut.To(item.Problem!, LongestText)))],
                Hint = items.Count > MostProblems ? turn.Say(Texts.ProblemList_LatestOnly, MostProblems) : null,
                RefreshSay = turn.Message.Text,
            });
    }
}
