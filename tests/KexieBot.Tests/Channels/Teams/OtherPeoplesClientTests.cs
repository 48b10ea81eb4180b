using System.Text.Json.Nodes;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>Microsoft's own programs against the stand-in and against the bot.</summary>
public sealed class OtherPeoplesClientTests(StoreServers stores, ITestOutputHelper output)
{
    [Fact]
    public async Task The_stand_in_answers_the_official_Connector_client_as_documented()
    {
        TeamsClients.Module("botframework-connector");
        await using var fake = await FakeConnector.StartAsync();
        fake.Conversations.People[TeamsActivities.UserId] = (TeamsActivities.AadObjectId, "linxiao@qinglan.example");

        var results = JsonNode.Parse(await NodeScript.RunAsync("connector.cjs", fake.ServiceUrl, fake.Url + "token", FakeIdentity.AppId, FakeIdentity.AppSecret))!;

        results.ToJsonString().ShouldBe("""
            {"create":"a:1KJI-linxiao","createAgain":"a:1KJI-linxiao","createWithoutTenant":"400 BadSyntax","createGroup":"400 BadSyntax","send":201,"reply":201,"update":200,"member":"linxiao@qinglan.example","unknownMember":"404 MemberNotFoundInConversation","delete":200,"deleteAgain":"404 ActivityNotFoundInConversation","unknownConversation":"404 ConversationNotFound","tooLarge":"413 MessageSizeTooBig","badToken":401}
            """.Trim());
    }

    [Fact]
    public async Task A_task_goes_from_liaison_to_office_to_leader_in_the_Agents_Playground_and_tapped_cards_change_in_place()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "chromium is not installed.");
        TeamsClients.Module("playwright-core");
        // On a workday, in office hours, whenever the tests run.
        await using var bench = await TeamsBench.StartAsync(
            stores.Fresh(StoreKind.Garnet), new(StringComparer.Ordinal) { ["Teams:AllowedServiceUrlHosts"] = "127.0.0.1,localhost" }, new TestClock().Time, TeamsBench.AnyRate);
        await IntroduceAsync(bench);
        await using var gate = await SigningGate.StartAsync(bench);
        using var liaison = await Playground.StartAsync(gate.Url, "keji", "林晓", TestContext.Current.CancellationToken);
        using var office = await Playground.StartAsync(gate.Url, "office", "办公室", TestContext.Current.CancellationToken);
        using var leader = await Playground.StartAsync(gate.Url, "leader", "李区长", TestContext.Current.CancellationToken);
        var folder = Path.Combine(TeamsClients.Repository, "artifacts", "teams-playground");
        // Pictures of an earlier run would pass for this one's.
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        var talk = NodeScript.RunAsync("playground.mjs", liaison.Url, office.Url, leader.Url, folder);
        var dispatcher = bench.Dispatcher();
        while (!talk.IsCompleted)
        {
            await dispatcher.RunOnceAsync(["p"], TestContext.Current.CancellationToken);
            await Task.WhenAny(talk, Task.Delay(250, TestContext.Current.CancellationToken));
        }

        output.WriteLine(await talk);
        Directory.GetFiles(folder, "*-phone.png").Length.ShouldBeGreaterThan(10);
        var item = (await bench.Get<LedgerReader>().ItemAsync("p", "7/区科技局"))!;
        (item.State, item.Percent).ShouldBe((WorkItemState.Closed, 100));
    }

    [Fact]
    public async Task The_cards_of_a_days_talk_pass_Microsofts_parser_and_its_types()
    {
        TeamsClients.Module("@microsoft/teams.cards");
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        foreach (var text in new[] { "帮助", "我的任务", "任务 8", "更新 8", "更新 8 100% 已全部完成", "申请办结 8", "申请延期 7 到12月30日 场地未落实", "签收全部", "历史 8", "更新 70 60%", "我的设置", "my tasks", "help" })
            await district.SayAsync(district.Liaison, text);
        foreach (var text in new[] { "同意办结 8", "退回区科技局第8条", "未送达消息", "第7条期限改为12月31日", "待审核" })
            await district.SayAsync(district.Office, text);
        foreach (var text in new[] { "进展汇总", "全区进展汇总", "逾期任务", "区科技局进展", "排名", "status" })
            await district.SayAsync(district.Leader, text);
        var charts = Enum.GetValues<ChartKind>().Select(kind => SampleReplies.Everything with { Chart = SampleReplies.Everything.Chart! with { Kind = kind } });
        var cards = new JsonArray([
            .. district.Bench.Microsoft.Sent.Select(sent => sent["attachments"]![0]!["content"]!.DeepClone()),
            .. charts.Select(reply => new ReplyCard(new CardTarget("n", district.Clock.Office.Now) { RefreshFor = "29:x" }).Draw(reply)),
        ]);
        cards.Count.ShouldBe(26);
        var file = Path.Combine(Directory.CreateTempSubdirectory("kexie-tests-").FullName, "cards.json");
        await File.WriteAllTextAsync(file, cards.ToJsonString(), TestContext.Current.CancellationToken);

        (await NodeScript.RunAsync("cards.cjs", file)).Trim().ShouldBe("[]");
    }

    private static async Task IntroduceAsync(TeamsBench bench)
    {
        await bench.PutOnRosterAsync(
            new Person("keji", "林晓", PersonRole.Liaison) { UnitIds = ["区科技局"], Accounts = [new PersonAccount(ChannelKind.Teams, "aad-keji")] },
            new Person("kexie", "周岚", PersonRole.Liaison) { UnitIds = ["区科协"] },
            new Person("office", "办公室", PersonRole.Office) { Accounts = [new PersonAccount(ChannelKind.Teams, "aad-office")] },
            new Person("leader", "李区长", PersonRole.Leader) { Accounts = [new PersonAccount(ChannelKind.Teams, "aad-leader")] });
        var roster = await bench.Get<RosterStore>().GetAsync();
        var draft = new PlanDraft("示例区科协工作实施方案", new DateOnly(2026, 3, 1),
        [
            Measure(4, "一、能力建设", "提高沟通服务能力", "区科技局", null),
            Measure(5, "一、能力建设", "创新科协组织形式，推动科协组织向新经济组织、新社会组织和园区延伸", "区科协", new DraftDeadline("2027年12月底前", new DateOnly(2027, 12, 31))),
            Measure(7, "二、创新争先行动", "开展创新争先活动，组织科技工作者建功立业", "区科技局", new DraftDeadline("11月20日前", new DateOnly(2026, 11, 20))),
            Measure(8, "三、弘扬科学家精神", "营造尊重科学的氛围", "区科技局", new DraftDeadline("11月27日前", new DateOnly(2026, 11, 27))),
        ], []);
        var import = PlanImport.Prepare("p", draft, roster, bench.Get<OfficeClock>().Now);
        await bench.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office", "console", "import"));
    }

    private static DraftMeasure Measure(int number, string section, string title, string unit, DraftDeadline? deadline) =>
        new(number, section, title, $"{title}。按照要求抓好落实。", [new DraftUnit(unit, UnitRole.Responsible, false)], deadline, null, number);
}
