using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Core.Samples;

namespace KexieBot.Tests.Rosters;

public sealed class SampleRosterTests
{
    private static readonly Roster Sample = SampleRoster.Load();
    private static readonly PlanDraft Plan = ReadPlan();

    [Fact]
    public void Every_unit_of_the_sample_plan_is_known_or_a_group_with_members()
    {
        var units = Plan.Measures.SelectMany(measure => measure.Units).ToList();

        units.Count.ShouldBeGreaterThan(50);
        units.ShouldAllBe(unit => (unit.IsGroup && Sample.FindGroup(unit.Name)!.UnitIds.Count > 4) || (!unit.IsGroup && Sample.FindUnit(unit.Name) != null));
        RosterMatch.ProblemsOf(Plan, Sample).ShouldBeEmpty();
    }

    [Fact]
    public void Every_unit_has_a_liaison() => Sample.Units.ShouldAllBe(unit => Sample.LiaisonsOf(unit.Id).Any());

    [Fact]
    public void Members_and_units_of_persons_are_on_the_roster()
    {
        var ids = Sample.Groups.SelectMany(group => group.UnitIds).Concat(Sample.Persons.SelectMany(person => person.UnitIds)).ToList();

        ids.ShouldNotBeEmpty();
        ids.ShouldAllBe(id => Sample.FindUnitById(id) != null);
    }

    [Theory]
    [InlineData("office", PersonRole.Office)]
    [InlineData("leader", PersonRole.Leader)]
    [InlineData("keji", PersonRole.Liaison)]
    [InlineData("zhao.min", PersonRole.UnitHead)]
    public void Each_role_has_somebody_to_try_it_as(string id, PersonRole role) => Sample.FindPerson(id)!.Role.ShouldBe(role);

    [Theory]
    [InlineData("科技局")]
    [InlineData("区人社局")]
    [InlineData("卫健委")]
    [InlineData("组织部")]
    public void The_names_that_people_type_are_known(string name) => Sample.FindUnit(name).ShouldNotBeNull();

    [Fact]
    public void It_can_be_imported_as_a_workbook()
    {
        var reading = RosterFiles.Read(RosterFiles.Of(Sample));

        reading.Problems.ShouldBeEmpty();
        RosterChange.Between(Sample, reading.Roster).ShouldBeEmpty();
    }

    private static PlanDraft ReadPlan() => PlanReader.Read(PlanDocument.FromText(SamplePlan.FileName, SamplePlan.Text()));
}
