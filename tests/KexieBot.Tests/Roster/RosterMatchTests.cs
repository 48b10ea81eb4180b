using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Tests.Rosters;

public sealed class RosterMatchTests
{
    [Fact]
    public void Units_and_groups_that_the_roster_knows_are_no_problem() =>
        ProblemsOf(Measure(1, "区科技局", "科技局", "区委组织部（人才办）"), Measure(2, "*各街道")).ShouldBeEmpty();

    [Fact]
    public void An_unknown_unit_is_told_once_with_its_neighbours()
    {
        var problem = ProblemsOf(Measure(3, "区科协", "区科学技术局"), Measure(5, "区科学技术局")).ShouldHaveSingleItem();

        problem.ShouldBe(new DraftProblem(30, RosterMatch.UnknownUnit, "名册里没有“区科学技术局”（第3、5条），是否指“区科技局”？是则把它加为该单位的别名，不是则在名册里新增单位。"));
    }

    [Fact]
    public void An_unknown_unit_without_neighbours_is_to_be_added() =>
        ProblemsOf(Measure(1, "区气象局")).ShouldHaveSingleItem().Message.ShouldBe("名册里没有“区气象局”（第1条），请在名册里新增这个单位，或把它加为已有单位的别名。");

    [Fact]
    public void A_name_of_two_units_is_not_taken_for_either() =>
        ProblemsOf(Measure(1, "督查室")).ShouldHaveSingleItem().Message.ShouldBe("“督查室”（第1条）可以指“区委督查室”、“区政府督查室”，请在名册里把它写成其中一个单位的别名。");

    [Theory]
    [InlineData("*有关企业", "名册里没有单位组“有关企业”（第1条），请在名册的“单位组”表里写明它包括哪些单位。")]
    [InlineData("*各学会", "单位组“各学会”（第1条）在名册里没有成员，请在名册的“单位组”表里补上成员。")]
    public void A_group_without_members_is_told(string group, string message) =>
        ProblemsOf(Measure(1, group)).ShouldHaveSingleItem().ShouldBe(new DraftProblem(10, RosterMatch.GroupWithoutMembers, message));

    [Fact]
    public void Units_said_once_for_all_measures_are_held_against_the_roster_too() =>
        RosterMatch.ProblemsOf(new PlanDraft("", null, [], []) { ImpliedUnits = ["各镇"] }, District)
            .ShouldHaveSingleItem().Message.ShouldContain("“各镇”（适用于全部条目）");

    private static IReadOnlyList<DraftProblem> ProblemsOf(params DraftMeasure[] measures) =>
        RosterMatch.ProblemsOf(new PlanDraft("", null, measures, []), District);

    private static DraftMeasure Measure(int number, params string[] units) =>
        new(number, "", "", "", [.. units.Select(name => new DraftUnit(name.TrimStart('*'), UnitRole.Responsible, name[0] == '*'))], null, null, number * 10);

    private static Roster District { get; } = new(
        new[] { "区科技局", "区科协", "区委组织部", "区委督查室", "区政府督查室", "东门街道" }.Select(name => new Unit(name, name)),
        [new UnitGroup("各街道", ["东门街道"]), new UnitGroup("各学会", [])],
        []);
}
