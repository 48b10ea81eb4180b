using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>How often a simulated liaison does at once what a message asks for, from 0 to 1; and the seed that makes a run repeatable.</summary>
public sealed record SimulatedPeople(int Persons, double Diligence, int Seed);

/// <summary>What a simulated stretch brought.</summary>
/// <param name="Messages">All messages sent.</param>
/// <param name="MeanPerPersonAndWeek">Of all persons, over all weeks.</param>
/// <param name="MostPerPersonInAWeek">The busiest person's busiest week.</param>
/// <param name="Peak">The morning with the most messages.</param>
public sealed record SimulationResult(int Workdays, int Persons, int Items, int Messages, double MeanPerPersonAndWeek, int MostPerPersonInAWeek, (DateOnly Day, int Messages) Peak, IReadOnlyDictionary<string, int> ByKind, int ClosedItems, int OverdueAtEnd);

/// <summary>
/// Runs mornings against a turned clock, without a store: what the rules would send to a district in a year, and what comes of it when people
/// answer now and then. The rules are the real ones; the people are dice.
/// </summary>
public sealed class ReminderSimulation(ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
{
    public SimulationResult Run(PlanDraft draft, DateOnly from, int days, SimulatedPeople people)
    {
        var begins = clock.At(from, new TimeOnly(9, 0));
        var roster = PeopleFor(draft, people.Persons);
        var import = PlanImport.Prepare("plan", draft, roster, begins);
        var items = import.Items.ToDictionary(item => item.Ref, StringComparer.Ordinal);
        var planner = new MorningPlanner(rules, calendar, clock);
        // A run must be repeatable, and nothing secret hangs on it.
#pragma warning disable CA5394
        var dice = new Random(people.Seed);
#pragma warning restore CA5394
        var perWeek = new Dictionary<(string Person, int Week), int>();
        var byKind = new Dictionary<string, int>(StringComparer.Ordinal);
        var (workdays, messages, peak) = (0, 0, (Day: from, Messages: 0));
        foreach (var day in Enumerable.Range(0, days).Select(from.AddDays).Where(calendar.IsWorkday))
        {
            workdays++;
            var facts = new MorningFacts(roster, [new PlanFacts(import.Plan, [.. items.Values]) { Whole = TallyOf(items.Values) }]);
            var morning = planner.Plan(facts, day);
            messages += morning.Count;
            if (morning.Count > peak.Messages)
                peak = (day, morning.Count);
            foreach (var message in morning)
            {
                byKind[message.Kind] = byKind.GetValueOrDefault(message.Kind) + 1;
                var week = (message.PersonId, (day.DayNumber - from.DayNumber) / 7);
                perWeek[week] = perWeek.GetValueOrDefault(week) + 1;
                foreach (var item in message.Items.Select(id => id[(import.Plan.Id.Length + 1)..]).Where(items.ContainsKey))
                {
#pragma warning disable CA5394
                    if (dice.NextDouble() < people.Diligence)
#pragma warning restore CA5394
                        items[item] = Answered(items[item], clock.At(day, new TimeOnly(10, 0)), day);
                }
            }
        }

        var weeks = Math.Max(1, days / 7.0);
        var last = from.AddDays(days - 1);
        return new SimulationResult(
            workdays, roster.Persons.Count, items.Count, messages, messages / weeks / roster.Persons.Count, perWeek.Values.DefaultIfEmpty().Max(), peak, byKind,
            items.Values.Count(item => item.State == WorkItemState.Closed), items.Values.Count(item => item.IsOpen && item.Deadline < last));
    }

    // Signs, then reports; near or after the deadline it is done, and the office accepts.
    private static WorkItem Answered(WorkItem item, DateTimeOffset now, DateOnly day)
    {
        if (!item.IsOpen)
            return item;
        var signed = item with { State = WorkItemState.InProgress, AcknowledgedAt = item.AcknowledgedAt ?? now, ReportedAt = now, Percent = Math.Min(90, item.Percent + 20) };
        return item.Deadline is { } deadline && deadline <= day.AddDays(3)
            ? WorkItemMoves.Close(WorkItemMoves.RequestClose(signed, now, day)!, now)!
            : signed;
    }

    private static Tally TallyOf(IEnumerable<WorkItem> items)
    {
        var counters = items.SelectMany(Tally.CountersOf).Where(counter => counter.Field.StartsWith(Tally.WholePlan, StringComparison.Ordinal))
            .GroupBy(counter => counter.Field, counter => counter.Count, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(), StringComparer.Ordinal);
        return Tally.FromValues([.. Tally.FieldsOf(Tally.WholePlan).Select(field => (StackExchange.Redis.RedisValue)counters.GetValueOrDefault(field!))]);
    }

    // Liaisons in turn over the paper's units, one leader and one office.
    private static Roster.Roster PeopleFor(PlanDraft draft, int persons)
    {
        var units = draft.Measures.SelectMany(measure => measure.Units).Select(unit => UnitName.Normal(unit.Name)).Distinct(StringComparer.Ordinal).ToList();
        var unitsOf = Enumerable.Range(0, Math.Max(units.Count, persons)).Where(_ => units.Count > 0).ToLookup(index => index % persons, index => units[index % units.Count]);
        return new Roster.Roster(
            units.Select(name => new Unit(name, name)),
            [],
            [
                .. Enumerable.Range(0, persons).Select(index => new Person($"p{index}", $"联络员{index}", PersonRole.Liaison) { UnitIds = [.. unitsOf[index].Distinct(StringComparer.Ordinal)], Accounts = [new PersonAccount(ChannelKind.Console, $"p{index}")] }),
                new Person("leader", "领导", PersonRole.Leader),
                new Person("office", "办公室", PersonRole.Office),
            ]);
    }
}
