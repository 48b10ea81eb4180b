using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>A card from last month, acted on today.</summary>
public sealed class CardNewsTests(StoreServers stores)
{
    [Fact]
    public async Task A_tap_on_an_old_card_acts_and_says_what_others_have_changed_since()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var drawn = district.Clock.Office.Now;
        district.Clock.Time.Advance(TimeSpan.FromDays(1));
        await district.SayAsync("keji", "更新 8 30% 已开座谈会");
        await district.SayAsync("office", "第8条期限改为12月31日");

        var reply = await TapAsync(district, "更新 8 60% 已印发", drawn);

        reply.Title.ShouldBe("已记入：第8条 30% → 60%");
        reply.Lines[0].ShouldStartWith("这张卡片是 11-23 09:00 的，之后有变化：11-24 09:00 办公室（console） 改期限");
        reply.Lines[0].ShouldNotContain("报进展", Case.Sensitive, "one's own changes are no news");
    }

    [Fact]
    public async Task A_fresh_card_and_one_whose_measure_nobody_touched_say_nothing_of_it()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var before = district.Clock.Office.Now;
        district.Clock.Time.Advance(TimeSpan.FromHours(1));
        await district.SayAsync("office", "第8条期限改为12月31日");

        (await TapAsync(district, "签收 8", district.Clock.Office.Now)).Lines.ShouldNotContain(line => line.Contains("卡片", StringComparison.Ordinal));
        (await TapAsync(district, "签收 6", before)).Lines.ShouldNotContain(line => line.Contains("卡片", StringComparison.Ordinal));
        (await TapAsync(district, "任务 8", before)).Lines.ShouldNotContain(line => line.Contains("卡片", StringComparison.Ordinal));
    }

    private static Task<Reply> TapAsync(District district, string say, DateTimeOffset drawn) => district.Get<ChatBot>().RespondAsync(
        new InboundMessage($"tap {say}", new ChannelAccount(ChannelKind.Console, "keji"), say) { CardDrawnAt = drawn }, CancellationToken.None);
}
