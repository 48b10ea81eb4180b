using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>What is asked back and answered in the next message; what is confirmed first; what is taken back.</summary>
public sealed class ConversationTests(StoreServers stores)
{
    [Fact]
    public async Task A_missing_percent_is_asked_for_and_answered_in_the_next_message()
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("keji", "更新 7");
        asked.Hint!.ShouldStartWith("进展到百分之多少？");
        var answered = await district.SayAsync("keji", "六成，已完成初评");

        answered.Title.ShouldBe("已记入：第7条 0% → 60%");
        (await district.ItemAsync(7, "区科技局")).Progress.ShouldBe("已完成初评");
    }

    [Fact]
    public async Task A_missing_number_is_asked_for_and_the_words_are_kept()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", "60% 已完成初评")).Title.ShouldBe("是第几条？回复编号即可。");
        await district.SayAsync("keji", "7");

        var item = await district.ItemAsync(7, "区科技局");
        (item.Percent, item.Progress).ShouldBe((60, "已完成初评"));
    }

    [Fact]
    public async Task Another_command_drops_the_question_and_so_do_cancel_and_ten_minutes()
    {
        await using var district = await DistrictAsync();

        await district.SayAsync("keji", "更新 7");
        (await district.SayAsync("keji", "我的任务")).Rows.ShouldNotBeEmpty();
        await district.SayAsync("keji", "60%");
        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(0);

        await district.SayAsync("keji", "更新 7");
        (await district.SayAsync("keji", "取消")).Title.ShouldBe("好的，已取消，没有改动任何内容。");
        await district.SayAsync("keji", "60%");
        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(0);

        await district.SayAsync("keji", "更新 7");
        district.Clock.Time.Advance(TimeSpan.FromMinutes(11));
        await district.SayAsync("keji", "60%");
        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(0);
    }

    [Theory]
    [InlineData("更新 7", "明天再说")]
    [InlineData("更新 7", "区人社局报了什么")]
    [InlineData("60% 已完成初评", "第8条暂无进展")]
    [InlineData("60% 已完成初评", "7和8都签收")]
    public async Task What_is_no_answer_is_not_taken_for_one(string asked, string said)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", asked);

        await district.SayAsync("keji", said);

        foreach (var number in new[] { 7, 8 })
            (await district.ItemAsync(number, "区科技局")).Percent.ShouldBe(0);
        (await district.ItemAsync(7, "区科技局")).Progress.ShouldBeNull();
    }

    [Fact]
    public async Task A_report_of_several_is_offered_one_by_one()
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("keji", "7和8都完成50%");

        reply.Choices.Select(choice => choice.Say).ShouldBe(["更新 7 50%", "更新 8 50%"]);
        (await district.SayAsync("keji", reply.Choices[0].Say)).Title.ShouldBe("已记入：第7条 0% → 50%");
    }

    [Fact]
    public async Task Signing_all_is_confirmed_with_its_count_first_and_signs_what_was_shown()
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("keji", "签收全部");
        asked.Title.ShouldBe("将签收 4 项：第 4、6、7、8 条。确认吗？");
        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.Assigned);
        var signed = await district.SayAsync("keji", asked.Choices[0].Say, "tap");

        signed.Title.ShouldBe("已签收 4 项：第 4、6、7、8 条");
        (await district.SayAsync("keji", asked.Choices[0].Say, "tap")).Title.ShouldBe(signed.Title);
        (await district.SayAsync("keji", "确认")).Title.ShouldStartWith("现在没有等您确认的事项");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_second_tap_and_an_old_button_ask_anew_and_add_nothing_twice()
    {
        await using var district = await DistrictAsync();
        var asked = await district.SayAsync("office", "新增举措：办好科普日活动，区科协牵头，12月底前");

        (await district.SayAsync("office", asked.Choices[0].Say)).Tone.ShouldBe(ReplyTone.Good);
        (await district.SayAsync("office", asked.Choices[0].Say)).Title.ShouldContain("确认吗");
        await district.SayAsync("office", "取消");
        district.Clock.Time.Advance(TimeSpan.FromDays(3));
        (await district.SayAsync("office", asked.Choices[0].Say)).Title.ShouldContain("确认吗");

        (await district.Reader.PlanAsync(District.PlanId))!.Measures.Max(measure => measure.Number).ShouldBe(10);
    }

    [Fact]
    public async Task A_question_belongs_to_the_one_who_was_asked()
    {
        await using var district = await DistrictAsync();

        await district.SayAsync("keji", "签收全部");
        (await district.SayAsync("kexie", "确认")).Title.ShouldStartWith("现在没有等您确认的事项");

        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.Assigned);
    }

    [Fact]
    public async Task A_report_is_taken_back_within_ten_minutes_once_and_stays_in_the_history()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 7 30% 收集材料");
        await district.SayAsync("keji", "更新 7 60% 已完成初评");

        var undone = await district.SayAsync("keji", "撤销", "undo");

        undone.Title.ShouldBe("已撤销：第 7 条恢复到操作前。");
        (await district.SayAsync("keji", "撤销", "undo")).Title.ShouldBe(undone.Title);
        var item = await district.ItemAsync(7, "区科技局");
        (item.Percent, item.Progress).ShouldBe((30, "收集材料"));
        (await district.SayAsync("keji", "撤销")).Title.ShouldContain("不能撤销");
        (await district.Reader.HistoryAsync(District.PlanId, "7/区科技局", 10)).Select(entry => entry.Kind)
            .ShouldBe([EventKind.Undone, EventKind.Reported, EventKind.Reported, EventKind.Assigned]);
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task What_is_older_or_was_decided_since_is_not_taken_back()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 7 100% 完成");
        district.Clock.Time.Advance(TimeSpan.FromMinutes(11));
        (await district.SayAsync("keji", "撤销")).Title.ShouldContain("最近十分钟内没有");

        await district.SayAsync("keji", "申请办结 7");
        await district.SayAsync("office", "同意办结 7");
        (await district.SayAsync("keji", "撤销")).Title.ShouldContain("不能撤销");
        (await district.ItemAsync(7, "区科技局")).State.ShouldBe(WorkItemState.Closed);
    }

    [Fact]
    public async Task A_correction_puts_the_last_report_right_and_needs_one()
    {
        await using var district = await DistrictAsync();
        (await district.SayAsync("keji", "更正 7 50% 上次写错了")).Title.ShouldContain("还没有报过进展");
        await district.SayAsync("keji", "更新 7 60% 已完成初评");

        await district.SayAsync("keji", "更正 7 50% 上次写错了");

        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(50);
        (await district.Reader.HistoryAsync(District.PlanId, "7/区科技局", 1))[0].Kind.ShouldBe(EventKind.Corrected);
        await district.ShouldBeWholeAsync();
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
