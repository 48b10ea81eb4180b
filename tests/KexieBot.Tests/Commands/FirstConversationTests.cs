using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

public sealed class FirstConversationTests(StoreServers stores)
{

    private Task<District> DistrictAsync(StoreKind kind = StoreKind.Garnet) => District.OnAsync(stores.Fresh(kind));

    [Fact]
    public async Task My_tasks_lists_the_units_open_items_the_nearest_deadline_first()
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("keji", "我的任务");

        reply.Title.ShouldBe("您有 4 项任务，1 项逾期，4 项待签收");
        reply.Rows.Select(row => row.Ref).ShouldBe(["7", "8", "4", "6"]);
        reply.Rows[0].Due.ShouldBe("11月20日 · 逾期3天");
        reply.Rows.Select(row => row.Light).ShouldBe([Light.Red, Light.Yellow, Light.Green, Light.Green]);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_report_is_recorded_acknowledges_the_item_and_shows_what_changed(StoreKind kind)
    {
        await using var district = await DistrictAsync(kind);

        var reply = await district.SayAsync("keji", "更新 7 60% 已完成初评");

        reply.Title.ShouldBe("已记入：第7条 0% → 60%");
        var item = await district.ItemAsync(7, "区科技局");
        item.State.ShouldBe(WorkItemState.InProgress);
        (item.Percent, item.Progress).ShouldBe((60, "已完成初评"));
        (await district.ItemAsync(7, "区人社局")).Percent.ShouldBe(0);
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_message_delivered_five_times_counts_once_and_is_answered_the_same()
    {
        await using var district = await DistrictAsync();

        var replies = new List<Reply>();
        for (var delivery = 0; delivery < 5; delivery++)
            replies.Add(await district.SayAsync("keji", "更新 7 60% 已完成初评", "same"));
        await district.SayAsync("keji", "签收全部");
        await district.SayAsync("keji", "确认", "all");
        var signedAgain = await district.SayAsync("keji", "确认", "all");

        replies.Select(reply => reply.Title).Distinct().ShouldHaveSingleItem();
        signedAgain.Title.ShouldBe("已签收 3 项：第 4、6、8 条");
        (await district.Reader.HistoryAsync(District.PlanId, "7/区科技局", 10)).Count(entry => entry.Kind == EventKind.Reported).ShouldBe(1);
    }

    [Theory]
    [InlineData("更新 7 101%", "进度要在 0 到 100 之间，101% 没有记入。")]
    [InlineData("更新 70 60% 做了", "方案里没有第70条（现有第4–9条）。")]
    [InlineData("更新 5 60% 做了", "第5条不在您名下，没有改动。责任单位：区科协、东门街道、西门街道。")]
    public async Task What_cannot_be_recorded_is_refused_in_one_sentence_and_changes_nothing(string text, string answer)
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", text)).Title.ShouldBe(answer);

        (await district.Reader.TallyAsync(District.PlanId)).Assigned.ShouldBe(10);
    }

    [Fact]
    public async Task Going_down_needs_a_reason_and_is_then_recorded()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 7 60% 已完成初评");

        (await district.SayAsync("keji", "更新 7 50%")).Tone.ShouldBe(ReplyTone.Warning);
        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(60);

        await district.SayAsync("keji", "更新 7 50% 复核后调整");
        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(50);
    }

    [Fact]
    public async Task A_missing_percent_brings_the_form_and_the_form_is_recorded_like_a_message()
    {
        await using var district = await DistrictAsync();

        var form = (await district.SayAsync("keji", "更新 7")).Form.ShouldNotBeNull();
        form.Fields.Select(field => field.Name).ShouldBe(["percent", "note", "problem", "next_step"]);
        await district.SayAsync("keji", form.Say, new Dictionary<string, string> { ["percent"] = "40", ["note"] = "已发通知", ["problem"] = "经费未到位" });

        var item = await district.ItemAsync(7, "区科技局");
        (item.Percent, item.Progress, item.Problem).ShouldBe((40, "已发通知", "经费未到位"));
    }

    [Fact]
    public async Task A_liaison_of_two_units_is_asked_which_one_is_meant()
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("jiedao", "更新 5 30% 已部署");

        reply.Choices.Select(choice => choice.Label).ShouldBe(["东门街道", "西门街道"]);
        (await district.ItemAsync(5, "东门街道")).Percent.ShouldBe(0);
        await district.SayAsync("jiedao", reply.Choices[1].Say);
        await district.SayAsync("jiedao", "30% 已部署");
        (await district.ItemAsync(5, "西门街道")).Percent.ShouldBe(30);
        (await district.ItemAsync(5, "东门街道")).Percent.ShouldBe(0);
    }

    [Fact]
    public async Task Signing_all_signs_the_own_items_only()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("dong", "签收全部")).Title.ShouldBe("已签收 1 项：第 5 条");

        (await district.ItemAsync(5, "东门街道")).State.ShouldBe(WorkItemState.InProgress);
        (await district.ItemAsync(5, "西门街道")).State.ShouldBe(WorkItemState.Assigned);
    }

    [Fact]
    public async Task The_summary_counts_first_then_names_what_is_overdue()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 50% 筹备中");

        var reply = await district.SayAsync("leader", "进展汇总");

        reply.Title.ShouldBe("共 10 项任务，已办结 0 项，平均进度 6%，逾期 2 项");
        reply.Rows.Select(row => row.Unit).ShouldBe(["区人社局", "区科技局"], ignoreOrder: true);
        reply.Chart!.Points.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_measure_shows_its_units_and_how_much_of_a_group_has_reported()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("dong", "更新 5 30% 已部署");

        var reply = await district.SayAsync("leader", "第5条");

        reply.Facts.ShouldContain(new Fact("各街道", "1/2 已报送"));
        reply.Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_is_not_on_the_roster_is_told_how_to_get_there_and_shown_nothing()
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("mallory", "我的任务");

        reply.Title.ShouldStartWith("您还不在联络员名册上");
        reply.Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_leader_may_not_report_for_a_unit()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("leader", "更新 7 60% 做了")).Tone.ShouldBe(ReplyTone.Warning);

        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_of_a_hundred_kilobytes_gets_one_sentence()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", "更新 7 60% " + new string('长', 50_000))).Title.ShouldStartWith("消息太长");
    }

    [Fact]
    public async Task An_english_speaker_is_answered_in_english()
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("ann", "my tasks");

        reply.Title.ShouldBe("You have 1 tasks, 1 overdue, 1 to sign");
    }
}
