using KexieBot.Core.Roster;
using static KexieBot.Tests.Rosters.RosterFiles;

namespace KexieBot.Tests.Rosters;

public sealed class RosterWorkbookProblemsTests
{
    [Theory]
    [InlineData("“单位”表第4行：缺少名称，请填写单位名称或删去这一行。", "", "某别名")]
    [InlineData("“单位”表第4行：编号或名称“kj01”与第2行重复，请合并为一行或改用不同的编号。", "区财政局", "", "kj01")]
    [InlineData("“单位”表第4行：编号或名称“区科协”与第3行重复，请合并为一行或改用不同的编号。", "区 科协", "")]
    [InlineData("“单位”表第4行：“区科委”同时指“区经信局”和第2行的“区科技局”，请只留在一个单位里。", "区经信局", "区科委")]
    [InlineData("“单位”表第4行：编号“A/1”里不能有 / : { }，请改用字母、数字或汉字。", "区财政局", "", "A/1")]
    public void A_unit_says_what_to_mend(string message, params string[] row) => OnlyErrorOf("单位", row).ShouldBe(message);

    [Theory]
    [InlineData("“单位组”表第3行：缺少名称，请填写单位组名称或删去这一行。", "", "", "区科协")]
    [InlineData("“单位组”表第3行：“各单位”与第2行的单位组同名，请只留一处。", "各部门", "各单位", "区科协")]
    [InlineData("“单位组”表第3行：“区科委”已是“单位”表里的一个单位，请改名或删去其中一处。", "区科委", "", "区科协")]
    [InlineData("“单位组”表第3行：“单位”表里没有“区科学技术局”，是否指“区科技局”？请改正或先在“单位”表里添加。", "各部门", "", "区科协、区科学技术局")]
    [InlineData("“单位组”表第3行：“单位”表里没有“区气象局”，请改正或先在“单位”表里添加。", "各部门", "", "区气象局")]
    public void A_group_says_what_to_mend(string message, params string[] row) => OnlyErrorOf("单位组", row).ShouldBe(message);

    [Theory]
    [InlineData("“人员”表第5行：缺少姓名，请填写姓名或删去这一行。", "x", "", "联络员", "区科协")]
    [InlineData("“人员”表第5行：身份“科员”不认识，请填联络员、单位负责人、领导或办公室。", "x", "何平", "科员", "区科协")]
    [InlineData("“人员”表第5行：联络员没有填单位，请写明是哪个单位的。", "x", "何平", "联络员", "")]
    [InlineData("“人员”表第5行：“单位”表里没有“区教育局”，请改正或先在“单位”表里添加。", "x", "何平", "联络员", "区科协、区教育局")]
    [InlineData("“人员”表第5行：“各单位”是单位组，请写具体单位。", "x", "何平", "联络员", "各单位")]
    [InlineData("“人员”表第5行：工号“KEJI”与第2行重复，请改用不同的工号；一人负责多个单位的写在一行。", "KEJI", "何平", "联络员", "区科协")]
    [InlineData("“人员”表第5行：工号“a/b”里不能有 / : { }，请改用字母、数字或汉字。", "a/b", "何平", "联络员", "区科协")]
    [InlineData("“人员”表第5行：账号“LinXiao”与第2行重复，一个账号只能属于一个人，请改正。", "x", "何平", "联络员", "区科协", "LinXiao")]
    [InlineData("“人员”表第5行：账号“Lin@Example.com”与第2行重复，一个账号只能属于一个人，请改正。", "x", "何平", "联络员", "区科协", "", "Lin@Example.com")]
    [InlineData("“人员”表第5行：企业微信账号“何平”不像账号，请填管理后台通讯录里的“账号”（字母、数字和 . - _ @）。", "x", "何平", "联络员", "区科协", "何平")]
    [InlineData("“人员”表第5行：Teams账号“heping”不像账号，请填登录名（如 name@example.com）或Entra对象ID。", "x", "何平", "联络员", "区科协", "", "heping")]
    [InlineData("“人员”表第5行：语言“法语”不认识，请填zh或en。", "x", "何平", "联络员", "区科协", "", "", "法语")]
    public void A_person_says_what_to_mend(string message, params string[] row) => OnlyErrorOf("人员", row).ShouldBe(message);

    [Fact]
    public void Two_of_one_name_need_ids()
    {
        var sheets = GoodWith("人员", "", "何平", "联络员", "区科协");
        sheets[2] = sheets[2] with { Rows = [.. sheets[2].Rows, ["", "何 平", "联络员", "区科技局"]] };

        Read(sheets).Problems.ShouldHaveSingleItem().Message.ShouldBe("“人员”表第6行：姓名“何平”与第5行相同，请给同名的人填工号；一人负责多个单位的写在一行。");
    }

    [Fact]
    public void One_error_refuses_the_whole()
    {
        var reading = Read(GoodWith("人员", "x", "", "联络员", "区科协"));

        reading.IsRefused.ShouldBeTrue();
        reading.Roster.Units.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("“单位组”表第3行：单位组“各学会”没有成员，用到它的任务将无人认领，请补上成员。", "单位组", "各学会")]
    [InlineData("“单位”表：“区财政局”没有联络员，提醒将无人接收，请在“人员”表里补上。", "单位", "区财政局")]
    public void A_gap_is_a_warning(string message, string sheet, params string[] row)
    {
        var reading = Read(GoodWith(sheet, row));

        reading.Problems.ShouldHaveSingleItem().Message.ShouldBe(message);
        reading.IsRefused.ShouldBeFalse();
        reading.Roster.Persons.Count.ShouldBe(3);
    }

    [Fact]
    public void A_missing_sheet_is_named_and_nothing_else() =>
        Read(Good()[1..]).Problems.ShouldHaveSingleItem().Message.ShouldBe("“单位”表：工作簿里没有这张表，请从模板复制“单位”表后填写。");

    [Fact]
    public void A_sheet_without_groups_may_be_left_out() =>
        Read([Good()[0], Good()[2]]).Problems.ShouldBeEmpty();

    [Fact]
    public void A_missing_header_is_named()
    {
        var sheets = Good();
        sheets[2] = Sheet("人员", ["keji", "林晓", "联络员", "区科技局"]);

        Read(sheets).Problems.ShouldHaveSingleItem().Message.ShouldBe("“人员”表：没有找到表头，请保留一行表头，至少写明“姓名”、“身份”、“单位”。");
    }

    [Fact]
    public void A_file_that_is_no_workbook_is_a_problem_of_its_own()
    {
        var problem = Read("no workbook"u8.ToArray()).Problems.ShouldHaveSingleItem();

        problem.Level.ShouldBe(RosterProblemLevel.Error);
        problem.Message.ShouldEndWith("。");
        problem.Message.ShouldNotContain("表第");
    }

    [Fact]
    public void Too_long_a_cell_is_refused() =>
        OnlyErrorOf("单位", "区财政局", new string('别', 2_001)).ShouldBe("“单位”表第4行：有单元格超过2000字，请检查是否粘错了内容。");

    [Fact]
    public void Too_many_rows_are_refused()
    {
        var sheets = Good();
        sheets[0] = sheets[0] with { Rows = [.. sheets[0].Rows, .. Enumerable.Range(0, 20_000).Select(i => new[] { $"单位{i}" })] };

        Read(sheets).Problems.ShouldHaveSingleItem().Message.ShouldBe("“单位”表：超过20000行，请检查是否多出了空行或粘错了内容。");
    }

    [Fact]
    public void A_wrong_table_of_full_size_is_answered_line_by_line()
    {
        var sheets = Good();
        sheets[0] = sheets[0] with { Rows = [.. sheets[0].Rows, .. Enumerable.Range(0, 5_000).Select(i => new[] { $"第{i}管理局", $"别名{i}" })] };
        sheets[2] = sheets[2] with { Rows = [.. sheets[2].Rows, .. Enumerable.Range(0, 10_000).Select(i => new[] { $"p{i}", "何平", "联络员", $"无此单位{i}" })] };

        Read(sheets).Problems.Count.ShouldBe(10_000);
    }

    private static string OnlyErrorOf(string sheet, params string[] row)
    {
        var problem = Read(GoodWith(sheet, row)).Problems.ShouldHaveSingleItem();
        problem.Level.ShouldBe(RosterProblemLevel.Error);
        return problem.Message;
    }
}
