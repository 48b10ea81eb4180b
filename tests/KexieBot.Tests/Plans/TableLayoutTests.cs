using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

/// <summary>Tables as text, as they come from pages, PDFs and mails.</summary>
public sealed class TableLayoutTests
{
    [Fact]
    public void A_star_leads_in_a_table_s_cells_too() =>
        Reading.Of("洮岭县2026年防疫清单\n（责任单位中带“*”的为牵头单位）\n序号\t工作任务\t责任单位\t配合单位\t完成时限\n1\t完成免疫\t各乡镇人民政府、*县农业农村局\t县财政局\t4月30日前\n2\t发放补助\t*县财政局\t/\t9月").Lines()
            .ShouldBe("1 完成免疫 | 各乡镇人民政府 县农业农村局+ 县财政局- | 2026-04-30\n2 发放补助 | 县财政局+ | 2026-09-30");

    [Fact]
    public void Rooms_lead_in_an_association_s_own_table_whoever_helps_them() =>
        Reading.Of("区科协2026年任务清单\n序号\t工作任务\t牵头部室\t协同单位（部室）\t完成时限\n1\t召开全委会\t办公室\t组宣部\t3月15日前\n2\t举办大赛\t青少部\t区教育局、团区委\t7月底前").Lines()
            .ShouldBe("1 召开全委会 | 办公室+ 组宣部- | 2026-03-15\n2 举办大赛 | 青少部+ 区教育局- 团区委- | 2026-07-31");

    [Fact]
    public void A_matrix_has_a_column_for_each_unit_and_a_sign_for_its_part() =>
        Reading.Of("阳陂县2026年防汛任务矩阵表\t\t\t\t\t\n（“●”为牵头单位，“○”为配合单位）\t\t\t\t\t\n序号\t工作任务\t完成时限\t县水利局\t县应急局\t各乡镇（街道）\n一、汛前准备\t\t\t\t\t\n1\t修订预案\t3月31日前\t○\t●\t○\n2\t修复水毁工程\t4月15日前\t●\t\t○\n二、汛后\t\t\t\t\t\n3\t核查损失\t10月底前\t\t●\t●\n制表：县防指办\t\t\t\t2026年3月6日\t").Lines()
            .ShouldBe("1 修订预案 | 县应急局+ 县水利局- 各乡镇（街道）- | 2026-03-31\n2 修复水毁工程 | 县水利局+ 各乡镇（街道）- | 2026-04-15\n3 核查损失 | 县应急局+ 各乡镇（街道）+ | 2026-10-31");

    [Theory]
    [InlineData("序号\t任务\t区教育局\t区科协\t区卫健局\t备注\n1\t建馆\t●\t○\t\t新建\n2\t办展\t\t●\t○\t")]
    [InlineData("序号\t任务\t区教育局\t区科协\t区卫健局\t备注\n1\t建馆\t牵头\t配合\t×\t新建\n2\t办展\t无\t牵头\t配合\t")]
    public void A_matrix_may_have_a_column_for_remarks(string table) =>
        Reading.Of("2026年任务\n" + table).Lines().ShouldBe("1 建馆 | 区教育局+ 区科协-\n2 办展 | 区科协+ 区卫健局-");

    [Theory]
    [InlineData("+----+------+----------+\n|序号|任务  |责任单位  |\n+----+------+----------+\n| 1  |建馆  |区科协    |\n| 2  |办展  |区教育局  |\n+----+------+----------+", "edges about the header only")]
    [InlineData("+----+------+----------+\n|序号|任务  |责任单位  |\n+====+======+==========+\n| 1  |建馆  |区科协    |\n+----+------+----------+\n| 2  |办展  |区教育局  |", "the last edge cut off")]
    public void A_drawn_grid_may_have(string grid, string what) =>
        Reading.Of("2026年任务\n" + grid).Lines().ShouldBe("1 建馆 | 区科协\n2 办展 | 区教育局", what);

    [Fact]
    public void A_task_that_begins_as_a_note_does_stays_a_task() =>
        Reading.Of("2026年任务\n任务\t责任单位\t完成时限\n注册登记：推行全程网办\t区市监局\t6月底前\n说明会：召开两场\t区科协\t9月底前\n注：以上均为2026年。\t\t").Measures.Select(measure => measure.Units()).ShouldBe(["区市监局", "区科协"]);

    [Fact]
    public void A_drawn_grid_joins_the_lines_of_its_cells() =>
        Reading.Of("""
            澜泾区2026年城市更新任务清单
            +------+------------------+------------------+--------------------+--------------+
            | 序号 | 任务             | 牵头单位         | 配合单位           | 时间节点     |
            +======+==================+==================+====================+==============+
            | 1    | 实施老旧小区改造 | 区住房城乡建设局 | 区发展改革局、区财 | 9月底前完工  |
            |      | 23个             |                  | 政局、各街道       |              |
            +------+------------------+------------------+--------------------+--------------+
            | 2    | 修编规划         | 区自然资源分局   | /                  | 4月底前初稿，|
            |      |                  |                  |                    | 7月底前印发  |
            +------+------------------+------------------+--------------------+--------------+
            """).Lines()
            .ShouldBe("1 实施老旧小区改造23个 | 区住房城乡建设局+ 区发展改革局- 区财政局- 各街道- | 2026-09-30\n2 修编规划 | 区自然资源分局+ | 2026-04-30 2026-07-31");

    [Fact]
    public void A_unit_that_spans_rows_before_the_tasks_has_each_of_them() =>
        Reading.Of("2025年禁烧任务表\t\t\t\t\n责任单位\t序号\t工作任务\t完成时间\t配合单位\n区农业农村局\t1\t建立台账\t5月20日前\t各镇（街道）\n\t2\t推广还田\t6月15日前\t区农机中心\n\t3\t公布名单\t5月底前\t-\n区公安分局\t1\t查处露天焚烧\t持续开展\t各镇（街道）\n注：区委督查室开展明察暗访。\t\t\t\t").Lines()
            .ShouldBe("1 建立台账 | 区农业农村局 各镇（街道）- | 2025-05-20\n2 推广还田 | 区农业农村局 区农机中心- | 2025-06-15\n3 公布名单 | 区农业农村局 | 2025-05-31\n1 查处露天焚烧 | 区公安分局 各镇（街道）-");

    [Fact]
    public void A_row_that_a_page_s_edge_broke_goes_on_behind_as_many_blank_cells() =>
        Reading.Of("2026年清单\n序号\t类别\t任务\t牵头单位\t配合单位\t完成时间\n1\t规范执法\t推行综合查，检查计划通过平台\n\t\t统一备案。\t区司法局\t区应急局、区城管局\t2026年10月\n2\t\t评查案卷。\t区司法局\t/\t2026年11月").Lines()
            .ShouldBe("1 推行综合查，检查计划通过平台统一备案 | 区司法局+ 区应急局- 区城管局- | 2026-10-31\n2 评查案卷 | 区司法局+ | 2026-11-30");

    [Fact]
    public void A_table_of_one_cell_a_line_may_keep_a_bar_behind_each_cell() =>
        Reading.Of("2024年任务分解表\n序号 |\n目标与任务 |\n分管领导 |\n牵头责任单位 |\n责任单位 |\n80 |\n新增托位400个。 |\n俞 悦 |\n县教育局 |\n县各有关单位 |\n81 |\n支持学校发展。 |\n陆 明 |\n县人社局 |\n县教育局 |").Lines()
            .ShouldBe("80 新增托位400个 | 县教育局+ 县各有关单位\n81 支持学校发展 | 县人社局+ 县教育局");

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
            1 制定出台《科学教育加法行动方案》 | 县教育局+ 县科协- | 2026-03-31
            2 开放科普场馆 | 县文旅局+ 县科协- 县青少年科技馆- | 2026-08-31
            3 建设“流动教室” | 县科协+
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_table_of_one_cell_a_line_is_read_by_its_numbers() =>
        Reading.Of("2026年民生实事分解表\n\n序号\n\n民生实事\n\n责任单位\n\n完成时限\n\n1\n\n建步道三条。\n\n县住建局\n\n县水务局\n\n12月底前\n\n2\n\n改造老旧管网。\n\n县水务局\n\n9月投入使用\n\n3\n\n建图书角。\n\n县文旅局\n\n12月底前\n\n分享到:").Lines()
            .ShouldBe("1 建步道三条 | 县住建局 县水务局 | 2026-12-31\n2 改造老旧管网 | 县水务局 | 2026-09-30\n3 建图书角 | 县文旅局 | 2026-12-31");

    [Fact]
    public void A_cell_may_hold_the_division_of_labour_and_a_mark_for_the_same_as_above() =>
        Reading.Of("| 序号 | 任务 | 完成时间 | 分工 |\n|---|---|---|---|\n| 1 | 建序厅 | 2026Q3 | 牵头：县科协<br>配合：县住建局 |\n| 2 | 训教师 | 2026年8月31日 | 县教育局、县人社局（排名不分先后） |").Lines()
            .ShouldBe("1 建序厅 | 县科协+ 县住建局- | 2026-09-30\n2 训教师 | 县教育局 县人社局 | 2026-08-31");

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
            1 推广电子营业执照在各类公共资源交易平台中的应用 | 市市场监管局+ 市政务服务办 市委网信办 市大数据管理中心
            2 推动证照信息与电子营业执照关联，拓展应用功能。并逐步在全市铺开 | 市住房城乡建设局+ 市发展改革委+ 市规划资源局 市财政局 市交通局 市水务局
            3 持续推动许可事项标准化 | 市政务服务办+ 市级有关单位
            4 扩充热线知识库信息，提高一次接通率 | 市政务服务办+
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
        var draft = Reading.Of("发布单位 | 县政府 | 发文日期 | 2026-07-14\n序号 | 实事项目 | 责任单位 | 配合单位\n1 | 建校舍。4月底前开工；8月底前竣工 | 教育局 | 财政局、各镇(街道)\n2 | 修公路100公里，7月底前开工；11月底前");

        draft.Lines().ShouldBe("1 建校舍。4月底前开工；8月底前竣工 | 教育局 财政局- 各镇(街道)- | 2026-04-30 2026-08-31\n2 修公路100公里，7月底前开工；11月底前 |  | 2026-07-31 2026-11-30");
        draft.Measures[1].Flags.ShouldBe(MeasureFlags.Truncated);
    }
}
