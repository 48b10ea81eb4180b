using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Core.Samples;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

public sealed class ReminderSimulationTests
{
    private static readonly PlanDraft Draft = PlanReader.Read(((DocumentResult.Read)DocumentReader.Read(SamplePlan.Bytes(), SamplePlan.FileName)).Document);
    private static readonly SimulatedPace Pace = new(TimeSpan.FromSeconds(0.5), 8);

    [Fact]
    public void A_year_is_repeatable()
    {
        var (once, again) = (Run(0.5), Run(0.5));

        (once.Messages, once.ClosedItems, once.PeakDays[0], once.Held).ShouldBe((again.Messages, again.ClosedItems, again.PeakDays[0], again.Held));
        once.Messages.ShouldBeGreaterThan(100);
        once.Workdays.ShouldBe(247, "of 2026's 248 the first is before the start");
    }

    [Fact]
    public void Who_answers_is_nudged_less_and_closes_more()
    {
        var (diligent, lazy) = (Run(1), Run(0));

        diligent.Messages.ShouldBeLessThan(lazy.Messages);
        diligent.OverdueAtEnd.ShouldBe(0);
        lazy.ClosedItems.ShouldBe(0);
        lazy.OverdueAtEnd.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_loads_add_up_and_a_liaison_hears_little()
    {
        var result = Run(0.5);

        var (all, roles) = (result.Loads[0], result.Loads.Skip(1).ToList());
        all.Role.ShouldBeNull();
        (all.Persons, all.Messages).ShouldBe((roles.Sum(load => load.Persons), roles.Sum(load => load.Messages)));
        all.Messages.ShouldBe(result.Messages);
        result.Hours.Sum(hour => hour.Messages).ShouldBe(result.Messages);
        result.ByKind.Values.Sum().ShouldBe(result.Messages);
        result.Hours.ShouldAllBe(hour => hour.Hour >= 8 && hour.Hour < 20, "nothing goes out after hours");
        result.PeakDays.Select(day => day.Messages).ShouldBeInOrder(SortDirection.Descending);
        var liaisons = roles.Single(load => load.Role == PersonRole.Liaison);
        liaisons.Persons.ShouldBe(30);
        liaisons.MeanPerPersonAndDay.ShouldBe((double)liaisons.Messages / 30 / 247, 1e-9);
        liaisons.P95PerPersonAndDay.ShouldBeLessThanOrEqualTo(liaisons.MostPerPersonAndDay);
    }

    [Fact]
    public void What_is_handed_in_in_the_evening_comes_with_the_offices_next_morning()
    {
        var (byDay, byNight) = (Run(1, afterHours: 0), Run(1, afterHours: 1));

        byDay.Held.ShouldBe(0);
        byNight.Held.ShouldBeGreaterThan(0);
        byNight.LongestHeld.ShouldBeGreaterThan(TimeSpan.FromHours(9));
        OfficeMost(byNight).ShouldBeLessThanOrEqualTo(OfficeMost(byDay));

        static int OfficeMost(SimulationResult result) => result.Loads.Single(load => load.Role == PersonRole.Office).MostPerPersonAndDay;
    }

    [Fact]
    public void A_slower_platform_makes_messages_late_and_more_at_one_time_less_so()
    {
        var (quick, slow, wide) = (Run(0.5), Run(0.5, pace: new SimulatedPace(TimeSpan.FromSeconds(10), 1)), Run(0.5, pace: new SimulatedPace(TimeSpan.FromSeconds(10), 100)));

        quick.MostLateness.ShouldBeLessThan(wide.MostLateness);
        wide.MostLateness.ShouldBeLessThan(slow.MostLateness);
        slow.P95Lateness.ShouldBeLessThanOrEqualTo(slow.MostLateness);
        slow.MostLateness.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10 * slow.Hours.Max(hour => hour.Hour == 8 ? hour.Most : 0)));
    }

    [Fact]
    public void Several_plans_share_the_persons_and_their_messages()
    {
        var (one, two) = (Run(0.5), Run(0.5, plans: 2));

        two.Items.ShouldBe(2 * one.Items);
        two.Loads[0].Persons.ShouldBe(one.Loads[0].Persons);
        // Each person's mornings speak of both plans.
        Mornings(two).ShouldBeLessThan(2 * Mornings(one));

        static int Mornings(SimulationResult result) => result.ByKind.Where(kind => kind.Key != "event").Sum(kind => kind.Value);
    }

    private static SimulationResult Run(double diligence, double afterHours = 0.1, int plans = 1, SimulatedPace? pace = null) =>
        new ReminderSimulation(new ReminderRules(), China, Morning.Clock, new OfficeHours(new ReminderRules(), China, Morning.Clock))
            .Run([.. Enumerable.Repeat(Draft, plans)], Day("2026-01-05"), 361, new SimulatedPeople(30, diligence, 7) { AfterHours = afterHours }, pace ?? Pace);
}
