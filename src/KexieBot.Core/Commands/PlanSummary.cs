using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>进展汇总: counts first, then what is overdue, then each section; of everything, or of the plan, section or time that is named. Reads counters, the items that are due and the events of the time only.</summary>
public sealed class PlanSummary(LedgerReader reader, ItemRows rows, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    private const int MostOverdue = 8;

    public override IReadOnlyList<Intent> Intents => [Intent.PlanSummary];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("进展汇总", "总体进展、逾期和各部分进度；可说第二部分、上个月", "status", "where the plan stands; a section or a month may be named"),
    ];

    public override bool IsFor(PersonRole role) => true;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Reply.Of(turn.Say("台账里还没有方案。", "There is no plan in the ledger yet."));
        if (!turn.SeesAll || IsOwnFirst(turn))
            return await OwnAsync(turn);
        if (Periods.RangeOf(turn.Slots.Period, turn.Today) is not { } named)
            return Periods.Unknown(turn);
        var scope = SummaryScope.In(turn);
        var parts = await Task.WhenAll(scope.Parts.Select(part => PartAsync(turn, part.Plan, part.Sections)));
        var total = parts.Select(part => part.Total).Aggregate(Tally.Zero, (sum, tally) => sum + tally);
        var overdue = parts.SelectMany(part => part.Overdue).OrderBy(item => item.Deadline).ToList();
        var soon = parts.Sum(part => part.Soon);
        return new Reply
        {
            Title = (scope.Name is { } name ? turn.Say($"{name}：", $"{name}: ") : "") + Headline(turn, total, overdue.Count),
            Tone = overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
            Facts = FactsOf(turn, total, overdue.Count, soon),
            Rows = turn.Message.IsGroup ? [] : [.. overdue.Take(MostOverdue).Select(item => rows.RowOf(turn, item, showsUnit: true))],
            Lines =
            [
                await LatelyAsync(turn, scope, turn.Slots.Period is null ? null : named),
                .. overdue.Count > MostOverdue && !turn.Message.IsGroup ? new[] { turn.Say($"逾期先列最早的 {MostOverdue} 项。", $"The {MostOverdue} longest overdue first.") } : [],
            ],
            Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say("各部分平均进度", "Mean progress by section"), [.. parts.SelectMany(part => part.Sections)]) { Measure = "%" },
            Choices =
            [
                new Choice(turn.Say("逾期", "overdue"), turn.Say("逾期任务", "overdue")),
                new Choice(turn.Say("本月到期", "due this month"), turn.Say("本月到期", "due this month")),
            ],
            RefreshSay = turn.Message.Text,
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

    // What was done in the time that is named, the last seven days where none is.
    private async Task<string> LatelyAsync(Turn turn, SummaryScope scope, (DateOnly From, DateOnly To)? period)
    {
        var (from, to) = period ?? (turn.Today.AddDays(-7), turn.Today);
        var movement = await Movement.BetweenAsync(reader, scope, clock.At(from, TimeOnly.MinValue), clock.At(to.AddDays(1), TimeOnly.MinValue));
        return (period is null ? turn.Say("近七天：", "Last seven days: ") : $"{OfficeClock.Text(from)}—{OfficeClock.Text(to)}{turn.Say("：", ": ")}") + movement.Words(turn);
    }

    private async Task<(Tally Total, IReadOnlyList<WorkItem> Overdue, int Soon, IReadOnlyList<ChartPoint> Sections)> PartAsync(Turn turn, Plan plan, IReadOnlyList<string> only)
    {
        var sections = only.Count > 0 ? only : [.. plan.Measures.Select(measure => measure.Section).Distinct(StringComparer.Ordinal)];
        var tallies = reader.TalliesAsync(plan.Id, [Tally.WholePlan, .. sections.Select(Tally.OfSection)]);
        var untilSoon = calendar.AddWorkdays(turn.Today, Lights.YellowWorkdays);
        var overdue = OfSectionsAsync(reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, turn.Today.AddDays(-1)), only);
        var soon = only.Count == 0 ? reader.CountDueAsync(plan.Id, turn.Today, untilSoon) : CountAsync(OfSectionsAsync(reader.DueBetweenAsync(plan.Id, turn.Today, untilSoon), only));
        var counted = await tallies;
        var points = sections
            .Zip(counted.Skip(1))
            .Where(pair => pair.Second.MeanPercent is not null)
            .Select(pair => new ChartPoint(pair.First, pair.Second.MeanPercent!.Value))
            .ToList();
        return (only.Count == 0 ? counted[0] : counted.Skip(1).Aggregate(Tally.Zero, (sum, tally) => sum + tally), await overdue, await soon, points);
    }

    private static async Task<IReadOnlyList<WorkItem>> OfSectionsAsync(Task<IReadOnlyList<WorkItem>> items, IReadOnlyList<string> only) =>
        only.Count == 0 ? await items : [.. (await items).Where(item => only.Contains(item.Section, StringComparer.Ordinal))];

    private static async Task<int> CountAsync(Task<IReadOnlyList<WorkItem>> items) => (await items).Count;

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
