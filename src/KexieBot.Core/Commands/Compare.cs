using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>比上月, 比上周: what was done in this period so far, beside the same stretch of the one before; 趋势: the last six months.</summary>
public sealed class Compare(LedgerReader reader, OfficeClock clock) : ChatCommand
{
    private const int TrendMonths = 6;

    public override IReadOnlyList<Intent> Intents => [Intent.Compare];

    public override IReadOnlyList<CommandHelp> Help => [new("比上月怎么样", "报送、办结比上月或上周；也可问“趋势”", "compare with last month", "reports and closings, then and now")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Period is null && !turn.Message.Text.Contains('比', StringComparison.Ordinal) && turn.Slots.Units.Count < 2)
            return await TrendAsync(turn);
        var isWeek = turn.Slots.Period is "last_week" or "this_week";
        var (from, _) = Periods.RangeOf(isWeek ? "this_week" : "this_month", turn.Today);
        var (before, beforeEnd) = Periods.RangeOf(isWeek ? "last_week" : "last_month", turn.Today);
        // The same number of days of both, so that the beginning of a month does not look idle.
        var sameDay = before.AddDays(turn.Today.DayNumber - from.DayNumber + 1);
        var until = sameDay > beforeEnd.AddDays(1) ? beforeEnd.AddDays(1) : sameDay;
        var scope = SummaryScope.In(turn);
        var now = await Movement.SinceAsync(reader, scope, At(from));
        var then = await Movement.SinceAsync(reader, scope, At(before), At(until));
        return new Reply
        {
            Title = turn.Say(
                $"{(isWeek ? "本周" : "本月")}报送 {now.Reports} 次（同期 {then.Reports}），办结 {now.Closed} 项（同期 {then.Closed}）",
                $"This {(isWeek ? "week" : "month")}: {now.Reports} reports (then {then.Reports}), {now.Closed} closed (then {then.Closed})"),
            Facts =
            [
                new(turn.Say(isWeek ? "本周至今" : "本月至今", isWeek ? "This week" : "This month"), now.Words(turn)),
                new(turn.Say(isWeek ? "上周同期" : "上月同期", isWeek ? "Last week" : "Last month"), then.Words(turn)),
            ],
            Choices = [new Choice(turn.Say("趋势", "trend"), turn.Say("趋势", "trend"))],
        };
    }

    private async Task<Reply> TrendAsync(Turn turn)
    {
        var months = Enumerable.Range(0, TrendMonths).Select(back => new DateOnly(turn.Today.Year, turn.Today.Month, 1).AddMonths(-back)).Reverse().ToList();
        var scope = SummaryScope.In(turn);
        var points = new List<ChartPoint>();
        foreach (var month in months)
        {
            var movement = await Movement.SinceAsync(reader, scope, At(month), At(month.AddMonths(1)));
            points.Add(new ChartPoint(turn.Say($"{month.Month}月", $"{month.Year}-{month.Month:00}"), movement.Closed));
        }

        return new Reply
        {
            Title = turn.Say($"近 {TrendMonths} 个月办结 {points.Sum(point => point.Value)} 项", $"{points.Sum(point => point.Value)} items closed in {TrendMonths} months"),
            Chart = new ReplyChart(ChartKind.Line, turn.Say("每月办结", "Closed per month"), points) { Measure = turn.Say("项", "items") },
        };
    }

    private DateTimeOffset At(DateOnly day) => clock.At(day, TimeOnly.MinValue);
}
