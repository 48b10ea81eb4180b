using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
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
        new(Texts.Offer_Status, Texts.Help_PlanSummaryWhat),
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
            return Reply.Refusal(turn.Say(Texts.PlanSummary_SectionEmpty, scope.Name));
        var parts = await Task.WhenAll(scope.Parts.Select(part => units.UnitIds is { } unitIds ? OfUnitsAsync(turn, part, unitIds) : PartAsync(turn, part.Plan, part.Sections)));
        var total = Tally.Sum(parts.Select(part => part.Total));
        var overdue = parts.SelectMany(part => part.Overdue).OrderBy(item => item.Deadline).ToList();
        var title = (scope.Name is { } name ? turn.Say(Texts.PlanSummary_Of, name) : "") + TallyWords.Headline(turn, total, overdue.Count);
        // In a group nobody reads which units are behind.
        var isListed = !(turn.Message.IsGroup && turn.SeesAll);
        // Counters are of today whatever time is asked about; what was done in that time stands below.
        if (named.To < turn.Today)
            title = turn.Say(Texts.PlanSummary_AsOfToday) + title;
        return units.Marked(turn, new Reply
        {
            Title = turn.SeesAll ? title : turn.Say(Texts.UnitScope_YourUnit) + title,
            Tone = overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
            Facts = [.. FactsOf(turn, total, overdue.Count, parts.Sum(part => part.Soon)), .. await MissedAsync(turn, scope, units)],
            Rows = isListed ? [.. overdue.Take(MostOverdue).Select(item => rows.RowOf(turn, item, showsUnit: units.UnitIds is not [_]))] : [],
            Lines =
            [
                await LatelyAsync(turn, scope, units, turn.Slots.Period is null ? null : named),
                .. overdue.Count > MostOverdue && isListed ? new[] { turn.Say(Texts.PlanSummary_LongestOverdue, MostOverdue) } : [],
            ],
            Chart = ChartOf(turn, [.. scope.Parts.Select(part => part.Plan).Zip(parts, (plan, part) => (plan, part.Total, part.Sections))]),
            Choices =
            [
                .. turn.SeesAll ? [] : new[] { Offers.MyTasks(turn) },
                Offers.Overdue(turn),
                Offers.DueThisMonth(turn),
            ],
            RefreshSay = turn.Message.Text,
        });
    }

    // Sections of several plans side by side would not say whose they are.
    private static ReplyChart ChartOf(Turn turn, IReadOnlyList<(Plan Plan, Tally Total, IReadOnlyList<ChartPoint> Sections)> parts) => parts is [var only]
        ? new ReplyChart(ChartKind.HorizontalBar, turn.Say(Texts.PlanSummary_BySection), only.Sections) { Measure = "%" }
        : new ReplyChart(ChartKind.HorizontalBar, turn.Say(Texts.PlanSummary_ByPlan), [.. parts.Where(part => part.Total.MeanPercent is not null).Select(part => new ChartPoint(part.Plan.ShortTitle, part.Total.MeanPercent!.Value))]) { Measure = "%" };

    private static IReadOnlyList<Fact> FactsOf(Turn turn, Tally total, int overdue, int soon) =>
    [
        new(turn.Say(Texts.PlanSummary_Assigned), $"{total.Assigned}"),
        new(turn.Say(Texts.PlanSummary_InProgress), $"{total.InProgress}"),
        new(turn.Say(Texts.PlanSummary_UnderReview), $"{total.UnderReview}"),
        new(turn.Say(Texts.PlanSummary_Closed), $"{total.Closed}"),
        new(turn.Say(Texts.PlanSummary_Overdue), $"{overdue}"),
        new(turn.Say(Texts.PlanSummary_DueSoon, Lights.YellowWorkdays), $"{soon}"),
    ];

    // What is not overdue any more and was: domain rule, a late closing or extension counts all the same.
    private async Task<IEnumerable<Fact>> MissedAsync(Turn turn, SummaryScope scope, UnitScope units)
    {
        var found = await Task.WhenAll(scope.Parts.Select(part => OfSectionsAsync(reader.MissedAsync(part.Plan.Id), part.Sections)));
        var missed = found.SelectMany(items => items).Where(item => units.Has(item.UnitId)).ToList();
        var (closed, extended) = (missed.Count(item => item.State == WorkItemState.Closed), missed.Count(item => item.IsOpen && !(item.Deadline < turn.Today)));
        return closed + extended == 0 ? [] : [new Fact(turn.Say(Texts.PlanSummary_Missed), turn.Say(Texts.PlanSummary_MissedHow, closed, extended))];
    }

    // What was done in the time that is named, the last seven days where none is.
    private async Task<string> LatelyAsync(Turn turn, SummaryScope scope, UnitScope units, (DateOnly From, DateOnly To)? period)
    {
        var (from, to) = period ?? (turn.Today.AddDays(-7), turn.Today);
        var movement = await Movement.BetweenAsync(reader, scope, units, clock.StartOf(from), clock.StartOf(to.AddDays(1)));
        return (period is null ? turn.Say(Texts.PlanSummary_LastSevenDays) : $"{OfficeClock.Text(from)}—{OfficeClock.Text(to)}{turn.Say(Texts.Between_NameAndValue)}") + movement.Words(turn);
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
        return (only.Count == 0 ? counted[0] : Tally.Sum(counted.Skip(1)), await overdue, await soon, points);
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
