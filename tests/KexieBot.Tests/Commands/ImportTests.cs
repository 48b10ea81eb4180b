using System.Text;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>导入: the office sends a plan, a corrected draft or the roster, sees how it was read, and agrees before anything is written.</summary>
public sealed class ImportTests(StoreServers stores)
{
    private const string Paper = """
        示例区全民科学素质行动实施方案
        一、重点任务
        1．办好全国科普日活动。每年9月底前完成。（责任单位：区科协、区科技局）
        2．建设科普场馆。2027年6月底前建成。（责任单位：区科技局、区住建委）
        """;

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_plan_is_shown_as_it_was_read_and_imported_once_it_is_agreed_to(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        Give(district, "方案.txt", Paper);

        var asked = await district.SendFileAsync("office", "导入这个方案", "方案.txt");

        asked.Title.ShouldBe("读到《示例区全民科学素质行动实施方案》：2 条举措、4 项任务、3 个单位。导入台账吗？");
        asked.Facts.Select(fact => (fact.Name, fact.Value)).ShouldBe([("有日期的", "1"), ("定期报送的", "1"), ("存疑之处", "1")]);
        asked.Lines.ShouldHaveSingleItem().ShouldStartWith("第4行：名册里没有“区住建委”（第2条）");
        (await district.Reader.PlanIdsAsync()).ShouldBe([District.PlanId]);

        var done = await district.SayAsync("office", asked.Choices[0].Say, "agreed");
        done.Title.ShouldBe("已导入《示例区全民科学素质行动实施方案》（p1）：2 条举措、4 项任务。");
        done.Lines.ShouldHaveSingleItem().ShouldBe("1 个单位还没有联络员，收不到提醒：区住建委");
        (await district.SayAsync("office", asked.Choices[0].Say, "agreed")).Title.ShouldBe(done.Title, "a redelivered answer");
        (await district.SayAsync("office", asked.Choices[0].Say)).Title.ShouldBe("与台账里的《示例区全民科学素质行动实施方案》相同，没有改动。");

        (await district.Reader.PlanIdsAsync()).ShouldBe([District.PlanId, "p1"], ignoreOrder: true);
        (await district.Reader.TallyAsync("p1")).Total.ShouldBe(4);
        var first = (await district.Reader.EventsBetweenAsync("p1", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 10)).MinBy(entry => entry.Seq)!;
        (first.Kind, first.By, first.Channel, first.MessageId).ShouldBe((EventKind.PlanImported, "office", "console", "Console:agreed#0"));
        (await district.Get<LedgerVerification>().VerifyAsync("p1")).Faults.ShouldBeEmpty();
        (await district.SayAsync("keji", "我的任务")).Rows.ShouldContain(row => row.Title.Contains("建设科普场馆", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_draft_that_goes_along_can_be_corrected_and_sent_back()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        Give(district, "方案.txt", Paper);
        var asked = await district.SendFileAsync("office", "导入方案", "方案.txt");

        asked.File!.Name.ShouldBe("草稿 方案.xlsx");
        var draft = ReadDraft(await district.Get<ReplyFiles>().WriteAsync(asked.File));
        draft.Measures.Select(measure => measure.Title).ShouldBe(["办好全国科普日活动", "建设科普场馆"]);
        Give(district, "改好.xlsx", WorkbookOf(draft with { Measures = [draft.Measures[0] with { Title = "办好科普日主场活动" }] }));
        // Without a word: the question that is open says what it is for.
        var again = await district.SendFileAsync("office", "", "改好.xlsx");

        again.Title.ShouldStartWith("读到《示例区全民科学素质行动实施方案》：1 条举措、2 项任务");
        await district.SayAsync("office", "确认");
        (await district.Reader.PlanAsync("p1"))!.Measures.ShouldHaveSingleItem().Title.ShouldBe("办好科普日主场活动");
    }

    [Fact]
    public async Task The_file_may_come_after_the_word()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        Give(district, "方案.txt", Paper);

        (await district.SayAsync("office", "导入方案")).Title.ShouldStartWith("请把方案文件发来");
        (await district.SendFileAsync("office", "", "方案.txt")).Title.ShouldStartWith("读到《示例区全民科学素质行动实施方案》");
        (await district.SayAsync("office", "取消")).Tone.ShouldBe(ReplyTone.Neutral);

        (await district.Reader.PlanIdsAsync()).ShouldBe([District.PlanId]);
    }

    [Fact]
    public async Task A_file_without_a_word_may_be_evidence_or_a_plan()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        Give(district, "方案.txt", Paper);

        var asked = await district.SendFileAsync("office", "", "方案.txt");
        var import = asked.Choices.ShouldHaveSingleItem();
        import.Label.ShouldBe("导入为方案");
        (await district.SayAsync("office", import.Say)).Title.ShouldStartWith("读到《示例区全民科学素质行动实施方案》");

        (await district.SendFileAsync("keji", "", "方案.txt")).Choices.ShouldNotContain(choice => choice.Label == import.Label);
    }

    [Fact]
    public async Task A_new_version_shows_what_it_changes_and_keeps_what_was_reported()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        Give(district, "方案.txt", Paper);
        await ImportedAsync(district, "方案.txt");
        await district.SayAsync("keji", "更新 p1/2 30% 已选址");
        Give(district, "第二版.txt", Paper.Replace("2027年6月底", "2027年9月底", StringComparison.Ordinal) + "3．培训科普员。（责任单位：区科协）\n");

        var asked = await district.SendFileAsync("office", "导入方案", "第二版.txt");
        asked.Title.ShouldBe("《示例区全民科学素质行动实施方案》已在台账里，新版本：新增 1 条、调整 1 条、取消 0 条。按它修订吗？已报的进展都保留。");
        asked.Facts.Select(fact => (fact.Name, fact.Value)).ShouldBe([("变更", "建设科普场馆（正文、时限）"), ("新增", "培训科普员")]);
        (await district.SayAsync("office", "确认")).Title.ShouldBe("已修订 p1：新增 1 项、调整 2 项、作废 0 项任务。Revised.");

        var item = (await district.Reader.ItemAsync("p1", WorkItem.RefOf(2, "区科技局")))!;
        (item.Percent, item.Deadline).ShouldBe((30, new DateOnly(2027, 9, 30)));
        (await district.WaitingAsync("p1")).Select(message => message.PersonId).ShouldBe(["keji", "kexie"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_changed_since_it_was_shown_is_shown_anew_before_it_is_written()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        Give(district, "方案.txt", Paper);
        var asked = await district.SendFileAsync("office", "导入方案", "方案.txt");
        // Another of the office imports another reading of the same paper meanwhile.
        var draft = ReadDraft(await district.Get<ReplyFiles>().WriteAsync(asked.File!));
        var import = PlanImport.Prepare("p1", draft with { Measures = [draft.Measures[0]] }, await district.Get<RosterStore>().GetAsync(), district.Clock.Office.Now);
        await district.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office2", "console", "meanwhile"));

        var anew = await district.SayAsync("office", asked.Choices[0].Say);
        anew.Title.ShouldContain("已在台账里，新版本：新增 1 条");
        (await district.Reader.PlanAsync("p1"))!.Measures.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_plans_imported_at_once_get_a_name_each()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var plans = new[] { "甲", "乙" }.Select(name => PlanImport.Prepare("p1", new PlanDraft($"{name}方案", null, [], []), Roster.Empty, district.Clock.Office.Now)).ToList();

        var added = await Task.WhenAll(plans.Select((plan, index) => district.Get<PlanImporting>().AddAsync(plan, new Origin("office", "console", $"m{index}"))));

        added.Count(isAdded => isAdded).ShouldBe(1, "the other one is told to try again");
        (await district.Get<PlanImporting>().ProposeAsync(new PlanDraft("丙方案", null, [new DraftMeasure(1, "", "办事", "办事", [], null, null, 1)], []), id: null)).ShouldBeOfType<PlanProposal.New>().Import.Plan.Id.ShouldBe("p2");
    }

    [Fact]
    public async Task A_roster_is_told_by_its_sheets_and_shows_what_it_changes()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var roster = await district.Get<RosterStore>().GetAsync();
        Give(district, "名册.xlsx", RosterOf(roster.WithPerson("keji", person => person with { Name = "林晓晓" })));

        var asked = await district.SendFileAsync("office", "导入名册", "名册.xlsx");
        asked.Title.ShouldBe("名册有 1 处变化，导入吗？");
        asked.Lines[0].ShouldStartWith("变更人员 林晓晓");
        (await district.SayAsync("office", "确认")).Title.ShouldBe("名册已导入，1 处变化。");

        (await district.Get<RosterStore>().GetAsync()).FindPerson("keji")!.Name.ShouldBe("林晓晓");
        (await district.SendFileAsync("office", "导入名册", "名册.xlsx")).Title.ShouldBe("与现有名册相同，没有改动。");
    }

    [Fact]
    public async Task A_roster_with_errors_changes_nothing()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var roster = await district.Get<RosterStore>().GetAsync();
        Give(district, "名册.xlsx", RosterOf(new Roster(roster.Units, [], [new Person("keji", "", PersonRole.Liaison) { UnitIds = ["区科技局"] }])));

        var refused = await district.SendFileAsync("office", "导入名册", "名册.xlsx");

        refused.Title.ShouldBe("名册有错误，没有导入，请改好再发：");
        refused.Lines.ShouldNotBeEmpty();
        (await district.Get<RosterStore>().GetAsync()).Version.ShouldBe(roster.Version);
    }

    [Theory]
    [InlineData("keji")]
    [InlineData("leader")]
    public async Task Only_the_office_imports_and_nothing_is_fetched_for_others(string person)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        Give(district, "方案.txt", Paper);

        (await district.SendFileAsync(person, "导入方案", "方案.txt")).Tone.ShouldBe(ReplyTone.Warning);

        district.Get<ConsoleFiles>().Fetched.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("方案.exe", "只能导入")]
    [InlineData("旧.doc", "旧版Office格式")]
    [InlineData("坏.docx", "已损坏")]
    [InlineData("通知.txt", "没有读到举措")]
    public async Task What_cannot_be_imported_gets_one_sentence(string name, string sentence)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        Give(district, "旧.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        Give(district, "通知.txt", "关于放假的通知\n国庆节放假七天。\n");

        var reply = await district.SendFileAsync("office", "导入方案", name);

        reply.Title.ShouldContain(sentence);
        reply.Tone.ShouldBe(ReplyTone.Warning);
        (await district.Reader.PlanIdsAsync()).ShouldBe([District.PlanId]);
    }

    private static async Task ImportedAsync(District district, string name)
    {
        await district.SendFileAsync("office", "导入方案", name);
        (await district.SayAsync("office", "确认")).Tone.ShouldBe(ReplyTone.Good);
    }

    private static void Give(District district, string name, string text) => Give(district, name, Encoding.UTF8.GetBytes(text));

    private static void Give(District district, string name, byte[] content) => district.Get<ConsoleFiles>().Contents[name] = content;

    private static PlanDraft ReadDraft(byte[] workbook)
    {
        using var stream = new MemoryStream(workbook);
        return DraftWorkbook.Read(stream).ShouldBeOfType<DraftWorkbookResult.Read>().Draft;
    }

    private static byte[] WorkbookOf(PlanDraft draft)
    {
        using var stream = new MemoryStream();
        DraftWorkbook.Write(stream, draft);
        return stream.ToArray();
    }

    private static byte[] RosterOf(Roster roster)
    {
        using var stream = new MemoryStream();
        RosterWorkbook.Write(stream, roster);
        return stream.ToArray();
    }
}
