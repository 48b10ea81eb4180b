using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>In a group everybody reads along, so nobody asks there for what the others may not see.</summary>
public sealed class GroupTests(StoreServers stores)
{
    [Theory]
    [InlineData("leader", "逾期任务")]
    [InlineData("leader", "我的任务")]
    [InlineData("leader", "区科技局进展")]
    [InlineData("leader", "历史 8")]
    [InlineData("office", "未送达消息")]
    [InlineData("office", "红灯任务")]
    [InlineData("keji", "我的任务")]
    [InlineData("keji", "本月到期")]
    [InlineData("keji", "进展汇总")]
    public async Task What_names_units_or_is_one_persons_own_is_for_the_personal_chat(string who, string text)
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        var speaker = who switch { "leader" => district.Leader, "office" => district.Office, _ => district.Liaison };

        (await district.SayInChannelAsync(speaker, text)).ShouldBe("群里大家都看得到：请与我单聊再问。");
    }

    [Fact]
    public async Task A_measure_is_shown_with_its_units_and_without_how_they_stand()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync(district.Liaison, "更新 8 37% 已开座谈会");

        (await district.SayInChannelAsync(district.Leader, "第8条")).ShouldStartWith("第8条");

        var card = district.Bench.Microsoft.Sent.Last().ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        card.ShouldContain("区科技局");
        card.ShouldNotContain("37%");
        card.ShouldNotContain("座谈会");
    }

    [Fact]
    public async Task A_liaison_can_report_and_a_leader_ask_for_the_whole()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));

        (await district.SayInChannelAsync(district.Liaison, "更新 8 37% 已开座谈会")).ShouldStartWith("已记入");
        (await district.SayInChannelAsync(district.Leader, "进展汇总")).ShouldContain("共 3 项任务");
    }
}
