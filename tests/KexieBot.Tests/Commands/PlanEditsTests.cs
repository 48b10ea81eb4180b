using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>What the office changes in the plan and the roster, and what units say beside their reports.</summary>
public sealed class PlanEditsTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_unit_is_added_gets_another_part_and_is_taken_off_again(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));

        await ConfirmedAsync(district, "第8条增加区科协为配合单位");
        (await district.ItemAsync(8, "区科协")).Role.ShouldBe(UnitRole.Supporting);
        await ConfirmedAsync(district, "第8条牵头单位改成区科协");
        (await district.ItemAsync(8, "区科协")).Role.ShouldBe(UnitRole.Lead);
        await ConfirmedAsync(district, "第8条去掉区科协");
        (await district.ItemAsync(8, "区科协")).State.ShouldBe(WorkItemState.Void);

        (await district.Reader.PlanAsync(District.PlanId))!.FindMeasure(8)!.Units.Select(unit => unit.Name).ShouldBe(["区科技局"]);
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task An_item_is_handed_over_a_measure_added_and_another_withdrawn()
    {
        await using var district = await DistrictAsync();

        await ConfirmedAsync(district, "转办 8 给区科协");
        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.Void);
        (await district.ItemAsync(8, "区科协")).State.ShouldBe(WorkItemState.Assigned);

        await ConfirmedAsync(district, "新增举措：办好科普日活动，区科协牵头，区科技局配合，12月底前");
        var added = await district.ItemAsync(10, "区科协");
        (added.Role, added.Deadline).ShouldBe((UnitRole.Lead, new DateOnly(2026, 12, 31)));
        (await district.SayAsync("kexie", "第10条")).Title.ShouldBe("第10条 办好科普日活动");

        await ConfirmedAsync(district, "第9条取消，市里不再要求");
        (await district.Reader.ItemsOfMeasureAsync(District.PlanId, 9)).ShouldBeEmpty();
        (await district.Reader.PlanAsync(District.PlanId))!.FindMeasure(9)!.IsVoid.ShouldBeTrue();
        await district.ShouldBeWholeAsync();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_hand_over_that_was_cut_off_is_finished_when_its_message_comes_again(StoreKind kind)
    {
        var store = stores.Fresh(kind);
        await using var district = await District.OnAsync(store);
        (await district.SayAsync("office", "区科技局联络员换成周岚")).Title.ShouldContain("区科协的联络员，将兼任");
        var first = await district.SayAsync("office", "确认", "handover");
        var told = await store.HashKeysAsync("kexie:{office}:outbox:entry");
        await store.KeyDeleteAsync(["kexie:{office}:outbox:entry", "kexie:{office}:outbox:due"]); // as if the process had died between the two

        var second = await district.SayAsync("office", "确认", "handover");

        second.Title.ShouldBe(first.Title);
        told.Length.ShouldBe(2);
        (await store.HashKeysAsync("kexie:{office}:outbox:entry")).Order().ShouldBe(told.Order());
        (await district.Reader.HistoryAsync(District.PlanId, "8/区科技局", 10)).Count(entry => entry.Kind == EventKind.HandedOver).ShouldBe(1);
    }

    [Fact]
    public async Task The_chain_vouches_for_the_plan_itself()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        await using var district = await District.OnAsync(store);
        await ConfirmedAsync(district, "第8条增加区科协为配合单位");
        await district.ShouldBeWholeAsync();

        var plan = (string)(await store.StringGetAsync(LedgerKeys.Plan(District.PlanId)))!;
        await store.StringSetAsync(LedgerKeys.Plan(District.PlanId), plan.Replace("营造尊重科学的氛围", "什么也不做", StringComparison.Ordinal));

        (await district.Get<LedgerVerification>().VerifyAsync(District.PlanId)).Faults.ShouldBe(["The plan is not as its last event left it."]);
    }

    [Fact]
    public async Task A_member_of_a_group_is_taken_off_and_the_others_stay()
    {
        await using var district = await DistrictAsync();
        await ConfirmedAsync(district, "第5条期限改为2027年3月31日");

        await ConfirmedAsync(district, "第5条去掉东门街道");
        await ConfirmedAsync(district, "把西门街道第5条转给区科技局");

        (await district.ItemAsync(5, "东门街道")).State.ShouldBe(WorkItemState.Void);
        (await district.ItemAsync(5, "西门街道")).State.ShouldBe(WorkItemState.Void);
        (await district.ItemAsync(5, "区科技局")).Deadline.ShouldBe(new DateOnly(2027, 3, 31));
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_group_and_several_units_are_added_with_the_parts_that_were_said()
    {
        await using var district = await DistrictAsync();

        await ConfirmedAsync(district, "第8条增加各街道、区科协为配合单位");
        (await district.Reader.ItemsOfMeasureAsync(District.PlanId, 8)).Select(item => (item.UnitId, item.Role, item.Via))
            .ShouldBe([("区科技局", UnitRole.Responsible, null), ("东门街道", UnitRole.Supporting, "各街道"), ("西门街道", UnitRole.Supporting, "各街道"), ("区科协", UnitRole.Supporting, null)], ignoreOrder: true);
        await ConfirmedAsync(district, "第8条去掉各街道");
        (await district.Reader.ItemsOfMeasureAsync(District.PlanId, 8)).Select(item => item.UnitId).ShouldBe(["区科技局", "区科协"]);

        var asked = await district.SayAsync("office", "新增举措：办好科普日活动（区科协牵头，区科技局、各街道配合），12月底前");
        asked.Facts[0].Value.ShouldBe("区科协（牵头）、区科技局（配合）、各街道（配合）");
        await district.SayAsync("office", asked.Choices[0].Say);
        (await district.ItemAsync(10, "东门街道")).Role.ShouldBe(UnitRole.Supporting);
        (await district.SayAsync("office", "新增举措：办好科普日活动，区财政局牵头，12月底前")).Title.ShouldContain("区财政局");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_new_measures_cycle_is_shown_and_kept()
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("office", "新增举措：建设科普角，区科协牵头，每月报送，明年3月底前完成");

        asked.Facts.ShouldContain(fact => fact.Name == "报送" && fact.Value == "每月报送");
        await district.SayAsync("office", asked.Choices[0].Say);
        (await district.ItemAsync(10, "区科协")).Cycle.ShouldBe(ReportingCycle.Monthly);
    }

    [Fact]
    public async Task With_two_plans_a_new_measure_asks_which()
    {
        await using var district = await DistrictAsync();
        await SecondPlanAsync(district);

        var which = await district.SayAsync("office", "新增举措：办好科普日活动，区科协牵头，12月底前");
        which.Title.ShouldBe("加到哪个方案里？");
        await ConfirmedAsync(district, which.Choices.Single(choice => choice.Label == "第二个方案").Say);

        (await district.Reader.ItemAsync("q2", "2/区科协"))!.Role.ShouldBe(UnitRole.Lead);
    }

    [Fact]
    public async Task Two_edits_of_a_plan_at_once_both_stand()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("office", "第8条增加区科协为配合单位");
        await district.Get<RosterStore>().ChangeAsync(roster => new Roster(roster.Units, roster.Groups, [.. roster.Persons, new Person("office2", "副主任", PersonRole.Office)]));
        await district.SayAsync("office2", "新增举措：办好科普日活动，区科协牵头，12月底前");

        var answers = await Task.WhenAll(district.SayAsync("office", "确认"), district.SayAsync("office2", "确认"));

        answers.ShouldAllBe(answer => answer.Tone == ReplyTone.Good);
        var plan = (await district.Reader.PlanAsync(District.PlanId))!;
        plan.FindMeasure(8)!.Units.Count.ShouldBe(2);
        plan.FindMeasure(10)!.Title.ShouldBe("办好科普日活动");
        await district.ShouldBeWholeAsync();
    }

    private static async Task SecondPlanAsync(District district)
    {
        var draft = new PlanDraft("第二个方案", null, [new DraftMeasure(1, "一", "另一件事", "办好。", [new DraftUnit("区科协", UnitRole.Responsible, false)], null, null, 1)], []);
        var import = PlanImport.Prepare("q2", draft, await district.Get<RosterStore>().GetAsync(), district.Clock.Office.Now);
        await district.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office", "console", "second"));
    }

    [Fact]
    public async Task A_new_liaison_has_the_units_items_and_the_old_one_no_more()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", "我们局联络员以后是小刘")).Title.ShouldStartWith("已请办公室把区科技局的联络员换成小刘");
        var done = await ConfirmedAsync(district, "区科技局联络员换成小刘");

        done.Title.ShouldBe("区科技局的联络员现在是小刘，移交 4 项在办任务。");
        (await district.SayAsync("小刘", "我的任务")).Rows.Count.ShouldBe(4);
        (await district.SayAsync("office", "历史 8")).Facts[0].Value.ShouldEndWith("移交：林晓 → 小刘");
        (await district.Reader.HistoryAsync(District.PlanId, "7/区人社局", 1))[0].Kind.ShouldBe(EventKind.Assigned);
        await district.ShouldBeWholeAsync();
        (await district.SayAsync("keji", "更新 8 60% 做了")).Title.ShouldContain("不在您名下");
        (await district.Get<RosterStore>().GetAsync()).LiaisonsOf("区科技局").ShouldHaveSingleItem().Name.ShouldBe("小刘");
    }

    [Fact]
    public async Task A_mistyped_liaison_is_noticed_before_somebody_new_is_made()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        var asked = await district.SayAsync("office", "区科技局联络员换成周兰");

        asked.Lines.ShouldBe(["名册里没有“周兰”：确认后会新登记，在名册里补上账号之前收不到消息，也不能报送。", "是不是周岚？"]);
        (await district.SayAsync("office", asked.Choices[0].Say)).Title.ShouldContain("换成周岚");
        await district.SayAsync("office", "区科技局联络员换成王新人");
        (await district.SayAsync("office", "确认")).Lines.ShouldContain(line => line.Contains("通知不到", StringComparison.Ordinal) && line.Contains("王新人", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("新增举措：办好科普日活动，责任单位区科协、区科技局，12月30日前完成")]
    [InlineData("新增举措 办好科普日活动，责任单位：区科协、区科技局，完成时限：12月30日")]
    [InlineData("加一条任务，办好科普日活动，责任单位：区科协、区科技局；12月30日前完成")]
    public async Task A_new_measure_may_be_written_as_papers_write_it(string text)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        var asked = await district.SayAsync("office", text);

        asked.Title.ShouldContain("新增第10条“办好科普日活动”");
        asked.Facts.Select(fact => fact.Value).ShouldBe(["区科协（责任）、区科技局（责任）", "2026-12-30"]);
    }

    [Fact]
    public async Task An_objection_is_on_record_and_the_office_has_the_button()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", "第8条不是我们局的职责，应该是区科协")).Title.ShouldBe("已把第8条的异议转给办公室；定下来之前仍由本单位负责。");

        (await district.Reader.HistoryAsync(District.PlanId, "8/区科技局", 1))[0].Kind.ShouldBe(EventKind.Disputed);
        await ConfirmedAsync(district, "把区科技局第8条转给区科协");
        (await district.ItemAsync(8, "区科协")).State.ShouldBe(WorkItemState.Assigned);
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Evidence_is_kept_once_by_name_and_place()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", "第8条佐证 https://kexie.example/总结.pdf")).Title.ShouldBe("已收下第8条的 1 份佐证，共 1 份。");
        (await district.SayAsync("keji", "第8条佐证 https://kexie.example/总结.pdf")).Title.ShouldBe("第8条已有这份材料。");
        (await district.SayAsync("keji", "【附件】活动照片.jpg")).Title.ShouldBe("这是第几条的佐证？回复编号即可。");
        (await district.SayAsync("keji", "8")).Title.ShouldBe("已收下第8条的 1 份佐证，共 2 份。");

        (await district.ItemAsync(8, "区科技局")).Evidence.Select(piece => piece.Name).ShouldBe(["总结.pdf", "活动照片.jpg"]);
        (await district.SayAsync("keji", "第8条")).Facts.ShouldContain(fact => fact.Name == "佐证" && fact.Value == "2 份：总结.pdf、活动照片.jpg");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_bulletin_names_who_did_well_and_nobody_who_did_not()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 100% 完成");
        await district.SayAsync("keji", "申请办结 8");
        await district.SayAsync("office", "同意办结 8");

        var bulletin = string.Join('\n', (await district.SayAsync("leader", "出一期督查通报")).Lines);

        bulletin.ShouldContain("区科技局办结 1 项");
        bulletin.ShouldContain("逾期 2 项");
        bulletin.ShouldNotContain("区人社局");
        (await district.SayAsync("office", "操作日志")).Facts.Count.ShouldBeGreaterThan(3);
    }

    private static async Task<Reply> ConfirmedAsync(District district, string text)
    {
        var asked = await district.SayAsync("office", text);
        asked.Choices.ShouldNotBeEmpty(asked.Title);
        var done = await district.SayAsync("office", asked.Choices[0].Say);
        done.Tone.ShouldBe(ReplyTone.Good, $"{asked.Title} → {done.Title}");
        return done;
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
