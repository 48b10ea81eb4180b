using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>排名: units by mean progress, for leaders and the office when they ask. It is never pushed and never shown to the units: what helps is the own number, not the table.</summary>
public sealed class Ranking(LedgerReader reader) : ChatCommand
{
    private const int MostUnits = 10;

    public override IReadOnlyList<Intent> Intents => [Intent.Ranking];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Ranking, Texts.Help_RankingWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var scope = UnitScope.Of(turn);
        var units = turn.Roster.Units.Where(unit => scope.Has(unit.Id)).ToList();
        var perPlan = await Task.WhenAll(turn.Plans.Select(plan => reader.TalliesAsync(plan.Id, [.. units.Select(unit => Tally.OfUnit(unit.Id))])));
        var rated = units
            .Select((unit, index) => (Unit: unit, Tally: Tally.Sum(perPlan.Select(tallies => tallies[index]))))
            .Where(pair => pair.Tally.MeanPercent is not null)
            .ToList();
        var isSlowestFirst = turn.Slots.Order == "slowest";
        var ordered = (isSlowestFirst
            ? rated.OrderBy(pair => pair.Tally.MeanPercent).ThenByDescending(pair => pair.Tally.Total)
            : rated.OrderByDescending(pair => pair.Tally.MeanPercent).ThenByDescending(pair => pair.Tally.Total)).ToList();
        var shown = ordered.Take(Math.Clamp(turn.Slots.N ?? MostUnits, 1, MostUnits)).ToList();
        var alike = ordered.Count(pair => shown.Count > 0 && pair.Tally.MeanPercent == shown[^1].Tally.MeanPercent);
        return scope.Marked(turn, ordered.Count == 0
            ? Reply.Of(turn.Say(Texts.Ranking_None))
            : new Reply
            {
                Title = turn.Say(isSlowestFirst ? Texts.Ranking_LowestFirst : Texts.Ranking_HighestFirst, ordered.Count),
                Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say(Texts.Chart_MeanProgress), [.. shown.Select(pair => new ChartPoint(pair.Unit.Name, pair.Tally.MeanPercent!.Value))]) { Measure = "%" },
                Lines =
                [
                    // Of several that stand alike none is to be named for all.
                    .. shown.Count < ordered.Count ? new[] { turn.Say(Texts.Ranking_Shown, shown.Count, ordered.Count, shown[^1].Tally.MeanPercent, alike) } : [],
                ],
                Hint = turn.Say(Texts.Ranking_LoadsDiffer),
                RefreshSay = turn.Message.Text,
            });
    }
}
