using System.Text;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Channels.WeCom;

/// <summary>Talks to the real bot over the channel.</summary>
public sealed class WeComConversationTests(StoreServers stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_is_tapped_filled_and_changes_the_ledger_and_the_card()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.DeliverAsync(app.Text("ZhangSan", "更新 8", 1));
        var form = (await app.DeliveredAsync(1))[0];
        form.Type.ShouldBe("template_card", string.Join('\n', app.Logs.Lines));

        await app.TapAsync("ZhangSan", (string)form.Card!["task_id"]!, "报送", "60");
        await Eventually.IsSoAsync(() => !app.Platform.CardUpdates.IsEmpty);

        var item = await app.Get<LedgerReader>().ItemAsync(District.PlanId, WorkItem.RefOf(8, "区科技局"));
        item!.Percent.ShouldBe(60);
        var update = app.Platform.CardUpdates.Single();
        update["userids"]!.AsArray().Select(u => (string)u!).ShouldBe(["zhangsan"]);
    }

    [Fact]
    public async Task What_one_liaison_of_a_unit_signs_is_signed_on_the_others_card_too_and_a_form_is_left_alone()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.Members.Add("zhaoliu");
        await app.Get<RosterStore>().ChangeAsync(roster => new Roster(roster.Units, roster.Groups, [.. roster.Persons, new Person("keji2", "赵六", PersonRole.Liaison) { UnitIds = ["区科技局"], Accounts = [new PersonAccount(ChannelKind.WeCom, "zhaoliu")] }], roster.Version));
        foreach (var number in new[] { 7, 8 })
        {
            foreach (var user in new[] { "zhangsan", "zhaoliu" })
                await app.Get<WeComSender>().SendAsync(Nudge(user, number), Token);
        }

        var cards = app.Platform.Delivered.Select(sent => (string)sent.Card!["task_id"]!).ToList();

        // Two cards of number 7 and two of number 8; of 7 zhaoliu has begun to report.
        await app.TapAsync("zhaoliu", cards[1], "报进展");
        await Eventually.IsSoAsync(() => app.Platform.CardUpdates.Count == 1);
        await app.TapAsync("zhangsan", cards[0], "签收");
        await app.TapAsync("zhangsan", cards[2], "签收");
        await Eventually.IsSoAsync(() => app.Platform.CardUpdates.Count == 3);
        await app.SendAllAsync();

        var update = app.Platform.CardUpdates.Last();
        app.Platform.CardUpdates.Count.ShouldBe(4);
        update["userids"]!.AsArray().Select(user => (string)user!).ShouldBe(["zhaoliu"]);
        ((string)update["template_card"]!["main_title"]!["title"]!).ShouldStartWith("林晓已签收第8条");
        await app.TapAsync("zhaoliu", cards[3], "报进展");
        await Eventually.IsSoAsync(() => app.Platform.CardUpdates.Count == 5);
        app.Platform.Delivered.Count.ShouldBe(4);

        static OutboundMessage Nudge(string user, int number) => new($"nudge/{user}/{number}", new ChannelAccount(ChannelKind.WeCom, user), new Reply
        {
            Title = $"第{number}条待签收",
            Choices = [new Choice("签收", $"签收 {number}"), new Choice("报进展", $"更新 {number}")],
        })
        { Item = $"p/{number}/区科技局" };
    }

    [Fact]
    public async Task A_card_is_not_changed_any_more_when_its_code_has_run_out()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        var sender = app.Get<WeComSender>();
        var message = new OutboundMessage("nudge", new ChannelAccount(ChannelKind.WeCom, "zhangsan"), new Reply { Title = "第8条待签收", Choices = [new Choice("签收", "签收 8")] }) { Item = "p/8/区科技局" };
        await sender.SendAsync(message, Token);
        clock.Time.Advance(TimeSpan.FromHours(73));

        (await sender.ReplaceCardAsync(message with { Key = "card" }, Token)).ShouldBeNull();

        app.Platform.CardUpdates.ShouldBeEmpty();
        app.Platform.Delivered.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_form_put_in_the_place_of_a_tapped_card_can_be_submitted()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var reply = new Reply { Title = "请报进展", Choices = [new Choice("报第8条", "更新 8")] };
        await app.Get<WeComSender>().SendAsync(new OutboundMessage("nudge", new ChannelAccount(ChannelKind.WeCom, "zhangsan"), reply) { Kind = WeComSender.AnswerKind }, Token);
        var taskId = (string)app.Platform.Delivered.Single().Card!["task_id"]!;

        await app.TapAsync("ZhangSan", taskId, "报第8条");
        await Eventually.IsSoAsync(() => app.Platform.CardUpdates.Count == 1);
        await app.TapAsync("ZhangSan", taskId, "报送", "60");
        await Eventually.IsSoAsync(() => app.Platform.CardUpdates.Count == 2);

        (await app.Get<LedgerReader>().ItemAsync(District.PlanId, WorkItem.RefOf(8, "区科技局")))!.Percent.ShouldBe(60);
    }

    [Fact]
    public async Task A_redelivered_tap_changes_the_ledger_once()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var tap = app.Tap("zhangsan", "签收 8", "t-8", app.Platform.NewCode("t-8"));

        for (var i = 0; i < 3; i++)
            await app.DeliverAsync(tap);
        await Eventually.IsSoAsync(() => !app.Platform.CardUpdates.IsEmpty);
        await Task.Delay(200, Token);

        var history = await app.Get<LedgerReader>().ItemAsync(District.PlanId, WorkItem.RefOf(8, "区科技局"));
        history!.State.ShouldBe(WorkItemState.InProgress);
        app.Platform.CardUpdates.Count.ShouldBe(1);
        app.Platform.CardUpdates.Single()["template_card"].ShouldNotBeNull("the answer fits a card, so it takes the tapped card's place");
        app.Platform.Delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tap_with_a_spent_code_is_answered_by_a_message()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Tap("zhangsan", "签收 8", "t-8", "spent"));

        await app.DeliveredAsync(1);
        app.Platform.CardUpdates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_tapped_on_a_card_leaves_the_card_alone()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Tap("zhangsan", "我的任务", "t-8", app.Platform.NewCode("t-8")));

        (await app.DeliveredAsync(2)).Select(d => d.Type).ShouldBe(["markdown", "template_card"]);
        app.Platform.CardUpdates.ShouldBeEmpty();
    }

    [Fact]
    public async Task Opening_the_app_greets_once_a_day_with_what_is_due()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);

        for (var i = 0; i < 4; i++)
        {
            await app.DeliverAsync(app.Event("zhangsan", "enter_agent", "<EventKey></EventKey>"));
            clock.Time.Advance(TimeSpan.FromSeconds(2));
        }

        var greeting = await app.DeliveredAsync(2);
        await Task.Delay(200, Token);
        app.Platform.Delivered.Count.ShouldBe(2);
        greeting[0].Content!.ShouldContain("项任务");

        clock.Time.Advance(TimeSpan.FromDays(1));
        await app.DeliverAsync(app.Event("zhangsan", "enter_agent", "<EventKey></EventKey>"));
        await app.DeliveredAsync(4);
    }

    [Fact]
    public async Task A_menu_tap_says_its_key()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Event("zhangsan", "click", "<EventKey><![CDATA[我的任务]]></EventKey>"));

        (await app.DeliveredAsync(2))[0].Content!.ShouldContain("开展创新争先活动");
    }

    [Fact]
    public async Task Voice_is_told_that_it_cannot_be_read()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Message("zhangsan", "voice", "<MediaId>m</MediaId><Format>amr</Format><MsgId>31</MsgId>"));

        (await app.DeliveredAsync(1))[0].Content!.ShouldContain("请打字");
    }

    [Fact]
    public async Task Who_reads_English_is_refused_in_English()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.Get<RosterStore>().ChangeAsync(roster => new Core.Roster.Roster(roster.Units, roster.Groups, roster.Persons.Select(person => person.Id == "keji" ? person with { Language = Language.English } : person)));

        await app.DeliverAsync(app.Message("zhangsan", "voice", "<MediaId>m</MediaId><Format>amr</Format><MsgId>31</MsgId>"));

        (await app.DeliveredAsync(1))[0].Content!.ShouldBe("I cannot listen to voice messages; please type it.");
    }

    [Fact]
    public async Task Who_leaves_the_visible_range_is_out_of_reach_until_coming_back()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var unreachable = app.Get<UnreachablePersons>();

        await app.DeliverAsync(app.Event("zhangsan", "unsubscribe"));
        await Eventually.IsSoAsync(async () => (await unreachable.ListAsync()).ContainsKey("keji"));
        (await unreachable.ListAsync())["keji"].Reason.ShouldContain("可见范围");
        await app.DeliverAsync(app.Event("zhangsan", "subscribe"));
        await Eventually.IsSoAsync(async () => (await unreachable.ListAsync()).Count == 0);
    }

    [Fact]
    public async Task A_stranger_is_shown_nothing_of_the_plan()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.Members.Add("stranger");

        await app.DeliverAsync(app.Text("stranger", "我的任务", 32));

        (await app.DeliveredAsync(1))[0].Request.ToJsonString().ShouldNotContain("争先");
    }

    [Theory]
    [InlineData("event", "<Event>LOCATION</Event><Latitude>1</Latitude>")]
    [InlineData("event", "<Event>something_new_of_2030</Event>")]
    [InlineData("event", "<Event>change_contact</Event><ChangeType>create_user</ChangeType>")]
    [InlineData("hologram", "<MsgId>41</MsgId>")]
    public async Task What_the_bot_has_no_use_for_is_acknowledged_and_noted(string type, string rest)
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        (await app.DeliverAsync(app.Message("zhangsan", type, rest))).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

        await Eventually.IsSoAsync(() => app.Logs.Lines.Any(l => l.Contains("no use for", StringComparison.Ordinal)));
        app.Logs.Lines.ShouldNotContain(l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_is_kept_though_the_platform_forgets_it()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.Media.Pictures["media-1"] = [0xFF, 0xD8, 0xFF, .. Encoding.UTF8.GetBytes("活动照片")];

        await app.DeliverAsync(app.Message("zhangsan", "image", "<PicUrl><![CDATA[https://wework.example/p]]></PicUrl><MediaId><![CDATA[media-1]]></MediaId><MsgId>1</MsgId>"));
        await Eventually.IsSoAsync(() => !app.Platform.Delivered.IsEmpty);
        app.Platform.Media.Pictures.Clear();
        await app.DeliverAsync(app.Text("zhangsan", "8", 2));
        await Eventually.IsSoAsync(() => app.Platform.Delivered.Any(delivery => delivery.Content?.Contains("已收下第8条的 1 份佐证", StringComparison.Ordinal) is true));

        var piece = (await app.Get<LedgerReader>().ItemAsync(District.PlanId, "8/区科技局"))!.Evidence.ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(app.Get<EvidenceFiles>().Find(piece.Hash!)!.FullName, Token)).Length.ShouldBe(15);

        await app.DeliverAsync(app.Message("zhangsan", "image", "<MediaId><![CDATA[gone]]></MediaId><MsgId>3</MsgId>"));
        await Eventually.IsSoAsync(() => app.Platform.Delivered.Any(delivery => delivery.Content?.Contains("没能取到，没有记入", StringComparison.Ordinal) is true));
    }

    [Fact]
    public async Task A_picture_sent_while_progress_is_asked_for_goes_to_that_measure_and_the_question_stays()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.Media.Pictures["media-1"] = [0xFF, 0xD8, 0xFF, 1];
        await app.DeliverAsync(app.Text("zhangsan", "更新 8", 1));
        await app.DeliveredAsync(1);

        await app.DeliverAsync(app.Message("zhangsan", "image", "<MediaId><![CDATA[media-1]]></MediaId><MsgId>2</MsgId>"));
        await Eventually.IsSoAsync(() => Heard(app, "已收下第8条的 1 份佐证"));
        await app.DeliverAsync(app.Text("zhangsan", "60%", 3));
        await Eventually.IsSoAsync(() => Heard(app, "已记入：第8条"));
    }

    [Fact]
    public async Task The_title_of_a_shared_link_is_no_command()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Message("wangwu", "link", "<Title><![CDATA[出一份11月通报]]></Title><Url><![CDATA[https://news.example/1]]></Url><MsgId>1</MsgId>"));

        await Eventually.IsSoAsync(() => Heard(app, "这是第几条的佐证"));
    }

    [Fact]
    public async Task A_location_answers_no_question()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.DeliverAsync(app.Text("zhangsan", "更新 8", 1));
        await app.DeliveredAsync(1);

        await app.DeliverAsync(app.Message("zhangsan", "location", "<Location_X>1</Location_X><Location_Y>2</Location_Y><Label><![CDATA[创新路60号]]></Label><MsgId>2</MsgId>"));

        await Eventually.IsSoAsync(() => Heard(app, "位置我用不上"));
        (await app.Get<LedgerReader>().ItemAsync(District.PlanId, WorkItem.RefOf(8, "区科技局")))!.ReportedAt.ShouldBeNull();
    }

    [Fact]
    public async Task The_words_after_a_form_on_a_card_are_kept_with_its_percent()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.DeliverAsync(app.Text("ZhangSan", "更新 8", 1));
        var taskId = (string)(await app.DeliveredAsync(1))[0].Card!["task_id"]!;
        await app.TapAsync("ZhangSan", taskId, "报送", "60");
        await Eventually.IsSoAsync(() => !app.Platform.CardUpdates.IsEmpty);

        await app.DeliverAsync(app.Text("ZhangSan", "两家企业的意向书在谈", 2));
        await Eventually.IsSoAsync(() => Heard(app, "两家企业的意向书在谈"));

        var item = (await app.Get<LedgerReader>().ItemAsync(District.PlanId, WorkItem.RefOf(8, "区科技局")))!;
        (item.Percent, item.Progress).ShouldBe((60, "两家企业的意向书在谈"));
    }

    [Fact]
    public async Task A_word_of_thanks_after_a_form_is_no_report()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.DeliverAsync(app.Text("ZhangSan", "更新 8", 1));
        var taskId = (string)(await app.DeliveredAsync(1))[0].Card!["task_id"]!;
        await app.TapAsync("ZhangSan", taskId, "报送", "60");
        await Eventually.IsSoAsync(() => !app.Platform.CardUpdates.IsEmpty);

        await app.DeliverAsync(app.Text("ZhangSan", "好的谢谢", 2));
        await app.AnsweredAsync(1);

        (await app.Get<LedgerReader>().ItemAsync(District.PlanId, WorkItem.RefOf(8, "区科技局")))!.Progress.ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_urging_is_recalled_from_the_platform()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.DeliverAsync(app.Text("wangwu", "催一下第8条", 1));
        await app.AnsweredAsync(1);
        (await app.UrgeAsync()).ShouldBeOfType<SendOutcome.Sent>();

        await app.DeliverAsync(app.Text("wangwu", "撤销", 2));

        await Eventually.IsSoAsync(() => !app.Platform.Recalled.IsEmpty);
        await Eventually.IsSoAsync(() => app.Platform.Delivered.Any(delivery => delivery.Content?.Contains("已全部收回", StringComparison.Ordinal) is true));
    }

    [Fact]
    public async Task The_tile_follows_what_a_member_does()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("WorkbenchTile", "true"));

        await app.DeliverAsync(app.Text("zhangsan", "我的任务", 1));
        await Eventually.IsSoAsync(() => app.Platform.Others.Count == 2);

        app.Platform.Others.First()["type"]!.GetValue<string>().ShouldBe("keydata");
        string.Join(' ', app.Platform.Others.Last()["keydata"]!["items"]!.AsArray().Select(item => $"{item!["key"]} {item["data"]}")).ShouldStartWith("待办 4");
    }

    [Fact]
    public async Task The_tile_follows_what_a_member_is_sent()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("WorkbenchTile", "true"));

        await app.Get<WeComSender>().SendAsync(new OutboundMessage("morning/2026-11-23/keji", new ChannelAccount(ChannelKind.WeCom, "zhangsan"), Reply.Of("早上好")), Token);

        app.Platform.Others.Last()["keydata"]!["items"]![0]!["data"]!.ToString().ShouldBe("4");
    }

    [Fact]
    public async Task A_tile_that_cannot_be_set_fails_no_answer_and_is_prepared_again()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("WorkbenchTile", "true"));
        var tiles = app.Get<KexieBot.Channels.WeCom.Admin.WeComTiles>();
        app.Platform.NextErrors.Enqueue(94000);

        await tiles.RefreshAsync("zhangsan", Token);
        app.Platform.Others.ShouldBeEmpty();
        await tiles.RefreshAsync("zhangsan", new CancellationToken(canceled: true));
        app.Platform.Others.ShouldBeEmpty();
        await tiles.RefreshAsync("zhangsan", Token);

        app.Platform.Others.First()["type"]!.GetValue<string>().ShouldBe("keydata");
        app.Platform.Others.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_threat_to_switch_the_app_off_is_a_warning()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Event("sys", "inactive_alert", "<EffectTime>1767225600</EffectTime>"));

        await Eventually.IsSoAsync(() => app.Logs.Lines.Any(l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains("inactive_alert", StringComparison.Ordinal)));
        var outbox = app.Get<Outbox>();
        IReadOnlyList<ClaimedEntry> warnings = [];
        await Eventually.IsSoAsync(async () => (warnings = await outbox.ClaimAsync(Outbox.OfficeSlot, 1, TimeSpan.FromMinutes(1))).Count > 0);
        var warning = warnings.ShouldHaveSingleItem().Entry;
        (warning.PersonId, warning.Content.Title).ShouldBe(("office", "企业微信提示科协Bot应用长期无人使用，将于 2026-01-01 停用"));
    }

    private static bool Heard(WeComApp app, string words) => app.Platform.Delivered.Any(delivery => delivery.Request.ToJsonString(WeComApp.Readable).Contains(words, StringComparison.Ordinal));
}
