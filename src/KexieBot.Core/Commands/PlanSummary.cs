using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>进展汇总: counts first, then what is overdue, then each section. Reads counters and the overdue items only.</summary>
public sealed class PlanSummary(LedgerReader reader, ItemRows rows, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    private const int MostOverdue = 8;

    public override IReadOnlyList<Intent> Intents => [Intent.PlanSummary];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("进展汇总", "总体进展、逾期和各部分进度", "status", "where the plan stands"),
    ];

    public override bool IsFor(PersonRole role) => true;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Reply.Of(turn.Say("台账里还没有方案。", "There is no plan in the ledger yet."));
        if (!turn.SeesAll || IsOwnFirst(turn))
            return await OwnAsync(turn);
        var parts = await Task.WhenAll(turn.Plans.Select(plan => PartAsync(turn, plan)));
        var total = parts.Select(part => part.Total).Aggregate(Tally.Zero, (sum, tally) => sum + tally);
        var overdue = parts.SelectMany(part => part.Overdue).OrderBy(item => item.Deadline).ToList();
        var soon = parts.Sum(part => part.Soon);
        var week = await Movement.SinceAsync(reader, turn, clock.At(turn.Today.AddDays(-7), TimeOnly.MinValue));
        return new Reply
        {
            Title = Headline(turn, total, overdue.Count),
            Tone = overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
            Facts = FactsOf(turn, total, overdue.Count, soon),
            Rows = [.. overdue.Take(MostOverdue).Select(item => rows.RowOf(turn, item, showsUnit: true))],
            Lines =
            [
                turn.Say("近七天：", "Last seven days: ") + week.Words(turn),
                .. overdue.Count > MostOverdue ? new[] { turn.Say($"逾期先列最早的 {MostOverdue} 项。", $"The {MostOverdue} longest overdue first.") } : [],
            ],
            Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say("各部分平均进度", "Mean progress by section"), [.. parts.SelectMany(part => part.Sections)]) { Measure = "%" },
            Choices =
            [
                new Choice(turn.Say("逾期", "overdue"), turn.Say("逾期任务", "overdue")),
                new Choice(turn.Say("本月到期", "due this month"), turn.Say("本月到期", "due this month")),
            ],
            RefreshSay = turn.Say("进展汇总", "status"),
        };
    }

    internal static string Headline(Turn turn, Tally total, int overdue) => turn.Say(
        $"共 {total.Total} 项任务，已办结 {total.Closed} 项，平均进度 {total.MeanPercent ?? 0}%{(overdue > 0 ? $"，逾期 {overdue} 项" : "，没有逾期")}",
        $"{total.Total} items, {total.Closed} closed, {total.MeanPercent ?? 0}% on average, {(overdue > 0 ? $"{overdue} overdue" : "none overdue")}");

    internal static IReadOnlyList<Fact> FactsOf(Turn turn, Tally total, int overdue, int soon) =>
    [
        new(turn.Say("待签收", "To be signed"), $"{total.Assigned}"),
        new(turn.Say("办理中", "In progress"), $"{total.InProgress}"),
        new(turn.Say("待审核", "Under review"), $"{total.UnderReview}"),
        new(turn.Say("已办结", "Closed"), $"{total.Closed}"),
        new(turn.Say("逾期", "Overdue"), $"{overdue}"),
        new(turn.Say($"{Lights.YellowWorkdays}个工作日内到期", $"Due within {Lights.YellowWorkdays} workdays"), $"{soon}"),
    ];

    private async Task<(Tally Total, IReadOnlyList<WorkItem> Overdue, int Soon, IReadOnlyList<ChartPoint> Sections)> PartAsync(Turn turn, Plan plan)
    {
        var sections = plan.Measures.Select(measure => measure.Section).Distinct(StringComparer.Ordinal).ToList();
        var tallies = reader.TalliesAsync(plan.Id, [Tally.WholePlan, .. sections.Select(Tally.OfSection)]);
        var overdue = reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, turn.Today.AddDays(-1));
        var soon = reader.CountDueAsync(plan.Id, turn.Today, calendar.AddWorkdays(turn.Today, Lights.YellowWorkdays));
        var counted = await tallies;
        var points = sections
            .Zip(counted.Skip(1))
            .Where(pair => pair.Second.MeanPercent is not null)
            .Select(pair => new ChartPoint(pair.First, pair.Second.MeanPercent!.Value))
            .ToList();
        return (counted[0], await overdue, await soon, points);
    }

    private async Task<Reply> OwnAsync(Turn turn)
    {
        var tallies = await Task.WhenAll(turn.Plans.Select(plan => reader.TalliesAsync(plan.Id, [.. turn.Person.UnitIds.Select(Tally.OfUnit)])));
        var total = tallies.SelectMany(list => list).Aggregate(Tally.Zero, (sum, tally) => sum + tally);
        var due = await Task.WhenAll(turn.Plans.Select(plan => reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, calendar.AddWorkdays(turn.Today, Lights.YellowWorkdays))));
        var own = due.SelectMany(items => items).Where(item => turn.Person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal)).ToList();
        var overdue = own.Where(item => item.Deadline < turn.Today).ToList();
        return new Reply
        {
            Title = (turn.SeesAll ? turn.Say("您分管的：", "In your charge: ") : turn.Say("本单位：", "Your unit: ")) + Headline(turn, total, overdue.Count),
            Facts = FactsOf(turn, total, overdue.Count, own.Count - overdue.Count),
            Rows = [.. overdue.Select(item => rows.RowOf(turn, item, turn.Person.UnitIds.Count > 1))],
            Choices = turn.SeesAll
                ? [new Choice(turn.Say("看全区", "the whole district"), turn.Say("全区进展汇总", "overall status"))]
                : [new Choice(turn.Say("我的任务", "my tasks"), turn.Say("我的任务", "my tasks"))],
        };
    }

    // A leader in charge of some units sees those first; 全区, or a button, widens.
    private static bool IsOwnFirst(Turn turn) =>
        turn.Person is { Role: PersonRole.Leader, UnitIds.Count: > 0 }
        && !turn.Message.Text.Contains('全', StringComparison.Ordinal) && !turn.Message.Text.Contains("overall", StringComparison.OrdinalIgnoreCase);
}
