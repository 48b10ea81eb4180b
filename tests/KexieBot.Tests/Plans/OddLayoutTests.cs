using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

/// <summary>Layouts that offices write beside the usual one, each in a few lines of our own.</summary>
public sealed class OddLayoutTests
{
    [Fact]
    public void One_list_may_stand_for_several_items_by_count_or_by_number() =>
        Reading.Of("一、健康\n1.办义诊。\n2.建科普角。\n（以上2项任务责任单位：县卫健局、县科协）\n二、教育\n3.办讲座。\n4.办展览。\n5.评先进。（责任单位：县科协）\n（第3—4项责任单位：县教育局）").Lines()
            .ShouldBe("1 办义诊 | 县卫健局 县科协\n2 建科普角 | 县卫健局 县科协\n3 办讲座 | 县教育局\n4 办展览 | 县教育局\n5 评先进 | 县科协");

    [Fact]
    public void Items_without_a_list_take_the_one_behind_their_heading_where_the_paper_says_so() =>
        Reading.Of("各小项未单独注明责任单位的，由所在标题后所列单位负责。\n（一）建网络（责任单位：县经信局、县科协）\n1.拉光缆。\n2.装终端。（责任单位：县教育局）\n（二）搞培训（牵头单位：县人社局）\n1.训教师。").Lines()
            .ShouldBe("1 拉光缆 | 县经信局 县科协\n2 装终端 | 县教育局\n1 训教师 | 县人社局+");

    [Fact]
    public void The_paper_may_say_first_that_units_behind_a_heading_are_those_of_its_items() =>
        Reading.Of("各部分标题后所列单位为该部分各项任务的责任单位；另有注明的，以注明的为准。\n一、建网络（责任单位：县经信局、县科协）\n1.拉光缆。\n2.装终端。（责任单位：县教育局）\n二、搞培训（牵头单位：县人社局）\n3.训教师。").Lines()
            .ShouldBe("1 拉光缆 | 县经信局 县科协\n2 装终端 | 县教育局\n3 训教师 | 县人社局+");

    [Fact]
    public void Items_that_run_on_below_headings_that_alone_name_units_are_the_measures() =>
        Reading.Of("云岭县任务清单\n（一）用地（牵头部门：县规划局）\n1、优化供地。加强引导。\n（二）纳税（牵头部门：县税务局；目标位次：全市前五）\n2、落实政策。做好解读。\n3、提升服务。一窗办理。").Lines()
            .ShouldBe("1 优化供地 | 县规划局+\n2 落实政策 | 县税务局+\n3 提升服务 | 县税务局+");

    [Fact]
    public void Items_that_run_on_take_their_heading_s_list_where_they_have_none() =>
        Reading.Of("云岭县科普实事\n一、阵地（责任单位：县科协、县住建局）\n1.建馆。9月底前开放。\n2.换画廊。\n二、服务（县教育局牵头，各镇配合）\n3.办托管。\n4.建气象站。（责任单位：县气象局）\n三、助企\n5.组织服务团。（责任单位：县工信局）").Lines()
            .ShouldBe("1 建馆 | 县科协 县住建局\n2 换画廊 | 县科协 县住建局\n3 办托管 | 县教育局+ 各镇-\n4 建气象站 | 县气象局\n5 组织服务团 | 县工信局");

    [Fact]
    public void Steps_below_a_measure_that_names_its_units_in_its_line_stay_its_steps() =>
        Reading.Of("云岭县任务清单\n（一）用地（牵头部门：县规划局）\n1、优化供地。\n2、加强引导。\n（二）纳税（牵头部门：县税务局）\n1、落实政策。\n2、提升服务。").Lines()
            .ShouldBe("1 用地 | 县规划局+\n2 纳税 | 县税务局+");

    [Fact]
    public void A_plan_set_out_by_unit_gives_each_heading_s_unit_its_items() =>
        Reading.Of("云岭县科普任务书\n一、县教育局\n1.配副校长，9月1日前完成。\n2.办实验课。协办：县科协\n二、县农业农村局、县乡村振兴局\n3.训农民。").Lines()
            .ShouldBe("1 配副校长，9月1日前完成 | 县教育局\n2 办实验课 | 县教育局 县科协-\n3 训农民 | 县农业农村局 县乡村振兴局");

    [Fact]
    public void A_section_s_lead_is_no_measure_beside_its_items() =>
        Reading.Of("（一）便利开办（牵头单位：县市监局）\n1.减材料。（责任单位：县公安局）\n2.减时间。（责任单位：县税务局）").Lines()
            .ShouldBe("1 减材料 | 县公安局\n2 减时间 | 县税务局");

    [Fact]
    public void Paragraphs_with_lists_below_a_bracketed_number_are_one_measure() =>
        Reading.Of("**一、强供给**\n**（一）开放资源**\n开放仪器，建绿色通道。（责任单位：县科技局）\n开放图书，方便群众。（责任单位：县教育局、县科技局）\n**（二）培育机构**\n建设平台，给予支持。（责任单位：县科协）").Lines()
            .ShouldBe("1 开放资源 | 县科技局 县教育局\n2 培育机构 | 县科协");

    [Fact]
    public void Clauses_in_one_line_that_each_name_units_are_measures() =>
        Reading.Of("7.优化审批。针对材料多、时间长等问题，（1）精简材料，推行容缺受理。（县政务办负责）（2）压缩时限。（县住建局牵头，县规划局配合）\n8.优化监管。针对检查多等问题，（1）建立清单。（2）推行联合检查。（县司法局负责）\n9.优化服务。（县科协负责）").Measures
            .Select(measure => $"{measure.Label} {measure.Title} | {measure.Units()}")
            .ShouldBe(["7（1） 精简材料，推行容缺受理 | 县政务办", "7（2） 压缩时限 | 县住建局+ 县规划局-", "8 优化监管 | 县司法局", "9 优化服务 | 县科协"]);

    [Fact]
    public void Clauses_are_found_where_a_page_broke_their_line() =>
        Reading.Of("7.优化审批。针对材料多等问题，（1）精简材料。\n（县政务办负责）（2）压缩时限。（县住建局负责）").Lines()
            .ShouldBe("1 精简材料 | 县政务办\n2 压缩时限 | 县住建局");

    [Fact]
    public void Lines_in_heavy_brackets_head_items_without_numbers() =>
        Reading.Of("云岭县青年友好县城举措\n（单位前标“*”的为牵头单位）\n【住得安】\n公寓扩容。推出公寓100套。（*县住建局、县人社局）\n驿站焕新。（*团县委、各街道）\n【玩得好】\n开设夜校。（*县总工会、团县委）").Lines()
            .ShouldBe("1 公寓扩容 | 县住建局+ 县人社局\n2 驿站焕新 | 团县委+ 各街道\n3 开设夜校 | 县总工会+ 团县委");

    [Fact]
    public void Items_behind_a_bullet_have_their_fields_on_lines_of_their_own() =>
        Reading.Of("云岭县科普工作责任分解\n现将责任分解如下，请认真落实。\n★ 新建长廊\n目标：新建12处，发动60家单位参与。\n主责：县科协\n协同：县住建局\n时间：10月底前\n★ 办好大赛\n主责：县教育局\n时间：11月中旬\n2026年3月2日").Lines()
            .ShouldBe("1 新建长廊 | 县科协+ 县住建局- | 2026-10-31\n2 办好大赛 | 县教育局+ | 2026-11-20");

    [Fact]
    public void A_paragraph_alone_in_its_section_is_an_item_like_those_beside_it() =>
        Reading.Of("第一节 青少年行动\n——建设实验区。牵头单位为县教育局。\n——推进馆校合作。牵头单位为县科协。\n第二节 老年人行动\n——跨越数字鸿沟。牵头单位为县老龄办。\n第三节 农民行动\n——培训农民。牵头单位为县农业农村局。\n——创建示范村。牵头单位为县科协。").Lines()
            .ShouldBe("1 建设实验区 | 县教育局+\n2 推进馆校合作 | 县科协+\n1 跨越数字鸿沟 | 县老龄办+\n1 培训农民 | 县农业农村局+\n2 创建示范村 | 县科协+");

    [Fact]
    public void What_is_counted_aloud_is_an_item_even_where_one_names_no_units() =>
        Reading.Of("云岭县会议纪要\n会议议定：\n一是布置展馆。由县科协负责，6月底前完成。\n二是运行科普车。抓紧拟订办法。\n三是建气象站。县教育局牵头，8月底前建成。\n四是其他工作照常开展。\n2026年3月2日").Lines()
            .ShouldBe("1 布置展馆 | 县科协 | 2026-06-30\n2 运行科普车\n3 建气象站 | 县教育局+ | 2026-08-31\n4 其他工作照常开展");

    [Fact]
    public void Numbered_actions_hold_their_steps() =>
        Reading.Of("云岭县科普行动\n行动一：培育队伍\n牵头单位  县科协\n具体措施\n1.组建总队，6月底前挂牌。\n2.开展培训。\n行动二：推出课程\n牵头单位  县教育局\n具体措施\n1.开发课程。\n2026年1月5日").Lines()
            .ShouldBe("1 培育队伍 | 县科协+ | 2026-06-30\n2 推出课程 | 县教育局+");

    [Fact]
    public void Items_may_be_counted_as_such_and_starred_before_their_number() =>
        Reading.Of("第1项 建馆。责任部门：县科协。督办时限：2026年9月底。督办部门：县督查室。\n第2项 办展。责任部门：县文旅局。督办时限：长期。").Lines()
            .ShouldBe("1 建馆 | 县科协 | 2026-09-30\n2 办展 | 县文旅局");

    [Fact]
    public void A_sign_may_stand_right_before_the_number() =>
        Reading.Of("▲1.出台新政\n责任单位：县委组织部（牵头），县人社局\n2.建实验校\n责任单位：县教育局（牵头），县科协\n▲3.引才\n责任单位：县委组织部（牵头）").Lines()
            .ShouldBe("1 出台新政 | 县委组织部+ 县人社局\n2 建实验校 | 县教育局+ 县科协\n3 引才 | 县委组织部+");

    [Fact]
    public void Records_of_one_line_have_short_labels() =>
        Reading.Of("任务：建馆；负责：县科协、县住建局；期限：2026年底。\n任务：改造气象园；负责：县气象局；期限：2026年“3·23”气象日前。").Lines()
            .ShouldBe("1 建馆 | 县科协 县住建局 | 2026-12-31\n2 改造气象园 | 县气象局");

    [Fact]
    public void A_page_s_numbered_list_is_counted_as_a_browser_counts_it() =>
        Reading.Of("<html><body><ol><li>首页</li><li>科普</li></ol><h1>云岭县重点任务</h1><ol><li>建馆。<ul><li>牵头单位：县科协</li><li>完成时限：2026年9月底</li></ul></li><li>办展。<ul><li>牵头单位：县文旅局</li></ul></li></ol></body></html>", "plan.html").Lines()
            .ShouldBe("1 建馆 | 县科协+ | 2026-09-30\n2 办展 | 县文旅局+");

    [Fact]
    public void A_labelled_line_below_one_that_names_units_is_not_its_rest() =>
        Reading.Of(string.Concat(Enumerable.Range(1, 6).Select(n => $"{n}.办好第{n}次全县科普大讲堂活动工作事项\n承办单位：县教育局；协办单位：县科协、县文旅局\n办理要求：4月{n}日前完成全部主讲专家的选聘工作\n")) + "2026年1月5日").Lines()
            .ShouldBe(string.Join('\n', Enumerable.Range(1, 6).Select(n => $"{n} 办好第{n}次全县科普大讲堂活动工作事项 | 县教育局 县科协- 县文旅局- | 2026-04-0{n}")));

    [Fact]
    public void The_head_of_minutes_with_time_and_place_is_no_item() =>
        Reading.Of("云岭县会议纪要\n时间：8月底前的例会\n地点：二楼会议室\n一、关于经费。由县财政局负责，9月10日前拨付。\n二、关于场馆。选址已定，县住建局、县科协共同负责，12月底前开工。\n2026年8月19日").Lines()
            .ShouldBe("1 关于经费 | 县财政局 | 2026-09-10\n2 关于场馆 | 县住建局 县科协 | 2026-12-31");

    [Fact]
    public void A_term_of_validity_at_the_end_is_not_the_day_of_issue() =>
        Reading.Of("云岭县科普措施\n1.建馆。6月底前开放。（责任单位：县科协）\n本措施自印发之日起施行，有效期至2028年12月31日。\n2026年2月16日").Lines()
            .ShouldBe("1 建馆 | 县科协 | 2026-06-30");

    [Fact]
    public void Numbers_may_join_section_and_item_with_a_dash() =>
        Reading.Of("任务1｜阵地\n1-1 改造展厅。【牵头：县科协｜时限：2026.9.30】\n1-2 建乡镇馆。【牵头：各乡镇】\n任务2｜队伍\n2-1 组建队伍。【牵头：团县委】\n6-12 岁儿童免费参加。").Measures
            .Select(measure => $"{measure.Label} {measure.Title} | {measure.Units()} | {measure.Dates()}".TrimEnd(' ', '|'))
            .ShouldBe(["1-1 改造展厅 | 县科协+ | 2026-09-30", "1-2 建乡镇馆 | 各乡镇+", "2-1 组建队伍 | 团县委+"]);

    [Fact]
    public void Matters_that_a_meeting_decided_are_records() =>
        Reading.Of("常务会议议定事项督办通知\n县科协、县财政局，各有关单位：\n议定事项一：关于免费开放\n会议同意免费开放。\n承办单位：县科协；协办单位：县财政局\n办理要求：4月20日前制定方案\n议定事项二：关于选聘\n承办单位：县教育局；协办单位：县科协\n办理要求：8月20日前完成选聘\n2026年3月30日").Lines()
            .ShouldBe("1 关于免费开放 | 县科协 县财政局- | 2026-04-20\n2 关于选聘 | 县教育局 县科协- | 2026-08-20");

    [Fact]
    public void A_table_of_one_cell_a_line_may_have_one_name_a_line() =>
        Reading.Of("""
            序号
            事项分类
            事项名称
            项目内容
            牵头单位
            协同单位
            完成时限
            1
            办好教育
            新建学校
            新建学校2所。
            县教育局
            东山街道
            西河乡
            县发改局
            8月底前
            2
            改造食堂
            改造食堂8家。
            县教育局
            /
            6月底前
            3
            办好医疗
            新建卫生室
            新建卫生室9家。
            县卫健局
            各乡镇
            9月底前
            2026年1月5日
            """).Measures.Select(measure => $"{measure.Section}: {measure.Title} | {measure.Units()} | {measure.Dates()}").ShouldBe([
                "办好教育: 新建学校 | 县教育局+ 东山街道- 西河乡- 县发改局- | 2026-08-31", "办好教育: 改造食堂 | 县教育局+ | 2026-06-30", "办好医疗: 新建卫生室 | 县卫健局+ 各乡镇- | 2026-09-30"]);

    [Fact]
    public void A_table_may_have_one_blank_between_its_cells() =>
        Reading.Of("责任单位 任务内容 完成期限\n县教育局 配备副校长 2026年9月1日前\n县卫健局、县疾控中心 开展巡讲30场 2026年10月底前\n联系人：县科协办公室").Lines()
            .ShouldBe("1 配备副校长 | 县教育局 | 2026-09-01\n2 开展巡讲30场 | 县卫健局 县疾控中心 | 2026-10-31");

    [Fact]
    public void A_name_that_spans_rows_is_their_group() =>
        Reading.Of("序号,工作事项,具体内容,牵头单位\n1,排查整治,检查水库,县水利局\n2,排查整治,检查工地,县住建局\n3,监测预警,会商研判,县防指办").Measures
            .Select(measure => $"{measure.Section}: {measure.Title}").ShouldBe(["排查整治: 检查水库", "排查整治: 检查工地", "监测预警: 会商研判"]);

    [Fact]
    public void Columns_of_years_are_stages_of_the_task_beside_them() =>
        Reading.Of("工程名称,主要内容,2026年任务,2027年任务,牵头单位\n场馆工程,新建科技馆,完成立项,主体封顶,县发改局\n数字工程,建成云平台,平台上线,接入乡镇,县科协").Lines()
            .ShouldBe("1 场馆工程 | 县发改局+\n2 数字工程 | 县科协+");

    [Fact]
    public void Minutes_name_units_in_their_sentences() =>
        Reading.Of("""
            云岭县专题会议纪要
            县政府办公室　2026年4月11日
            （一）关于新馆建设。由县住建局牵头，县教育局、县财政局配合，4月25日前办结许可；由城关镇负责，5月15日前腾退用房。
            （二）关于资金。请县财政局于4月底前拨付补助。
            （三）关于投诉。责成县住建局会同县信访局，在10个工作日内答复。
            （四）关于道路。该工程原定今年3月底前通车，同意延至6月20日前建成。由县交通局牵头，县水务局配合。
            （五）关于调度。县发改局每半月召开一次协调会。
            """).Lines().ShouldBe("""
            1 关于新馆建设 | 县住建局+ 县教育局- 县财政局- 城关镇 | 2026-04-25 2026-05-15
            2 关于资金 | 县财政局 | 2026-04-30
            3 关于投诉 | 县住建局 县信访局
            4 关于道路 | 县交通局+ 县水务局- | 2026-06-20
            5 关于调度 | 县发改局
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Minutes_name_whom_the_lead_works_with_and_who_gathers_the_reports() =>
        Reading.Of("""
            云岭县专题会议纪要
            县政府办公室　2026年4月11日
            （一）关于教师。由县教育局牵头，会同县委组织部、县人社局研究提出方案，5月底前报县政府。
            （二）关于专家库。由县卫健局负责组建，县科协参与，年内完成。
            （三）关于信息。各成员单位每月28日前向领导小组办公室报送进展，由领导小组办公室每季度汇总通报。
            """).Lines().ShouldBe("""
            1 关于教师 | 县教育局+ 县委组织部 县人社局 | 2026-05-31
            2 关于专家库 | 县卫健局 县科协- | 2026-12-31
            3 关于信息 | 各成员单位 领导小组办公室
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_notice_names_units_in_its_sentences_and_its_items_run_on() =>
        Reading.Of("""
            关于做好2026年科普日工作的通知
            一、主场活动
            1.筹备仪式。由县科协牵头负责，各乡镇具体实施，9月10日前完成。
            2.科普进校园。请县教育局在9月中旬组织开展活动。县总工会、县妇联等单位要动员职工参与。
            3.强化保障。县公安局牵头，县应急局、县卫健局参与，严格落实安全要求。县财政局、县应急局按职责分工负责，做好其他工作。
            二、总结宣传
            4.各乡镇（街道）、各成员单位于10月15日前报送总结。
            5.由县科协于11月上旬通报情况。
            县科协
            2026年7月28日
            """).Lines().ShouldBe("""
            1 筹备仪式 | 县科协+ 各乡镇 | 2026-09-10
            2 科普进校园 | 县教育局 县总工会 县妇联 | 2026-09-20
            3 强化保障 | 县公安局+ 县应急局 县卫健局- 县财政局
            4 各乡镇（街道）、各成员单位于10月15日前报送总结 | 各乡镇（街道） 各成员单位 | 2026-10-15
            5 由县科协于11月上旬通报情况 | 县科协 | 2026-11-10
            """.ReplaceLineEndings("\n"));

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
    public void An_article_that_only_says_since_when_or_for_whom_is_no_measure() =>
        Reading.Of("第一条 适用范围\n本措施适用于本县学会。\n第二条 落户支持\n给予补助。（责任单位：县科协）\n第三条 场馆支持\n给予补贴。（责任单位：县财政局）\n第四条 附则\n本措施自2026年7月1日起施行，由县科协负责解释。").Lines()
            .ShouldBe("2 落户支持 | 县科协\n3 场馆支持 | 县财政局");

    [Fact]
    public void A_list_broken_behind_a_name_goes_on_in_the_next_line() =>
        Reading.Of("1．清账款。\n牵头单位：县科协\n配合单位：县财政局、\n县审计局\n完成时限：2026年9月底前").Lines()
            .ShouldBe("1 清账款 | 县科协+ 县财政局- 县审计局- | 2026-09-30");

    [Fact]
    public void A_chat_message_names_its_units_and_its_day_as_people_type_them() =>
        Reading.Of("""
            县创建办-李科长 2026/3/2 09:12
            各位联络员好，本月任务如下
            ① 清死角，本周五前完成 👉 县城管局牵头，各街道配合
            ② 报名单：明天下班前报我，各街道、县直各单位
            ③ 护学岗 每个上学日，县教育局＋县公安局
            ④ 传材料：4月10日前上传，县创建办负责，各成员单位配合提供
            去年11月30日前就该完成的点位这次再拖要通报
            """).Lines().ShouldBe("""
            1 清死角，本周五前完成 👉 县城管局牵头，各街道配合 | 县城管局+ 各街道- | 2026-03-06
            2 报名单 | 各街道 县直各单位 | 2026-03-03
            3 护学岗 每个上学日，县教育局＋县公安局 | 县教育局 县公安局
            4 传材料 | 县创建办 各成员单位- | 2026-04-10
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Labels_may_head_items_without_a_number_below_the_issuer_and_the_day() =>
        Reading.Of("云岭县科技惠农行动安排\n县科协　二〇二六年二月二十六日\n总体布局：\n“一核”：建核心区。（负责部门：县农业农村局；适用范围：三镇）\n“两带”：建示范带。（负责部门：县科协；适用范围：沿江）\n支持措施：\n资金支持：给贴息。（负责部门：县财政局；适用范围：示范户）\n人才支持：派专员。（负责部门：县委组织部；适用范围：全县）").Measures
            .Select(measure => measure.Units()).ShouldBe(["县农业农村局", "县科协", "县财政局", "县委组织部"]);

    [Fact]
    public void A_paper_in_traditional_characters_keeps_its_names_as_printed() =>
        Reading.Of("濱海區科普方案\n壹、設施\n（1）建科普館。\n責任單位：★區民生事務局、區規劃局（標★者為牽頭單位）\n完成時限：2026年9月底前\n貳、活動\n（2）辦活動周。\n責任單位：★區科學技術協會、區教育局\n完成時限：長期堅持").Lines()
            .ShouldBe("1 建科普館 | 區民生事務局+ 區規劃局 | 2026-09-30\n2 辦活動周 | 區科學技術協會+ 區教育局");

    [Fact]
    public void Records_may_be_headed_by_a_bracketed_word_and_number() =>
        Reading.Of("县委巡察整改清单\n【整改任务1】规范学习\n问题描述：有5次没有研讨。\n牵头单位：机关党委\n责任单位：办公室\n整改时限：立行立改\n【整改任务2】加强监管\n问题描述：3处没有复绿。\n牵头单位：河道站\n责任单位：无\n整改时限：2026年7月底前").Lines()
            .ShouldBe("1 规范学习 | 机关党委+ 办公室\n2 加强监管 | 河道站+ | 2026-07-31");

    [Fact]
    public void A_table_set_with_blanks_is_read_by_its_columns() =>
        Reading.Of("""
                                  云岭县科学教育任务清单
            序号  重点任务                        牵头单位        配合单位            完成时限
            1     制定出台《科学教育加法行动方    县教育局        县科协              2026年3月底
                  案》。
            2     开放科普场馆。                  县文旅局        县科协、县青少年科  2026年8月31日
                                                                  技馆
                                                  - 1 -
            序号  重点任务                        牵头单位        配合单位            完成时限
            3     建设“流动教室”。              县科协          /                   每月

            注：各牵头单位于每季度末报送进展。
            """).Lines().ShouldBe("""
            1 制定出台《科学教育加法行动方案》。 | 县教育局+ 县科协- | 2026-03-31
            2 开放科普场馆。 | 县文旅局+ 县科协- 县青少年科技馆- | 2026-08-31
            3 建设“流动教室”。 | 县科协+
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_table_of_one_cell_a_line_is_read_by_its_numbers() =>
        Reading.Of("2026年民生实事分解表\n\n序号\n\n民生实事\n\n责任单位\n\n完成时限\n\n1\n\n建步道三条。\n\n县住建局\n\n县水务局\n\n12月底前\n\n2\n\n改造老旧管网。\n\n县水务局\n\n9月投入使用\n\n3\n\n建图书角。\n\n县文旅局\n\n12月底前\n\n分享到:").Lines()
            .ShouldBe("1 建步道三条。 | 县住建局 县水务局 | 2026-12-31\n2 改造老旧管网。 | 县水务局 | 2026-09-30\n3 建图书角。 | 县文旅局 | 2026-12-31");

    [Fact]
    public void A_cell_may_hold_the_division_of_labour_and_a_mark_for_the_same_as_above() =>
        Reading.Of("| 序号 | 任务 | 完成时间 | 分工 |\n|---|---|---|---|\n| 1 | 建序厅 | 2026Q3 | 牵头：县科协<br>配合：县住建局 |\n| 2 | 训教师 | 2026年8月31日 | 县教育局、县人社局（排名不分先后） |").Lines()
            .ShouldBe("1 建序厅 | 县科协+ 县住建局- | 2026-09-30\n2 训教师 | 县教育局 县人社局 | 2026-08-31");

    [Fact]
    public void A_bracket_broken_over_lines_and_pages_is_joined_in_any_text() =>
        Reading.Of("1.深化改革。\n减证便民。\n（登\n记处负责，完成时限：2026 年6 月底前）\n2.推进联办。（审批局牵头，\n\n# Page 12:\n相关处室按职责分工负责，完成时限：2026 年9 月底前）").Lines()
            .ShouldBe("1 深化改革 | 登记处 | 2026-06-30\n2 推进联办 | 审批局+ 相关处室 | 2026-09-30");

    [Fact]
    public void Districts_in_a_run_take_the_ending_of_the_last() =>
        Reading.Of("1.建枢纽。（责任单位：市交通局，官塘区、嵩山县、安平市人民政府，榕江、云台市政府，经开区管委会）").Measures[0].Units()
            .ShouldBe("市交通局 官塘区人民政府 嵩山县人民政府 安平市人民政府 榕江市政府 云台市政府 经开区管委会");

    [Fact]
    public void A_line_of_its_own_may_name_the_units_without_a_label() =>
        Reading.Of("1. 发展智慧农业\n建设农业大脑，推进直播助农。\n县农业农村局牵头，县商务局、供销社按职责分工负责\n2. 发展数字金融\n拓展应用场景。\n县金融办、人行云岭支行按职责分工负责").Lines()
            .ShouldBe("1 发展智慧农业 | 县农业农村局+ 县商务局 供销社\n2 发展数字金融 | 县金融办 人行云岭支行");

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
    public void A_bracket_below_the_title_signs_it_and_gives_no_task() =>
        Reading.Of("云岭县科协任务清单\n（县科协办公室，2026年1月12日）\n序号\t任务内容\t责任单位\t完成时限\n1\t办讲座\t县科协\t4月底\n2\t建场馆\t县教育局\t9月底\n\n填报人：王某　　填报日期：2026年2月20日").Lines()
            .ShouldBe("1 办讲座 | 县科协 | 2026-04-30\n2 建场馆 | 县教育局 | 2026-09-30");

    [Fact]
    public void A_list_that_a_gap_cuts_takes_nothing_from_behind_it() =>
        Reading.Of("1.建数据库。10月底前完成。（牵头单位：县数据中心\n……（此处省略386字，下载后可阅读全文）……\n视频不少于60部。（责任单位：县文旅局）\n3.开展评估。（责任单位：县统计局、县\n本文档还有2页未显示，登录后继续阅读  相关推荐：科普工作总结").Measures
            .Select(measure => measure.Units()).ShouldBe(["县数据中心+", "县文旅局", "县统计局"]);

    [Fact]
    public void A_label_may_stand_in_a_bracket_of_its_own() =>
        Reading.Of("1.摸清需求。建立台账。\n【责任单位】各乡镇（街道）\n【完成时间】2026年4月20日前\n2.组建讲师团。\n【责任单位】县科协、县农广校\n【完成时间】2026年4月底前").Lines()
            .ShouldBe("1 摸清需求 | 各乡镇（街道） | 2026-04-20\n2 组建讲师团 | 县科协 县农广校 | 2026-04-30");

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

    [Fact]
    public void Labels_numbers_and_days_may_be_english() =>
        Reading.Of("""
            青湾新区国际社区建设2026年行动计划（Bilingual version 双语版）
            Part A  Services 服务
            A1. 设立服务窗口 One-stop Counter. Lead: 新区人才局; Support: 新区公安分局, 新区政务中心; Due: 2026-04-30
            A2. 发布指南 Guide Book. Owner: 新区科创局 and 新区外事办; Due: Q2 2026
            Part B  Places 场所
            B1. 改造双语标识。牵头单位 Lead：新区城管局；配合单位 Support：各街道；Due: by end of August
            B2. 完成选址. Responsible: Haiwan Science Park / 新区住建局; Deadline: EOY
            B3. 每月办沙龙. Owner: 新区外事办; Timeline: ongoing
            1.1 Open the second school 国际学校. Lead agency: 新区教育局; By: mid-Sept 2026
            Note: replaces the 2024 version (due by 31 Dec 2024).
            Issued on 2026-02-05 by 新区管委会办公室
            """).Lines().ShouldBe("""
            1 设立服务窗口 One-stop Counter | 新区人才局+ 新区公安分局- 新区政务中心- | 2026-04-30
            2 发布指南 Guide Book | 新区科创局 新区外事办 | 2026-06-30
            1 改造双语标识 | 新区城管局+ 各街道- | 2026-08-31
            2 完成选址 | Haiwan Science Park 新区住建局 | 2026-12-31
            3 每月办沙龙 | 新区外事办
            1 Open the second school 国际学校 | 新区教育局+ | 2026-09-20
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_table_may_be_headed_in_english() =>
        Reading.Of("No. | Task | Lead | Supporting units | Due date\n1 | 建科普馆 | 区科协 | 区教育局 | 30 June 2026\n2 | 办讲座 | 区教育局 | 区科协、各街道 | Dec 2026").Lines()
            .ShouldBe("1 建科普馆 | 区科协+ 区教育局- | 2026-06-30\n2 办讲座 | 区教育局+ 区科协- 各街道- | 2026-12-31");

    [Fact]
    public void A_table_of_one_line_a_line_parts_names_that_the_cell_s_width_broke() =>
        Reading.Of("""
            序号
            重点任务
            主要内容
            牵头部门
            责任单位
            1
            1.优化企业开
            办服务
            推广电子营业执照在各类公共资源
            交易平台中的应用。
            市市场监管局
            市政务服务办、市委
            网信办、市大数据管
            理中心
            2
            推动证照信息与电子营业执照关联，
            拓展
            应用功能。
            市住房城乡建
            设局、市发展
            改革委
            市规划资源局、市财
            政局、市交通局、市水
            # Page 7:
            序号
            重点任务
            主要内容
            牵头部门
            责任单位
            并逐步在全市铺开。
            务局
            3
            持续推动许可事项标准化。市政务服务办
            市级有关单位
            4
            2.提升热线服
            务
            扩充热线知识库信息，提高一次接
            通率。
            市政务服务办
            —
            """).Lines().ShouldBe("""
            1 推广电子营业执照在各类公共资源交易平台中的应用。 | 市市场监管局+ 市政务服务办 市委网信办 市大数据管理中心
            2 推动证照信息与电子营业执照关联，拓展应用功能。并逐步在全市铺开。 | 市住房城乡建设局+ 市发展改革委+ 市规划资源局 市财政局 市交通局 市水务局
            3 持续推动许可事项标准化。 | 市政务服务办+ 市级有关单位
            4 扩充热线知识库信息，提高一次接通率。 | 市政务服务办+
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Rows_that_lost_the_merged_cell_of_their_group_are_moved_back() =>
        Reading.Of("序号 | 工作任务 | 细化分工 | 责任处室 | 完成时限 | 备注 |\n1 | 信息发布 | 发布权威信息 | 应急处、疾控处按职责分工落实 | 长期推进 |\n|\n2 | 公开接种信息 | 疾控处 | 长期推进 |\n3 | 完善口径 | 办公室 | 2026年8月前 |\n4 | 常规事项 | 公开预算 | 财务处 | 2026年2月 |").Measures
            .Select(measure => $"{measure.Section}: {measure.Title} {measure.Units()} {measure.Dates()}".TrimEnd())
            .ShouldBe(["信息发布: 发布权威信息 应急处 疾控处", "信息发布: 公开接种信息 疾控处", "信息发布: 完善口径 办公室 2026-08-31", "常规事项: 公开预算 财务处 2026-02-28"]);

    [Fact]
    public void A_row_that_lost_nothing_stays_although_its_person_is_no_unit() =>
        Reading.Of("类别 | 任务 | 责任单位 | 分管领导 | 完成时限\n教育 | 建城市展览馆 | 张三 | 李四 | 2026年6月\n教育 | 建校舍 | 县教育局 | 李四 | 2026年9月").Measures
            .Select(measure => measure.Title).ShouldBe(["建城市展览馆", "建校舍"]);

    [Fact]
    public void A_table_cut_in_a_row_leaves_that_row_without_the_units_above()
    {
        var draft = Reading.Of("发布单位 | 县政府 | 发文日期 | 2026-07-14\n序号 | 实事项目 | 责任单位 | 配合单位\n1 | 建校舍。4月底前开工；8月底前竣工。 | 教育局 | 财政局、各镇(街道)\n2 | 修公路100公里，7月底前开工；11月底前");

        draft.Lines().ShouldBe("1 建校舍。4月底前开工；8月底前竣工。 | 教育局 财政局- 各镇(街道)- | 2026-04-30 2026-08-31\n2 修公路100公里，7月底前开工；11月底前 |  | 2026-07-31 2026-11-30");
        draft.Measures[1].Flags.ShouldBe(MeasureFlags.Truncated);
    }

    [Fact]
    public void A_drawn_tree_is_read_by_its_branches() =>
        Reading.Of("""
            云岭县科普工作方案
            ├── 阵地建设
            │   ├── 建科普馆：选址并开工，
            │   │   面向全县开放
            │   │   ├── 责任单位：县科协、县住建局
            │   │   └── 完成时限：2026年9月底前
            │   └── 改造长廊（县城管局牵头，各街道配合）
            └── 队伍建设
                ├── 选聘专员
                │   └── 县人社局牵头，县科协按职责分工负责
                └── 培训讲师（责任单位：县教育局）
            """).Measures.Select(measure => $"{measure.Section}: {measure.Title} | {measure.Units()} | {measure.Dates()}".TrimEnd(' ', '|')).ShouldBe([
                "阵地建设: 建科普馆 | 县科协 县住建局 | 2026-09-30", "阵地建设: 改造长廊 | 县城管局+ 各街道-", "队伍建设: 选聘专员 | 县人社局+ 县科协", "队伍建设: 培训讲师 | 县教育局"]);

    [Fact]
    public void An_outline_without_numbers_is_read_by_its_indentation() =>
        Reading.Of("就业政策\n  拓宽渠道\n    扩大规模\n      支持企业吸纳毕业生\n      健全评价制度\n      县人社局、县财政局等按职责分工负责\n    稳定岗位\n      扩大助理岗位\n      县教育局牵头，县科协等按职责分工负责\n  压实责任\n    加强领导\n      细化举措\n      各镇（街道）按职责分工负责").Measures
            .Select(measure => $"{measure.Section}: {measure.Title} | {measure.Units()}").ShouldBe([
                "就业政策 / 拓宽渠道: 扩大规模 | 县人社局 县财政局", "就业政策 / 拓宽渠道: 稳定岗位 | 县教育局+ 县科协", "就业政策 / 压实责任: 加强领导 | 各镇（街道）"]);

    [Theory]
    [InlineData("㈠", "⒈", "⑴")]
    [InlineData("（一）", "1．", "（1）")]
    [InlineData("( 一 )", "1、", "(1)")]
    [InlineData("(一)", "1.", "１）")]
    public void Numbers_may_be_written_in_any_of_their_signs(string section, string item, string step) =>
        Reading.Of($"{section}阵地\n{item}建馆。\n{step}选址。（责任单位：县住建局）\n{step.Replace('1', '2').Replace('１', '２').Replace('⑴', '⑵')}施工。（责任单位：县科协）").Measures
            .Select(measure => (measure.Number, measure.Title, measure.Units(), measure.Section)).ShouldBe([(1, "选址", "县住建局", $"{section}阵地 / {item}建馆"), (2, "施工", "县科协", $"{section}阵地 / {item}建馆")]);

    [Theory]
    [InlineData("责任单位", "完成时限", "")]
    [InlineData("责任部门", "时间节点", "")]
    [InlineData("落实单位", "完成期限", "")]
    [InlineData("承办单位", "完成时间", "")]
    [InlineData("责 任 单 位", "完 成 时 限", "")]
    [InlineData("牵头领导：张三\n责任单位", "办结时限", "")]
    [InlineData("主办单位", "完成时限", "+")]
    [InlineData("主责部门", "完成时限", "+")]
    [InlineData("协办单位", "完成时限", "-")]
    public void Labels_have_many_names(string units, string time, string role) =>
        Reading.Of($"1.建馆。\n{units}：县科协\n{time}：2026年9月底前\n2.办展。\n{units}：县文旅局\n{time}：2026年10月").Lines()
            .ShouldBe($"1 建馆 | 县科协{role} | 2026-09-30\n2 办展 | 县文旅局{role} | 2026-10-31");
}
