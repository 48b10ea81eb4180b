using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>Lists longer than a page.</summary>
public sealed class PagesTests(StoreServers stores)
{
    [Theory]
    [InlineData("zhong", "我的任务", "第 13–24 项，共 30 项。")]
    [InlineData("leader", "逾期任务", "第 13–24 项，共 32 项。")]
    [InlineData("leader", "红灯", "第 13–24 项，共 32 项。")]
    [InlineData("zhong", "逾期任务", "第 13–24 项，共 30 项。")]
    [InlineData("leader", "文旅局进展怎么样", "第 13–24 项，共 30 项。")]
    public async Task A_long_list_is_turned_by_its_button_and_by_word(string person, string text, string second)
    {
        await using var district = await WithALongPlanAsync(stores.Fresh(StoreKind.Garnet));
        var first = await district.SayAsync(person, text);
        first.Rows.Count.ShouldBe(12);

        var byButton = await district.SayAsync(person, first.Choices.Single(choice => choice.Label == "下一页").Say);
        var last = await district.SayAsync(person, "下一页");
        var back = await district.SayAsync(person, "上一页");

        byButton.Lines.ShouldContain(second);
        last.Rows.ShouldNotBeEmpty();
        last.Choices.ShouldNotContain(choice => choice.Label == "下一页");
        back.Rows.ShouldBe(byButton.Rows);
        first.Rows.Concat(byButton.Rows).Concat(last.Rows).Distinct().Count().ShouldBe(24 + last.Rows.Count);
    }

    [Fact]
    public async Task Who_has_not_reported_is_paged_and_in_English_too()
    {
        await using var district = await WithALongPlanAsync(stores.Fresh(StoreKind.Garnet));
        district.Clock.Time.Advance(TimeSpan.FromDays(40));
        await district.SayAsync("leader", "切换英文");

        var first = await district.SayAsync("leader", "who has not reported");
        var second = await district.SayAsync("leader", first.Choices.Single(choice => choice.Label == "next page").Say);

        second.Lines.ShouldContain("13 to 24 of 40.");
        (await district.SayAsync("leader", "next page")).Lines.ShouldContain("25 to 36 of 40.");
    }

    [Fact]
    public async Task A_channel_that_turns_pages_itself_gets_all_of_the_list()
    {
        await using var district = await WithALongPlanAsync(stores.Fresh(StoreKind.Garnet));

        var reply = await district.Get<ChatBot>().RespondAsync(new InboundMessage("t", new ChannelAccount(ChannelKind.Teams, "zhong@teams"), "我的任务"), CancellationToken.None);

        reply.Rows.Count.ShouldBe(30);
        reply.Choices.ShouldNotContain(choice => choice.Label == "下一页");
    }

    [Fact]
    public async Task A_report_that_ends_with_a_page_keeps_it()
    {
        await using var district = await WithALongPlanAsync(stores.Fresh(StoreKind.Garnet));

        await district.SayAsync("keji", "更新 8 60% 已印发，见附件 第2页");

        (await district.ItemAsync(8, "区科技局")).Progress.ShouldBe("已印发，见附件 第2页");
    }

    private static async Task<District> WithALongPlanAsync(StackExchange.Redis.IDatabase store)
    {
        var district = await District.OnAsync(store);
        var roster = await district.Get<RosterStore>().ChangeAsync(roster => new Roster(
            [.. roster.Units, new Unit("区文旅局", "区文旅局")],
            roster.Groups,
            [.. roster.Persons, new Person("zhong", "钟悦", PersonRole.Liaison) { UnitIds = ["区文旅局"], Accounts = [new PersonAccount(ChannelKind.Teams, "zhong@teams")] }]));
        var measures = Enumerable.Range(101, 30).Select(number => new DraftMeasure(number, "一", $"第{number}件事", "办好。", [new DraftUnit("区文旅局", UnitRole.Responsible, false)], new DraftDeadline("11月10日", new DateOnly(2026, 11, 10)), null, number));
        var import = PlanImport.Prepare("lang", new PlanDraft("长方案", null, [.. measures], []), roster, district.Clock.Office.Now);
        await district.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office", "console", "import-long"));
        return district;
    }
}
