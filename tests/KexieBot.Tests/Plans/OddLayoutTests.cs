namespace KexieBot.Tests.Plans;

/// <summary>Layouts that offices write beside the usual one, each in a few lines of our own.</summary>
public sealed class OddLayoutTests
{
    [Fact]
    public void Items_that_run_on_with_gaps_take_their_chapter_s_units_too() =>
        Reading.Of("优化举措（2023版）\n三、获得电力领域（省能源局、省电力公司牵头）\n持续降低成本，达到先进水平。\n20．取消中间检查。\n21．落实告知承诺制。\n六、跨境贸易领域（省商务厅牵头）\n35．加强数据共享。\n36．简化手续。").Lines()
            .ShouldBe("20 取消中间检查 | 省能源局+ 省电力公司+\n21 落实告知承诺制 | 省能源局+ 省电力公司+\n35 加强数据共享 | 省商务厅+\n36 简化手续 | 省商务厅+");

    [Fact]
    public void Numbers_in_brackets_may_have_three_figures() =>
        Reading.Of("通辽市2023年行动方案\n18.加强保护。\n提升任务：\n（270）建立平台。（牵头单位：市市场监管局）\n（271）打击侵权。（牵头单位：市公安局）").Lines()
            .ShouldBe("270 建立平台 | 市市场监管局+\n271 打击侵权 | 市公安局+");

    [Fact]
    public void A_list_may_stand_before_the_words_and_be_that_of_the_item_above() =>
        Reading.Of("栖霞区2026年文化工作要点\n（一）〔牵头：区文化馆；配合：区教育局、团区委〕办好文化夜校。春秋各开班40个。\n（二）〔同上〕组织志愿者进社区。每季度不少于60场。\n（三）〔责任：区民政局、区残联〕公布名录。6月13日“文化遗产日”前公布。").Lines()
            .ShouldBe("1 办好文化夜校 | 区文化馆+ 区教育局- 团区委-\n2 组织志愿者进社区 | 区文化馆+ 区教育局- 团区委-\n3 公布名录 | 区民政局 区残联 | 2026-06-13");

    [Fact]
    public void The_units_of_the_item_above_come_without_its_day() =>
        Reading.Of("云岭县2026年任务\n1.建馆。（责任单位：县科协、县住建局；完成时限：6月底前）\n2.办展。（责任单位：同上；完成时限：9月底前）\n3.评先。\n责任单位：同上\n4.总结。（县科协负责，12月底前）").Lines()
            .ShouldBe("1 建馆 | 县科协 县住建局 | 2026-06-30\n2 办展 | 县科协 县住建局 | 2026-09-30\n3 评先 | 县科协 县住建局\n4 总结 | 县科协 | 2026-12-31");

    [Fact]
    public void A_list_for_several_items_is_not_that_of_another_s_steps() =>
        Reading.Of("云岭县任务\n3.建网。（1）选址。（2）勘察。（3）设计。（4）施工。（5）验收。（责任单位：县住建局）\n4.办展。\n5.评先。（第4—5项责任单位：县科协）").Lines()
            .ShouldBe("3 建网 | 县住建局\n4 办展 | 县科协\n5 评先 | 县科协");

    [Fact]
    public void A_section_s_heading_may_say_by_when_its_items_are_due() =>
        Reading.Of("郁川县2026年改革事项清单\n一、2026年3月底前完成的事项（2项）\n1. 推行一件事。办理时间压减。县市监局牵头，县税务局协同。\n2. 公布清单。县司法局负责。\n二、2026年6月底前完成的事项（1项）\n3. 建成平台。首批政策4月底前上线。县数据局负责。").Lines()
            .ShouldBe("1 推行一件事 | 县市监局+ 县税务局- | 2026-03-31\n2 公布清单 | 县司法局 | 2026-03-31\n3 建成平台 | 县数据局 | 2026-06-30 2026-04-30");

    [Fact]
    public void A_section_may_share_out_the_items_by_their_numbers() =>
        Reading.Of("临岗县创建方案（2025年4月）\n一、创建目标\n2025年全部达标。\n二、攻坚任务\n1.新建学校。8月25日前交付。\n2.消除大班额。\n3.配齐装备。10月底前完成。\n三、责任分工\n第1项由县教育局牵头，县财政局配合；第2、3项由县教育局、县委编办负责。以上各项均需各乡镇人民政府落实，不再逐项列出。\n四、工作要求\n县督导办负责日常调度。").Lines()
            .ShouldBe("1 新建学校 | 县教育局+ 县财政局- | 2025-08-25\n2 消除大班额 | 县教育局 县委编办\n3 配齐装备 | 县教育局 县委编办 | 2025-10-31");

    [Fact]
    public void Lines_without_numbers_may_begin_with_their_day_below_a_stage_s_name() =>
        Reading.Of("潭汀区2025年科普日工期表\n说明：1.本表按时间先后排列。2.括号内斜线前为牵头单位，斜线后为配合单位；没有斜线的为共同负责。\n筹备阶段\n7月10日前　印发活动方案。召开会议。（区科协/区委宣传部、区科技局）\n8月15日前　完成培训。（团区委、区科协）\n实施阶段\n9月25日前　开放基地。（区科协/各科普教育基地）\n10月底前　完成自评。（区科协）").Lines()
            .ShouldBe("1 印发活动方案 | 区科协+ 区委宣传部- 区科技局- | 2025-07-10\n2 完成培训 | 团区委 区科协 | 2025-08-15\n3 开放基地 | 区科协+ 各科普教育基地- | 2025-09-25\n4 完成自评 | 区科协 | 2025-10-31");

    [Fact]
    public void Proposals_of_deputies_are_numbered_with_a_sign_of_their_own() =>
        Reading.Of("2026年建议办理分工\n各乡镇人民政府，县政府各部门：\n第003号　关于停车设施的建议（代表：刘为民等4人）\n　　主办：县城管局　　会办：县公安局　　答复时限：6月30日前\n第012号　关于体育场地的建议（代表：马丽）\n　　分办：县教育局、县体育中心　　答复时限：5月31日前\n霍塘县人民政府办公室\n2026年3月9日").Lines()
            .ShouldBe("3 关于停车设施的建议 | 县城管局+ 县公安局- | 2026-06-30\n12 关于体育场地的建议 | 县教育局 县体育中心 | 2026-05-31");

    [Fact]
    public void The_only_step_below_a_measure_needs_no_number() =>
        Reading.Of("（一）培育主体。（市发改委牵头，各区县负责）\n具体举措：\n1.落实条例。（市市监局牵头）\n2.清理壁垒。（市住建局牵头）\n（二）用好限额。（市财政局牵头，各区县负责）\n具体举措：\n指导银行用足额度。（市金融办牵头，市财政局配合）\n二、5G建设\n1.5G基站审批。实施豁免管理。（市生态环境局负责）").Lines()
            .ShouldBe("1 培育主体 | 市发改委+ 各区县\n1 落实条例 | 市市监局+\n2 清理壁垒 | 市住建局+\n2 用好限额 | 市财政局+ 各区县\n1 指导银行用足额度 | 市金融办+ 市财政局-\n1 5G基站审批 | 市生态环境局");

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
    public void An_article_that_only_says_since_when_or_for_whom_is_no_measure() =>
        Reading.Of("第一条 适用范围\n本措施适用于本县学会。\n第二条 落户支持\n给予补助。（责任单位：县科协）\n第三条 场馆支持\n给予补贴。（责任单位：县财政局）\n第四条 附则\n本措施自2026年7月1日起施行，由县科协负责解释。").Lines()
            .ShouldBe("2 落户支持 | 县科协\n3 场馆支持 | 县财政局");

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
            1 清死角，本周五前完成 | 县城管局+ 各街道- | 2026-03-06
            2 报名单 | 各街道 县直各单位 | 2026-03-03
            3 护学岗 每个上学日 | 县教育局 县公安局
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
    public void Districts_in_a_run_take_the_ending_of_the_last() =>
        Reading.Of("1.建枢纽。（责任单位：市交通局，官塘区、嵩山县、安平市人民政府，榕江、云台市政府，经开区管委会）").Measures[0].Units()
            .ShouldBe("市交通局 官塘区人民政府 嵩山县人民政府 安平市人民政府 榕江市政府 云台市政府 经开区管委会");

    [Fact]
    public void A_line_of_its_own_may_name_the_units_without_a_label() =>
        Reading.Of("1. 发展智慧农业\n建设农业大脑，推进直播助农。\n县农业农村局牵头，县商务局、供销社按职责分工负责\n2. 发展数字金融\n拓展应用场景。\n县金融办、人行云岭支行按职责分工负责").Lines()
            .ShouldBe("1 发展智慧农业 | 县农业农村局+ 县商务局 供销社\n2 发展数字金融 | 县金融办 人行云岭支行");

    [Fact]
    public void A_bracket_below_the_title_signs_it_and_gives_no_task() =>
        Reading.Of("云岭县科协任务清单\n（县科协办公室，2026年1月12日）\n序号\t任务内容\t责任单位\t完成时限\n1\t办讲座\t县科协\t4月底\n2\t建场馆\t县教育局\t9月底\n\n填报人：王某　　填报日期：2026年2月20日").Lines()
            .ShouldBe("1 办讲座 | 县科协 | 2026-04-30\n2 建场馆 | 县教育局 | 2026-09-30");

    [Fact]
    public void A_label_may_stand_in_a_bracket_of_its_own() =>
        Reading.Of("1.摸清需求。建立台账。\n【责任单位】各乡镇（街道）\n【完成时间】2026年4月20日前\n2.组建讲师团。\n【责任单位】县科协、县农广校\n【完成时间】2026年4月底前").Lines()
            .ShouldBe("1 摸清需求 | 各乡镇（街道） | 2026-04-20\n2 组建讲师团 | 县科协 县农广校 | 2026-04-30");

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
