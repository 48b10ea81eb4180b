using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>A piece that is missing is asked for, and whatever is said next is that piece unless it is clearly another command.</summary>
public sealed class MissingPieceTests(StoreServers stores)
{
    [Fact]
    public async Task Closing_and_its_review_are_asked_for_piece_by_piece()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 7 100% 评选结束");

        await district.SayAsync("keji", "申请办结");
        (await district.SayAsync("keji", "7")).Tone.ShouldBe(ReplyTone.Good);
        await district.SayAsync("office", "退回");
        (await district.SayAsync("office", "7")).Title.ShouldStartWith("退回要写明原因");
        (await district.SayAsync("office", "材料还没交齐")).Title.ShouldBe("已退回区科技局第7条。");
        (await district.Reader.HistoryAsync(District.PlanId, "7/区科技局", 1))[0].Text.ShouldBe("材料还没交齐");
        await district.SayAsync("keji", "申请办结 7");
        await district.SayAsync("office", "同意办结");
        (await district.SayAsync("office", "7")).Title.ShouldBe("区科技局第7条已办结。");
    }

    [Fact]
    public async Task A_lead_is_asked_why_it_closes_without_its_support()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("kexie", "更新 4 100% 全部办完");

        (await district.SayAsync("kexie", "申请办结 4")).Title.ShouldStartWith("第4条的配合单位区科技局还没报送");
        (await district.SayAsync("kexie", "配合工作已线下完成")).Tone.ShouldBe(ReplyTone.Good);

        (await district.ItemAsync(4, "区科协")).State.ShouldBe(WorkItemState.UnderReview);
    }

    [Fact]
    public async Task Reviewing_an_extension_is_asked_for_piece_by_piece()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "申请延期 8 到12月31日，设备未到货");

        await district.SayAsync("office", "不同意延期");
        (await district.SayAsync("office", "8")).Title.ShouldBe("不同意第8条延期，原因是什么？");
        (await district.SayAsync("office", "逾期的单位太多了")).Tone.ShouldBe(ReplyTone.Good);

        (await district.ItemAsync(8, "区科技局")).Extension.ShouldBeNull();
        (await district.WaitingAsync()).ShouldContain(entry => entry.PersonId == "keji" && entry.Content.Lines.Any(line => line.Contains("逾期的单位太多了", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_remark_and_the_offices_moves_are_asked_for_piece_by_piece()
    {
        await using var district = await DistrictAsync();

        await district.SayAsync("leader", "批示第8条");
        (await district.SayAsync("leader", "谁没报的，我亲自过问")).Tone.ShouldBe(ReplyTone.Good);
        (await district.ItemAsync(8, "区科技局")).Instruction!.ShouldContain("谁没报的，我亲自过问");
        await district.SayAsync("office", "第8条期限改一下");
        (await district.SayAsync("office", "12月31日")).Tone.ShouldBe(ReplyTone.Good);
        (await district.ItemAsync(8, "区科技局")).Deadline.ShouldBe(new DateOnly(2026, 12, 31));
    }

    [Theory]
    [InlineData("取消")]
    [InlineData("我的任务")]
    [InlineData("更新 7 60% 已完成初评")]
    public async Task A_clear_command_drops_the_question(string text)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "申请延期 8 到12月31日");

        await district.SayAsync("keji", text);

        (await district.ItemAsync(8, "区科技局")).Extension.ShouldBeNull();
        (await district.SayAsync("keji", "设备未到货")).Tone.ShouldNotBe(ReplyTone.Good);
    }

    [Theory]
    [InlineData("单位还没签收设备")]
    [InlineData("经费逾期未拨付")]
    [InlineData("同意延期的批示还没下来")]
    public async Task A_reason_that_sounds_like_a_command_is_a_reason(string reason)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "申请延期 8 到12月31日");

        (await district.SayAsync("keji", reason)).Tone.ShouldBe(ReplyTone.Good);

        (await district.ItemAsync(8, "区科技局")).Extension!.Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task A_bare_number_is_the_percent_that_was_asked_for()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8");

        (await district.SayAsync("keji", "7")).Title.ShouldBe("已记入：第8条 0% → 7%");

        (await district.SayAsync("keji", "7")).Title.ShouldBe("第7条 开展创新争先活动");
    }

    [Fact]
    public async Task A_second_report_takes_the_place_of_one_that_still_lacked_its_number()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "某某活动那项做到八成了，来了200人");
        (await district.SayAsync("keji", "进展62%")).Title.ShouldBe("是第几条？回复编号即可。");

        (await district.SayAsync("keji", "8")).Title.ShouldBe("已记入：第8条 0% → 62%");

        (await district.ItemAsync(8, "区科技局")).Progress.ShouldBeNull();
    }

    [Fact]
    public async Task Chat_that_names_no_number_is_no_answer_to_which_measure()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "【附件】总结.docx");

        (await district.SayAsync("keji", "这个月工资发了吗")).Title.ShouldNotContain("第几条");
    }

    [Theory]
    [InlineData("区科技局换联络员", null, "区科技局的联络员换成谁？回复姓名即可。")]
    [InlineData("换联络员", "区科技局", "区科技局的联络员换成谁？回复姓名即可。")]
    public async Task A_change_of_liaison_asks_for_the_unit_and_the_name(string text, string? unit, string question)
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("office", text);
        if (unit is not null)
        {
            asked.Title.ShouldBe("哪个单位的联络员要换？");
            asked = await district.SayAsync("office", unit);
        }

        asked.Title.ShouldBe(question);
        (await district.SayAsync("office", "李四")).Title.ShouldStartWith("区科技局联络员由林晓换成李四，在办 4 项一并移交。");
        (await district.SayAsync("office", "确认")).Title.ShouldBe("区科技局的联络员现在是李四，移交 4 项在办任务。");
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
