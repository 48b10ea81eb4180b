using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>Times and units beside each other, and who skipped a time that is over.</summary>
public sealed class ComparisonTests(StoreServers stores)
{
    [Fact]
    public async Task Two_units_that_are_named_stand_beside_each_other()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定");

        var reply = await district.SayAsync("leader", "区科技局和区科协比较");

        reply.Title.ShouldBe("平均进度：区科技局 20%，区科协 0%");
        reply.Facts.Select(fact => fact.Name).ShouldBe(["区科技局", "区科协"]);
        reply.Facts[0].Value.ShouldBe("4 项，办结 0 项，逾期 1 项，本月报过 1 项");
        (await district.SayAsync("leader", "区科技局和区财政局比较")).Title.ShouldContain("区财政局");
    }

    [Fact]
    public async Task A_quarter_and_a_year_are_compared_with_as_many_days_of_the_last_one()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定");
        district.Clock.Time.Advance(TimeSpan.FromDays(80)); // 2027-02-11
        await district.SayAsync("keji", "更新 8 70% 设备已到");
        await district.SayAsync("kexie", "更新 4 70% 已印发");

        (await district.SayAsync("leader", "和上季度比怎么样")).Title.ShouldBe("本季度报送 2 次（同期 0），办结 0 项（同期 0）");
        (await district.SayAsync("leader", "和去年比怎么样")).Title.ShouldBe("今年报送 2 次（同期 0），办结 0 项（同期 0）");
        (await district.SayAsync("leader", "和上个月比怎么样")).Title.ShouldStartWith("本月报送 2 次");
    }

    [Fact]
    public async Task The_trend_counts_each_month_s_closings_in_one_read()
    {
        await using var district = await DistrictAsync();
        await CloseAsync(district, "keji", 8);
        district.Clock.Time.Advance(TimeSpan.FromDays(31)); // 2026-12-24
        await CloseAsync(district, "kexie", 5);
        await CloseAsync(district, "keji", 7);

        var trend = await district.SayAsync("leader", "趋势");

        trend.Title.ShouldBe("近 6 个月办结 3 项");
        trend.Chart!.Points.Select(point => (point.Label, point.Value)).TakeLast(3).ShouldBe([("10月", 0d), ("11月", 1d), ("12月", 2d)]);
    }

    [Fact]
    public async Task Who_reported_only_later_has_skipped_the_month()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("kexie", "更新 4 30% 已草拟");
        district.Clock.Time.Advance(TimeSpan.FromDays(10)); // 2026-12-03
        await district.SayAsync("keji", "更新 8 60% 场地已定");

        var skipped = await district.SayAsync("leader", "11月谁没报");
        var now = await district.SayAsync("leader", "谁没报");

        skipped.Title.ShouldStartWith("11月1日—11月30日没报的");
        skipped.Rows.ShouldContain(row => row.Ref == "8");
        skipped.Rows.ShouldNotContain(row => row.Ref == "4" && row.Unit == "区科协");
        skipped.Choices.ShouldBeEmpty();
        now.Rows.ShouldContain(row => row.Ref == "4" && row.Unit == "区科协");
        now.Rows.ShouldNotContain(row => row.Ref == "8");
    }

    [Fact]
    public async Task What_waits_for_the_office_owes_no_report()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 100% 完成");
        await district.SayAsync("keji", "申请办结 8");
        district.Clock.Time.Advance(TimeSpan.FromDays(40));

        (await district.SayAsync("leader", "谁没报")).Rows.ShouldNotContain(row => row.Ref == "8");
        (await district.SayAsync("leader", "催没报的单位")).Title.ShouldStartWith("将催办 5 个单位的 8 项");
    }

    private static async Task CloseAsync(District district, string person, int number)
    {
        await district.SayAsync(person, $"更新 {number} 100% 完成");
        (await district.SayAsync(person, $"申请办结 {number} 配合单位都已完成")).Tone.ShouldBe(ReplyTone.Good);
        (await district.SayAsync("office", $"同意办结 {number}")).Tone.ShouldBe(ReplyTone.Good);
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
