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

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
