using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Core.Workbooks;
using static KexieBot.Tests.Rosters.RosterFiles;

namespace KexieBot.Tests.Rosters;

public sealed class RosterWorkbookTests
{
    [Fact]
    public void A_filled_workbook_is_a_roster()
    {
        var (roster, problems) = Read(Good());

        problems.ShouldBeEmpty();
        roster.FindUnit("科技局")!.Id.ShouldBe("KJ01");
        roster.FindUnit("区科协")!.Id.ShouldBe("区科协");
        roster.FindGroup("各单位")!.UnitIds.ShouldBe(["KJ01", "区科协"]);
        Json(roster.FindPerson("keji")!).ShouldBe(Json(new Person("keji", "林晓", PersonRole.Liaison)
        {
            UnitIds = ["KJ01"],
            Accounts = [new PersonAccount(ChannelKind.WeCom, "linxiao"), new PersonAccount(ChannelKind.Teams, "lin@example.com")],
        }));
    }

    [Fact]
    public void Writing_and_reading_gives_the_same_roster()
    {
        var roster = new Roster(
            [new Unit("1", "区委组织部") { Aliases = ["区委组织部（人才办、老干部局）", "=1+1", "+86", "-", "@组织部", "“四上”办"] }, new Unit("=2", "=HYPERLINK(\"x\")")],
            [new UnitGroup("各区", ["1", "=2"]) { Aliases = ["各区、县（市）政府", "各市,县"] }, new UnitGroup("各学会", [])],
            [
                new Person("a", "Ann Lee", PersonRole.Liaison) { UnitIds = ["1", "=2"], Language = Language.English, Accounts = [new(ChannelKind.Teams, "a@example.com"), new(ChannelKind.Teams, "6f9619ff-8b86-d011-b42d-00cf4fc964ff"), new(ChannelKind.WeCom, "a")] },
                new Person("b", "林晓", PersonRole.UnitHead) { UnitIds = ["1"] },
                new Person("c", "@陈", PersonRole.Leader),
                new Person("d", "+李", PersonRole.Office),
            ]);

        var read = Read(Of(roster)).Roster;

        Json(read.Units).ShouldBe(Json(roster.Units));
        Json(read.Groups).ShouldBe(Json(roster.Groups));
        Json(read.Persons).ShouldBe(Json(roster.Persons));
    }

    [Fact]
    public void No_cell_becomes_a_formula()
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(Of(new Roster([new Unit("=1", "=1+1")], [], []))));
        var sheets = zip.Entries.Where(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal)).ToList();

        sheets.Count.ShouldBe(4);
        var cells = sheets.Select(entry => new StreamReader(entry.Open()).ReadToEnd()).ToList();
        cells.ShouldContain(xml => xml.Contains("=1+1", StringComparison.Ordinal));
        cells.ShouldAllBe(xml => !System.Text.RegularExpressions.Regex.IsMatch(xml, @"<(?:\w+:)?f[\s/>]"));
    }

    [Fact]
    public void The_template_holds_examples_that_are_not_imported()
    {
        var (roster, problems) = Read(Template());

        roster.Units.ShouldBeEmpty();
        roster.Persons.ShouldBeEmpty();
        problems.ShouldHaveSingleItem().Message.ShouldBe("“人员”表：没有身份为“办公室”的人，导入后无人能审核办结和延期，请至少填一人。");
    }

    [Fact]
    public void The_templates_examples_are_right_but_for_their_mark()
    {
        var sheets = ((WorkbookResult.Sheets)WorkbookReader.Read(new MemoryStream(Template()))).Items;
        var unmarked = sheets.Select(sheet => sheet with { Rows = [.. sheet.Rows.Select(row => row.Select(cell => cell.Replace("【示例】", "", StringComparison.Ordinal)).ToArray())] }).ToList();
        unmarked[0] = unmarked[0] with { Rows = [.. unmarked[0].Rows, ["西门街道"], ["区科协"]] };

        var (roster, problems) = Read(unmarked);

        sheets.Select(sheet => sheet.Name).ShouldBe(["单位", "单位组", "人员", "填写说明"]);
        problems.ShouldAllBe(problem => problem.Level == RosterProblemLevel.Warning);
        roster.Persons.Count.ShouldBe(4);
        roster.FindGroup("各街道")!.UnitIds.Count.ShouldBe(2);
    }

    [Fact]
    public void An_example_that_was_written_over_is_pointed_out() =>
        Read(GoodWith("单位", "【示例】区财政局")).Problems.ShouldContain(new RosterProblem(
            RosterProblemLevel.Warning, "“单位”表第4行：带有“【示例】”字样，没有导入；要导入请删去这几个字。"));

    [Fact]
    public void Columns_are_found_by_name_below_a_title_and_in_any_order()
    {
        List<WorkbookSheet> sheets =
        [
            Sheet(" 单 位 ", ["青澜区单位名册"], [], ["备注", "编号（勿改）", "*单位名称"], ["", "ＫＪ０１", "区　科技局"]),
            Sheet("人员", ["语言", "所属单位", "角色", "姓 名（必填）", "企业微信"], ["中文", "科技局", "联络员 ", "林　晓", "ｌｉｎ"], ["English", "", "办公室", " Ann   Lee ", ""]),
        ];

        var (roster, problems) = Read(sheets);

        problems.ShouldBeEmpty();
        Json(roster.Units).ShouldBe(Json(new[] { new Unit("KJ01", "区科技局") }));
        roster.Persons.Select(person => (person.Id, person.Name, person.Language)).ShouldBe([("林晓", "林晓", Language.Chinese), ("AnnLee", "Ann Lee", Language.English)]);
        roster.Persons[0].Accounts.ShouldBe([new PersonAccount(ChannelKind.WeCom, "lin")]);
    }

    [Fact]
    public void A_group_among_the_members_stands_for_its_own_members()
    {
        var sheets = GoodWith("单位组", "领导小组成员单位", "", "各单位、区科协、领导小组成员单位");

        Read(sheets).Roster.FindGroup("领导小组成员单位")!.UnitIds.ShouldBe(["KJ01", "区科协"], ignoreOrder: true);
    }

    // Records compare lists by reference; what is stored is what counts.
    private static string Json<T>(T value) => JsonSerializer.Serialize(value, StoreJson.Options);
}
