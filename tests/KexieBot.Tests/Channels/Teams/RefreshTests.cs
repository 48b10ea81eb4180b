using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>A client draws a card anew by itself whenever somebody looks at it: that is nobody's answer and nobody's order.</summary>
public sealed class RefreshTests(StoreServers stores)
{
    [Fact]
    public async Task A_card_that_refreshes_by_itself_does_not_answer_the_question_that_is_open()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        (await district.SayAsync(district.Liaison, "60% 已开座谈会")).ShouldContain("第几条");

        // A measure's card refreshes with the measure's number: just what the question waits for.
        await district.TapAsync(district.Liaison.Refresh("8", "n"));
        (await district.ItemAsync("8/区科技局")).ReportedAt.ShouldBeNull();

        await district.SayAsync(district.Liaison, "8");
        (await district.ItemAsync("8/区科技局")).Percent.ShouldBe(60);
    }

    [Fact]
    public async Task In_a_channel_a_card_refreshes_for_who_asked_and_shows_what_all_may_see()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayInChannelAsync(district.Leader, "进展汇总");
        var refresh = district.Bench.Microsoft.Sent.Last()["attachments"]![0]!["content"]!["refresh"]!;
        await district.SayAsync(district.Liaison, "签收全部");
        await district.SayAsync(district.Liaison, "确认");

        var data = refresh["action"]!["data"]!;
        var answer = await district.TapAsync(TeamsActivities.InChannel(district.Leader.Refresh((string)data["say"]!, (string)data["nonce"]!)));

        refresh["userIds"]!.AsArray().Select(id => (string)id!).ShouldBe(["29:leader"]);
        var card = answer["value"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        card.ShouldContain("共 3 项任务");
        card.ShouldNotContain("区科技局");
    }

    [Fact]
    public async Task A_card_that_refreshes_by_itself_changes_nothing_whatever_it_says()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));

        await district.TapAsync(district.Liaison.Refresh("签收 8", "n"));
        (await district.ItemAsync("8/区科技局")).State.ShouldBe(WorkItemState.Assigned);

        await district.TapAsync(district.Liaison.Tap("签收 8", "n"));
        (await district.ItemAsync("8/区科技局")).State.ShouldBe(WorkItemState.InProgress);
    }
}
