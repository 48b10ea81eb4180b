using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Commands;

public sealed class ClosingTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_unit_asks_the_office_returns_the_unit_asks_again_and_the_office_accepts(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        await district.SayAsync("keji", "更新 7 100% 评选结束");

        (await district.SayAsync("keji", "申请办结 7")).Tone.ShouldBe(ReplyTone.Good);
        (await district.ItemAsync(7, "区科技局")).State.ShouldBe(WorkItemState.UnderReview);
        (await district.SayAsync("office", "退回区科技局第7条，请补充佐证")).Title.ShouldBe("已退回区科技局第7条。");
        (await district.ItemAsync(7, "区科技局")).State.ShouldBe(WorkItemState.InProgress);
        await district.SayAsync("keji", "第7条已完成，申请办结");
        (await district.SayAsync("office", "同意办结 7")).Title.ShouldBe("区科技局第7条已办结。");

        (await district.ItemAsync(7, "区科技局")).State.ShouldBe(WorkItemState.Closed);
        (await district.SayAsync("leader", "第7条之前报过什么")).Facts.Count.ShouldBeGreaterThan(5);
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Which_measure_is_done_is_asked_with_the_open_ones_to_choose_from()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 7 100% 评选结束");

        var question = await district.SayAsync("keji", "申请办结");
        question.Choices[0].Say.ShouldBe("申请办结 7");
        question.Choices.Count.ShouldBe(4);
        await district.SayAsync("keji", "7");

        (await district.ItemAsync(7, "区科技局")).State.ShouldBe(WorkItemState.UnderReview);
    }

    [Fact]
    public async Task What_was_never_reported_cannot_be_closed_however_long_it_runs()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        (await district.SayAsync("keji", "申请办结 6")).Title.ShouldStartWith("第6条还没有报过进展");

        (await district.ItemAsync(6, "区科技局")).State.ShouldBe(WorkItemState.Assigned);
    }

    [Fact]
    public async Task Closing_at_less_than_all_is_said_to_the_unit_and_to_the_office()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 7 70% 主体工作已完成");

        (await district.SayAsync("keji", "申请办结 7")).Lines.ShouldContain("目前报的是 70%；办公室同意后按办结算。");
        (await district.SayAsync("office", "同意办结 7")).Lines.ShouldContain("报送的进度是 70%，办结后按 100% 计。");
    }

    [Theory]
    [InlineData("退回 8")]
    [InlineData("不同意延期 8")]
    [InlineData("驳回异议 8")]
    public async Task Where_nothing_waits_no_reason_is_asked_for(string text)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        var reply = await district.SayAsync("office", text);

        (reply.Tone, reply.Asks).ShouldBe((ReplyTone.Warning, null));
        reply.Title.ShouldNotContain("原因");
    }

    [Fact]
    public async Task An_objection_is_turned_down_with_a_reason_that_may_come_in_the_next_message()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "第8条不是我们的职责");

        (await district.SayAsync("office", "驳回异议 8")).Title.ShouldBe("驳回第8条的异议，理由是什么？");
        (await district.SayAsync("office", "三定方案写明由科技局牵头")).Tone.ShouldBe(ReplyTone.Good);

        var item = await district.ItemAsync(8, "区科技局");
        item.Dispute.ShouldBeNull();
        (await district.Reader.HistoryAsync(District.PlanId, item.Ref, 1))[0].Text.ShouldBe("三定方案写明由科技局牵头");
    }

    [Fact]
    public async Task Office_and_unit_are_each_told_once_by_messages_committed_with_the_change()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 7 100% 评选结束");
        await district.SayAsync("keji", "申请办结 7", "close");
        await district.SayAsync("keji", "申请办结 7", "close");
        await district.SayAsync("office", "同意办结 7");

        var waiting = await district.Get<IDatabase>().SortedSetRangeByRankAsync(Outbox.DueKey(District.PlanId));
        waiting.Select(key => ((string)key!).Split('/')[^1]).Order(StringComparer.Ordinal).ShouldBe(["keji", "office"]);
    }

    [Fact]
    public async Task A_lead_closes_when_its_support_has_reported_or_says_why_not()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("kexie", "更新 4 100% 完成");

        (await district.SayAsync("kexie", "申请办结 4")).Title.ShouldStartWith("第4条的配合单位区科技局还没报送");
        (await district.SayAsync("kexie", "申请办结 4 配合工作已线下完成")).Tone.ShouldBe(ReplyTone.Good);
        await district.SayAsync("office", "退回区科协第4条，请配合单位补报");
        await district.SayAsync("keji", "更新 4 100% 已配合");
        (await district.SayAsync("kexie", "申请办结 4")).Tone.ShouldBe(ReplyTone.Good);
    }

    [Theory]
    [InlineData("第8条已完成80%，申请办结")]
    [InlineData("申请办结 8，完成80%")]
    public async Task Who_says_less_than_all_and_asks_to_close_is_asked_which(string text)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 8 60% 场地已定");
        var version = (await district.ItemAsync(8, "区科技局")).Version;

        var reply = await district.SayAsync("keji", text);

        reply.Title.ShouldBe("第8条说的是 80%，又要办结，没有记入。要报进展还是申请办结？");
        (await district.ItemAsync(8, "区科技局")).Version.ShouldBe(version);
        reply.Choices.Select(choice => choice.Say).ShouldBe(["更新 8 80%", "申请办结 8"]);
        (await district.SayAsync("keji", "第8条已完成100%，申请办结")).Title.ShouldBe("第8条已申请办结，等办公室审核。");
        (await district.ItemAsync(8, "区科技局")).Progress.ShouldBe("场地已定");
    }

    [Fact]
    public async Task The_office_sees_what_a_request_stands_on_and_the_unit_why_it_came_back()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 8 30% 场地已定");
        await district.SayAsync("keji", "申请办结 8");

        (await district.WaitingAsync()).Single(message => message.PersonId == "office").Content.Lines.ShouldBe(["已报进度 30%，没有佐证", "场地已定"]);
        await district.SayAsync("office", "退回区科技局第8条，进展不实");
        (await district.SayAsync("keji", "我的任务")).Rows.Single(row => row.Ref == "8").State.ShouldBe("已退回：进展不实");
        await district.SayAsync("keji", "申请办结 8 材料已补");
        (await district.SayAsync("keji", "我的任务")).Rows.Single(row => row.Ref == "8").State.ShouldBe("待审核");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Two_who_decide_at_once_decide_once()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 7 100% 评选结束");
        await district.SayAsync("keji", "申请办结 7");

        var answers = await Task.WhenAll(district.SayAsync("office", "同意办结 7"), district.SayAsync("office", "退回第7条，重新报"));

        answers.Count(answer => answer.Tone == ReplyTone.Good).ShouldBe(1);
        answers.Count(answer => answer.Title.Contains("没有待审核的申请", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("keji", "申请办结 7", "第7条还没有报过进展")]
    [InlineData("office", "同意办结 7", "没有待审核的申请")]
    [InlineData("keji", "同意办结 7", "由办公室办理")]
    [InlineData("dong", "申请办结 7", "第7条不在您名下")]
    public async Task What_is_not_to_be_decided_is_refused_and_changes_nothing(string person, string text, string answer)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        (await district.SayAsync(person, text)).Title.ShouldContain(answer);

        (await district.Reader.TallyAsync(District.PlanId)).Assigned.ShouldBe(10);
    }

    [Fact]
    public async Task Every_example_in_the_help_is_understood_as_its_own_command()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var context = new Core.Chat.Understanding.UnderstandingContext(district.Clock.Office.Today);

        district.Get<CommandRegistry>().Commands.Sum(command => command.Help.Count).ShouldBeGreaterThan(30);
        foreach (var command in district.Get<CommandRegistry>().Commands)
        {
            foreach (var help in command.Help)
            {
                foreach (var example in Enum.GetValues<Language>().Select(language => language.Say(help.Example)))
                    command.Intents.ShouldContain(Core.Chat.Understanding.Utterances.Read(example, context).Intent, example);
            }
        }
    }

    [Fact]
    public async Task A_reopened_item_stands_where_it_was_reported()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 8 20% 展板设计完成");
        await district.SayAsync("keji", "申请办结 8");
        await district.SayAsync("office", "同意办结 8");
        (await district.ItemAsync(8, "区科技局")).Percent.ShouldBe(100);

        var asked = await district.SayAsync("office", "重开 8，材料有误");
        var reopened = await district.SayAsync("office", asked.Choices[0].Say);

        reopened.Lines.ShouldContain("进度回到办结前所报：区科技局 20%。");
        var item = await district.ItemAsync(8, "区科技局");
        (item.State, item.Percent).ShouldBe((WorkItemState.InProgress, 20));
        (await district.SayAsync("keji", "历史 8")).Facts[0].Value.ShouldContain("重开 100% → 20%");
        await district.ShouldBeWholeAsync();
    }
}
