using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>谁没报 and 谁还没签收: who is silent, who is too new to be called so, and who did report.</summary>
public sealed class NotReportedTests(StoreServers stores)
{
    [Fact]
    public async Task Items_of_a_young_plan_are_named_as_too_young_and_never_as_reported()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定");
        await district.SayAsync("kexie", "签收 4");

        var answer = await district.SayAsync("leader", "谁没报");

        answer.Title.ShouldBe("11月1日以来没有该报未报的；6 个单位有 9 项是这期间才交办的，还没报过");
        answer.Lines.ShouldBe(
        [
            "期间才交办、还没报过的 9 项（8 项还没签收）：区科技局 3 项、区科协 2 项、东门街道 1 项、区人社局 1 项、西门街道 1 项、驻区高校 1 项",
            "报过的 1 项：区科技局 1 项",
        ]);
        answer.Rows.Count.ShouldBe(9);
        answer.Choices.ShouldHaveSingleItem().Say.ShouldBe("谁还没签收");
    }

    [Fact]
    public async Task In_the_next_month_they_are_silent()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定");
        district.Clock.Time.Advance(TimeSpan.FromDays(10)); // 2026-12-03
        await district.SayAsync("kexie", "更新 4 30% 已草拟");

        var answer = await district.SayAsync("leader", "谁没报");

        answer.Title.ShouldBe("12月1日以来没报的：6 个单位 9 项");
        answer.Lines[^1].ShouldBe("报过的 1 项：区科协 1 项");
        (await district.SayAsync("leader", "10月份没报送的单位")).Title.ShouldBe("10月1日—10月31日没有要报的在办任务。");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_reports_by_the_quarter_owes_nothing_in_its_first_month_unless_the_last_one_is_missing(bool isReported)
    {
        await using var district = await DistrictAsync();
        district.Clock.Time.Advance(TimeSpan.FromDays(24)); // 2026-12-17
        if (isReported)
            await district.SayAsync("keji", "更新 6 第四季度走访了12家企业");
        district.Clock.Time.Advance(TimeSpan.FromDays(25)); // 2027-01-11

        var answer = await district.SayAsync("leader", "谁没报");

        answer.Rows.Any(row => row is { Ref: "6", Unit: "区科技局" }).ShouldBe(!isReported);
        answer.Rows.ShouldContain(row => row.Ref == "7", "what has a deadline and no rhythm is looked for each month");
        (await district.SayAsync("office", "催没报的单位")).Title.ShouldContain($"{answer.Rows.Count(row => row.Unit != "驻区高校")} 项");
    }

    [Fact]
    public async Task Who_has_not_signed_is_an_answer_of_its_own()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "签收全部");
        await district.SayAsync("keji", "确认");
        district.Clock.Time.Advance(TimeSpan.FromDays(3));

        var answer = await district.SayAsync("office", "谁还没签收");

        answer.Title.ShouldBe("还没签收的：5 个单位 6 项");
        answer.Rows.ShouldAllBe(row => row.State == "交办 3 天" && row.Unit != "区科技局");
        (await district.SayAsync("office", answer.Choices[0].Say)).Title.ShouldStartWith("将催办 4 个单位的 5 项");
        (await district.SayAsync("kexie", "谁还没签收")).Title.ShouldBe("本单位：还没签收的：1 个单位 2 项");
        (await district.SayAsync("keji", "谁还没签收")).Title.ShouldBe("本单位：都签收了。");
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
