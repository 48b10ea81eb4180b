using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>How often a simulated liaison does on the same day what a message asks for, from 0 to 1; and the seed that makes a run repeatable.</summary>
public sealed record SimulatedPeople(int Persons, double Diligence, int Seed)
{
    /// <summary>Which share of the answers is given in the evening, after the office has closed.</summary>
    public double AfterHours { get; init; } = 0.1;
}

/// <summary>What one send takes and how many run at one time: the assumption behind the lateness.</summary>
public sealed record SimulatedPace(TimeSpan PerSend, int AtOnce);

/// <summary>
/// Runs mornings against a turned clock, without a store: what the rules would send to a district in a year, and what comes of it when people
/// answer now and then. The rules are the real ones; the people are dice. A liaison whose item is nearly due asks for its closing, and the office accepts on its next
/// workday at ten; both cause a message. Urging and remarks are not simulated.
/// </summary>
public sealed class ReminderSimulation(ReminderRules rules, WorkCalendar calendar, OfficeClock clock, OfficeHours hours)
{
    public SimulationResult Run(IReadOnlyList<PlanDraft> drafts, DateOnly from, int days, SimulatedPeople people, SimulatedPace pace)
    {
        var roster = PeopleFor(drafts, people.Persons);
        var imports = drafts.Select((draft, index) => PlanImport.Prepare($"plan{index + 1}", draft, roster, clock.At(from, new TimeOnly(9, 0)))).ToList();
        var district = new SimulatedDistrict(roster, [.. imports.Select(import => import.Plan)], imports.SelectMany(import => import.Items), people, clock, hours);
        var planner = new MorningPlanner(rules, calendar, clock);
        var (workdays, heard) = (0, Heard.Nothing);
        foreach (var day in Enumerable.Range(0, days).Select(from.AddDays).Where(calendar.IsWorkday))
        {
            workdays++;
            var facts = district.Facts(day) with { Heard = heard };
            foreach (var message in planner.Plan(facts, day))
                district.Receive(message, clock.At(day, rules.TimeFor(null)));
            district.Decide(clock.At(day, new TimeOnly(10, 0)));
            heard = heard.After(day, planner.Listeners(facts, day));
        }

        return district.Counted(workdays, from.AddDays(days - 1), pace);
    }

    // Liaisons in turn over the papers' units, a head for each liaison's units, one leader and one office.
    private static Roster.Roster PeopleFor(IReadOnlyList<PlanDraft> drafts, int persons)
    {
        var units = drafts.SelectMany(draft => draft.Measures).SelectMany(measure => measure.Units).Select(unit => UnitName.Normal(unit.Name)).Distinct(StringComparer.Ordinal).ToList();
        var unitsOf = Enumerable.Range(0, Math.Max(units.Count, persons)).Where(_ => units.Count > 0).ToLookup(index => index % persons, index => units[index % units.Count]);
        return new Roster.Roster(
            units.Select(name => new Unit(name, name)),
            [],
            [
                .. Enumerable.Range(0, persons).Select(index => new Person($"p{index}", $"联络员{index}", PersonRole.Liaison) { UnitIds = [.. unitsOf[index].Distinct(StringComparer.Ordinal)], Accounts = [new PersonAccount(ChannelKind.Console, $"p{index}")] }),
                .. Enumerable.Range(0, Math.Min(persons, units.Count)).Select(index => new Person($"h{index}", $"负责人{index}", PersonRole.UnitHead) { UnitIds = [.. unitsOf[index].Distinct(StringComparer.Ordinal)] }),
                new Person("leader", "领导", PersonRole.Leader),
                new Person("office", "办公室", PersonRole.Office),
            ]);
    }
}
