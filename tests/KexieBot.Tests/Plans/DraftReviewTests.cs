using CsCheck;
using KexieBot.Core.Plans;
using KexieBot.Core.Samples;
using KexieBot.Core.Workbooks;

namespace KexieBot.Tests.Plans;

public sealed class DraftReviewTests
{
    [Fact]
    public void The_sample_plan_reads_without_a_problem()
    {
        var draft = Sample();

        draft.Problems.ShouldBeEmpty();
        draft.IssuedOn.ShouldBe(new DateOnly(2026, 3, 12));
        draft.Measures.Select(m => m.Number).ShouldBe(Enumerable.Range(1, 20));
        draft.Measures.ShouldAllBe(m => m.Units.Count > 0 && (m.Deadline != null || m.Cycle != null) && m.Confidence == 1);
        draft.Measures.Count(m => m.Deadline?.Date?.Year == 2026).ShouldBeGreaterThan(5);
        draft.Measures.SelectMany(m => m.Units).Where(u => u.IsGroup).Select(u => u.Name).Distinct(StringComparer.Ordinal)
            .ShouldBe(["各街道", "全区各级科协组织", "区全民科学素质工作领导小组成员单位"], ignoreOrder: true);
    }

    [Fact]
    public void A_draft_survives_json() => Same(PlanDraftJson.Read(PlanDraftJson.Write(Sample())).ShouldNotBeNull(), Sample());

    [Fact]
    public void Json_follows_the_contract()
    {
        var json = PlanDraftJson.Write(Reading.Of("云岭县科普实施方案\n2026年4月1日\n（一）办活动。每季度一次，2026年底前完成。（责任单位：各乡镇）"));

        foreach (var part in new[] { "\"title\": \"云岭县科普实施方案\"", "\"issuedOn\": \"2026-04-01\"", "\"number\": 1", "\"name\": \"各乡镇\"", "\"role\": \"responsible\"", "\"group\": true", "\"text\": \"2026年底前\"", "\"date\": \"2026-12-31\"", "\"kind\": \"quarterly\"", "\"problems\": []" })
            json.ShouldContain(part);
        PlanDraftJson.Read("no json").ShouldBeNull();
    }

    [Fact]
    public void A_table_for_the_terminal_keeps_its_columns_straight()
    {
        var rules = DraftTable.Write(Sample(), 120).Split('\n').Skip(1).TakeWhile(line => line.Length > 0)
            .Select(line => line.Contains("-+-", StringComparison.Ordinal) ? Columns(line, "-+-") : Columns(line, " | ")).ToList();

        rules.Count.ShouldBeGreaterThan(20);
        rules.ShouldAllBe(row => row.SequenceEqual(rules[0].Take(row.Count())));
        DraftTable.Write(Sample(), 120).Split('\n').ShouldAllBe(line => TextWidth.Of(line) <= 120);
    }

    [Fact]
    public void A_workbook_comes_back_as_it_went()
    {
        var draft = Sample();

        var read = Read(draft);

        Same(read, draft);
        read.Measures.ShouldAllBe(m => !m.ByHand);
    }

    [Fact]
    public void Corrected_and_added_rows_come_back_marked()
    {
        var draft = Corrected(rows =>
        {
            rows[1][Column(rows, "牵头单位")] = "区委宣传部、区科协";
            rows.Add(["21", "", "新增", "办好讲座", "", "区科协"]);
        }).ShouldBeOfType<DraftWorkbookResult.Read>().Draft;

        draft.Measures.Where(m => m.ByHand).Select(m => m.Number).ShouldBe([1, 21]);
        draft.Measures[0].Units().ShouldStartWith("区委宣传部+ 区科协+");
    }

    [Fact]
    public void A_deadline_typed_in_words_alone_becomes_a_day()
    {
        var draft = Corrected(rows => rows.Add(["21", "", "新增", "办好讲座", "", "区科协", "", "2027年3月底前"])).ShouldBeOfType<DraftWorkbookResult.Read>().Draft;

        draft.Measures[^1].Deadline.ShouldBe(new DraftDeadline("2027年3月底前", new DateOnly(2027, 3, 31)));
    }

    [Fact]
    public void A_month_in_the_column_of_days_means_its_end()
    {
        var draft = Corrected(rows => rows.Add(["21", "", "新增", "办好讲座", "", "区科协", "", "3月底前", "2027年3月"])).ShouldBeOfType<DraftWorkbookResult.Read>().Draft;

        draft.Measures[^1].Deadline!.Date.ShouldBe(new DateOnly(2027, 3, 31));
    }

    [Theory]
    [InlineData("标题", " ", "“举措”工作表第2行没有标题，请补上。")]
    [InlineData("序号", "四", "“举措”工作表第2行的序号不是数字，请填写如“12”。")]
    [InlineData("时限日期", "2026-13-45", "“举措”工作表第2行的时限日期写法不对，请填写如“2026-12-31”。")]
    [InlineData("周期", "隔三差五", "“举措”工作表第2行的周期“隔三差五”看不出多久一次，请在周期类别中选一个。")]
    [InlineData("完成时限", "2031年3月底前", "“举措”工作表第2行的完成时限（2031年3月底前）与时限日期（2026-09-30）不一致，请改成一致。")]
    public void A_wrong_cell_is_named_by_its_row(string column, string cell, string sentence) =>
        Corrected(rows =>
        {
            rows[1][Column(rows, "完成时限")] = "2026年9月底前";
            rows[1][Column(rows, "时限日期")] = "2026-09-30";
            rows[1][Column(rows, "周期类别")] = "";
            rows[1][Column(rows, column)] = cell;
        }).ShouldBeOfType<DraftWorkbookResult.Refused>().Message.ShouldBe(sentence);

    [Fact]
    public void All_wrong_rows_are_told_at_once() =>
        Corrected(rows =>
        {
            rows[1][Column(rows, "标题")] = "";
            rows[3][Column(rows, "序号")] = "三";
        }).ShouldBeOfType<DraftWorkbookResult.Refused>().Message.ShouldBe("“举措”工作表第2行没有标题，请补上；第4行的序号不是数字，请填写如“12”。");

    [Fact]
    public void A_renamed_column_is_told_and_not_passed_over() =>
        Corrected(rows => rows[0][Column(rows, "牵头单位")] = "牵头").ShouldBeOfType<DraftWorkbookResult.Refused>().Message.ShouldBe("“举措”工作表缺少“牵头单位”列，请不要改动表头。");

    [Fact]
    public void A_workbook_of_another_kind_is_no_draft()
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new WorkbookSheet("举措", [["序号", "任务", "责任单位"], ["1", "建科协", "区科协"]])]);
        stream.Position = 0;

        DraftWorkbook.Read(stream).ShouldBeOfType<DraftWorkbookResult.NoDraft>();
    }

    private static int Column(List<List<string>> rows, string head) => rows[0].IndexOf(head);

    private static DraftWorkbookResult Corrected(Action<List<List<string>>> correct)
    {
        using var stream = new MemoryStream();
        DraftWorkbook.Write(stream, Sample());
        stream.Position = 0;
        var sheets = ((WorkbookResult.Sheets)WorkbookReader.Read(stream)).Items.ToList();
        var rows = sheets[0].Rows.Select(row => row.ToList()).ToList();
        correct(rows);
        sheets[0] = sheets[0] with { Rows = [.. rows] };
        using var changed = new MemoryStream();
        WorkbookWriter.Write(changed, sheets);
        changed.Position = 0;
        return DraftWorkbook.Read(changed);
    }

    [Fact]
    public void Any_text_survives_a_workbook_and_none_becomes_a_formula() =>
        Gen.String[Gen.Char[' ', '\ud7ff'], 0, 12].Array[1, 5].Array[1, 5].Sample(cells =>
        {
            using var stream = new MemoryStream();
            WorkbookWriter.Write(stream, [new WorkbookSheet("表", [["头", "头", "头", "头", "头"], .. cells, ["=1+1"]])]);
            stream.Position = 0;
            var rows = ((WorkbookResult.Sheets)WorkbookReader.Read(stream)).Items[0].Rows;
            return rows[^1][0] == "=1+1" && cells.Zip(rows.Skip(1), (a, b) => a.Select(text => text.Trim()).SequenceEqual(b)).All(same => same);
        }, iter: 50);

    private static PlanDraft Sample() => PlanReader.Read(((DocumentResult.Read)DocumentReader.Read(SamplePlan.Bytes(), SamplePlan.FileName)).Document);

    private static PlanDraft Read(PlanDraft draft)
    {
        using var stream = new MemoryStream();
        DraftWorkbook.Write(stream, draft);
        stream.Position = 0;
        return DraftWorkbook.Read(stream).ShouldBeOfType<DraftWorkbookResult.Read>().Draft;
    }

    private static void Same(PlanDraft a, PlanDraft b) => PlanDraftJson.Write(a).ShouldBe(PlanDraftJson.Write(b));

    private static IEnumerable<int> Columns(string line, string rule)
    {
        for (var at = line.IndexOf(rule, StringComparison.Ordinal); at >= 0; at = line.IndexOf(rule, at + 1, StringComparison.Ordinal))
            yield return TextWidth.Of(line[..at]);
    }
}
