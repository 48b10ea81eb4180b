using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>第N条: who reads what of a measure.</summary>
public sealed class MeasureDetailTests(StoreServers stores)
{
    [Fact]
    public async Task Units_of_equal_part_see_each_other_by_name_and_part_only()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("ann", "update 7 40% first review done");

        var others = (await district.SayAsync("keji", "第7条")).Rows.Single(row => row.Title.StartsWith("区人社局", StringComparison.Ordinal));
        var own = (await district.SayAsync("ann", "measure 7")).Rows.Single(row => row.Title.StartsWith("区人社局", StringComparison.Ordinal));

        others.ShouldBe(new ItemRow("7", "区人社局（责任）"));
        own.Percent.ShouldBe(40);
        (await district.SayAsync("keji", "第7条")).Facts.ShouldNotContain(fact => fact.Name == "进度");
        (await district.SayAsync("leader", "第7条")).Facts.ShouldContain(new Fact("进度", "20%"));
    }

    [Fact]
    public async Task The_lead_sees_how_its_support_stands_with_words_and_problem()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 4 30% 已配合调研三次；存在问题：经费未到位");
        await district.SayAsync("kexie", "更新 4 40% 已草拟办法");

        var lead = await district.SayAsync("kexie", "第4条");
        var support = await district.SayAsync("keji", "第4条");

        lead.Lines.ShouldContain("区科技局：已配合调研三次（存在问题：经费未到位）");
        lead.Rows.Select(row => row.Percent).ShouldBe([40, 30]);
        support.Rows.Select(row => row.Percent).ShouldBe([null, 30]);
        support.Lines.ShouldNotContain(line => line.Contains("草拟", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_reads_names_and_parts_only()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 7 40% 推进中；存在问题：经费未到位");

        var reply = await district.Get<ChatBot>().RespondAsync(new InboundMessage("g", new ChannelAccount(ChannelKind.Console, "leader"), "第7条") { IsGroup = true }, CancellationToken.None);

        reply.Rows.ShouldBe([new ItemRow("7", "区科技局（责任）"), new ItemRow("7", "区人社局（责任）")]);
        reply.Lines.ShouldHaveSingleItem();
        reply.Facts.ShouldNotContain(fact => fact.Name == "进度");
    }

    [Fact]
    public async Task A_group_of_units_is_counted_within_the_reporting_period()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("office", (await district.SayAsync("office", "第6条增加各街道为配合单位")).Choices[0].Say);
        await district.SayAsync("dong", "更新 6 30% 已部署");
        (await district.SayAsync("leader", "第6条")).Facts.ShouldContain(new Fact("各街道", "本期 1/2 已报送"));

        district.Clock.Time.Advance(TimeSpan.FromDays(60)); // the next quarter

        (await district.SayAsync("leader", "第6条")).Facts.ShouldContain(new Fact("各街道", "本期 0/2 已报送"));
    }

    [Fact]
    public async Task A_withdrawn_measure_says_so()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("office", (await district.SayAsync("office", "作废 8，市里不再要求")).Choices[0].Say);

        (await district.SayAsync("keji", "第8条")).Facts.ShouldContain(new Fact("状态", "已作废"));
    }

    [Theory]
    [InlineData("keji", "第8条啥时候截止", "第8条期限：11月27日 · 还有4天。")]
    [InlineData("keji", "第6条啥时候截止", "第6条没有截止日期，每季度报送。")]
    [InlineData("keji", "第4条什么时候截止", "第4条没有规定期限。")]
    [InlineData("keji", "第4条谁牵头", "第4条牵头：区科协；配合：区科技局。")]
    [InlineData("keji", "第5条谁牵头", "第5条没有牵头单位；责任：区科协、各街道（2 个）。")]
    [InlineData("leader", "第4条配合单位报了吗", "第4条没报：区科技局。")]
    [InlineData("leader", "第7条谁拖后腿", "第7条逾期的：区科技局、区人社局。")]
    [InlineData("leader", "第5条谁拖后腿", "第5条没有逾期；进度最低的：东门街道、西门街道 0%。")]
    [InlineData("leader", "区科协报了没有", "区科协本月报了 1 项，没报 1 项：第 4 条。")]
    public async Task A_question_about_one_thing_is_answered_in_one_line(string person, string text, string answer)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("kexie", "更新 5 30% 已部署");

        var reply = await district.SayAsync(person, text);

        reply.Title.ShouldBe(answer);
        reply.Lines.ShouldBeEmpty();
        if (text.StartsWith('第'))
            (await district.SayAsync(person, reply.Choices.ShouldHaveSingleItem().Say)).Rows.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Whether_another_unit_reported_is_not_for_units_of_equal_part()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("ann", "update 7 40% first review done");

        (await district.SayAsync("keji", "第7条都报了吗")).Title.ShouldNotContain("区人社局");
    }

    [Theory]
    [InlineData("leader", "还有几条没完成", "还有 10 项没办结（共 10 项，已办结 0 项）。")]
    [InlineData("office", "还有几条没完成", "还有 10 项没办结（共 10 项，已办结 0 项）。")]
    [InlineData("leader", "哪些是科协牵头的", "区科协牵头的有 1 条：")]
    [InlineData("keji", "科协牵头哪些", "区科协牵头的有 1 条：")]
    [InlineData("leader", "今天报了什么", "11月23日报送 2 次（2 个单位），最近的在前")]
    [InlineData("keji", "今天报了什么", "11月23日报送 1 次（1 个单位），最近的在前")]
    [InlineData("dong", "今天报了什么", "11月23日还没有报送。")]
    [InlineData("leader", "各部分进度", "共 10 项任务，已办结 0 项，平均进度 8%，逾期 2 项")]
    public async Task What_people_ask_of_the_whole_is_understood(string person, string text, string answer)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("kexie", "更新 5 30% 已部署");
        await district.SayAsync("keji", "更新 7 40% 推进中");

        (await district.SayAsync(person, text)).Title.ShouldBe(answer);
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
