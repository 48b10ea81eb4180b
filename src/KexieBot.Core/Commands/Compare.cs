using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>比上月, 比上周: what was done in a period, beside the same stretch of the one before; 趋势: the last six months; two units that are named, beside each other.</summary>
public sealed class Compare(LedgerReader reader, OfficeClock clock) : ChatCommand
{
    private const int TrendMonths = 6;
    private const int MostUnits = 6;

    public override IReadOnlyList<Intent> Intents => [Intent.Compare];

    public override IReadOnlyList<CommandHelp> Help => [new("比上月怎么样", "报送、办结比上月、上周或上季度；也可问“趋势”，或比两个单位", "compare with last month", "reports and closings, then and now")];

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
            Title = turn.Say(
                $"{nowName}报送 {now.Reports} 次（同期 {then.Reports}），办结 {now.Closed} 项（同期 {then.Closed}）",
                $"{nowName}: {now.Reports} reports (then {then.Reports}), {now.Closed} closed (then {then.Closed})"),
            Facts = [new(nowName, now.Words(turn)), new(thenName, then.Words(turn))],
            Choices = [new Choice(turn.Say("趋势", "trend"), turn.Say("趋势", "trend"))],
        });
    }

    private Task<Movement> BetweenAsync(SummaryScope scope, UnitScope units, (DateOnly From, DateOnly To) days) =>
        Movement.BetweenAsync(reader, scope, units, At(days.From), At(days.To.AddDays(1)));

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
            Title = turn.Say("平均进度：", "Mean progress: ") + string.Join(turn.Say("，", ", "), units.Zip(tallies, (unit, tally) => $"{unit.Name} {tally.MeanPercent ?? 0}%")),
            Facts = [.. units.Zip(tallies, (unit, tally) => new Fact(unit.Name, Standing(turn, tally, [.. items[unit.Id]], month)))],
            Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say("平均进度", "Mean progress"), [.. units.Zip(tallies, (unit, tally) => new ChartPoint(unit.Name, tally.MeanPercent ?? 0))]) { Measure = "%" },
            Hint = turn.Say("任务多少和难易不同，仅供参考。", "Loads differ: for your own use."),
            RefreshSay = turn.Message.Text,
        };
    }

    private string Standing(Turn turn, Tally tally, List<WorkItem> items, DateOnly month)
    {
        var overdue = items.Count(item => item.IsOpen && item.Deadline < turn.Today);
        var reported = items.Count(item => item.ReportedAt is { } at && clock.DayOf(at) >= month);
        return turn.Say($"{tally.Total} 项，办结 {tally.Closed} 项，逾期 {overdue} 项，本月报过 {reported} 项", $"{tally.Total} items, {tally.Closed} closed, {overdue} overdue, {reported} reported this month");
    }

    private async Task<Reply> TrendAsync(Turn turn)
    {
        var first = new DateOnly(turn.Today.Year, turn.Today.Month, 1);
        var units = UnitScope.Of(turn);
        var (events, isCut) = await Movement.EventsAsync(reader, SummaryScope.In(turn), units, At(first.AddMonths(1 - TrendMonths)), At(first.AddMonths(1)));
        var closed = events.Where(entry => entry.Kind == EventKind.Closed).Select(entry => clock.DayOf(entry.At)).ToLookup(day => (day.Year, day.Month));
        var points = Enumerable.Range(1 - TrendMonths, TrendMonths).Select(steps => first.AddMonths(steps))
            .Select(month => new ChartPoint(turn.Say($"{month.Month}月", $"{month.Year}-{month.Month:00}"), closed[(month.Year, month.Month)].Count())).ToList();
        var total = points.Sum(point => point.Value);
        return units.Marked(turn, new Reply
        {
            Title = turn.Say($"近 {TrendMonths} 个月{(isCut ? "至少" : "")}办结 {total} 项", $"{(isCut ? "At least " : "")}{total} items closed in {TrendMonths} months"),
            Chart = new ReplyChart(ChartKind.Line, turn.Say("每月办结", "Closed per month"), points) { Measure = turn.Say("项", "items") },
            Hint = isCut ? turn.Say("记录太多，较早的月份没有数全。", "There are too many records: the earlier months are not counted in full.") : null,
        });
    }

    private DateTimeOffset At(DateOnly day) => clock.At(day, TimeOnly.MinValue);
}
