using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>比上月, 比上周: what was done in a period, beside the same stretch of the one before; 趋势: the last six months; two units that are named, beside each other.</summary>
public sealed class Compare(LedgerReader reader, OfficeClock clock) : ChatCommand
{
    private const int TrendMonths = 6;
    private const int MostUnits = 6;

    public override IReadOnlyList<Intent> Intents => [Intent.Compare];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Compare, Texts.Help_CompareWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Units.Count > 1)
            return await UnitsAsync(turn, turn.Slots.Units);
        if (turn.Slots.Period is null && !turn.Message.Text.Contains('比', StringComparison.Ordinal) && !turn.Message.Text.Contains("compare", StringComparison.OrdinalIgnoreCase))
            return await TrendAsync(turn);
        if (Stretches.Of(turn.Slots.Period, turn.Today) is not { } stretches)
            return Periods.Unknown(turn);
        var (scope, units) = (SummaryScope.In(turn), UnitScope.Of(turn));
        var now = await BetweenAsync(scope, units, stretches.Now);
        var then = await BetweenAsync(scope, units, stretches.Then);
        var (nowName, thenName) = stretches.Names(turn);
        return units.Marked(turn, new Reply
        {
            Title = turn.Say(Texts.Compare_Movement, nowName, now.Reports, then.Reports, now.Closed, then.Closed),
            Facts = [new(nowName, now.Words(turn)), new(thenName, then.Words(turn))],
            Choices = [Choice.Saying(turn.Say(Texts.Compare_Trend))],
        });
    }

    private Task<Movement> BetweenAsync(SummaryScope scope, UnitScope units, (DateOnly From, DateOnly To) days) =>
        Movement.BetweenAsync(reader, scope, units, clock.StartOf(days.From), clock.StartOf(days.To.AddDays(1)));

    private async Task<Reply> UnitsAsync(Turn turn, IReadOnlyList<string> names)
    {
        if (turn.Message.IsGroup)
            return Refusals.NotInGroups(turn);
        if (names.FirstOrDefault(name => turn.Roster.FindUnit(name) is null) is { } unknown)
            return Refusals.UnknownUnit(turn, unknown);
        var units = names.Take(MostUnits).Select(name => turn.Roster.FindUnit(name)!).DistinctBy(unit => unit.Id, StringComparer.Ordinal).ToList();
        var items = (await reader.ItemsOfUnitsAsync(turn.Plans, [.. units.Select(unit => unit.Id)])).ToLookup(item => item.UnitId, StringComparer.Ordinal);
        var month = Periods.RangeOf("this_month", turn.Today)!.Value.From;
        var tallies = units.ConvertAll(unit => Tally.Of(items[unit.Id]));
        return new Reply
        {
            Title = turn.Say(Texts.Compare_MeanProgressIs) + string.Join(turn.Say(Texts.Between_Clauses), units.Zip(tallies, (unit, tally) => $"{unit.Name} {tally.MeanPercent ?? 0}%")),
            Facts = [.. units.Zip(tallies, (unit, tally) => new Fact(unit.Name, Standing(turn, tally, [.. items[unit.Id]], month)))],
            Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say(Texts.Chart_MeanProgress), [.. units.Zip(tallies, (unit, tally) => new ChartPoint(unit.Name, tally.MeanPercent ?? 0))]) { Measure = "%" },
            Hint = turn.Say(Texts.Ranking_LoadsDifferForComparing),
            RefreshSay = turn.Message.Text,
        };
    }

    private string Standing(Turn turn, Tally tally, List<WorkItem> items, DateOnly month)
    {
        var overdue = items.Count(item => item.IsOpen && item.Deadline < turn.Today);
        var reported = items.Count(item => item.ReportedAt is { } at && clock.DayOf(at) >= month);
        return turn.Say(Texts.Compare_Unit, tally.Total, tally.Closed, overdue, reported);
    }

    private async Task<Reply> TrendAsync(Turn turn)
    {
        var first = turn.Today.FirstOfMonth();
        var units = UnitScope.Of(turn);
        var (events, isCut) = await Movement.EventsAsync(reader, SummaryScope.In(turn), units, clock.StartOf(first.AddMonths(1 - TrendMonths)), clock.StartOf(first.AddMonths(1)));
        var closed = events.Where(entry => entry.Kind == EventKind.Closed).Select(entry => clock.DayOf(entry.At)).ToLookup(day => (day.Year, day.Month));
        var points = Enumerable.Range(1 - TrendMonths, TrendMonths).Select(steps => first.AddMonths(steps))
            .Select(month => new ChartPoint(turn.Say(Texts.Day_Month, month), closed[(month.Year, month.Month)].Count())).ToList();
        var total = points.Sum(point => point.Value);
        return units.Marked(turn, new Reply
        {
            Title = turn.Say(isCut ? Texts.Compare_TrendAtLeast : Texts.Compare_TrendTotal, TrendMonths, total),
            Chart = new ReplyChart(ChartKind.Line, turn.Say(Texts.Compare_ClosedPerMonth), points) { Measure = turn.Say(Texts.Compare_Items) },
            Hint = isCut ? turn.Say(Texts.Compare_TooManyRecords) : null,
        });
    }
}
