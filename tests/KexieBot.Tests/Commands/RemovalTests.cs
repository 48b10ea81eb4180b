using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Commands;

/// <summary>What leaves the ledger: a whole plan for good, a measure until it is brought back. Nothing of it leaves the record.</summary>
public sealed class RemovalTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_plan_is_removed_with_its_counts_shown_and_its_events_kept(StoreKind kind)
    {
        var store = stores.Fresh(kind);
        await using var district = await District.OnAsync(store);
        await district.AddPlanAsync("dup");
        await district.SayAsync("keji", "更新 dup/7 60% 已完成初评");
        var events = await EventsAsync(district, "dup");

        var asked = await district.SayAsync("office", "方案 dup 导错了，删掉");
        asked.Title.ShouldBe("将删除方案 dup《示例区科协工作实施方案》：6 条举措、10 项任务，其中 1 项报过进展。历史保留，但不能再恢复到台账。确认吗？");
        (await district.Reader.PlanIdsAsync()).Count.ShouldBe(2);
        (await district.SayAsync("office", asked.Choices[0].Say)).Title.ShouldBe("已删除方案 dup，10 项任务撤出台账。");

        (await district.Reader.PlanIdsAsync()).ShouldBe([District.PlanId]);
        (await district.Reader.TallyAsync("dup")).ShouldBe(Tally.Zero);
        (await district.Reader.DueBetweenAsync("dup", DateOnly.MinValue, DateOnly.MaxValue)).ShouldBeEmpty();
        (await district.Reader.ItemsOfUnitAsync("dup", "区科技局")).ShouldBeEmpty();
        (await district.SayAsync("keji", "我的任务")).Rows.Select(row => row.Ref).ShouldBe(["7", "8", "4", "6"]);
        (await district.SayAsync("keji", "更新 dup/7 70% 又做了")).Tone.ShouldBe(ReplyTone.Warning);
        (await district.Get<LedgerVerification>().VerifyAsync("dup")).Faults.ShouldBeEmpty();
        var after = await EventsAsync(district, "dup");
        after.Take(events.Count).Select(entry => entry.Line()).ShouldBe(events.Select(entry => entry.Line()));
        after[^1].Kind.ShouldBe(EventKind.PlanRemoved);
        (await district.SayAsync("office", "操作日志")).Facts.ShouldContain(fact => fact.Value.Contains("删除方案", StringComparison.Ordinal));
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Those_whose_items_go_with_the_plan_hear_of_it_once()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        await using var district = await District.OnAsync(store);
        await district.AddPlanAsync("dup");

        await ConfirmedAsync(district, "删除方案 dup");

        var told = (await store.HashGetAllAsync(Outbox.EntryKey(Outbox.OfficeSlot))).Select(field => (Key: (string)field.Name!, Text: (string)field.Value!)).ToList();
        told.Select(message => message.Key).Order().ShouldBe(new[] { "ann", "dong", "jiedao", "keji", "kexie", "xi" }.Select(id => $"removed/dup/{id}"));
        told.Single(message => message.Key == "removed/dup/keji").Text.ShouldContain("您的 4 项任务不用再办");
    }

    [Fact]
    public async Task A_removed_plan_is_in_the_backup_and_stays_removed()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.AddPlanAsync("dup");
        await ConfirmedAsync(district, "删除方案 dup");
        using var file = new MemoryStream();
        await district.Get<LedgerBackup>().WriteAsync(file, CancellationToken.None);

        var store = stores.Fresh(StoreKind.Garnet);
        await using var restored = District.Again(store);
        var reader = restored.Reader;
        await restored.Get<LedgerBackup>().RestoreAsync(file, CancellationToken.None);

        (await reader.PlanIdsAsync()).ShouldBe([District.PlanId]);
        (await reader.RemovedPlanIdsAsync()).ShouldBe(["dup"]);
        (await new LedgerVerification(store).VerifyAsync("dup")).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_removal_that_was_cut_off_goes_on_when_it_is_asked_for_again()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.AddPlanAsync("dup");
        var plan = (await district.Reader.PlanAsync("dup"))!;
        var items = await district.Reader.ItemsOfPlanAsync(plan);
        // As a death in the middle leaves it: some items are void, and the plan is still there.
        await district.Get<Core.Ledger.Ledger>().CommitAsync("dup", new Origin("office", "console", "half"), [items[0].Ref], current => new Decision(Reply.Of(""))
        {
            Changes = [.. current.Values.Select(item => new ItemChange(EventKind.Voided, item, WorkItemMoves.Withdraw(item, district.Clock.Office.Now)!, null))],
        });

        (await ConfirmedAsync(district, "删除方案 dup")).Title.ShouldBe("已删除方案 dup，9 项任务撤出台账。");

        (await district.Reader.TallyAsync("dup")).ShouldBe(Tally.Zero);
        (await district.Get<LedgerVerification>().VerifyAsync("dup")).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("keji", "删除方案 p", "这项操作由办公室办理，请联系办公室。")]
    [InlineData("leader", "删除方案 p", "这项操作由办公室办理，请联系办公室。")]
    [InlineData("office", "删除方案", "要删除哪个方案？")]
    [InlineData("office", "删除方案 kexie", "要删除哪个方案？")]
    public async Task A_plan_is_removed_by_the_office_and_by_name_alone(string person, string text, string title)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        (await district.SayAsync(person, text)).Title.ShouldBe(title);
    }

    [Theory]
    [InlineData(StoreKind.Garnet, "恢复第8条", true)]
    [InlineData(StoreKind.Garnet, "重开 8", true)]
    [InlineData(StoreKind.Garnet, "撤销", false)]
    public async Task A_withdrawn_measure_comes_back_as_it_stood(StoreKind kind, string text, bool isAsked)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        await district.SayAsync("keji", "更新 8 60% 场地已定");
        var before = await district.ItemAsync(8, "区科技局");
        await ConfirmedAsync(district, "第8条取消，市里不再要求");
        (await district.SayAsync("office", "第8条")).Facts.ShouldContain(fact => fact.Name == "状态" && fact.Value == "已作废");
        (await district.SayAsync("keji", "更新 8 70% 继续")).Title.ShouldBe("第8条已作废，没有改动。");

        var done = isAsked ? await ConfirmedAsync(district, text) : await district.SayAsync("office", text);

        done.Title.ShouldBe("已恢复第8条 1 项任务。");
        var after = await district.ItemAsync(8, "区科技局");
        (after with { Version = before.Version, StateSince = before.StateSince }).ShouldBe(before);
        (await district.Reader.PlanAsync(District.PlanId))!.FindMeasure(8)!.IsVoid.ShouldBeFalse();
        (await district.WaitingAsync()).ShouldContain(message => message.PersonId == "keji" && message.Content.Title == "第8条 营造尊重科学的氛围 恢复办理");
        (await district.SayAsync("office", "恢复 8")).Title.ShouldContain("没有可以这样办的任务");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_withdrawn_measures_items_are_found_for_the_export()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await ConfirmedAsync(district, "第7条取消，市里不再要求");
        var plan = (await district.Reader.PlanAsync(District.PlanId))!;

        var items = await district.Reader.WithdrawnItemsAsync(plan, plan.FindMeasure(7)!, await district.Get<RosterStore>().GetAsync());

        items.Select(item => (item.UnitId, item.State)).ShouldBe([("区科技局", WorkItemState.Void), ("区人社局", WorkItemState.Void)]);
    }

    private static async Task<IReadOnlyList<LedgerEvent>> EventsAsync(District district, string planId) =>
        await district.Reader.EventsBetweenAsync(planId, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, int.MaxValue);

    private static async Task<Reply> ConfirmedAsync(District district, string text)
    {
        var asked = await district.SayAsync("office", text);
        asked.Choices.ShouldNotBeEmpty(asked.Title);
        return await district.SayAsync("office", asked.Choices[0].Say);
    }
}
