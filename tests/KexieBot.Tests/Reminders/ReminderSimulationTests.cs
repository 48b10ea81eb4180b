using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Samples;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

public sealed class ReminderSimulationTests
{
    private static readonly PlanDraft Draft = PlanReader.Read(((DocumentResult.Read)DocumentReader.Read(SamplePlan.Bytes(), SamplePlan.FileName)).Document);

    [Fact]
    public void A_year_is_repeatable_and_nobody_gets_more_than_a_message_a_workday()
    {
        var once = Run(0.5);
        var again = Run(0.5);

        (once.Messages, once.ClosedItems, once.Peak).ShouldBe((again.Messages, again.ClosedItems, again.Peak));
        once.Messages.ShouldBeGreaterThan(100);
        once.MostPerPersonInAWeek.ShouldBeLessThanOrEqualTo(7);
        once.Workdays.ShouldBeInRange(240, 262);
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

    private static SimulationResult Run(double diligence) =>
        new ReminderSimulation(new ReminderRules(), China, Morning.Clock).Run(Draft, Day("2026-01-05"), 365, new SimulatedPeople(30, diligence, 7));
}
