using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

public sealed class UnitListTests
{
    [Theory]
    [InlineData("（责任单位：区科协、区教育局）", "区科协 区教育局")]
    [InlineData("(责任单位:区科协,区教育局)", "区科协 区教育局")]
    [InlineData("〔牵头单位：区委组织部（人才办）、区科技局〕", "区委组织部（人才办）+ 区科技局+")]
    [InlineData("【责任部门：区科协；区教育局】", "区科协 区教育局")]
    [InlineData("[责任单位：区科协 区教育局]", "区科协 区教育局")]
    [InlineData("（牵头单位：区科协；配合单位：区教育局、团区委）", "区科协+ 区教育局- 团区委-")]
    [InlineData("（区科协牵头，区教育局、团区委配合）", "区科协+ 区教育局- 团区委-")]
    [InlineData("（区科协牵头负责，区教育局参与，2026年9月底前完成）", "区科协+ 区教育局-")]
    [InlineData("（区科协牵头，区教育局、区卫生健康局按职责分工负责）", "区科协+ 区教育局 区卫生健康局")]
    [InlineData("（区委督查室、区政府督查室会同区科协负责）", "区委督查室 区政府督查室 区科协")]
    [InlineData("（区工业和信息化局、区文化和旅游局负责）", "区工业和信息化局 区文化和旅游局")]
    [InlineData("（区科协、区教育局等部门按职责分工负责）", "区科协 区教育局")]
    [InlineData("（区科协、区教育局等和各街道负责）", "区科协 区教育局 各街道")]
    [InlineData("（责任单位：区科协，各镇（街道））", "区科协 各镇（街道）")]
    [InlineData("（责任单位：区科协，各区、县（市）政府）", "区科协 各区、县（市）政府")]
    [InlineData("（责任单位：广州、深圳市政府，区科协）", "广州市政府 深圳市政府 区科协")]
    [InlineData("（责任单位：区科协。以下责任单位中均包含各街道，不再列出）", "区科协")]
    [InlineData("（责任单位：区住建、规划部门）", "区住建部门 规划部门")]
    [InlineData("（区科协牵头，区发展改革、生态环境、住建部门配合）", "区科协+ 区发展改革部门- 生态环境部门- 住建部门-")]
    [InlineData("（区财政、税务等部门按职责分工负责）", "区财政部门 税务部门")]
    [InlineData("【牵头：区科协｜配合：区教育局、团区委｜时限：2026.9.30】", "区科协+ 区教育局- 团区委-")]
    [InlineData("牵头单位为区科协，配合单位为区教育局、各街道。", "区科协+ 区教育局- 各街道-")]
    [InlineData("主责：区科协；协同：区教育局", "区科协+ 区教育局-")]
    [InlineData("（责任单位：区科协、各有关部门和单位）", "区科协 各有关部门和单位")]
    [InlineData("（国务院相关部门及各地区按职责分工负责）", "国务院相关部门 各地区")]
    [InlineData("（责任单位：区科协。列第一位的为牵头单位，下同）", "区科协+")]
    [InlineData("（责任单位：区科协、各街道。以下均需各街道落实，不再列出）", "区科协 各街道")]
    [InlineData("（责任单位：*区科协、区教育局。加*的为牵头单位）", "区科协+ 区教育局")]
    [InlineData("（责任单位：区科协，区教育局、区卫生健康局。第一个逗号前为牵头单位）", "区科协+ 区教育局 区卫生健康局")]
    [InlineData("（责任单位：区科协，区教育局、区卫生健康局。第一个逗号前为牵头单位，其后为配合单位）", "区科协+ 区教育局- 区卫生健康局-")]
    [InlineData("（责任单位：区科协、区教育局。逗号前为牵头单位）", "区科协 区教育局")]
    [InlineData("（责任单位：区科协、区教育局。逗号前为牵头单位，其后为配合单位）", "区科协 区教育局")]
    [InlineData("〔区科协，区教育局等区级有关部门（单位）。逗号前为牵头单位，以下工作均涉及各街道，不再一一列出〕", "区科协+ 区教育局")]
    [InlineData("（区科协、区教育局）", "区科协 区教育局")]
    [InlineData("（区科协、区贸促会、云岭海关）", "区科协 区贸促会 云岭海关")]
    [InlineData("责任单位：区科协/区教育局", "区科协 区教育局")]
    [InlineData("（责任单位：和平街道、区科协）", "和平街道 区科协")]
    [InlineData("（负责部门：区科协；适用范围：全区）", "区科协")]
    [InlineData("（牵头部门：区科协；目标位次：全市前五）", "区科协+")]
    [InlineData("（责任处室：普及部、各相关处室）", "普及部 各相关处室")]
    [InlineData("（责任单位：区科协负责统筹协调，区教育局负责组织学生参加，各镇街负责发动居民）", "区科协 区教育局 各镇街")]
    [InlineData("（职责分工：区科协牵头制定方案；区财政局保障经费；区教育局、区文旅局配合落实场地）", "区科协+ 区财政局 区教育局- 区文旅局-")]
    [InlineData("〔任务分解：区发改局、区经信局等有关单位做好信息收集、发布工作；各镇（街道）、区直单位按照“谁制作谁解读”的原则办理，并将结果报区公开办〕", "区发改局 区经信局 各镇（街道） 区直单位")]
    [InlineData("（区科协牵头制定办法、细则，区教育局配合做好宣传）", "区科协+ 区教育局-")]
    [InlineData("（责任单位：临汾、侯马经济开发区管委会）", "临汾经济开发区管委会 侯马经济开发区管委会")]
    [InlineData("（广州、东莞等市人民政府负责）", "广州市人民政府 东莞市人民政府")]
    [InlineData("（责任单位：市科协、市12345 热线成员单位）", "市科协 市12345热线成员单位")]
    [InlineData("（责任单位：市直有关部门，中、省驻平有关单位）", "市直有关部门 中、省驻平有关单位")]
    [InlineData("（州税务局等州级有关部门（单位）、各县（市）人民政府）", "州税务局 各县（市）人民政府")]
    [InlineData("（各市、县〔区〕人民政府等按职责分工负责）", "各市、县〔区〕人民政府")]
    [InlineData("（高新技术处）", "高新技术处")]
    [InlineData("（省政数局牵头，各有关部门及各市、县级政府按职责分工负责）", "省政数局+ 各有关部门 各市、县级政府")]
    [InlineData("（市商务局、市国资委等市直相关部门及各地负责）", "市商务局 市国资委 市直相关部门 各地")]
    [InlineData("（责任单位：市规划局、市水务局等市相关部门）", "市规划局 市水务局")]
    [InlineData("（责任单位：市规划局、市水务局等市级有关部门）", "市规划局 市水务局")]
    [InlineData("【榕屿供电局（主），区交通局、区代建中心（协），9月30日前】", "榕屿供电局+ 区交通局- 区代建中心-")]
    [InlineData("（责任部室：学会部（机关党委、各县（市、区）科协协助））", "学会部 机关党委- 各县（市、区）科协-")]
    [InlineData("（主办：县民政局　会办：县财政局　答复时限：6月30日前）", "县民政局+ 县财政局-")]
    [InlineData("责任领导：孙立　责任站所：应急办、林业站；各村　配合单位：派出所", "应急办 林业站 各村 派出所-")]
    [InlineData("（区科协/区教育局、团区委。斜线前为牵头单位，斜线后为配合单位）", "区科协+ 区教育局- 团区委-")]
    public void A_list_gives_names_and_roles(string list, string units) =>
        Reading.Of($"一、重点任务\n1.办好科普活动。组织开展科普进社区活动。{list}\n").Measures.ShouldHaveSingleItem().Units().ShouldBe(units);

    [Theory]
    [InlineData("各街道", true)]
    [InlineData("各镇（街道）", true)]
    [InlineData("区全民科学素质工作领导小组成员单位", true)]
    [InlineData("全区各级科协组织", true)]
    [InlineData("有关区县", true)]
    [InlineData("相关部门", true)]
    [InlineData("国务院相关部门", true)]
    [InlineData("省级有关部门", true)]
    [InlineData("全区各中小学", true)]
    [InlineData("区科协", false)]
    [InlineData("和平街道", false)]
    [InlineData("区委组织部（人才办）", false)]
    [InlineData("区文化和旅游局", false)]
    public void A_phrase_for_many_units_is_told_from_a_unit(string name, bool isGroup) => GroupPhrase.IsGroup(name).ShouldBe(isGroup);

    [Fact]
    public void Other_departments_are_noted_and_not_named() =>
        Reading.Of("1.办好科普活动。（责任单位：区科协等相关部门）").Measures[0].HasOtherUnits.ShouldBeTrue();

    [Fact]
    public void A_stray_blank_behind_a_bracket_parts_no_name() =>
        Reading.Of("1.办好科普活动。（责任单位：省科协、各市（州） 教育局、各县（市） 省属院校）").Measures[0].Units.Select(unit => unit.Name)
            .ShouldBe(["省科协", "各市（州） 教育局", "各县（市）", "省属院校"]);

    [Fact]
    public void Lists_of_one_measure_are_joined_and_the_stronger_role_stays() =>
        Reading.Of("1.办好科普活动。举办主场。（牵头单位：区科协）下沉社区。（责任单位：各街道、区科协）").Measures[0].Units().ShouldBe("区科协+ 各街道");
}
