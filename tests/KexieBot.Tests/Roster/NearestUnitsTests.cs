using KexieBot.Core.Roster;

namespace KexieBot.Tests.Rosters;

public sealed class NearestUnitsTests
{
    [Theory]
    [InlineData("区人社局", "区人力资源和社会保障局")]
    [InlineData("区人力社保局", "区人力资源和社会保障局")]
    [InlineData("区人力资源社会保障局", "区人力资源和社会保障局")]
    [InlineData("区发改委", "区发展改革局")]
    [InlineData("发展改革委", "区发展改革局")]
    [InlineData("区发展和改革委员会", "区发展改革局")]
    [InlineData("卫健委", "区卫生健康局")]
    [InlineData("卫生健康委", "区卫生健康局")]
    [InlineData("区卫计委", "区卫生健康局")]
    [InlineData("区科委", "区科学技术局")]
    [InlineData("区科技局", "区科学技术局")]
    [InlineData("区经信委", "区工信局")]
    [InlineData("区经济和信息化局", "区工信局")]
    [InlineData("区住建委", "区住房和城乡建设局")]
    [InlineData("区市监局", "区市场监督管理局")]
    [InlineData("区工商局", "区市场监督管理局")]
    [InlineData("区委组织部（人才办）", "区委组织部")]
    [InlineData("区人才工作办公室（区委组织部）", "区委组织部")]
    [InlineData("区文广旅局", "区文化广电和旅游局")]
    [InlineData("区文旅局", "区文化广电和旅游局")]
    [InlineData("区科学技术协会", "区科协")]
    [InlineData("青澜区科协", "区科协")]
    [InlineData("区机关事物管理局", "区机关事务管理局")]
    [InlineData("市科技局", "区科学技术局")] // may be meant; asked, not taken
    public void The_nearest_comes_first(string name, string expected) =>
        NearestUnits.Of(name, District, 3).Select(unit => unit.Name).FirstOrDefault().ShouldBe(expected);

    [Theory]
    [InlineData("区民族局")]
    [InlineData("区气象局")]
    [InlineData("某某集团")]
    [InlineData("")]
    public void Nothing_near_proposes_nothing(string name) => NearestUnits.Of(name, District, 3).ShouldBeEmpty();

    [Fact]
    public void No_more_are_proposed_than_asked_for() => NearestUnits.Of("督查室", District, 1).Count.ShouldBe(1);

    [Fact]
    public void A_page_pasted_as_a_name_is_near_to_nothing() => NearestUnits.Of(new string('局', 100_000), District).ShouldBeEmpty();

    [Theory]
    [InlineData("", "局", 1)]
    [InlineData("区财政局", "区教育局", 2)]
    [InlineData("机关事物", "机关事务", 1)]
    [InlineData("科技局", "科技局", 0)]
    public void Edits_are_counted(string left, string right, int edits)
    {
        NearestUnits.EditDistance(left, right).ShouldBe(edits);
        NearestUnits.EditDistance(right, left).ShouldBe(edits);
    }

    private static Roster District { get; } = new(
        new[]
        {
            "区人力资源和社会保障局", "区发展改革局", "区卫生健康局", "区科学技术局", "区工信局", "区住房和城乡建设局", "区市场监督管理局",
            "区委组织部", "区文化广电和旅游局", "区科协", "区机关事务管理局", "区财政局", "区民政局", "区委督查室", "区政府督查室",
        }.Select(name => new Unit(name, name)),
        [],
        []);
}
