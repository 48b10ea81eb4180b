using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>What waits for the office: as a list, with the buttons that decide it, and in its morning message.</summary>
public sealed class WaitingForOfficeTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Closings_extensions_and_objections_are_one_list_that_each_decision_shortens(StoreKind kind)
    {
        await using var district = await AskedForAsync(kind);

        var list = await district.SayAsync("office", "待审核");

        list.Title.ShouldBe("等办公室定的 3 件：办结 1、延期 1、异议 1");
        list.Rows.Select(row => (row.Ref, row.Title, row.Unit, row.State)).ShouldBe(
        [
            ("7", "开展创新争先活动", "区科技局", "11月23日起 · 申请办结"),
            ("8", "营造尊重科学的氛围", "区科技局", "11月23日起 · 申请延到12月31日：设备未到货"),
            ("6", "优化联系服务机制", "区科技局", "11月23日起 · 异议：第6条不是我们局的职责，应该是区科协"),
        ]);
        list.Choices.Select(choice => choice.Say).ShouldBe(["同意办结 7 区科技局", "退回区科技局第7条", "同意延期 8 区科技局", "不同意延期 8 区科技局", "把区科技局第6条转给区科协", "驳回异议 6 区科技局"]);
        foreach (var choice in new[] { list.Choices[0], list.Choices[2] })
            (await district.SayAsync("office", choice.Say)).Tone.ShouldBe(Core.Chat.ReplyTone.Good, choice.Say);
        (await district.SayAsync("office", list.Choices[5].Say)).Title.ShouldBe("驳回第6条的异议，理由是什么？");
        (await district.SayAsync("office", "方案写明由区科技局负责")).Tone.ShouldBe(Core.Chat.ReplyTone.Good);
        (await district.SayAsync("office", "待审核")).Title.ShouldBe("没有等办公室定的办结、延期、异议。");
        (await district.ItemAsync(6, "区科技局")).Dispute.ShouldBeNull();
        (await district.SayAsync("office", "驳回异议 6")).Title.ShouldContain("没有待定的异议");
        await district.ShouldBeWholeAsync();
    }

    [Theory]
    [InlineData("哪些待审核", "等办公室定的 3 件")]
    [InlineData("有哪些要审的", "等办公室定的 3 件")]
    [InlineData("what's waiting for me", "等办公室定的 3 件")]
    [InlineData("我的任务", "等办公室定的 3 件")]
    [InlineData("待办", "等办公室定的 3 件")]
    [InlineData("延期申请有哪些", "等办公室定的 1 件：延期 1")]
    [InlineData("有哪些异议", "等办公室定的 1 件：异议 1")]
    [InlineData("哪些单位申请办结了", "等办公室定的 1 件：办结 1")]
    public async Task It_is_asked_for_in_many_ways(string text, string title)
    {
        await using var district = await AskedForAsync(StoreKind.Garnet);

        (await district.SayAsync("office", text)).Title.ShouldStartWith(title);
    }

    [Fact]
    public async Task Who_asked_sees_what_waits_of_it_and_no_buttons()
    {
        await using var district = await AskedForAsync(StoreKind.Garnet);
        await district.SayAsync("kexie", "第4条不是我们的职责");

        var own = await district.SayAsync("keji", "待审核");

        own.Rows.Select(row => row.Ref).ShouldBe(["7", "8", "6"]);
        own.Choices.ShouldBeEmpty();
        (await district.SayAsync("leader", "待审核")).Rows.Count.ShouldBe(4);
        (await district.SayAsync("xi", "待审核")).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_objection_stands_in_the_offices_morning_message_until_it_is_decided()
    {
        await using var district = await AskedForAsync(StoreKind.Garnet);
        district.Clock.Time.Advance(TimeSpan.FromDays(1));

        var morning = await MorningOfOfficeAsync(district);

        morning.Content.Title.ShouldBe("办公室今天要办 3 项：1 项办结待审核，1 项延期待批，1 项异议待定");
        morning.Content.Choices[0].Say.ShouldBe("待审核");
        await district.SayAsync("office", "驳回异议 6，方案写明由区科技局负责");
        (await MorningOfOfficeAsync(district)).Content.Title.ShouldBe("办公室今天要办 2 项：1 项办结待审核，1 项延期待批");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task An_objection_is_taken_back_by_who_made_it()
    {
        await using var district = await AskedForAsync(StoreKind.Garnet);

        (await district.SayAsync("keji", "撤销")).Title.ShouldBe("已撤销：第 6 条恢复到操作前。");

        (await district.ItemAsync(6, "区科技局")).Dispute.ShouldBeNull();
        (await district.WaitingAsync()).ShouldContain(message => message.PersonId == "office" && message.Content.Title == "区科技局撤回了对第6条的异议");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task The_unit_hears_why_its_objection_was_not_followed()
    {
        await using var district = await AskedForAsync(StoreKind.Garnet);

        (await district.SayAsync("office", "第6条异议不成立，三定方案里有")).Title.ShouldBe("没有采纳区科技局对第6条的异议，仍由该单位负责。");

        var told = (await district.WaitingAsync()).Single(message => message.Content.Title.Contains("没有采纳", StringComparison.Ordinal));
        (told.PersonId, told.Content.Title, told.Content.Lines[0]).ShouldBe(("keji", "第6条 优化联系服务机制 的异议没有采纳，仍由本单位负责", "原因：三定方案里有"));
        (await district.Reader.HistoryAsync(District.PlanId, "6/区科技局", 1))[0].Kind.ShouldBe(EventKind.DisputeRejected);
    }

    private static async Task<Core.Reminders.MorningMessage> MorningOfOfficeAsync(District district)
    {
        var clock = district.Clock.Office;
        var facts = await district.Get<Core.Reminders.LedgerFacts>().ReadAsync(clock.Today, clock.Today);
        return district.Get<Core.Reminders.MorningPlanner>().Plan(facts, clock.Today).Single(message => message.PersonId == "office");
    }

    private async Task<District> AskedForAsync(StoreKind kind)
    {
        var district = await District.OnAsync(stores.Fresh(kind));
        foreach (var text in new[] { "更新 7 100% 完成", "申请办结 7", "申请延期 8 到12月31日，设备未到货", "第6条不是我们局的职责，应该是区科协" })
        {
            (await district.SayAsync("keji", text)).Tone.ShouldBe(Core.Chat.ReplyTone.Good, text);
            district.Clock.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return district;
    }
}
