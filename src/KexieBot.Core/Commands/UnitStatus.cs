using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>区科技局进展: one unit, or each member of a group.</summary>
public sealed class UnitStatus(LedgerReader reader, ItemRows rows, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.UnitStatus];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("区科技局进展怎么样", "一个单位的任务和进度", "how is 区科技局 doing", "one unit's items and progress"),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var name = turn.Slots.Unit ?? "";
        if (turn.Roster.FindGroup(name) is { } group)
            return await GroupAsync(turn, group);
        if (turn.Roster.FindUnit(name) is not { } unit)
            return Refusals.UnknownUnit(turn, name);
        if (!turn.SeesAll && !turn.Person.UnitIds.Contains(unit.Id, StringComparer.Ordinal))
            return Refusals.OwnUnitOnly(turn);
        var found = await Task.WhenAll(turn.Plans.Select(plan => reader.ItemsOfUnitAsync(plan.Id, unit.Id)));
        var items = found.SelectMany(list => list).ToList();
        var total = await TotalAsync(turn, unit.Id);
        var overdue = items.Count(item => item.IsOpen && item.Deadline < turn.Today);
        return new Reply
        {
            Title = MeasureAnswers.AsksReported(turn.Message.Text) ? Reported(turn, unit, items) : $"{unit.Name}{turn.Say("：", ": ")}{PlanSummary.Headline(turn, total, overdue)}",
            Tone = overdue > 0 ? ReplyTone.Warning : ReplyTone.Neutral,
            Rows = [.. items.Where(item => item.IsOpen).Concat(items.Where(item => !item.IsOpen)).Select(item => rows.RowOf(turn, item, showsUnit: false))],
            RefreshSay = turn.Message.Text,
        };
    }

    private string Reported(Turn turn, Unit unit, List<WorkItem> items)
    {
        var first = clock.At(new DateOnly(turn.Today.Year, turn.Today.Month, 1), TimeOnly.MinValue);
        var open = items.Where(item => item.IsOpen).ToList();
        var silent = open.Where(item => !(item.ReportedAt >= first)).OrderBy(item => item.Number).Select(item => turn.RefOf(item.PlanId, item.Number)).ToList();
        return silent.Count == 0
            ? turn.Say($"{unit.Name}本月都报了（在办 {open.Count} 项）。", $"{unit.Name} has reported on all {open.Count} open items this month.")
            : turn.Say($"{unit.Name}本月报了 {open.Count - silent.Count} 项，没报 {silent.Count} 项：第 {string.Join('、', silent)} 条。", $"{unit.Name} has reported on {open.Count - silent.Count} items this month and not on {silent.Count}: {string.Join(", ", silent)}.");
    }

    private async Task<Tally> TotalAsync(Turn turn, string unitId)
    {
        var tallies = await Task.WhenAll(turn.Plans.Select(plan => reader.TalliesAsync(plan.Id, [Tally.OfUnit(unitId)])));
        return tallies.Select(list => list[0]).Aggregate(Tally.Zero, (sum, tally) => sum + tally);
    }

    private async Task<Reply> GroupAsync(Turn turn, UnitGroup group)
    {
        if (!turn.SeesAll)
            return Refusals.OwnUnitOnly(turn);
        var totals = await Task.WhenAll(group.UnitIds.Select(unitId => TotalAsync(turn, unitId)));
        var sum = totals.Aggregate(Tally.Zero, (left, right) => left + right);
        return new Reply
        {
            Title = turn.Say($"{group.Name}：{group.UnitIds.Count} 个单位共 {sum.Total} 项，已办结 {sum.Closed} 项，平均进度 {sum.MeanPercent ?? 0}%", $"{group.Name}: {group.UnitIds.Count} units, {sum.Total} items, {sum.Closed} closed, {sum.MeanPercent ?? 0}% on average"),
            Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say("平均进度", "Mean progress"), [.. group.UnitIds.Zip(totals, (unitId, tally) => new ChartPoint(turn.Roster.NameOf(unitId), tally.MeanPercent ?? 0))]) { Measure = "%" },
            RefreshSay = turn.Message.Text,
        };
    }
}
