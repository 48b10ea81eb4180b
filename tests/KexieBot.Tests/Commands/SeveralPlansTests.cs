using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>Two plans with the same numbers: which one is asked, and a change of both is one change.</summary>
public sealed class SeveralPlansTests(StoreServers stores)
{
    [Theory]
    [InlineData("keji", "更新 8 60% 已完成初评", "q/8/区科技局")]
    [InlineData("keji", "签收 8", "q/8/区科技局")]
    [InlineData("keji", "第八条进展60%，已完成初评", "q/8/区科技局")]
    [InlineData("leader", "批示第8条：抓紧推进", "q/8/区科技局")]
    [InlineData("leader", "催一下第8条", "q/8/区科技局")]
    [InlineData("office", "暂缓 8，等待机构改革", "q/8/区科技局")]
    [InlineData("office", "第8条期限改为12月31日", "q/8/区科技局")]
    [InlineData("ann", "update 7 60% first review done", "q/7/区人社局")]
    public async Task A_number_of_two_plans_is_asked_and_the_choice_says_the_whole_command(string person, string text, string changed)
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync(person, text);
        asked.Choices.Count.ShouldBe(2, asked.Title);
        (await district.SayAsync(person, asked.Choices[1].Say)).Tone.ShouldBe(ReplyTone.Good, asked.Choices[1].Say);

        (await ChangedAsync(district)).ShouldBe([changed]);
        var item = (await district.Reader.ItemAsync("q", changed[2..]))!;
        if (text.Contains('%', StringComparison.Ordinal))
            (item.Percent, item.Progress).ShouldBe((60, text.Contains("初评", StringComparison.Ordinal) ? "已完成初评" : "first review done"));
    }

    [Fact]
    public async Task Refusals_name_the_measure_with_its_plan()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("dong", "更新 p/8 60% 做了")).Title.ShouldStartWith("第p/8条不在您名下");
        (await district.SayAsync("jiedao", "更新 p/5 60% 做了")).Title.ShouldStartWith("第p/5条有 2 个单位的任务");
    }

    [Fact]
    public async Task A_choice_of_unit_keeps_the_plan_that_was_named()
    {
        await using var district = await DistrictAsync();
        foreach (var person in new[] { "dong", "xi" })
        {
            await district.SayAsync(person, "更新 p/5 60% 已办好");
            await district.SayAsync(person, "申请办结 p/5");
        }

        var asked = await district.SayAsync("office", "同意办结 p/5");
        asked.Choices.Select(choice => choice.Say).ShouldBe(["同意办结 p/5 东门街道", "同意办结 p/5 西门街道"]);
        (await district.SayAsync("office", asked.Choices[0].Say)).Tone.ShouldBe(ReplyTone.Good);
    }

    [Fact]
    public async Task Signing_in_two_plans_is_answered_whole_again_and_taken_back_whole()
    {
        await using var district = await DistrictAsync();
        var asked = await district.SayAsync("keji", "签收全部");
        var signed = await district.SayAsync("keji", asked.Choices[0].Say, "tap");

        (await district.SayAsync("keji", asked.Choices[0].Say, "tap")).Title.ShouldBe(signed.Title);
        signed.Title.ShouldContain("p/4");
        signed.Title.ShouldContain("q/4");
        (await district.SayAsync("keji", "撤销")).Tone.ShouldBe(ReplyTone.Good);

        foreach (var plan in new[] { "p", "q" })
            (await district.Reader.ItemsOfUnitAsync(plan, "区科技局")).ShouldAllBe(item => item.State == WorkItemState.Assigned);
        (await district.SayAsync("keji", "撤销")).Title.ShouldContain("不能撤销");
    }

    [Fact]
    public async Task An_urging_over_two_plans_is_one_message_to_a_person_and_comes_back_whole()
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("leader", "催办所有逾期的");
        var urged = await district.SayAsync("leader", asked.Choices[0].Say);

        var messages = (await district.WaitingAsync("p")).Concat(await district.WaitingAsync("q")).ToList();
        messages.Select(entry => entry.PersonId).ShouldBe(["ann", "keji"], ignoreOrder: true);
        messages.ShouldAllBe(entry => entry.Content.Rows.Count == 2);
        urged.Title.ShouldBe("已催办 2 个单位 4 项");
        (await district.SayAsync("leader", "撤销")).Lines.ShouldContain("2 人的催办消息已全部收回。");
        (await district.WaitingAsync("p")).Concat(await district.WaitingAsync("q")).ShouldBeEmpty();
        (await district.Reader.ItemAsync("q", "7/区科技局"))!.UrgedAt.ShouldBeNull();
    }

    [Fact]
    public async Task An_urging_that_died_between_two_plans_is_finished_without_a_second_message()
    {
        await using var district = await DistrictAsync();
        var asked = await district.SayAsync("leader", "催办所有逾期的");
        var now = district.Clock.Office.Now;
        await district.Get<Core.Ledger.Ledger>().CommitAsync("p", new Origin("leader", "console", "Console:tap#part"), ["7/区科技局", "7/区人社局"], items => new Decision(Reply.Of("已催办"))
        {
            Changes = [.. items.Values.Select(item => new ItemChange(EventKind.Urged, item, item with { UrgedAt = now }, null))],
            Messages = [.. new[] { "keji", "ann" }.Select(person => new OutboxEntry($"urge/Console:tap#part/p/{person}", person, "urge", Reply.Of("催办"), now))],
        });

        var urged = await district.SayAsync("leader", asked.Choices[0].Say, "tap");

        urged.Title.ShouldBe("已催办 2 个单位 4 项");
        urged.Lines[0].ShouldContain("林晓");
        (await district.WaitingAsync("q")).ShouldBeEmpty();
        (await district.Reader.ItemAsync("q", "7/区科技局"))!.UrgedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_change_of_the_measure_that_is_named_is_taken_back()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 7 30% 收集材料");
        await district.SayAsync("keji", "更新 8 60% 场地已定");

        (await district.SayAsync("keji", "撤销第7条的更新")).Title.ShouldBe("已撤销：第 7 条恢复到操作前。");

        (await district.ItemAsync(7, "区科技局")).Percent.ShouldBe(0);
        (await district.ItemAsync(8, "区科技局")).Percent.ShouldBe(60);
        (await district.SayAsync("keji", "撤销第6条的更新")).Tone.ShouldBe(ReplyTone.Warning);
        (await district.ItemAsync(8, "区科技局")).Percent.ShouldBe(60);
    }

    [Theory]
    [InlineData("2", "q")]
    [InlineData("第一个", "p")]
    [InlineData("q", "q")]
    [InlineData("养老服务", "r")]
    [InlineData("区养老服务三年行动方案", "r")]
    public async Task The_plan_may_be_answered_in_plain_words(string answer, string plan)
    {
        await using var district = await DistrictAsync();
        await district.AddPlanAsync("r", "关于印发《区养老服务三年行动方案》的通知");
        var asked = await district.SayAsync("keji", "更新 8 60% 已完成初评");
        asked.Choices[2].Label.ShouldBe("区养老服务三年行动方案（r）：营造尊重科学的氛围");

        (await district.SayAsync("keji", answer)).Tone.ShouldBe(ReplyTone.Good);

        var item = (await district.Reader.ItemAsync(plan, "8/区科技局"))!;
        (item.Percent, item.Progress).ShouldBe((60, "已完成初评"));
    }

    [Fact]
    public async Task What_is_no_answer_to_which_plan_is_a_message_of_its_own()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 已完成初评");

        (await district.SayAsync("keji", "我的任务")).Title.ShouldStartWith("您有 8 项任务");
        (await district.SayAsync("keji", "2")).Tone.ShouldNotBe(ReplyTone.Good);

        (await ChangedAsync(district)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("第5条加上区科技局为配合单位", 2)]
    [InlineData("作废 8，市里不再要求", 2)]
    [InlineData("转办 8 给区人社局", 2)]
    public async Task The_office_is_asked_which_plan_too(string text, int choices)
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("office", text);
        asked.Choices.Count.ShouldBe(choices, asked.Title);
        var confirm = await district.SayAsync("office", "2");
        (await district.SayAsync("office", confirm.Choices[0].Say)).Tone.ShouldBe(ReplyTone.Good, confirm.Title);

        (await ChangedAsync(district)).ShouldAllBe(id => id.StartsWith("q/"));
    }

    [Fact]
    public async Task A_plan_may_be_named_before_the_number()
    {
        await using var district = await DistrictAsync();
        await district.AddPlanAsync("kexie2020");

        (await district.SayAsync("office", "kexie2020第8条期限改为12月25日")).Tone.ShouldBe(ReplyTone.Good);

        (await district.Reader.ItemAsync("kexie2020", "8/区科技局"))!.Deadline.ShouldBe(new DateOnly(2026, 12, 25));
    }

    private static async Task<IReadOnlyList<string>> ChangedAsync(District district)
    {
        var events = await Task.WhenAll(new[] { "p", "q" }.Select(plan => district.Reader.EventsBetweenAsync(plan, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, 100)));
        return [.. events.SelectMany(list => list).Where(entry => entry.Kind is not (EventKind.PlanImported or EventKind.Assigned)).Select(entry => entry.After!.Id).Distinct()];
    }

    private async Task<District> DistrictAsync()
    {
        var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.AddPlanAsync("q");
        return district;
    }
}
