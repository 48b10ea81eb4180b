using System.Text.Json.Nodes;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>One request is on the cards of several people: what one of them decides, the others' cards show.</summary>
public sealed class SharedCardTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_one_officer_decides_by_a_tap_takes_the_place_of_the_other_officers_card(StoreKind kind)
    {
        await using var district = await DistrictAsync(kind);
        var (own, others) = await RequestAsync(district);

        await TapAsync(district, district.Office, own, "通过");
        await district.SendAllAsync();

        (await district.ItemAsync("8/区科技局")).State.ShouldBe(WorkItemState.Closed);
        var card = district.CardAt(district.SecondOfficer, others);
        card.ShouldContain("office已通过区科技局第8条办结");
        card.ShouldNotContain("退回");
        district.Bench.Microsoft.Conversations.Activities[district.SecondOfficer.Chat].Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_card_that_refreshes_by_itself_shows_how_the_request_stands_and_offers_what_can_be_decided()
    {
        await using var district = await DistrictAsync(StoreKind.Garnet);
        var (own, _) = await RequestAsync(district);
        var refresh = district.Bench.Microsoft.Conversations.Activities[district.Office.Chat][own]["attachments"]![0]!["content"]!["refresh"]!;
        refresh["userIds"]!.AsArray().Select(id => (string)id!).ShouldBe(["29:office"]);
        var say = (string)refresh["action"]!["data"]!["say"]!;

        var waiting = await district.TapAsync(district.Office.Refresh(say, "n"));
        waiting.ToJsonString(Readable).ShouldContain("待审核");
        waiting.ToJsonString(Readable).ShouldContain("同意办结 8 区科技局");

        await district.SayAsync(district.SecondOfficer, "退回区科技局第8条，缺照片");
        var decided = await district.TapAsync(district.Office.Refresh(say, "n"));
        decided.ToJsonString(Readable).ShouldContain("已退回");
        decided.ToJsonString(Readable).ShouldNotContain("同意办结");
    }

    [Fact]
    public async Task A_card_that_somebody_is_filling_in_is_left_alone()
    {
        await using var district = await DistrictAsync(StoreKind.Garnet);
        var (own, others) = await RequestAsync(district);
        (await TapAsync(district, district.SecondOfficer, others, "退回")).ToJsonString(Readable).ShouldContain("Input.Text");

        await TapAsync(district, district.Office, own, "通过");
        await district.SendAllAsync();

        district.CardAt(district.SecondOfficer, others).ShouldNotContain("已通过");
    }

    [Fact]
    public async Task A_card_that_cannot_be_changed_any_more_makes_no_message_and_no_dead_letter()
    {
        await using var district = await DistrictAsync(StoreKind.Garnet);
        var (own, others) = await RequestAsync(district);
        district.Bench.Microsoft.Conversations.Activities[district.SecondOfficer.Chat].Clear();

        await TapAsync(district, district.Office, own, "通过");
        await district.SendAllAsync();

        district.Bench.Microsoft.Conversations.Activities[district.SecondOfficer.Chat].ShouldBeEmpty();
        (await district.Bench.Get<Core.Delivery.DeadLetters>().ListAsync("p")).ShouldBeEmpty();
        (await district.Bench.Get<Core.Delivery.UnreachablePersons>().ListAsync()).ShouldBeEmpty();
        others.ShouldNotBeEmpty();
    }

    private static System.Text.Json.JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<TeamsDistrict> DistrictAsync(StoreKind kind)
    {
        var district = await TeamsDistrict.StartAsync(stores.Fresh(kind));
        // Where a person's chat is is learned from what they write.
        await district.SayAsync(district.Office, "帮助");
        await district.SayAsync(district.SecondOfficer, "帮助");
        foreach (var officer in new[] { district.Office, district.SecondOfficer })
            district.Bench.Microsoft.Conversations.Activities[officer.Chat].Clear();
        return district;
    }

    /// <summary>The ids of the cards that the two officers got.</summary>
    private static async Task<(string Own, string Others)> RequestAsync(TeamsDistrict district)
    {
        await district.SayAsync(district.Liaison, "更新 8 100% 已全部完成");
        await district.SayAsync(district.Liaison, "申请办结 8");
        await district.SendAllAsync();
        var chats = district.Bench.Microsoft.Conversations.Activities;
        return (chats[district.Office.Chat].ShouldHaveSingleItem().Key, chats[district.SecondOfficer.Chat].ShouldHaveSingleItem().Key);
    }

    private static async Task<JsonObject> TapAsync(TeamsDistrict district, TeamsActivities who, string card, string button)
    {
        var tap = who.TapOn(district.Bench.Microsoft.Conversations.Activities[who.Chat][card], card, button);
        return await district.TapAsync(tap);
    }
}
