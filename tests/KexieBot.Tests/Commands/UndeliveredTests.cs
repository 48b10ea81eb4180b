using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>What was given up, decided on in chat.</summary>
public sealed class UndeliveredTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task The_office_lists_drops_one_and_sends_the_rest_again(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        (await district.SayAsync("office", "未送达消息")).Title.ShouldBe("没有未送达的消息。");
        foreach (var key in new[] { "a", "b", "c" })
            await BuryAsync(district, key);

        var list = await district.SayAsync("office", "未送达消息");
        list.Title.ShouldBe("没发出去的消息 3 条");
        list.Facts.ShouldAllBe(fact => fact.Value == "林晓：通知（503）");
        (await district.SayAsync("office", list.Choices[1].Say)).Title.ShouldBe("已放弃 1 条。");
        (await district.SayAsync("office", list.Choices[1].Say)).Title.ShouldContain("没有这样的消息");
        (await district.SayAsync("office", "重发全部消息")).Title.ShouldBe("重发 2 条没发出去的消息。确认吗？");
        (await district.SayAsync("office", "确认")).Title.ShouldBe("已放回待发 2 条。");

        (await district.Get<Outbox>().DepthAsync(Outbox.OfficeSlot)).ShouldSatisfyAllConditions(depth => depth.Waiting.ShouldBe(2), depth => depth.Dead.ShouldBe(0));
        (await district.SayAsync("keji", "未送达消息")).Title.ShouldBe("这项操作由办公室办理，请联系办公室。");
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_is_of_yesterday_goes_out_only_when_the_office_insists(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        await BuryAsync(district, "yesterday", district.Clock.Office.Now.AddHours(-1));
        await BuryAsync(district, "a");

        (await district.SayAsync("office", "重发全部消息")).Title.ShouldBe("重发 2 条没发出去的消息，其中 1 条已过时，不会发出（可逐条重发）。确认吗？");
        (await district.SayAsync("office", "确认")).Title.ShouldBe("已放回待发 1 条。");
        var code = (await district.SayAsync("office", "未送达消息")).Choices[1].Say[^5..];
        (await district.SayAsync("office", $"重发消息 {code}")).Title.ShouldContain("仍要重发吗？");
        (await district.SayAsync("office", "确认")).Title.ShouldBe("已放回待发 1 条。");
    }

    private static async Task BuryAsync(District district, string key, DateTimeOffset? pointlessAfter = null)
    {
        var outbox = district.Get<Outbox>();
        await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry(key, "keji", "event", Reply.Of("通知"), district.Clock.Office.Now) { PointlessAfter = pointlessAfter });
        var claimed = (await outbox.ClaimAsync(Outbox.OfficeSlot, 1, TimeSpan.FromMinutes(1))).ShouldHaveSingleItem();
        (await outbox.BuryAsync(claimed, claimed.Entry, "503")).ShouldBeTrue();
    }
}
