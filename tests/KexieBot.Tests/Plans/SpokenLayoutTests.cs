namespace KexieBot.Tests.Plans;

/// <summary>What is not set out as a paper: messages of a chat, letters, gazettes, notes in Markdown.</summary>
public sealed class SpokenLayoutTests
{
    [Fact]
    public void A_chat_numbered_with_keys_gives_its_tasks_and_leaves_its_heads_and_replies_out() =>
        Reading.Of("县科协-小范 2026/8/13 16:42:07\n【2026年科普日分工】\n1️⃣ 搭台：9月10日前完成。@县科协 牵头，@县城管局 配合\n2️⃣ 招募：9月5日前完成培训。团县委牵头，县志愿者协会配合\n3️⃣ 宣传：8月下旬开始预热。县委宣传部、县融媒体中心负责\n县教育局-老王 2026/8/13 16:45:30\n收到\n县气象局 老许 2026/8/13 16:46\n收到，我局备好展品").Lines()
            .ShouldBe("1 搭台 | 县科协+ 县城管局- | 2026-09-10\n2 招募 | 团县委+ 县志愿者协会- | 2026-09-05\n3 宣传 | 县委宣传部 县融媒体中心");

    [Fact]
    public void A_chat_s_item_may_end_with_its_units_alone() =>
        Reading.Of("各位好，2026年高考任务如下\n1️⃣ 送考：6月4日前出方案。公安交警大队（牵头）、区交通运输局、东门街道\n2️⃣ 保密：24小时双人值守。区教育局＋公安分局＋区委保密办\n3️⃣ 食宿：6月3日前 @区市场监管局").Lines()
            .ShouldBe("1 送考 | 公安交警大队+ 区交通运输局 东门街道 | 2026-06-04\n2 保密 | 区教育局 公安分局 区委保密办\n3 食宿 | 区市场监管局 | 2026-06-03");

    [Fact]
    public void A_chat_s_item_may_part_its_name_units_and_day_with_bars() =>
        Reading.Of("区民政局-小覃  2026/3/24 16:05\n各位好，格式：事项｜单位｜时间，请认领👇\n①开通网上祭扫平台｜民政局（主）＋融媒体中心｜3/27前\n②公墓周边道路划线｜交警大队＋交通运输局｜3.31前\n③隐患排查｜民政局＋国有青屏林场｜本月底前\n④人流统计｜民政局｜4/7前报指挥部").Lines()
            .ShouldBe("1 开通网上祭扫平台 | 民政局+ 融媒体中心 | 2026-03-27\n2 公墓周边道路划线 | 交警大队 交通运输局 | 2026-03-31\n3 隐患排查 | 民政局 国有青屏林场 | 2026-03-31\n4 人流统计 | 民政局 | 2026-04-07");

    [Fact]
    public void Minutes_give_the_lead_and_those_who_help_with_something() =>
        Reading.Of("镜湖区专题会议纪要（2025年）\n一、关于泵站。由区城建集团牵头，区发改局、区资规局配合做好审批服务，2025年底前完成主体工程。\n二、关于管网。由区住建局牵头，10月底前完成。").Lines()
            .ShouldBe("1 关于泵站 | 区城建集团+ 区发改局- 区资规局- | 2025-12-31\n2 关于管网 | 区住建局+ | 2025-10-31");

    [Fact]
    public void A_letter_that_numbers_on_in_its_prose_gives_a_measure_to_each_number() =>
        Reading.Of("鹿鸣县科学技术协会\n关于协同推进科学教育的函\n鹿科协函〔2026〕15号\n县教育局、团县委：\n    现就有关工作商请如下。\n    在师资方面，一是轮训教师。请县教育局牵头，县科协配合，8月20日前结束。二是选派志愿者。请团县委牵头，县教育局配合，每学期选派40人。\n    在器材方面，三是更新实验室。请县教育局、县财政局负责，10月底前完成首批；其余2027年6月底前完成。四是流动展品。由县科协牵头，5月底前排出计划。").Lines()
            .ShouldBe("1 轮训教师 | 县教育局+ 县科协- | 2026-08-20\n2 选派志愿者 | 团县委+ 县教育局-\n3 更新实验室 | 县教育局 县财政局 | 2026-10-31 2027-06-30\n4 流动展品 | 县科协+ | 2026-05-31");

    [Fact]
    public void Steps_that_begin_again_under_each_heading_stay_steps() =>
        Reading.Of("1.办活动。一是定方案。二是请专家。（责任单位：县科协）\n2.建阵地。一是选址。二是布展。（责任单位：县教育局）").Lines()
            .ShouldBe("1 办活动 | 县科协\n2 建阵地 | 县教育局");

    [Fact]
    public void A_gazette_s_running_heads_and_footnotes_break_no_list() =>
        Reading.Of("枫岭县人民政府公报    2025年第7期\n\n枫岭县科协能力提升行动方案\n1.配强力量。9月底前完成调整。（责任单位：县委组织部、县\n\n·  28  ·\n\n枫岭县人民政府公报    2025年第7期\n\n卫生健康局）\n2.赋能基层。“三长”[1]进班子。（牵头单位：县数据资源管\n________________\n[1] “三长”指医院院长、学校校长、农技站站长。\n\n·  29  ·\n\n枫岭县人民政府公报    2025年第7期\n\n理局；配合单位：县科协）\n").Lines()
            .ShouldBe("1 配强力量 | 县委组织部 县卫生健康局 | 2025-09-30\n2 赋能基层 | 县数据资源管理局+ 县科协-");

    [Fact]
    public void Markdown_that_is_struck_out_is_not_said_and_links_and_code_are_their_words() =>
        Reading.Of("## 柳塘县科普三年行动（2025—2027年）台账\n更新于 2025-04-08\n- [ ] **1. 建驿站**\n  - 牵头：[县科协](http://example.invalid/kx)\n  - 配合：`县民政局`、`县文旅局`\n  - 时限：8月20日前\n- [ ] ~~**2. 办大赛**~~\n  - ~~牵头：县文旅局~~\n- [x] **3. 编规划**\n  - 牵头：县资规局\n### 调度要求\n1. 各单位每月28日前更新；\n2. 未更新的，提请县委督查室提醒。").Lines()
            .ShouldBe("1 建驿站 | 县科协+ 县民政局- 县文旅局- | 2025-08-20\n3 编规划 | 县资规局+");

    [Fact]
    public void A_list_that_a_page_s_edge_breaks_anywhere_is_whole_and_each_word_of_part_is_known() =>
        Reading.Of("1.办公证。推行材料容缺和证前服务，方便群众办事。\n［牵头单位：县司法局、县委\n统战部、县侨联］\n2.招项目。（县商务局牵头，县财政局配合组织落实）\n3.建制度。（县行政审批局牵头，各县〈市、区〉人民政府按职责完成有关工作，2023年6月底前完成）\n4.搞专项。（县发改局、县法院牵头并按职责分工负责）").Lines()
            .ShouldBe("1 办公证 | 县司法局+ 县委统战部+ 县侨联+\n2 招项目 | 县商务局+ 县财政局-\n3 建制度 | 县行政审批局+ 各县〈市、区〉人民政府 | 2023-06-30\n4 搞专项 | 县发改局+ 县法院+");

    [Theory]
    [InlineData("云岭县人民政府文件\n云政发〔2026〕8号\n1.建馆。6月底前完成。（责任单位：县科协）", "the paper's own number")]
    [InlineData("云岭县科普三年行动（2026—2028年）\n1.建馆。6月底前完成，2026年内验收。（责任单位：县科协）", "a span of years is none")]
    [InlineData("云岭县科普工作方案\n1.建馆。6月底前完成。（责任单位：县科协）\n                                        云岭县科学技术协会\n                                            2026年4月13日", "a date set to the right edge")]
    public void The_year_of_a_day_without_one_comes_from(string text, string why) =>
        Reading.Of(text).Measures.ShouldHaveSingleItem().Deadline!.Date.ShouldBe(new DateOnly(2026, 6, 30), why);
}
