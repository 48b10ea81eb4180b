using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

/// <summary>Layouts of the genre, each in a few lines of our own.</summary>
public sealed class PlanLayoutTests
{
    [Fact]
    public void One_section_may_name_the_units_of_its_items_where_the_others_items_name_their_own() =>
        Reading.Of("""
            云岭县试点建设2026年任务书
            一、搭建平台
            牵头单位：县科协
            配合单位：县科技局
            1．建设服务平台。接入需求100条。
            完成时限：2026年5月底前
            2．组建服务团6个。
            完成时限：2026年6月底前
            二、汇聚资源
            3．引进服务站。
            牵头单位：县财政局
            完成时限：2026年12月
            4．举办对接会。
            牵头单位：县科技局
            """).Lines().ShouldBe("1 建设服务平台 | 县科协+ 县科技局- | 2026-05-31\n2 组建服务团6个 | 县科协+ 县科技局- | 2026-06-30\n3 引进服务站 | 县财政局+ | 2026-12-31\n4 举办对接会 | 县科技局+");

    [Fact]
    public void The_last_section_of_a_document_in_one_line_may_hold_one_item() =>
        Reading.Of("云岭县任务分工方案 为落实部署，制定如下分工。 一、强化主体 1．建立组织。新建科协50家。（县科协牵头，县财政局配合） 2．组织诊断。每月调度。（县科技局牵头） 二、健全机制 1．建立联席会议。由县科协牵头，每半年召开一次。（县科协牵头，各乡镇负责）").Lines()
            .ShouldBe("1 建立组织 | 县科协+ 县财政局-\n2 组织诊断 | 县科技局+\n1 建立联席会议 | 县科协+ 各乡镇");

    [Fact]
    public void Whom_to_ask_may_stand_among_the_fields_of_each_item() =>
        Reading.Of("""
            云岭县试点建设2026年任务书
            1．建设服务站。
            牵头单位：县科协
            责任领导：王某
            联系人：张某　电话：0000-1234567
            完成时限：2026年9月底前
            2．举办对接会。
            牵头单位：县科技局
            责任领导：赵某
            联系人：钱某　电话：0000-7654321
            完成时限：10月中旬
            联系人：孙某，县科协，2026年12月底前有效
            """).Lines().ShouldBe("1 建设服务站 | 县科协+ | 2026-09-30\n2 举办对接会 | 县科技局+ | 2026-10-20");

    [Fact]
    public void Minutes_count_from_the_day_of_their_meeting() =>
        Reading.Of("""
            云岭县科学素质工作领导小组会议纪要
            2026年4月13日下午，副县长李某主持召开会议，研究今年工作。
            会议议定以下事项：
            1.关于教师配备问题。由县教育局负责，今年秋季学期开学前（8月31日前）完成招聘。
            2.关于经费拨付问题。由县财政局负责，本月底前拨付到位。
            3.关于主场活动问题。由县科协牵头，下月底前拿出方案。
            """).Lines().ShouldBe("1 关于教师配备问题 | 县教育局 | 2026-08-31\n2 关于经费拨付问题 | 县财政局 | 2026-04-30\n3 关于主场活动问题 | 县科协+ | 2026-05-31");

    [Fact]
    public void A_rule_may_say_of_which_list_it_speaks() =>
        Reading.Of("1.建馆。（责任单位：县科协、县住建局，县财政局。责任单位中第一个逗号前为牵头单位，以下同）\n2.办展。（责任单位：县科协，县教育局）").Lines()
            .ShouldBe("1 建馆 | 县科协+ 县住建局+ 县财政局\n2 办展 | 县科协+ 县教育局");

    [Fact]
    public void Numbers_may_run_on_across_sections() =>
        Reading.Of("一、建组织\n1.建科协。（责任单位：区科协）\n二、强服务\n2.走访专家。（责任单位：区人力社保局）").Lines()
            .ShouldBe("1 建科协 | 区科协\n2 走访专家 | 区人力社保局");

    [Fact]
    public void Sections_nest_and_numbers_may_restart()
    {
        var draft = Reading.Of("一、重点任务\n（一）建组织\n1.建科协。（责任单位：区科协）\n（二）强服务\n1.走访专家。（责任单位：区人力社保局）");

        draft.Measures.Select(m => m.Section).ShouldBe(["一、重点任务 / （一）建组织", "一、重点任务 / （二）强服务"]);
        draft.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Articles_may_head_their_own_lines() =>
        Reading.Of("第一条 场地支持\n提供办公空间。（责任单位：区科协）\n第二条 人才支持\n（一）引才。给予补贴。（责任单位：区人力社保局）\n（二）育才。开展培训。（责任单位：区教育局）").Lines()
            .ShouldBe("1 场地支持 | 区科协\n1 引才 | 区人力社保局\n2 育才 | 区教育局");

    [Fact]
    public void Steps_with_their_own_units_are_measures() =>
        Reading.Of("1.科学教育。（1）配齐教师；（责任单位：区教育局）（2）建科技馆。（责任单位：区科协）\n2.科普活动。（责任单位：区科协）").Measures
            .Select(m => m.Label).ShouldBe(["1（1）", "1（2）", "2"]);

    [Fact]
    public void A_list_after_the_last_step_belongs_to_the_whole() =>
        Reading.Of("一、任务\n1.科学教育。\n（1）配齐教师。\n（2）建科技馆。（责任单位：区教育局）\n2.科普活动。（责任单位：区科协）").Lines()
            .ShouldBe("1 科学教育 | 区教育局\n2 科普活动 | 区科协");

    [Fact]
    public void Unnumbered_paragraphs_with_units_are_measures() =>
        Reading.Of("云岭县支持科普若干措施\n一、支持内容\n场地支持：提供展厅。（责任单位：县科协）\n资金支持：安排经费。（责任单位：县财政局）\n二、其他\n人才支持：选派讲师。（责任单位：县教育局）\n宣传支持：开设专栏。（责任单位：县融媒体中心）").Lines()
            .ShouldBe("1 场地支持 | 县科协\n2 资金支持 | 县财政局\n1 人才支持 | 县教育局\n2 宣传支持 | 县融媒体中心");

    [Fact]
    public void Units_and_times_may_stand_on_lines_of_their_own() =>
        Reading.Of("（一）建平台。\n1．统一认证。升级系统。\n牵头单位：区数据局\n参与单位：区科协，各街道\n完成时限：2026年9月底\n2．统一支付。\n责任单位：区财政局\n完成时限：持续推进").Lines()
            .ShouldBe("1 统一认证 | 区数据局+ 区科协- 各街道- | 2026-09-30\n2 统一支付 | 区财政局");

    [Fact]
    public void Units_may_stand_behind_the_last_colon_or_bar_of_an_item() =>
        Reading.Of("1. 开展走访。 —— 区住建局、区供热办\n2. 起草工作报告，月内定稿：区政府研究室\n3. 完成粮食轮换 | 区发改局、区粮食储备中心\n4. 建设场馆：科技馆、图书馆").Lines()
            .ShouldBe("1 开展走访 | 区住建局 区供热办\n2 起草工作报告，月内定稿 | 区政府研究室\n3 完成粮食轮换 | 区发改局 区粮食储备中心\n4 建设场馆");

    [Fact]
    public void A_row_with_another_sentence_of_the_same_task_brings_more_units() =>
        Reading.Of("序号\t工作事项\t主要内容\t责任单位\n1\t壮大队伍。\t多渠道增加人手。\t各街道\n\t\t加大招聘力度。\t区人社局\n2\t优化服务。\t组建服务团队。\t同上\n合计\t2项\t\t").Measures.Select(measure => measure.Units())
            .ShouldBe(["各街道 区人社局", "各街道 区人社局"]);

    [Fact]
    public void A_body_that_everything_below_is_also_for_is_no_unit_of_one_measure() =>
        Reading.Of("1.制定清单。〔区生态环境分局牵头，各镇、街道负责落实。以下各项工作均需各镇、街道落实，不再列出。〕\n2.整治企业。〔区工信局牵头。〕").Measures[0].Units()
            .ShouldBe("区生态环境分局+ 各镇、街道");

    [Fact]
    public void A_document_in_one_line_is_parted_at_its_numbers() =>
        Reading.Of("为推进工作，制定本方案。一、夯实基础（一）建设阵地，方便群众。（区科协牵头，各街道负责）具体措施：1．2026年底前建成站点。（各街道负责）2．配备人员。（区科协负责）（二）开展活动。（区科协负责）二、强化保障（三）落实经费。（区财政局负责）").Lines()
            .ShouldBe("1 建设阵地，方便群众 | 区科协+ 各街道\n1 2026年底前建成站点 | 各街道 | 2026-12-31\n2 配备人员 | 区科协\n2 开展活动 | 区科协\n3 落实经费 | 区财政局");

    [Fact]
    public void Several_plans_in_one_file_keep_apart()
    {
        var draft = Reading.Of("云岭县信用建设专项行动方案\n一、主要措施\n1.建档案。（责任单位：县发改局）\n2.强监测。（责任单位：县数据局）\n云岭县便民服务专项行动方案\n一、主要措施\n1.一窗受理。（责任单位：县政务办）");

        draft.Measures[2].Section.ShouldStartWith("云岭县便民服务专项行动方案");
        draft.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Aims_annexes_validity_and_signatures_make_no_measures()
    {
        var draft = Reading.Of("""
            云岭县科普工作实施方案
            一、总体要求
            （一）指导思想。坚持服务群众。
            （二）工作目标。到2027年底，素质比例达到15%。
            二、重点任务
            （三）办好活动。每年举办科普日。（责任单位：县科协）
            三、保障措施
            （一）加强领导。各单位要高度重视。
            （二）加强督查。定期通报。
            本方案自2026年5月1日起施行，有效期至2028年12月31日。
            云岭县科学技术协会
            2026年4月1日
            """);

        draft.Lines().ShouldBe("3 办好活动 | 县科协");
        draft.IssuedOn.ShouldBe(new DateOnly(2026, 4, 1));
        draft.Measures[0].Text.ShouldNotContain("有效期");
    }

    [Fact]
    public void A_measure_without_units_among_others_is_kept_and_told()
    {
        var draft = Reading.Of("一、任务\n1.建科协。（责任单位：区科协）\n2.走访专家。每季度一次。\n3.办活动。（责任单位：各街道）");

        draft.Measures.Count.ShouldBe(3);
        draft.Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.NoUnits);
    }

    [Fact]
    public void Missing_and_repeated_numbers_are_told()
    {
        var draft = Reading.Of("1.甲事。（责任单位：区科协）\n2.乙事。（责任单位：区科协）\n2.丙事。（责任单位：区科协）\n5.丁事。（责任单位：区科协）");

        draft.Problems.Select(p => p.Code).ShouldBe([ProblemCodes.DuplicateNumber, ProblemCodes.Gap, ProblemCodes.Gap]);
    }

    [Fact]
    public void An_outline_repeats_nothing_and_shows_what_is_missing()
    {
        var draft = Reading.Of("目录\n一、建组织\n1、建科协\n2、建站点\n二、强服务\n3、走访专家\n云岭县科协改革方案\n一、建组织\n1.建科协。夯实基础。（责任单位：县科协）\n二、强服务\n3.走访专家。（责任单位：县人社局）");

        draft.Lines().ShouldBe("1 建科协 | 县科协\n3 走访专家 | 县人社局");
        draft.Problems.ShouldContain(p => p.Code == ProblemCodes.OutlineOnly && p.Message.Contains("建站点"));
    }

    [Fact]
    public void A_gap_leaves_a_partial_measure_and_a_cut_end_a_truncated_one()
    {
        var draft = Reading.Of("一、任务\n1.建科协。加强领导，把工作\n……(某网省略200字,会员可阅读)……\n指导基层组织开展活动。(责任单位:县民政局)\n4.办活动。(责任单位:县科协)\n5.走访专家。了解需求,转 ……(未完,全文共900字,当前仅显示300字)\n相关文章");

        draft.Measures.Select(m => (m.Number, m.Flags)).ShouldBe(
            [(1, MeasureFlags.Truncated), (3, MeasureFlags.Partial), (4, MeasureFlags.None), (5, MeasureFlags.Truncated)]);
        draft.Measures[1].Units().ShouldBe("县民政局");
    }

    [Fact]
    public void Workdays_are_counted_by_the_calendar_that_is_given() =>
        PlanReader.Read(PlanDocument.FromText("plan.txt", "1.制定方案。印发之日起3个工作日内完成。（责任单位：县科协）\n县科协\n2026年4月30日"), isWorkday: day => day > new DateOnly(2026, 5, 5)).Measures[0].Dates()
            .ShouldBe("2026-05-08");

    [Fact]
    public void Text_drawn_from_a_pdf_is_joined_over_lines_and_pages() =>
        Reading.Of("""
            云岭县支持科普创新发展若干措施

            （一）打造科普阵地集群高地。加快构建以县城为核心、其他乡
            镇特色化差异化发展的科普格局，在青少年科学教育领域争创省级
            示范，到 ２０２７ 年，力争打造三十家示范阵地，培育一批骨干科
            —２—


            普企业和社会组织。（责任单位：县科协、县教育局、县文化和旅
            游局。列第一位的为牵头单位，下同）
            （二）加强科普人才队伍引育。大力培育基层科普讲师和科技志
            愿者队伍，落实有关支持政策，统筹布局一批科普教育基地，鼓励
            地方大力引育高水平科普人才队伍。（责任单位：县人力社保
            局、县科协，各乡、镇〔街道〕）
            （三）加大经费投入支持力度。将科普经费列入年度预算安排，引
            导社会资金投入科普事业，满足不同群体的科普需求和服务，建立
            健全多元化投入的机制。（责任单位：县财政局）
            """).Lines().ShouldBe("1 打造科普阵地集群高地 | 县科协+ 县教育局 县文化和旅游局 | 2027-12-31\n2 加强科普人才队伍引育 | 县人力社保局+ 县科协 各乡、镇〔街道〕\n3 加大经费投入支持力度 | 县财政局+");

    [Fact]
    public void Spaces_between_scanned_characters_are_taken_out_and_told()
    {
        var draft = Reading.Of("云 岭 县 科 普 要 点\n1 、 加 强 阵 地 建 设 。 ( 责任单位 : 县科协 ; 各乡镇 )\n2 、 办 好 科 普 活 动 。 （ 责任单位 ： 县教育局");

        draft.Lines().ShouldBe("1 加强阵地建设 | 县科协 各乡镇\n2 办好科普活动 | 县教育局");
        draft.Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.OcrNoise);
    }

    [Fact]
    public void A_paper_that_names_bodies_in_its_sentences_is_read_with_less_trust()
    {
        var draft = Reading.Of("云岭县关于科研管理的通知\n一、下放权限\n（一）落实自主权。请县科技局、县财政局在2026年2月底前完成制度修订。\n（二）减轻负担。各乡镇要精简报表。");

        draft.Lines().ShouldBe("1 落实自主权 | 县科技局 县财政局 | 2026-02-28\n2 减轻负担 | 各乡镇");
        draft.Measures.ShouldAllBe(m => m.Confidence < 1);
    }

    [Theory]
    [InlineData("序号\t重点任务\t具体内容\t完成时限\t牵头单位\t配合单位\n1\t建组织\t新建科协五家\t2026年12月\t县科协\t县工商联\n2\t\t建站点\t持续推进\t县科协\t无")]
    [InlineData("序号,重点任务,具体内容,完成时限,牵头单位,配合单位\n1,建组织,新建科协五家,2026年12月,县科协,县工商联\n2,建组织,建站点,持续推进,县科协,/")]
    [InlineData("| 序号 | 重点任务 | 具体内容 | 完成时限 | 牵头单位 | 配合单位 |\n| --- | --- | --- | --- | --- | --- |\n| 1 | 建组织 | 新建科协五家 | 2026年12月 | 县科协 | 县工商联 |\n| 2 |  | 建站点 | 持续推进 | 县科协 | 无 |")]
    public void A_table_may_be_written_with_tabs_commas_or_bars(string table)
    {
        var draft = Reading.Of(table);

        draft.Lines().ShouldBe("1 新建科协五家 | 县科协+ 县工商联- | 2026-12-31\n2 建站点 | 县科协+");
        draft.Measures.ShouldAllBe(m => m.Section == "建组织");
        draft.Measures[1].Cycle!.Kind.ShouldBe(ReportingCycle.Ongoing);
    }

    [Fact]
    public void A_table_broken_over_pages_is_joined() =>
        Reading.Of("序号\t工作内容\t责任单位\n1\t建设可信数据空\t县数据局、县\n序号\t工作内容\t责任单位\n\t间十个\t科协\n2\t开展培训。\t县人社局").Lines()
            .ShouldBe("1 建设可信数据空间十个 | 县数据局 县科协\n2 开展培训 | 县人社局");

    [Fact]
    public void An_annex_that_repeats_the_text_adds_only_what_was_left_out() =>
        Reading.Of("云岭县实施方案\n1.建科协。夯实基础。（责任单位：县科协）\n2.办活动。（责任单位：县教育局）\n附件：任务分解表\n序号\t任务\t责任单位\t完成时限\n1\t建科协\t县科协\t2026年12月\n2\t办活动\t县教育局\t2026年6月").Lines()
            .ShouldBe("1 建科协 | 县科协 | 2026-12-31\n2 办活动 | 县教育局 | 2026-06-30");

    [Theory]
    [InlineData("序号\t任务\t主要内容\t责任单位\t完成时限\n1\t建科普馆\t选址开工\t县科协\t2026年9月底前\n2\t训讲师\t训50人\t县科协\t2026年10月底前")]
    [InlineData("序号\t工作任务\t完成时限\n1\t建科普馆。选址开工。\t2026年9月底前\n2\t训讲师。训50人。\t2026年10月底前")]
    public void An_annex_may_tell_each_task_again_in_its_own_words(string annex) =>
        Reading.Of($"一、任务\n（一）建科普馆。面向全县开放。（责任单位：县科协）\n（二）训讲师。每镇2名。（责任单位：县科协）\n附件\n{annex}").Lines()
            .ShouldBe("1 建科普馆 | 县科协 | 2026-09-30\n2 训讲师 | 县科协 | 2026-10-31");

    [Fact]
    public void A_time_field_and_a_later_date_in_the_text_are_put_to_the_office() =>
        Reading.Of("1.建科协。2027年6月底前建成。\n责任单位：县科协\n完成时限：2026年12月底").Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.TwoDates);

    [Fact]
    public void An_annex_may_name_the_measures_in_its_group_column() =>
        Reading.Of("云岭县实施方案\n（一）办好科普日。举办主场。（责任单位：县科协）\n附件\n序号\t任务名称\t具体内容\t责任单位\t完成时限\n1\t办好科普日\t举办主场\t县科协\t2026年9月").Lines()
            .ShouldBe("1 办好科普日 | 县科协 | 2026-09-30");

    [Fact]
    public void Rows_of_a_table_may_share_a_number() =>
        Reading.Of("| 序号 | 重点工程 | 工作内容 | 2026年目标 | 牵头单位 |\n|---|---|---|---|---|\n| 1 | 算力工程 | 建中心 | 10个 | 县数据局 |\n| 1 | 算力工程 | 建网络 | 20个 | 县经信局 |").Problems.ShouldBeEmpty();

    [Fact]
    public void A_label_on_its_own_line_needs_no_colon() =>
        Reading.Of("一、任务\n1.一窗受理\n整合窗口资源。\n责任单位 县政务办 县科协\n完成时限 2026年12月底前").Lines().ShouldBe("1 一窗受理 | 县政务办 县科协 | 2026-12-31");

    [Fact]
    public void A_list_cut_by_the_edge_of_the_page_loses_its_stump_and_is_told()
    {
        var draft = Reading.Of("（一）引育企业。（责任单位：县经信局、县发\n（二）金融支持。（责任单位：县财政局）");

        draft.Lines().ShouldBe("1 引育企业 | 县经信局\n2 金融支持 | 县财政局");
        draft.Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.Truncated);
    }

    [Theory]
    [InlineData("2026年9月31日前")]
    [InlineData("收到意见之日起10日内")]
    public void A_time_that_no_year_makes_a_day_of_is_put_to_the_office(string time) =>
        Reading.Of($"1.建场馆。（责任单位：县科协，完成时限：{time}）").Problems.ShouldHaveSingleItem().Code.ShouldBe(ProblemCodes.NoDay);

    [Fact]
    public void A_document_without_a_year_says_so_once_and_takes_the_day_of_issue_it_is_given()
    {
        const string text = "各位联络员好，今年任务分解如下\n1、科普大学：6月底前新增3所（区科协）\n2、老年人培训：5000人次，11月底前（区民政局）";
        var document = DocumentReader.Read(System.Text.Encoding.UTF8.GetBytes(text), "plan.txt").ShouldBeOfType<DocumentResult.Read>().Document;

        var undated = PlanReader.Read(document);
        undated.Measures.Select(measure => measure.Deadline!.Date).ShouldAllBe(date => date == null);
        undated.Problems.Where(problem => problem.Code == ProblemCodes.NoYear).ShouldHaveSingleItem().Message.ShouldContain("2项");

        var dated = PlanReader.Read(document, new DateOnly(2026, 3, 1));
        dated.Measures.Select(measure => measure.Dates()).ShouldBe(["2026-06-30", "2026-11-30"]);
        dated.Problems.ShouldNotContain(problem => problem.Code == ProblemCodes.NoYear);
    }

    [Fact]
    public void A_line_that_says_who_made_the_paper_is_no_measure() =>
        Reading.Of("云溪区民生实事清单\n（区政府办公室 2026年2月28日制）\n序号\t工作任务\t责任单位\n1\t建园。\t区教育局\n2\t修路。\t区交通局").Lines()
            .ShouldBe("1 建园 | 区教育局\n2 修路 | 区交通局");

    [Fact]
    public void A_page_s_number_and_blank_lines_inside_a_list_break_nothing() =>
        Reading.Of("1.发展应用。推动服务进港口。（牵头部\n\n门：市交通局、市水务局）\n2.建平台。（责任单位：市科\n5\n协）").Lines()
            .ShouldBe("1 发展应用 | 市交通局+ 市水务局+\n2 建平台 | 市科协");
}
