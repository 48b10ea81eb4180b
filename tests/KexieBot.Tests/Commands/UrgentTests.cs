using KexieBot.Core.Chat;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Tests.Delivery;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Commands;

public sealed class UrgentTests(StoreServers stores)
{
    private readonly CountingChannel console = new(ChannelKind.Console);

    [Theory]
    [InlineData("紧急催办第7条", true)]
    [InlineData("【紧急】催办第7条", true)]
    [InlineData("加急，催一下第7条", true)]
    [InlineData("催办第7条（紧急）", true)]
    [InlineData("催办第7条，紧急！", true)]
    [InlineData("批示第7条：紧急，今天报结果", true)]
    [InlineData("紧急", true)]
    [InlineData("urgent: urge 7", true)]
    [InlineData("Instruct 7 (urgent): report today", true)]
    [InlineData("催办第7条", false)]
    [InlineData("催办紧急救援队建设", false)]
    [InlineData("紧急救援队建设催办一下", false)]
    [InlineData("催办第7条，不紧急", false)]
    [InlineData("批示第7条：紧急救援要抓紧", false)]
    [InlineData("remind the urgently needed", false)]
    public void The_mark_counts_where_a_mark_stands(string text, bool isUrgent) => UrgentMark.IsOn(text).ShouldBe(isUrgent);

    [Theory]
    [InlineData("2026-11-28T10:00:00+08:00")] // a Saturday
    [InlineData("2026-11-25T02:00:00+08:00")] // at night
    public async Task An_urgent_urging_goes_out_at_once_with_its_mark_and_the_sender_is_told(string at)
    {
        await using var district = await DistrictAsync(at);
        await district.Get<RosterStore>().ChangeAsync(roster => roster.WithPerson("keji", person => person with { Settings = new PersonSettings { QuietUntil = new DateOnly(2026, 12, 5) } }));
        (await district.SayAsync("leader", "催办第8条")).Hint!.ShouldContain("随对方的下一次晨报送达");
        (await DeliverAsync(district)).ShouldBeEmpty();

        var reply = await district.SayAsync("leader", "紧急催办第8条");

        reply.Title.ShouldBe("已紧急催办 1 个单位 1 项");
        reply.Hint.ShouldBe("按紧急件马上发出，夜间、休息日和对方免打扰时也送达。");
        var message = (await DeliverAsync(district)).ShouldHaveSingleItem();
        (message.To.Id, message.Content.Title).ShouldBe(("keji", "【紧急】李区长催办 1 项任务"));
    }

    [Fact]
    public async Task A_wide_urgent_urging_is_confirmed_as_one_and_stays_urgent()
    {
        await using var district = await DistrictAsync("2026-11-28T10:00:00+08:00");

        (await district.SayAsync("office", "紧急催办第5条")).Title.ShouldStartWith("将紧急催办 ");
        (await district.SayAsync("office", "确认")).Title.ShouldStartWith("已紧急催办 ");

        (await DeliverAsync(district)).ShouldNotBeEmpty();
        (await district.WaitingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_remark_marked_urgent_goes_out_at_once_without_the_mark_in_its_words()
    {
        await using var district = await DistrictAsync("2026-11-28T10:00:00+08:00");

        (await district.SayAsync("leader", "批示第8条（紧急）：今天报结果")).Hint!.ShouldContain("马上发出");

        var message = (await DeliverAsync(district)).First(one => one.To.Id == "keji");
        message.Content.Title.ShouldStartWith("【紧急】");
        message.Content.Lines.ShouldBe(["今天报结果"]);
        (await district.ItemAsync(8, "区科技局")).Instruction!.ShouldEndWith("：今天报结果");
    }

    [Fact]
    public async Task Asked_whom_the_mark_is_kept()
    {
        await using var district = await DistrictAsync("2026-11-28T10:00:00+08:00");

        (await district.SayAsync("leader", "紧急催办")).Choices.ShouldAllBe(choice => UrgentMark.IsOn(choice.Say));
    }

    [Fact]
    public async Task A_liaison_marks_nothing_as_urgent()
    {
        await using var district = await DistrictAsync("2026-11-28T10:00:00+08:00");
        await district.SayAsync("keji", "签收 8");

        await district.SayAsync("keji", "紧急：申请办结 8 已完成");
        await district.SayAsync("keji", "紧急催办第8条");

        (await DeliverAsync(district)).ShouldBeEmpty();
    }

    private async Task<District> DistrictAsync(string at)
    {
        var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        district.Clock.Time.AdjustTime(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime());
        return district;
    }

    private async Task<IReadOnlyList<OutboundMessage>> DeliverAsync(District district)
    {
        var before = console.Taken.Count;
        var dispatcher = Dispatchers.Of(district.Get<IDatabase>(), district.Clock.Office, district.Get<WorkCalendar>(), [console]);
        await dispatcher.RunOnceAsync([District.PlanId], CancellationToken.None);
        return [.. console.Taken.Skip(before)];
    }
}
