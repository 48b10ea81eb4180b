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

    private async Task<District> WithGroupAsync()
    {
        var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.Get<SubscribedGroups>().AddAsync(new GroupAddress(ChannelKind.Teams, "19:group"));
        return district;
    }

    private static async Task<IReadOnlyList<Reply>> PostedAsync(District district) =>
        [.. (await district.WaitingAsync(Outbox.OfficeSlot)).Where(entry => GroupAddress.Parse(entry.PersonId) is not null).Select(entry => entry.Content)];
}
