using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>Reads from the ledger what mornings are planned from: by the indexes, so that the cost follows what may be brought up and not what the ledger holds.</summary>
public sealed class LedgerFacts(LedgerReader reader, RosterStore rosters, UnreachablePersons unreachable, SubscribedGroups groups, Outbox outbox, ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
{
    private static readonly ReportingCycle[] Rhythms =
        [ReportingCycle.Weekly, ReportingCycle.Monthly, ReportingCycle.Quarterly, ReportingCycle.HalfYearly, ReportingCycle.Yearly];

    private readonly NudgeRules nudgeRules = new(rules, calendar, clock);

    /// <summary>All that <see cref="MorningPlanner"/> may bring up on any of <paramref name="days"/>, in the order of days.</summary>
    public async Task<MorningFacts> ReadAsync(IReadOnlyList<DateOnly> days)
    {
        var roster = await rosters.GetAsync();
        var plans = await Task.WhenAll((await reader.PlansAsync()).Select(plan => ReadPlanAsync(plan, roster, days)));
        var depths = await Task.WhenAll(plans.Select(plan => plan.Plan.Id).Append(Outbox.OfficeSlot).Select(outbox.DepthAsync));
        return new MorningFacts(roster, plans) { Undelivered = (int)depths.Sum(depth => depth.Dead), Unreachable = await unreachable.ListAsync(), Groups = await groups.ListAsync() };
    }

    private async Task<PlanFacts> ReadPlanAsync(Plan plan, Roster.Roster roster, IReadOnlyList<DateOnly> days)
    {
        // A deadline in the days off after the furthest workday is reminded of on that workday; the summary looks to the week's end.
        var furthest = calendar.NextWorkday(calendar.AddWorkdays(days[^1], Math.Max(rules.LongestLead, 5)));
        var reads = new List<Task<IReadOnlyList<WorkItem>>>
        {
            reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, furthest),
            reader.UnsignedAsync(plan.Id),
            reader.UnderReviewAsync(plan.Id),
            reader.ExtensionsAsync(plan.Id),
        };
        reads.AddRange(Rhythms
            .Where(cycle => nudgeRules.AsksForReports(cycle, days))
            // All of the cycle: the index does not tell an item that was given in this period from one that was reported on.
            .Select(cycle => reader.CyclicAsync(plan.Id, cycle, DateTimeOffset.MaxValue)));
        var units = roster.InRole(PersonRole.Leader).SelectMany(leader => leader.UnitIds).Distinct(StringComparer.Ordinal).ToList();
        var tallies = await reader.TalliesAsync(plan.Id, [Tally.WholePlan, .. units.Select(Tally.OfUnit)]);
        var items = (await Task.WhenAll(reads)).SelectMany(found => found).DistinctBy(item => item.Ref);
        return new PlanFacts(plan, [.. items])
        {
            Whole = tallies[0],
            Units = units.Zip(tallies.Skip(1)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
        };
    }
}
