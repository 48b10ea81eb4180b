using System.Text.Json.Nodes;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Conversations;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>Buttons on cards: brought several times by Teams, tapped again by people, refused, late.</summary>
public sealed class TapTests(StoreServers stores)
{
    private const string Card = "application/vnd.microsoft.card.adaptive";

    private const string Words = "application/vnd.microsoft.activity.message";

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_changing_tap_that_comes_four_times_at_once_under_two_ids_is_one_event_and_one_answer(StoreKind kind)
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(kind));
        var tap = district.Liaison.Tap("签收 8", "n", id: "f:a");
        var again = district.Liaison.Tap("签收 8", "n", id: "f:b");

        var answers = await Task.WhenAll(new[] { tap, tap, again, again }.Select(district.TapAsync));

        answers.Select(answer => answer.ToJsonString()).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        ((string)answers[0]["type"]!).ShouldBe(Card);
        (await district.Bench.Get<LedgerReader>().HistoryAsync("p", "8/区科技局", 10)).Count(entry => entry.Kind == EventKind.Acknowledged).ShouldBe(1);
        district.Bench.Microsoft.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tap_that_Teams_brings_again_minutes_later_changes_nothing_and_is_answered_as_the_first_time()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync(district.Liaison, "更新 8 100% 已全部完成");
        var tap = district.Liaison.Tap("申请办结 8", "n", id: "f:late");
        var first = await district.TapAsync(tap);
        district.Clock.Time.Advance(TimeSpan.FromMinutes(2));
        await district.SayAsync(district.Office, "退回区科技局第8条，请补充材料");
        district.Clock.Time.Advance(TimeSpan.FromMinutes(3));

        (await district.TapAsync(tap)).ToJsonString().ShouldBe(first.ToJsonString());

        (await district.ItemAsync("8/区科技局")).State.ShouldBe(WorkItemState.InProgress);
        // A recording played back while its token is good is no other tap either.
        (await district.Bench.Get<IDatabase>().KeyTimeToLiveAsync($"kexie:{{teams}}:named:teams:{district.Liaison.Chat}:f:late"))!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(100));
    }

    [Fact]
    public async Task The_same_button_tapped_again_later_is_meant_again()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync(district.Liaison, "更新 8 100% 已全部完成");
        await district.TapAsync(district.Liaison.Tap("申请办结 8", "n"));
        district.Clock.Time.Advance(TimeSpan.FromHours(1));
        (await district.SayAsync(district.Office, "退回区科技局第8条，请补充材料")).ShouldContain("退回");
        (await district.ItemAsync("8/区科技局")).State.ShouldBe(WorkItemState.InProgress);

        await district.TapAsync(district.Liaison.Tap("申请办结 8", "n"));

        (await district.ItemAsync("8/区科技局")).State.ShouldBe(WorkItemState.UnderReview);
    }

    [Fact]
    public async Task A_form_that_is_refused_stays_as_it_was_filled_in()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));

        var refused = await district.TapAsync(district.Liaison.Tap("更新 8", "n", new JsonObject { ["field.percent"] = "160", ["field.note"] = "写了很久的一段话" }));
        var taken = await district.TapAsync(district.Liaison.Tap("更新 8", "n", new JsonObject { ["field.percent"] = "60.5", ["field.note"] = "写了很久的一段话" }));

        ((string)refused["type"]!).ShouldBe(Words);
        ((int)refused["statusCode"]!).ShouldBe(200);
        ((string)taken["type"]!).ShouldBe(Card);
        (await district.ItemAsync("8/区科技局")).Percent.ShouldBe(60);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_answer_changes_the_card_of_a_personal_chat_and_in_a_group_goes_to_who_tapped(bool isGroup)
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync(district.Liaison, "帮助");
        var chats = district.Bench.Microsoft.Conversations.Activities;
        var (shared, own) = (chats[TeamsActivities.Channel], chats[district.Liaison.Chat]);
        var before = own.Count;
        shared["card"] = own["card"] = [];
        var answer = new TurnReply("m", new ChannelAccount(ChannelKind.Teams, "aad-keji"), Reply.Of("已签收"), new CardTarget("n", district.Clock.Office.Now)) { IsGroup = isGroup };

        await district.Bench.Get<ReplyDelivery>().ReplaceAsync(
            new ConversationReference(new Uri(district.Bench.Microsoft.ServiceUrl), isGroup ? TeamsActivities.Channel : district.Liaison.Chat) { TenantId = FakeIdentity.TenantId }, "card", answer, wasForm: false, TimeSpan.Zero);

        shared["card"].Count.ShouldBe(0);
        (own["card"].Count > 0).ShouldBe(!isGroup);
        own.Count.ShouldBe(isGroup ? before + 2 : before + 1);
    }

    [Fact]
    public async Task An_answer_that_the_platform_throttles_is_sent_when_it_may_be_and_beyond_the_turns_time_goes_through_the_outbox()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        var isThrottled = true;
        district.Bench.Microsoft.Fault = call => isThrottled && call.Method == "POST" ? new Fault.Answer(429, "Throttled", 20) : null;

        var saying = district.SayAsync(district.Liaison, "我的任务");
        await TurnUntilAsync(district, () => saying.IsCompleted);
        (await saying).ShouldBeEmpty();
        isThrottled = false;
        await TurnUntilAsync(district, () => district.Bench.Microsoft.Sent.Any());
        ((string)district.Bench.Microsoft.Sent.ShouldHaveSingleItem()["summary"]!).ShouldContain("项任务");

        isThrottled = true;
        saying = district.SayAsync(district.Liaison, "我的任务");
        await TurnUntilAsync(district, () => saying.IsCompleted);
        var outbox = district.Bench.Get<Outbox>();
        await Eventually.IsSoAsync(async () => (await outbox.DepthAsync(Outbox.OfficeSlot)).Waiting == 1, () => district.Clock.Time.Advance(TimeSpan.FromMilliseconds(200)));
        district.Bench.Microsoft.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_that_Teams_brings_again_is_answered_once()
    {
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet));
        var message = district.Liaison.Message("更新 8 40% 已开会");

        for (var delivery = 0; delivery < 3; delivery++)
            (await district.Bench.PostAsync(message)).Dispose();

        district.Bench.Microsoft.Sent.ShouldHaveSingleItem();
        (await district.ItemAsync("8/区科技局")).Percent.ShouldBe(40);
    }

    /// <summary>Turns the clock until it is so; what waits for the network gets its time in between.</summary>
    private static Task TurnUntilAsync(TeamsDistrict district, Func<bool> isSo) => Eventually.IsSoAsync(isSo, () => district.Clock.Time.Advance(TimeSpan.FromMilliseconds(200)));
}
