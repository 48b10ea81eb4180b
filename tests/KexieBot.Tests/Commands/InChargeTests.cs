using KexieBot.Core.Chat;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>What a leader in charge of 区科技局 alone is shown.</summary>
public sealed class InChargeTests(StoreServers stores)
{
    [Theory]
    [InlineData("进展汇总", "您分管的：共 4 项任务", "共 10 项任务")]
    [InlineData("第一部分进展汇总", "您分管的：一、能力建设：共 2 项任务", "一、能力建设：共 6 项任务")]
    [InlineData("逾期任务", "您分管的：逾期 1 项", "逾期 2 项")]
    [InlineData("红灯有哪些", "您分管的：红灯 1 项", "红灯 2 项")]
    [InlineData("有什么困难", "您分管的：还没解决的困难 1 项", "还没解决的困难 2 项")]
    [InlineData("各单位完成率排名", "您分管的：1 个单位的平均进度", "5 个单位的平均进度")]
    [InlineData("比上月怎么样", "您分管的：本月报送 1 次", "本月报送 2 次")]
    [InlineData("趋势", "您分管的：近 6 个月办结 0 项", "近 6 个月办结 0 项")]
    [InlineData("overdue", "In your charge: 1 items overdue", "2 items overdue")]
    public async Task Answers_are_about_the_units_in_charge_and_widen_by_their_first_button(string text, string own, string all)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定；存在问题：经费未到位");
        await district.SayAsync("kexie", "更新 5 60% 场地已定；存在问题：人手不够");
        if (text == "overdue")
            await district.SayAsync("leader", "切换英文");

        var first = await district.SayAsync("leader", text);

        first.Title.ShouldStartWith(own);
        (await district.SayAsync("leader", first.Choices[0].Say)).Title.ShouldStartWith(all, Case.Sensitive, first.Choices[0].Say);
    }

    [Fact]
    public async Task Who_has_not_reported_and_what_was_done_lately_are_about_them_too()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("kexie", "更新 5 60% 场地已定");
        await district.SayAsync("keji", "更新 8 60% 场地已定");

        (await district.SayAsync("leader", "进展汇总")).Lines[0].ShouldStartWith("近七天：报送 1 次（1 个单位）");
        (await district.SayAsync("leader", "全区进展汇总")).Lines[0].ShouldStartWith("近七天：报送 2 次（2 个单位）");
        (await district.SayAsync("leader", "全民科学素质行动进展汇总")).Title.ShouldStartWith("您分管的：");
        district.Clock.Time.Advance(TimeSpan.FromDays(40));
        var silent = await district.SayAsync("leader", "谁没报");
        silent.Rows.ShouldAllBe(row => row.Unit == "区科技局");
        (await district.SayAsync("leader", silent.Choices[0].Say)).Rows.ShouldContain(row => row.Unit == "区科协");
    }

    private async Task<District> DistrictAsync()
    {
        var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.Get<RosterStore>().ChangeAsync(roster => roster.WithPerson("leader", person => person with { UnitIds = ["区科技局"] }));
        return district;
    }
}
