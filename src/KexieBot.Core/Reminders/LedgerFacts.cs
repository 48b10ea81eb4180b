using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>Reads from the ledger what mornings are planned from: by the indexes, so that the cost follows what may be brought up and not what the ledger holds.</summary>
public sealed class LedgerFacts(LedgerReader reader, RosterStore rosters, HeardMarks marks, UnreachablePersons unreachable, SubscribedGroups groups, Outbox outbox, HeldMessages held, ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
{
    // The rules are asked of each day since the oldest plan came, but not of more than these: what is older is read whole.
    private const int MostDaysBack = 2000;

    // Over so many days nearly everything comes up, and asking the rules day by day costs more than it saves.
    private const int MostDays = 12;
    private static readonly DateOnly Earliest = new(1970, 1, 2);

    private static readonly ReportingCycle[] Rhythms =
        [ReportingCycle.Weekly, ReportingCycle.Monthly, ReportingCycle.Quarterly, ReportingCycle.HalfYearly, ReportingCycle.Yearly];

    private readonly NudgeRules nudgeRules = new(rules, calendar, clock);

    /// <summary>All that <see cref="MorningPlanner"/> may bring up on the mornings from <paramref name="from"/> to <paramref name="to"/>, with what readers have not heard before.</summary>
    public async Task<MorningFacts> ReadAsync(DateOnly from, DateOnly to)
    {
        var (roster, heard, readers) = (await rosters.GetAsync(), await marks.ReadAsync(), await groups.ListAsync());
        // Over several mornings somebody's quiet time may end.
        var unheard = roster.Persons.Where(person => to > from || heard.IsListening(person, from, calendar)).Select(person => person.Id).Concat(readers.Select(group => group.Id))
            .SelectMany(reader => heard.DaysOf(reader, from, calendar));
        var mornings = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(calendar.IsWorkday);
        List<DateOnly> days = [.. unheard.Concat(mornings).Append(from).Distinct().Order()];
        var ledger = await reader.PlansAsync();
        var spans = SpansOf(days, ledger.Select(plan => clock.DayOf(plan.ImportedAt)).Append(from).Min());
        var plans = await Task.WhenAll(ledger.Select(plan => ReadPlanAsync(plan, roster, spans)));
        var depths = await Task.WhenAll(plans.Select(plan => plan.Plan.Id).Append(Outbox.OfficeSlot).Select(outbox.DepthAsync));
        var waiting = await Task.WhenAll(roster.Persons.Select(async person => (person.Id, Entries: await held.ListAsync(person.Id))));
        return new MorningFacts(roster, plans)
        {
            Held = waiting.Where(person => person.Entries.Count > 0).ToDictionary(person => person.Id, person => person.Entries, StringComparer.Ordinal),
            Undelivered = (int)depths.Sum(depth => depth.Dead),
            Heard = heard,
            Unreachable = await unreachable.ListAsync(),
            Groups = readers,
        };
    }

    private async Task<PlanFacts> ReadPlanAsync(Plan plan, Roster.Roster roster, Spans spans)
    {
        List<ItemRange> ranges =
        [
            .. ItemRange.ForOffice,
            .. spans.Deadlines.Select(span => ItemRange.Due(span.From, span.To)),
            .. spans.Assignments.Select(span => ItemRange.NotSigned(clock.StartOf(span.From), clock.StartOf(span.To.AddDays(1)))),
            .. spans.Reports.Select(found => ItemRange.Cyclic(found.Cycle, clock.StartOf(found.Span.From), clock.StartOf(found.Span.To.AddDays(1)))),
            .. spans.Silences.Select(span => ItemRange.Heard(clock.StartOf(span.From), clock.StartOf(span.To.AddDays(1)))),
        ];
        var units = roster.Persons.Where(person => person.Role == PersonRole.Leader || person.Settings.WantsWeeklySummary).SelectMany(person => person.UnitIds).Distinct(StringComparer.Ordinal).ToList();
        var tallies = await reader.TalliesAsync(plan.Id, [Tally.WholePlan, .. units.Select(Tally.OfUnit)]);
        return new PlanFacts(plan, await reader.ItemsInAsync(plan.Id, ranges))
        {
            Whole = tallies[0],
            Units = units.Zip(tallies.Skip(1)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
        };
    }

    // The rules themselves say which deadlines, assignments and last reports bring an item up: they are asked of one item per day.
    private Spans SpansOf(IReadOnlyList<DateOnly> days, DateOnly since)
    {
        // A deadline in the days off after the furthest workday is reminded of on that workday; the summary looks to the week's end, and counts all that is overdue.
        var furthest = calendar.NextWorkday(calendar.AddWorkdays(days[^1], Math.Max(rules.LongestLead, 5)));
        var isSummaryDay = days.Any(calendar.IsFirstWorkdayOfWeek);
        var began = new WorkItem("", 0, "", UnitRole.Responsible) { State = WorkItemState.InProgress, ReportedAt = DateTimeOffset.UnixEpoch, AssignedAt = DateTimeOffset.UnixEpoch };
        return new Spans(
            isSummaryDay ? [new Span(Earliest, furthest)] : SpansOf(days, furthest, since, day => began with { Deadline = day }),
            SpansOf(days, days[^1], since, day => began with { State = WorkItemState.Assigned, AssignedAt = clock.StartOf(day) }),
            SpansOf(days, days[^1], since, day => began with { ReportedAt = clock.StartOf(day), AssignedAt = clock.StartOf(day) }),
            [
                .. Rhythms.SelectMany(cycle => SpansOf(
                    days,
                    days[^1],
                    since,
                    day => began with { Cycle = cycle, ReportedAt = clock.StartOf(day), AssignedAt = clock.StartOf(day) },
                    // One that made up for a report that was missed.
                    day => began with { Cycle = cycle, ReportedAt = clock.StartOf(day), HeardBefore = began.AssignedAt },
                    day => began with { Cycle = cycle, ReportedAt = null, AssignedAt = clock.StartOf(day) })
                    .Select(span => (cycle, span))),
            ]);
    }

    private List<Span> SpansOf(IReadOnlyList<DateOnly> days, DateOnly last, DateOnly since, params Func<DateOnly, WorkItem>[] itemsOf)
    {
        var oldest = days[0].AddDays(-MostDaysBack);
        var first = days.Count > MostDays ? last : oldest > since ? oldest : since.AddDays(-1);
        var spans = new List<Span> { new(Earliest, first) };
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (!itemsOf.Any(itemOf => nudgeRules.BringsUp(itemOf(day), days)))
                continue;
            if (spans[^1].To == day.AddDays(-1))
                spans[^1] = spans[^1] with { To = day };
            else
                spans.Add(new Span(day, day));
        }

        return spans;
    }

    private sealed record Span(DateOnly From, DateOnly To);

    /// <summary>Which deadlines, days of assignment, days since which nothing was heard, and days of the last report on a cycle bring an item up.</summary>
    private sealed record Spans(IReadOnlyList<Span> Deadlines, IReadOnlyList<Span> Assignments, IReadOnlyList<Span> Silences, IReadOnlyList<(ReportingCycle Cycle, Span Span)> Reports);
}
