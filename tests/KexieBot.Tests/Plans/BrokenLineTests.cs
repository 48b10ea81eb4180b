namespace KexieBot.Tests.Plans;

/// <summary>Papers that lost their line breaks, or got those of a page.</summary>
public sealed class BrokenLineTests
{
    private const string Filler = "加强统筹协调，细化实化各项举措，形成齐抓共管的工作格局，确保各\n项任务落到实处见到实效。\n";

    [Fact]
    public void What_closes_the_paper_below_the_last_list_is_no_part_of_the_last_item() =>
        Reading.Of($"云岭市2026年服务要点\n（一）优化审批服务。{Filler}（市数据局牵头，各县（市、区）\n人民政府按职责分工负责）\n（二）规范执法行为。{Filler}（市司法局牵头，市应急局配合，市直有关部门按职责分工负责）\n市政府办公室要将任务作为年度考核的重要内容，各牵头部门于2026年6月15\n日、12月5日前将情况报送市政府办公室。").Lines()
            .ShouldBe("1 优化审批服务 | 市数据局+ 各县（市、区）人民政府\n2 规范执法行为 | 市司法局+ 市应急局- 市直有关部门");

    [Fact]
    public void A_short_line_that_only_looks_like_a_title_is_part_of_its_sentence() =>
        Reading.Of($"云岭州2026年服务要点\n（一）加强重点监管。{Filler}实行生态环保监督执法正面清单\n制度，\n减少对企业的影响。{Filler}〔州发展改革委、州生态环境局，各县（市）人民政府〕\n（二）提升数据能力。{Filler}上述政策实施期\n限截至2026 年12 月31 日。\n{Filler}〔州大数据中心、各领域提升工程牵头部门，各县（市）人民政府〕").Lines()
            .ShouldBe("1 加强重点监管 | 州发展改革委 州生态环境局 各县（市）人民政府\n2 提升数据能力 | 州大数据中心 各领域提升工程牵头部门 各县（市）人民政府");

    [Theory]
    [InlineData("file:///tmp/plan.html 1/2", "11/29/26, 10:05 AM 沅浦县2026年河湖长制工作要点")]
    [InlineData("https://www.example.gov.cn/art/2026/plan.html 1/2", "2026/11/29 上午10:05 沅浦县2026年河湖长制工作要点")]
    public void What_a_browser_prints_about_a_page_breaks_no_name(string foot, string head) =>
        Reading.Of($"{head}\n沅浦县2026年河湖长制工作要点\n（一）实施禁捕。〔县农业农村局牵头，县公安\n{foot}\n{head}\n局、县市监局配合，持续推进〕\n（二）清理岸线。〔县水利局负责，10月底前〕").Lines()
            .ShouldBe("1 实施禁捕 | 县农业农村局+ 县公安局- 县市监局-\n2 清理岸线 | 县水利局 | 2026-10-31");

    [Fact]
    public void A_lost_dot_and_a_term_broken_over_lines_hide_no_item() =>
        Reading.Of($"云岭市2023年若干措施\n1.减半收取费用。{Filler}执行期限从2023 年1 月16 日起至2023\n年12 月31 日。\n〔市市场监管局牵头，市财政局配合〕\n2.健全保障体系。{Filler}（市人社局牵头）\n3 不断优化税务服务。{Filler}实行联合验收的项目，凭\n联合验收合格意见\n书直接备案，并推送至登记部门。{Filler}（市税务局牵头）").Lines()
            .ShouldBe("1 减半收取费用 | 市市场监管局+ 市财政局-\n2 健全保障体系 | 市人社局+\n3 不断优化税务服务 | 市税务局+");

    [Fact]
    public void A_list_broken_behind_its_leads_goes_on() =>
        Reading.Of($"汕尾市2023年改革方案\n1.简化审批。{Filler}〔市住建局牵头；\n各县\n（市、\n区）政府（管委会），市水务局负责〕\n2.容缺受理。{Filler}（市资规局牵头）").Lines()
            .ShouldBe("1 简化审批 | 市住建局+ 各县（市、区）政府（管委会） 市水务局\n2 容缺受理 | 市资规局+");

    [Fact]
    public void A_bracket_that_only_ends_a_line_closes_no_item() =>
        Reading.Of($"云岭市2026年要点\n（二）压实各镇街主体责任。{Filler}（市科协牵头，各县（市、区）\n人民政府配合）\n（三）提升能力。{Filler}推动各县（市、区）\n建好阵地。（市科协负责）").Lines()
            .ShouldBe("2 压实各镇街主体责任 | 市科协+ 各县（市、区）人民政府-\n3 提升能力 | 市科协");

    [Fact]
    public void A_watermark_breaks_no_name() =>
        Reading.Of("石梁县2024年提升行动方案\n1-1 严格管制。建立机制。（责任单位：县人民检\n                    内部资料  严禁外传\n察院、县自然资源局）\n1-2 推进整治。11月底前完成。（责任单位：县水利局）").Lines()
            .ShouldBe("1 严格管制 | 县人民检察院 县自然资源局\n2 推进整治 | 县水利局 | 2024-11-30");

    [Fact]
    public void A_short_document_in_one_line_has_its_items_too() =>
        Reading.Of("沧岳区电动自行车整治方案（2024年5月）　　为坚决遏制火灾，制定本方案，请各单位结合实际认真抓好落实，确保工作取得实效，不断提升群众安全感和满意度，营造人人关注安全、人人参与安全的浓厚氛围。一、工作目标　到2024年底，问题得到遏制，火灾起数同比下降，群众的安全意识和自防自救能力明显提升，长效机制基本建立健全。二、重点任务（一）管住源头1.开展抽查。7月底前抽检一遍，不合格产品一律下架。（区市场监管局牵头，区商务局配合）2.打击改装。对维修店铺实行名单管理。（区市场监管局、公安分局负责）（二）管好停放1.摸清底数。6月20日前登记造册。（各镇（街道）负责，区住建局配合）2.新增设施。9月底前新增端口8000个。（区住建局牵头，供电公司参与）三、工作要求（一）加强领导。各部门要压实责任。（二）强化宣传。曝光典型案例。").Lines()
            .ShouldBe("1 开展抽查 | 区市场监管局+ 区商务局- | 2024-07-31\n2 打击改装 | 区市场监管局 公安分局\n1 摸清底数 | 各镇（街道） 区住建局- | 2024-06-20\n2 新增设施 | 区住建局+ 供电公司- | 2024-09-30");

    [Fact]
    public void Clauses_are_found_where_a_page_broke_their_line() =>
        Reading.Of("7.优化审批。针对材料多等问题，（1）精简材料。\n（县政务办负责）（2）压缩时限。（县住建局负责）").Lines()
            .ShouldBe("1 精简材料 | 县政务办\n2 压缩时限 | 县住建局");

    [Fact]
    public void A_page_without_line_breaks_may_begin_with_the_website_s_words_and_break_off_in_a_name() =>
        Reading.Of("首页 > 政务公开 > 正文 云岭县科普任务分工方案 发布时间：2026-05-18 来源：县政府办公室 字号：大 中 小 " + new string('为', 200) + "，制定方案。一、协同机制（一）健全会议制度。（县科协牵头，县委宣传部等部门按职责分工负责）具体措施：1．2026年7月底前修订规则。（县科协负责）2．建立月报制度。（各成员单位按职责分工负责）二、科普供给（二）加强创作。（县文旅局、县科协负责）具体措施：1．设专项。（县科协牵头，县财政局配合）2．办专栏。（县融媒体中心负责）（三）应急科普。（县应急局、县卫健局、县科").Lines()
            .ShouldBe("""
            1 健全会议制度 | 县科协+ 县委宣传部
            1 2026年7月底前修订规则 | 县科协 | 2026-07-31
            2 建立月报制度 | 各成员单位
            2 加强创作 | 县文旅局 县科协
            1 设专项 | 县科协+ 县财政局-
            2 办专栏 | 县融媒体中心
            3 应急科普 | 县应急局 县卫健局
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Items_that_run_on_begin_behind_headings_in_a_page_without_line_breaks() =>
        Reading.Of($"云岭县绿色发展措施{new string('为', 1000)}，制定如下措施。一、发展载体1.建城市群。（县科协、县发改局牵头，县水利局等按照职责分工负责）2.建乡村。（县农业农村局、县财政局等部门单位负责）二、全面升级3.推进一体化。（县住建局、县交通局等部门协同负责，相关镇配合）4.强化保障。（县财政局负责）").Lines()
            .ShouldBe("1 建城市群 | 县科协+ 县发改局+ 县水利局\n2 建乡村 | 县农业农村局 县财政局\n3 推进一体化 | 县住建局 县交通局 相关镇-\n4 强化保障 | 县财政局");

    [Fact]
    public void A_list_ends_where_the_next_item_begins_behind_a_blank() =>
        Reading.Of("云岭县科普任务分工 一、青少年行动 1.推进科学教育。9月1日前到位。牵头单位：县教育局 配合单位：县科协、县科技局 2.办大赛。牵头单位：县科协 配合单位：无 二、农民行动 3.训农民500人。牵头单位：县农业农村局 配合单位：县科协、各乡镇 4.建小院。牵头单位：1.县科协 2.县教育局\n2026年1月5日").Lines()
            .ShouldBe("1 推进科学教育 | 县教育局+ 县科协- 县科技局- | 2026-09-01\n2 办大赛 | 县科协+\n3 训农民500人 | 县农业农村局+ 县科协- 各乡镇-\n4 建小院 | 县科协+ 县教育局+");

    [Fact]
    public void A_list_broken_behind_a_name_goes_on_in_the_next_line() =>
        Reading.Of("1．清账款。\n牵头单位：县科协\n配合单位：县财政局、\n县审计局\n完成时限：2026年9月底前").Lines()
            .ShouldBe("1 清账款 | 县科协+ 县财政局- 县审计局- | 2026-09-30");

    [Fact]
    public void A_bracket_broken_over_lines_and_pages_is_joined_in_any_text() =>
        Reading.Of("1.深化改革。\n减证便民。\n（登\n记处负责，完成时限：2026 年6 月底前）\n2.推进联办。（审批局牵头，\n\n# Page 12:\n相关处室按职责分工负责，完成时限：2026 年9 月底前）").Lines()
            .ShouldBe("1 深化改革 | 登记处 | 2026-06-30\n2 推进联办 | 审批局+ 相关处室 | 2026-09-30");

    [Fact]
    public void An_open_list_goes_on_with_its_next_label_or_its_rule_in_the_next_line() =>
        Reading.Of("1.深化改革。减证便民。（牵头部门：审批局；\n责任部门：登记处、办\n公室）\n2.推进联办。〔审批局、登记处。\n逗号前为牵头单位，\n以下工作均涉及各街道，不再一一列出〕").Lines()
            .ShouldBe("1 深化改革 | 审批局+ 登记处 办公室\n2 推进联办 | 审批局 登记处");

    [Fact]
    public void A_line_that_begins_in_the_middle_of_a_sentence_opens_no_new_plan() =>
        Reading.Of(string.Concat(Enumerable.Range(1, 6).Select(n => $"""
            {n}.规范收费行为。坚决纠正各类违规收费，健全长效机制，努力减
            轻企业负担，加强日常监督检查，及时受理群众的投诉和举报，并
            依法处理。
            向社会公布收费目录清单
            和收费单位名单，做到收费公开透明。
            牵头单位：县发改局

            """))).Lines().ShouldBe(string.Join('\n', Enumerable.Range(1, 6).Select(n => $"{n} 规范收费行为 | 县发改局+")));

    [Fact]
    public void A_list_that_a_gap_cuts_takes_nothing_from_behind_it() =>
        Reading.Of("1.建数据库。10月底前完成。（牵头单位：县数据中心\n……（此处省略386字，下载后可阅读全文）……\n视频不少于60部。（责任单位：县文旅局）\n3.开展评估。（责任单位：县统计局、县\n本文档还有2页未显示，登录后继续阅读  相关推荐：科普工作总结").Measures
            .Select(measure => measure.Units()).ShouldBe(["县数据中心+", "县文旅局", "县统计局"]);

    [Fact]
    public void A_whole_document_in_one_line_may_run_its_title_into_its_first_section()
    {
        var filler = string.Concat(Enumerable.Repeat("统一、规范地做好各项工作，切实提高群众满意度。", 60));
        Reading.Of($"云岭县防汛分工方案为落实要求，{filler}现印发你们。附件：防汛分工方案云岭县防指2026年3月2日附件防汛分工方案一、加强建设1.修水库，清河道。(责任单位：县水利局牵头，县发改局分工负责)二、健全机制1.总结经验。(责任单位：县应急局)2.建队伍。(责任单位：县消防大队)").Lines()
            .ShouldBe("1 修水库，清河道 | 县水利局+ 县发改局\n1 总结经验 | 县应急局\n2 建队伍 | 县消防大队");
    }

    [Fact]
    public void A_whole_document_in_one_line_may_leave_blanks_where_its_lines_broke() =>
        Reading.Of("云岭县行动方案 一、目标 到2027年底全面覆盖。 二、重点任务 （一）夯实基础 1.健全组织。按要求组建。（县科协牵头，各乡镇负责落实） 2.落实经费。列入预算。（县财政局牵头） （二）提升能力 1.开展轮训。分期举办。（县科协负责） 2.建示范带。建设示范带。（县林业局牵头）").Lines()
            .ShouldBe("1 健全组织 | 县科协+ 各乡镇\n2 落实经费 | 县财政局+\n1 开展轮训 | 县科协\n2 建示范带 | 县林业局+");

    [Fact]
    public void A_whole_document_in_one_line_may_run_its_fields_into_the_next_item()
    {
        var filler = string.Concat(Enumerable.Repeat("统一、规范地做好各项工作，切实提高群众满意度。", 70));
        Reading.Of($"云岭县智慧监管方案{filler}一、工作任务(一)实施部署（1）资源申请：提出需求。责任单位：县大数据局完成时限：2026年9月30日（2）组件部署：完成部署。责任单位：县科协、县财政局完成时限：2026年10月31日(二)应用（1）应用培训：组织培训。改造如下：责任单位：县人社局配合单位：县教育局完成时限：2026年11月-12月（2）全面推广：开展应用。责任单位：县公安局完成时限：2026年12月31日二、工作要求加强领导，2027年6月底前总结。").Lines()
            .ShouldBe("1 资源申请 | 县大数据局 | 2026-09-30\n2 组件部署 | 县科协 县财政局 | 2026-10-31\n1 应用培训 | 县人社局 县教育局- | 2026-12-31\n2 全面推广 | 县公安局 | 2026-12-31");
    }
}
