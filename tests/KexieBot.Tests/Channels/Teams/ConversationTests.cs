using System.Net;
using System.Text.Json.Nodes;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.Teams;

public sealed class ConversationTests(StoreServers stores)
{
    private static readonly Person ByUpn = new("keji", "林晓", PersonRole.Liaison) { UnitIds = ["区科技局"], Accounts = [new PersonAccount(ChannelKind.Teams, "LinXiao@qinglan.example")] };

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_message_is_answered_with_a_card_in_its_thread_and_with_our_token(StoreKind kind)
    {
        await using var bench = await BenchAsync(kind);
        var activities = Known(bench);

        using var answer = await bench.PostAsync(activities.Message("帮助", "f:77"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var call = bench.Microsoft.Calls.Single(call => call.Method == "POST");
        call.Authorization.ShouldBe("Bearer token-1");
        call.Path.ShouldBe("/v3/conversations/a:1KJI-linxiao/activities/f:77");
        call.Body!["attachments"]![0]!["contentType"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.card.adaptive");
        call.Body["summary"]!.GetValue<string>().ShouldNotBeEmpty();
        call.Body["replyToId"]!.GetValue<string>().ShouldBe("f:77");
    }

    [Fact]
    public async Task A_person_is_known_by_the_UPN_that_Teams_vouches_for_and_it_is_asked_for_once()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn);
        var activities = Known(bench);

        for (var i = 0; i < 3; i++)
            (await bench.PostAsync(activities.Message("我的任务"))).Dispose();

        Titles(bench).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem().ShouldNotContain("名册");
        bench.Microsoft.Calls.Count(call => call.Path.Contains("/members/", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_persons_UPN_opens_nothing()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn);
        var activities = Known(bench);
        bench.Microsoft.Conversations.People[TeamsActivities.UserId] = ("99999999-1111-4222-8333-444455556666", "linxiao@qinglan.example");

        (await bench.PostAsync(activities.Message("我的任务"))).Dispose();

        Titles(bench).ShouldHaveSingleItem().ShouldContain("名册");
    }

    [Fact]
    public async Task A_tap_is_answered_in_place_with_a_new_card()
    {
        await using var bench = await BenchAsync();
        var activities = Known(bench);

        var answer = await TapAsync(bench, activities.Tap("帮助", "nonce-1"));

        ((int)answer["statusCode"]!).ShouldBe(200);
        ((string)answer["type"]!).ShouldBe("application/vnd.microsoft.card.adaptive");
        answer["value"]!["body"]!.AsArray().ShouldNotBeEmpty();
        bench.Microsoft.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tap_that_arrives_four_times_under_different_ids_gets_one_and_the_same_card()
    {
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), time: new TestClock().Time);
        var activities = Known(bench);

        await bench.PutOnRosterAsync(ByUpn);
        var answers = new List<string>();
        for (var delivery = 0; delivery < 4; delivery++)
            answers.Add((await TapAsync(bench, activities.Tap("帮助", "nonce-1"))).ToJsonString());
        answers.Add((await TapAsync(bench, activities.Tap("帮助", "nonce-2"))).ToJsonString());

        answers.Distinct(StringComparer.Ordinal).Count().ShouldBe(2); // the cards of one tap carry one nonce, another tap's another
    }

    [Theory]
    [InlineData("""{"name":"adaptiveCard/action"}""")]
    [InlineData("""{"name":"adaptiveCard/action","value":"text"}""")]
    [InlineData("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"other","data":{"say":"帮助","nonce":"n"}}}}""")]
    [InlineData("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Submit","verb":"say","data":{"say":"帮助","nonce":"n"}}}}""")]
    [InlineData("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"say","data":{"say":7}}}}""")]
    [InlineData("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"say","data":[1]}}}""")]
    public async Task A_tap_that_is_not_ours_is_refused_inside_a_good_answer(string more)
    {
        await using var bench = await BenchAsync();

        var answer = await TapAsync(bench, Known(bench).Of("invoke", JsonNode.Parse(more)!.AsObject()));

        ((int)answer["statusCode"]!).ShouldBe(400);
        ((string)answer["type"]!).ShouldBe("application/vnd.microsoft.error");
    }

    [Fact]
    public async Task A_submitted_form_is_a_message_whose_fields_are_beside_the_text()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn);
        var activities = Known(bench);

        (await bench.PostAsync(activities.Submit(new JsonObject { ["say"] = "帮助", ["nonce"] = "n", ["field.note"] = "已完成" }))).Dispose();
        (await bench.PostAsync(activities.Submit(new JsonObject { ["say"] = "帮助", ["nonce"] = "n", ["field.note"] = "已完成" }))).Dispose();
        (await bench.PostAsync(activities.Submit(new JsonObject { ["say"] = "帮助", ["nonce"] = "n", ["field.note"] = "改好了" }))).Dispose();

        bench.Microsoft.Sent.Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("<at>科协Bot</at> 帮助", true, true)]
    [InlineData("帮助", false, false)]
    public async Task In_a_channel_the_bot_answers_when_it_is_mentioned(string text, bool mentionsBot, bool isAnswered)
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open("19:abc@thread.tacv2;messageid=1");
        var activities = Known(bench);

        using var answer = await bench.PostAsync(activities.InChannel(text, mentionsBot));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        bench.Microsoft.Sent.Any().ShouldBe(isAnswered);
    }

    [Theory]
    [InlineData("messageUpdate", 200)]
    [InlineData("messageDelete", 200)]
    [InlineData("messageReaction", 200)]
    [InlineData("somethingNew", 200)]
    [InlineData("invoke", 501)]
    public async Task What_is_not_said_to_the_bot_is_taken_in_silence(string type, int expected)
    {
        await using var bench = await BenchAsync();

        using var answer = await bench.PostAsync(Known(bench).Of(type, new JsonObject { ["text"] = "更新 7 60%", ["name"] = "task/fetch" }));

        ((int)answer.StatusCode).ShouldBe(expected);
        bench.Microsoft.Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task An_install_that_is_told_in_two_ways_at_once_is_welcomed_once_and_makes_the_person_reachable(StoreKind kind)
    {
        await using var bench = await BenchAsync(kind);
        var activities = Known(bench);
        var added = activities.Of("conversationUpdate", new JsonObject { ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = TeamsActivities.BotId }) });

        foreach (var answer in await Task.WhenAll(bench.PostAsync(activities.Install()), bench.PostAsync(added), bench.PostAsync(activities.Install())))
            answer.Dispose();

        bench.Microsoft.Sent.Count().ShouldBe(1);
        (await bench.Sender.SendAsync(Nudge(), TestContext.Current.CancellationToken)).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task After_an_uninstall_the_person_cannot_be_reached_until_the_next_install()
    {
        await using var bench = await BenchAsync();
        var activities = Known(bench);
        (await bench.PostAsync(activities.Install())).Dispose();
        (await bench.PostAsync(activities.Install("remove"))).Dispose();
        bench.Microsoft.Calls.Clear();

        (await bench.Sender.SendAsync(Nudge(), TestContext.Current.CancellationToken)).ShouldBeOfType<SendOutcome.Unreachable>();
        bench.Microsoft.Calls.ShouldBeEmpty();
        (await bench.PostAsync(activities.Install())).Dispose();
        bench.Microsoft.Sent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_first_nudge_to_somebody_seen_only_in_a_team_opens_the_chat_once()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open("19:abc@thread.tacv2;messageid=1");
        bench.Microsoft.Conversations.People[TeamsActivities.UserId] = (TeamsActivities.AadObjectId, "linxiao@qinglan.example");
        (await bench.PostAsync(new TeamsActivities(bench.Microsoft.ServiceUrl).InChannel("<at>科协Bot</at> 帮助", mentionsBot: true))).Dispose();

        (await bench.Sender.SendAsync(Nudge("1"), TestContext.Current.CancellationToken)).ShouldBeOfType<SendOutcome.Sent>();
        (await bench.Sender.SendAsync(Nudge("2"), TestContext.Current.CancellationToken)).ShouldBeOfType<SendOutcome.Sent>();

        bench.Microsoft.Calls.Count(call => call.Path == "/v3/conversations").ShouldBe(1);
    }

    [Fact]
    public async Task An_install_in_a_team_makes_its_members_reachable_by_UPN_though_they_never_wrote()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open("19:abc@thread.tacv2;messageid=1");
        bench.Microsoft.Conversations.People["29:zhou"] = ("0000A1B2-1111-4222-8333-444455550001", "ZhouLan@qinglan.example");
        var install = new TeamsActivities(bench.Microsoft.ServiceUrl).InChannel("", mentionsBot: false);
        (install["type"], install["action"]) = ("installationUpdate", "add");

        (await bench.PostAsync(install)).Dispose();
        var outcome = await bench.Sender.SendAsync(Nudge() with { To = new ChannelAccount(ChannelKind.Teams, "zhoulan@qinglan.example") }, TestContext.Current.CancellationToken);

        outcome.ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.Conversations.Activities["a:zhou"].ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_members_of_a_large_team_are_asked_for_page_by_page()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open(TeamsActivities.Channel);
        bench.Microsoft.Conversations.MostPerPage = 2;
        for (var i = 0; i < 5; i++)
            bench.Microsoft.Conversations.People[$"29:m{i}"] = ($"aad-m{i}", $"m{i}@qinglan.example");
        var install = TeamsActivities.InChannel(new TeamsActivities(bench.Microsoft.ServiceUrl).Install());

        (await bench.PostAsync(install)).Dispose();

        bench.Microsoft.Calls.Count(call => call.Path.EndsWith("/pagedmembers", StringComparison.Ordinal)).ShouldBe(3);
        for (var i = 0; i < 5; i++)
            (await bench.Sender.SendAsync(Nudge($"k{i}") with { To = new ChannelAccount(ChannelKind.Teams, $"m{i}@qinglan.example") }, TestContext.Current.CancellationToken)).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task A_channel_subscribes_to_the_weekly_summary_and_is_not_shown_units_by_name()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn with { Role = PersonRole.Leader, UnitIds = [] });
        var activities = Known(bench);
        bench.Microsoft.Conversations.Open("19:abc@thread.tacv2;messageid=1");
        bench.Microsoft.Conversations.Open("19:abc@thread.tacv2");

        (await bench.PostAsync(activities.InChannel("<at>科协Bot</at> 订阅周报", mentionsBot: true))).Dispose();
        (await bench.PostAsync(activities.InChannel("<at>科协Bot</at> 逾期任务", mentionsBot: true))).Dispose();
        var group = (await bench.Get<SubscribedGroups>().ListAsync()).ShouldHaveSingleItem();
        var outcome = await bench.Sender.SendAsync(Nudge() with { To = new ChannelAccount(group.Channel, group.ConversationId) { IsGroup = true } }, TestContext.Current.CancellationToken);
        (await bench.PostAsync(activities.InChannel("<at>科协Bot</at> 取消订阅", mentionsBot: true))).Dispose();

        Titles(bench).First().ShouldStartWith("本群每周第一个工作日会收到汇总");
        Titles(bench).ElementAt(1).ShouldContain("请与我单聊再问");
        outcome.ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.Conversations.Activities["19:abc@thread.tacv2"].ShouldHaveSingleItem();
        (await bench.Get<SubscribedGroups>().ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_team_that_removes_the_bot_is_written_to_no_more()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn with { Role = PersonRole.Leader, UnitIds = [] });
        var activities = Known(bench);
        bench.Microsoft.Conversations.Open(TeamsActivities.Channel);
        (await bench.PostAsync(activities.InChannel("<at>科协Bot</at> 订阅周报", mentionsBot: true))).Dispose();
        var group = (await bench.Get<SubscribedGroups>().ListAsync()).ShouldHaveSingleItem();

        (await bench.PostAsync(TeamsActivities.InChannel(activities.Install("remove")))).Dispose();

        (await bench.Get<SubscribedGroups>().ListAsync()).ShouldBeEmpty();
        var outcome = await bench.Sender.SendAsync(Nudge() with { To = new ChannelAccount(group.Channel, group.ConversationId) { IsGroup = true } }, TestContext.Current.CancellationToken);
        outcome.ShouldBeOfType<SendOutcome.Unreachable>();
    }

    [Fact]
    public async Task A_team_is_greeted_as_a_whole_and_nobody_in_it_by_an_id()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open(TeamsActivities.Channel);

        (await bench.PostAsync(TeamsActivities.InChannel(Known(bench).Install()))).Dispose();

        Titles(bench).ShouldHaveSingleItem().ShouldStartWith("科协Bot 来了");
        bench.Microsoft.Sent.Single().ToJsonString().ShouldNotContain(TeamsActivities.AadObjectId, Case.Insensitive);
    }

    [Fact]
    public async Task Who_is_added_to_a_team_can_be_nudged_by_UPN()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open(TeamsActivities.Channel);
        bench.Microsoft.Conversations.People["29:zhou"] = ("0000A1B2-1111-4222-8333-444455550001", "ZhouLan@qinglan.example");
        var added = Known(bench).Of("conversationUpdate", new JsonObject { ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:zhou", ["aadObjectId"] = "0000A1B2-1111-4222-8333-444455550001" }) });

        (await bench.PostAsync(TeamsActivities.InChannel(added))).Dispose();
        var outcome = await bench.Sender.SendAsync(Nudge() with { To = new ChannelAccount(ChannelKind.Teams, "zhoulan@qinglan.example") }, TestContext.Current.CancellationToken);

        outcome.ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task Slow_work_is_acknowledged_in_Teams_time_and_answered_afterwards()
    {
        var clock = new TestClock();
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), time: clock.Time);
        var activities = Known(bench);
        var slow = new TaskCompletionSource();
        bench.Microsoft.Fault = call => call.Path.Contains("/activities", StringComparison.Ordinal) ? new Fault.Slow(slow.Task) : null;

        var posting = bench.PostAsync(activities.Message("帮助"));
        await Eventually.IsSoAsync(() => bench.Microsoft.Calls.Any(call => call.Method == "POST"));
        clock.Time.Advance(TimeSpan.FromSeconds(9));
        using var answer = await posting;

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        bench.Microsoft.Sent.ShouldBeEmpty();
        slow.SetResult();
        await Eventually.IsSoAsync(() => bench.Microsoft.Sent.Any());
        bench.Microsoft.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_could_not_be_asked_for_once_is_asked_for_again_by_the_next_message()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn);
        var activities = Known(bench);
        bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) ? new Fault.Answer(500, "ServiceError") : null;
        (await bench.PostAsync(activities.Message("我的任务"))).Dispose();
        bench.Microsoft.Fault = _ => null;
        (await bench.PostAsync(activities.Message("我的任务"))).Dispose();

        Titles(bench).First().ShouldBe("暂时无法核对您的身份，请稍后再发一次。");
        Titles(bench).Last().ShouldContain("任务");
        Titles(bench).ShouldAllBe(title => !title.Contains("名册", StringComparison.Ordinal));
        (await bench.Get<Outbox>().DepthAsync(Outbox.OfficeSlot)).Waiting.ShouldBe(0, "nobody is a stranger");
    }

    [Fact]
    public async Task A_tap_of_somebody_who_could_not_be_asked_for_leaves_the_card_and_works_the_next_time()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn);
        var activities = Known(bench);
        bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) ? new Fault.Answer(500, "ServiceError") : null;

        var refused = await TapAsync(bench, activities.Tap("我的任务", "nonce-1"));
        bench.Microsoft.Fault = _ => null;
        var taken = await TapAsync(bench, activities.Tap("我的任务", "nonce-1"));

        ((int)refused["statusCode"]!, (int)taken["statusCode"]!).ShouldBe((500, 200));
        ((string)refused["value"]!["message"]!).ShouldContain("暂时无法核对您的身份");
    }

    [Fact]
    public async Task In_a_channel_what_was_not_said_to_the_bot_is_not_answered_though_the_platform_says_nothing()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open(TeamsActivities.Channel);
        bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) ? new Fault.Answer(500, "ServiceError") : null;

        (await bench.PostAsync(Known(bench).InChannel("大家好", mentionsBot: false))).Dispose();

        bench.Microsoft.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_the_roster_knows_by_id_needs_no_other_name()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn with { Accounts = [new PersonAccount(ChannelKind.Teams, TeamsActivities.AadObjectId)] });
        var activities = Known(bench);
        bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) ? new Fault.Answer(500, "ServiceError") : null;

        (await bench.PostAsync(activities.Message("我的任务"))).Dispose();

        Titles(bench).ShouldHaveSingleItem().ShouldContain("任务");
    }

    [Fact]
    public async Task Whom_the_platform_does_not_name_yet_is_welcomed_once_it_does()
    {
        var clock = new TestClock();
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), time: clock.Time, rates: TeamsBench.AnyRate);
        await bench.PutOnRosterAsync(ByUpn);
        var activities = Known(bench);
        var asked = 0;
        bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) && Interlocked.Increment(ref asked) <= 2 ? new Fault.Answer(500, "ServiceError") : null;

        (await PostAsync(bench, activities.Install(), clock, () => bench.Microsoft.Sent.Any())).Dispose();
        (await bench.PostAsync(activities.Install())).Dispose();

        Titles(bench).ShouldHaveSingleItem().ShouldNotContain("名册");
        asked.ShouldBeGreaterThanOrEqualTo(3);
        (await bench.Get<Outbox>().DepthAsync(Outbox.OfficeSlot)).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_welcome_that_was_throttled_is_given_when_the_platform_takes_it()
    {
        var clock = new TestClock();
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), time: clock.Time, rates: TeamsBench.AnyRate);
        await bench.PutOnRosterAsync(ByUpn);
        var left = 1;
        bench.Microsoft.Fault = call => call.Method == "POST" && Interlocked.Decrement(ref left) >= 0 ? new Fault.Answer(429, "Throttled", 30) : null;

        (await PostAsync(bench, Known(bench).Install(), clock, () => bench.Microsoft.Sent.Any())).Dispose();

        Titles(bench).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_welcome_that_nobody_could_be_asked_for_is_owed_to_the_next_install()
    {
        var clock = new TestClock();
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), time: clock.Time, rates: TeamsBench.AnyRate);
        await bench.PutOnRosterAsync(ByUpn);
        var activities = Known(bench);
        bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) ? new Fault.Answer(500, "ServiceError") : null;
        (await PostAsync(bench, activities.Install(), clock, () => !bench.Get<IDatabase>().KeyExists($"kexie:{{teams}}:welcomed:{activities.Chat}"))).Dispose();
        Titles(bench).ShouldBeEmpty();
        bench.Microsoft.Fault = _ => null;

        (await bench.PostAsync(activities.Install())).Dispose();

        Titles(bench).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_answer_to_a_message_that_its_writer_has_deleted_stands_for_itself()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn);
        bench.Microsoft.Conversations.Deleted["f:77"] = true;

        (await bench.PostAsync(Known(bench).Message("我的任务", "f:77"))).Dispose();

        Titles(bench).ShouldHaveSingleItem().ShouldContain("任务");
        bench.Microsoft.Sent.Single()["replyToId"].ShouldBeNull();
    }

    [Fact]
    public async Task Who_uninstalled_without_our_hearing_of_it_is_out_of_reach()
    {
        await using var bench = await BenchAsync();
        var activities = Known(bench);
        (await bench.PostAsync(activities.Install())).Dispose();
        bench.Microsoft.Conversations.Uninstalled[activities.Chat] = true;

        (await bench.Sender.SendAsync(Nudge(), TestContext.Current.CancellationToken)).ShouldBeOfType<SendOutcome.Unreachable>().Reason.ShouldContain("not installed");
    }

    [Fact]
    public async Task An_uninstall_leaves_no_name_behind()
    {
        await using var bench = await BenchAsync();
        var activities = Known(bench);
        (await bench.PostAsync(activities.Install())).Dispose();
        var store = bench.Get<IDatabase>();
        RedisKey[] names = ["kexie:{teams}:alias:linxiao@qinglan.example", $"kexie:{{teams}}:alias:{TeamsActivities.UserId.ToLowerInvariant()}", $"kexie:{{teams}}:person:{TeamsActivities.AadObjectId.ToLowerInvariant()}"];
        (await store.KeyExistsAsync(names)).ShouldBe(3);

        (await bench.PostAsync(activities.Install("remove"))).Dispose();

        (await store.KeyExistsAsync(names)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_gets_the_name_of_another_takes_the_rights_that_go_with_it()
    {
        await using var bench = await BenchAsync();
        await bench.PutOnRosterAsync(ByUpn);
        var before = Known(bench);
        (await bench.PostAsync(before.Message("我的任务"))).Dispose();
        var after = new TeamsActivities(bench.Microsoft.ServiceUrl, "29:new", "aad-new");
        bench.Microsoft.Conversations.Open(after.Chat);
        bench.Microsoft.Conversations.People["29:new"] = ("aad-new", "linxiao@qinglan.example");
        bench.Microsoft.Conversations.People[TeamsActivities.UserId] = (TeamsActivities.AadObjectId, "lin.old@qinglan.example");

        (await bench.PostAsync(after.Message("我的任务"))).Dispose();
        (await bench.PostAsync(before.Message("我的任务"))).Dispose();

        Titles(bench).Take(2).ShouldAllBe(title => !title.Contains("名册", StringComparison.Ordinal));
        Titles(bench).Last().ShouldContain("名册");
    }

    [Fact]
    public async Task A_person_whose_name_cannot_be_asked_for_is_answered_all_the_same()
    {
        await using var bench = await BenchAsync();
        var activities = Known(bench);
        bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) ? new Fault.Answer(500, "ServiceError") : null;

        using var answer = await bench.PostAsync(activities.Message("帮助"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Titles(bench).ShouldHaveSingleItem();
    }

    private static OutboundMessage Nudge(string key = "deadline/1") =>
        new(key, new ChannelAccount(ChannelKind.Teams, TeamsActivities.AadObjectId.ToLowerInvariant()), Reply.Of("第7条还有3天到期"));

    /// <summary>Posts it and, once the bot has begun to call, turns the clock until that has come about.</summary>
    private static async Task<HttpResponseMessage> PostAsync(TeamsBench bench, JsonObject activity, TestClock clock, Func<bool> isSo)
    {
        var posting = bench.PostAsync(activity);
        await Eventually.IsSoAsync(() => !bench.Microsoft.Calls.IsEmpty);
        await Eventually.IsSoAsync(isSo, () => clock.Time.Advance(TimeSpan.FromSeconds(1)));
        return await posting;
    }

    private static TeamsActivities Known(TeamsBench bench)
    {
        bench.Microsoft.Conversations.Open(TeamsActivities.PersonalChat);
        bench.Microsoft.Conversations.People[TeamsActivities.UserId] = (TeamsActivities.AadObjectId, "linxiao@qinglan.example");
        return new TeamsActivities(bench.Microsoft.ServiceUrl);
    }

    private static IEnumerable<string> Titles(TeamsBench bench) => bench.Microsoft.Sent.Select(sent => (string)sent["summary"]!);

    private static async Task<JsonObject> TapAsync(TeamsBench bench, JsonObject activity)
    {
        using var answer = await bench.PostAsync(activity);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    private Task<TeamsBench> BenchAsync(StoreKind kind = StoreKind.Garnet) => TeamsBench.StartAsync(stores.Fresh(kind));
}
