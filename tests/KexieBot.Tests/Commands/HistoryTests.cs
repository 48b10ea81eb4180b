using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>历史 N: the trail as people read it.</summary>
public sealed class HistoryTests(StoreServers stores)
{
    [Fact]
    public async Task What_was_withdrawn_keeps_its_history()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 30% 已开座谈会");
        await ConfirmAsync(district, "作废 8，市里不再要求");
        await ConfirmAsync(district, "第5条去掉东门街道");

        var ofMeasure = await district.SayAsync("office", "历史 8");
        var ofUnit = await district.SayAsync("office", "历史 5 东门街道");

        ofMeasure.Facts.Select(fact => fact.Value).ShouldContain(value => value.Contains("作废 办理中 → 已作废", StringComparison.Ordinal));
        ofMeasure.Facts.Select(fact => fact.Value).ShouldContain(value => value.Contains("报进展 0% → 30%", StringComparison.Ordinal));
        ofUnit.Facts.Count.ShouldBe(2);
        (await district.SayAsync("dong", "历史 8")).Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_moved_deadline_shows_both_days_and_another_year_shows_itself()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("office", "第8条期限改为12月31日");
        district.Clock.Time.Advance(TimeSpan.FromDays(60));

        var fact = (await district.SayAsync("office", "历史 8")).Facts[0];

        fact.Value.ShouldEndWith("改期限 2026-11-27 → 2026-12-31");
        fact.Name.ShouldStartWith("2026-11-23");
    }

    [Fact]
    public async Task A_long_history_says_that_it_is_cut()
    {
        await using var district = await DistrictAsync();
        for (var percent = 1; percent <= 11; percent++)
            await district.SayAsync("keji", $"更新 8 {percent}% 又做了一些");
        (await district.SayAsync("keji", "历史 8")).Hint.ShouldBeNull();

        await district.SayAsync("keji", "更新 8 20% 又做了一些");

        var cut = await district.SayAsync("keji", "历史 8");
        (cut.Facts.Count, cut.Hint).ShouldBe((12, "只列最近的 12 条。"));
    }

    private static async Task ConfirmAsync(District district, string text) =>
        (await district.SayAsync("office", (await district.SayAsync("office", text)).Choices[0].Say)).Tone.ShouldBe(ReplyTone.Good);

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
