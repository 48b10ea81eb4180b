using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>A bulletin goes into the groups only as the office has read it.</summary>
public sealed class BulletinTests(StoreServers stores)
{
    [Fact]
    public async Task Without_a_group_there_is_nothing_to_send()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        (await district.SayAsync("office", "出一期督查通报")).Choices.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_changed_since_the_office_read_it_is_read_again_first()
    {
        await using var district = await WithGroupAsync();
        var draft = await district.SayAsync("office", "出一期督查通报");
        var send = draft.Choices.ShouldHaveSingleItem().Say;
        await district.SayAsync("keji", "更新 8 40% 展板设计完成");

        var again = await district.SayAsync("office", send);
        again.Title.ShouldContain("初稿");
        again.Lines.ShouldNotBe(draft.Lines);
        (await PostedAsync(district)).ShouldBeEmpty();

        (await district.SayAsync("office", again.Choices.ShouldHaveSingleItem().Say)).Title.ShouldBe("通报已发往 1 个群。");
        var posted = (await PostedAsync(district)).ShouldHaveSingleItem();
        posted.Lines.ShouldBe(again.Lines);
        posted.Title.ShouldNotContain("初稿");
    }

    [Fact]
    public async Task A_leader_reads_the_draft_and_sends_it_nowhere()
    {
        await using var district = await WithGroupAsync();

        (await district.SayAsync("leader", "出一期督查通报")).Choices.ShouldBeEmpty();
        await district.SayAsync("leader", "确认：出一期督查通报");

        (await PostedAsync(district)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_number_that_is_asked_for_stands_in_the_title_and_what_was_reopened_is_no_good_work()
    {
        await using var district = await WithGroupAsync();
        await CloseAsync(district, 8);
        await CloseAsync(district, 7);
        await district.SayAsync("office", (await district.SayAsync("office", "重开区科技局第7条，材料有误")).Choices[0].Say);

        var draft = await district.SayAsync("office", "出第4期通报");

        draft.Title.ShouldBe("督查通报（第4期，初稿）：2026-11-01 至 2026-11-23");
        draft.Lines[1].ShouldEndWith("，其中区科技局办结 1 项。");
        await district.SayAsync("office", draft.Choices.ShouldHaveSingleItem().Say);
        (await PostedAsync(district)).ShouldHaveSingleItem().Title.ShouldBe("督查通报（第4期）：2026-11-01 至 2026-11-23");
    }

    private static async Task CloseAsync(District district, int number)
    {
        await district.SayAsync("keji", $"更新 {number} 100% 全部办完");
        await district.SayAsync("keji", $"申请办结 {number}");
        await district.SayAsync("office", $"同意办结区科技局第{number}条");
    }

    private async Task<District> WithGroupAsync()
    {
        var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.Get<SubscribedGroups>().AddAsync(new GroupAddress(ChannelKind.Teams, "19:group"));
        return district;
    }

    private static async Task<IReadOnlyList<Reply>> PostedAsync(District district) =>
        [.. (await district.WaitingAsync(Outbox.OfficeSlot)).Where(entry => GroupAddress.Parse(entry.PersonId) is not null).Select(entry => entry.Content)];
}
