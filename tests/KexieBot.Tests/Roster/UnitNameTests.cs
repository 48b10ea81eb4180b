using KexieBot.Core.Roster;

namespace KexieBot.Tests.Rosters;

public sealed class UnitNameTests
{
    [Theory]
    [InlineData("区　科技局", "区科技局")]
    [InlineData("区委组织部（人才办）", "区委组织部(人才办)")]
    [InlineData("市委改革办〔市营商环境建设局〕", "市委改革办(市营商环境建设局)")]
    [InlineData("区科\u200B技局\n", "区科技局")]
    public void Spaces_and_widths_make_no_other_name(string name, string expected) => UnitName.Normal(name).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_no_fault() => UnitName.Normal("区\ud83d局").ShouldStartWith("区");

    [Theory]
    [InlineData("区科技局", "科技局")]
    [InlineData("区科协", "科协")]
    [InlineData("区人社局", "人社局")]
    [InlineData("区人力资源和社会保障局", "人力资源和社会保障局")]
    [InlineData("区委组织部", "组织部")]
    [InlineData("区委编办", "编办")]
    [InlineData("区政府督查室", "政府督查室")]
    [InlineData("区市场监管局", "市场监管局")]
    [InlineData("市市场监管局", "市场监管局")]
    [InlineData("区市监局", "市监局")]
    [InlineData("市监委", "监委")]
    [InlineData("市民政局", "民政局")]
    [InlineData("市政务服务局", "政务服务局")]
    [InlineData("县城管局", "城管局")]
    [InlineData("省委宣传部", "宣传部")]
    public void The_level_can_be_left_out(string name, string expected) => UnitName.WithoutLevel(name).ShouldBe(expected);

    [Theory]
    [InlineData("市场监管局")]
    [InlineData("市监局")]
    [InlineData("市政园林局")]
    [InlineData("市容环境中心")]
    [InlineData("市民中心")]
    [InlineData("区委")]
    [InlineData("区政府")]
    [InlineData("区人民政府")]
    [InlineData("区委办公室")]
    [InlineData("区级部门")]
    [InlineData("区直机关工委")]
    [InlineData("区域合作办")]
    [InlineData("科技局")]
    public void A_sign_that_belongs_to_the_name_stays(string name) => UnitName.WithoutLevel(name).ShouldBe(name);

    [Theory]
    [InlineData("科技局", "区科技局")]
    [InlineData("区科委", "区科技局")]
    [InlineData("组织部", "区委组织部")]
    [InlineData("政府督查室", "区政府督查室")]
    [InlineData("区委组织部（人才办）", "区委组织部")]
    [InlineData("区委组织部（区委人才办）", "区委组织部")]
    [InlineData("区数据局", "区数据局（区人工智能局）")]
    [InlineData("人工智能局", "区数据局（区人工智能局）")]
    [InlineData("区商务局区投促局", "区商务局")]
    [InlineData("区卫健委", "卫健委")]
    [InlineData("市卫健委", "卫健委")]
    public void A_unit_is_found_by_each_of_its_names(string name, string expected) => District.FindUnit(name)!.Name.ShouldBe(expected);

    [Theory]
    [InlineData("市科技局")] // another level is another body
    [InlineData("市科委")]
    [InlineData("督查室")] // of the committee or of the government
    [InlineData("区科技局（区商务局）")]
    [InlineData("区科创中心（区科技局）")]
    [InlineData("区科技局区商务局")]
    [InlineData("")]
    [InlineData("区")]
    public void Another_name_finds_none(string name) => District.FindUnit(name).ShouldBeNull();

    [Fact]
    public void A_name_that_leaves_the_choice_gives_all_it_can_mean() =>
        District.FindUnits("督查室").Select(unit => unit.Name).ShouldBe(["区委督查室", "区政府督查室"], ignoreOrder: true);

    [Fact]
    public void A_name_as_entered_goes_before_a_short_form() =>
        new Roster([new Unit("1", "市科技局"), new Unit("2", "科技局")], [], []).FindUnit("科技局")!.Id.ShouldBe("2");

    private static Roster District { get; } = new(
        [
            new Unit("1", "区科技局") { Aliases = ["科委"] },
            new Unit("2", "区委组织部"),
            new Unit("3", "区委督查室"),
            new Unit("4", "区政府督查室"),
            new Unit("5", "区数据局（区人工智能局）"),
            new Unit("6", "区商务局") { Aliases = ["区投促局"] },
            new Unit("7", "卫健委"),
        ],
        [],
        []);
}
