using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;

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

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        if (Periods.RangeOf(turn.Slots.Period, turn.Today) is not { } named)
            return Periods.Unknown(turn);
        // A group is told how the whole stands, and only by who may know that.
        if (turn.Message.IsGroup && !turn.SeesAll)
            return Refusals.NotInGroups(turn);
        var (scope, units) = (SummaryScope.In(turn), UnitScope.Of(turn));
        if (scope.Parts.Count == 0)
            return Reply.Refusal(turn.Say($"方案的{scope.Name}没有任务，请说部分的名称，或问“进展汇总”。", $"{scope.Name} has no items. Name a section, or ask for the status."));
        var parts = await Task.WhenAll(scope.Parts.Select(part => units.UnitIds is { } unitIds ? OfUnitsAsync(turn, part, unitIds) : PartAsync(turn, part.Plan, part.Sections)));
        var total = parts.Select(part => part.Total).Aggregate(Tally.Zero, (sum, tally) => sum + tally);
        var overdue = parts.SelectMany(part => part.Overdue).OrderBy(item => item.Deadline).ToList();
        var title = (scope.Name is { } name ? turn.Say($"{name}：", $"{name}: ") : "") + Headline(turn, total, overdue.Count);
        // In a group nobody reads which units are behind.
        var isListed = !(turn.Message.IsGroup && turn.SeesAll);
        // Counters are of today whatever time is asked about; what was done in that time stands below.
        if (named.To < turn.Today)
            title = turn.Say("截至今天：", "As of today: ") + title;
        return units.Marked(turn, new Reply
        {
            Title = turn.SeesAll ? title : turn.Say("本单位：", "Your unit: ") + title,
            Tone = overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
            Facts = [.. FactsOf(turn, total, overdue.Count, parts.Sum(part => part.Soon)), .. await MissedAsync(turn, scope, units)],
            Rows = isListed ? [.. overdue.Take(MostOverdue).Select(item => rows.RowOf(turn, item, showsUnit: units.UnitIds is not [_]))] : [],
            Lines =
            [
                await LatelyAsync(turn, scope, units, turn.Slots.Period is null ? null : named),
                .. overdue.Count > MostOverdue && isListed ? new[] { turn.Say($"逾期先列最早的 {MostOverdue} 项。", $"The {MostOverdue} longest overdue first.") } : [],
            ],
            Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say("各部分平均进度", "Mean progress by section"), [.. parts.SelectMany(part => part.Sections)]) { Measure = "%" },
            Choices =
            [
                .. turn.SeesAll ? [] : new[] { Offers.MyTasks(turn) },
                Offers.Overdue(turn),
                Offers.DueThisMonth(turn),
            ],
            RefreshSay = turn.Message.Text,
        });
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

    // What is not overdue any more and was: domain rule, a late closing or extension counts all the same.
    private async Task<IEnumerable<Fact>> MissedAsync(Turn turn, SummaryScope scope, UnitScope units)
    {
        var found = await Task.WhenAll(scope.Parts.Select(part => OfSectionsAsync(reader.MissedAsync(part.Plan.Id), part.Sections)));
        var missed = found.SelectMany(items => items).Where(item => units.Has(item.UnitId)).ToList();
        var (closed, extended) = (missed.Count(item => item.State == WorkItemState.Closed), missed.Count(item => item.IsOpen && !(item.Deadline < turn.Today)));
        return closed + extended == 0 ? [] : [new Fact(turn.Say("误期", "Missed"), turn.Say($"逾期办结 {closed}，逾期后延期 {extended}", $"{closed} closed late, {extended} extended late"))];
    }

    // What was done in the time that is named, the last seven days where none is.
    private async Task<string> LatelyAsync(Turn turn, SummaryScope scope, UnitScope units, (DateOnly From, DateOnly To)? period)
    {
        var (from, to) = period ?? (turn.Today.AddDays(-7), turn.Today);
        var movement = await Movement.BetweenAsync(reader, scope, units, clock.At(from, TimeOnly.MinValue), clock.At(to.AddDays(1), TimeOnly.MinValue));
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

    // A few units' own items: counted from the items themselves, so that a section can be counted too.
    private async Task<(Tally Total, IReadOnlyList<WorkItem> Overdue, int Soon, IReadOnlyList<ChartPoint> Sections)> OfUnitsAsync(Turn turn, (Plan Plan, IReadOnlyList<string> Sections) part, IReadOnlyList<string> unitIds)
    {
        var items = await OfSectionsAsync(reader.ItemsOfUnitsAsync([part.Plan], unitIds), part.Sections);
        var due = items.Where(item => item.IsOpen && item.Deadline is not null).ToList();
        var untilSoon = calendar.AddWorkdays(turn.Today, Lights.YellowWorkdays);
        var points = items.GroupBy(item => item.Section, StringComparer.Ordinal).Select(section => (section.Key, Tally.Of(section).MeanPercent));
        return (
            Tally.Of(items),
            [.. due.Where(item => item.Deadline < turn.Today)],
            due.Count(item => item.Deadline >= turn.Today && item.Deadline <= untilSoon),
            [.. points.Where(point => point.MeanPercent is not null).Select(point => new ChartPoint(point.Key, point.MeanPercent!.Value))]);
    }
}
