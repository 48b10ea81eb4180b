using System.Text;
using System.Text.Json.Nodes;
using KexieBot.Channels.WeCom.Admin;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.WeCom;

public sealed class WeComAdminTests(StoreServers stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_set_up_has_no_findings_to_mend()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.VerifyAsync("1");
        await Task.Delay(100, Token);

        var findings = await app.Get<WeComDoctor>().CheckAsync(Token);

        findings.ShouldAllBe(f => f.IsWell && !f.StopsCalls);
        findings.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_address_that_is_not_trusted_is_named_with_the_page_to_open()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.IsTrustedAddress = false;

        var text = await FaultsAsync(app);

        text.ShouldContain("203.0.113.7");
        text.ShouldContain("企业可信IP");
        text.ShouldContain("没有收到企业微信的回调");
    }

    [Fact]
    public async Task A_wrong_secret_is_told_and_asked_again_each_time_the_doctor_is_called()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("Secret", "wrong"));

        (await FaultsAsync(app)).ShouldContain("WeCom:Secret");
        (await FaultsAsync(app)).ShouldContain("WeCom:Secret");

        app.Platform.TokenCalls.ShouldBe(2);
    }

    [Fact]
    public async Task An_agent_id_of_another_app_is_told()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("AgentId", "1000009"));

        (await FaultsAsync(app)).ShouldContain("WeCom:AgentId");
    }

    [Fact]
    public async Task A_channel_that_is_off_is_well()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("CorpId", ""));

        (await app.Get<WeComDoctor>().CheckAsync(Token)).ShouldHaveSingleItem().IsWell.ShouldBeTrue();
        app.Platform.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_outside_the_visible_range_are_told_from_those_of_whom_nothing_is_known()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var visibility = app.Get<WeComVisibility>();

        var reach = await visibility.CheckAsync(["ZhangSan", "lisi", "left", "LEFT", "gone"], Token);
        reach.Unreachable.Keys.Order(StringComparer.Ordinal).ShouldBe(["gone", "left"], Case.Insensitive);
        reach.Unreachable["left"].ShouldContain("可见范围");
        reach.Unknown.ShouldBeEmpty();

        app.Platform.NextErrors.Enqueue(48002);
        reach = await visibility.CheckAsync(["lisi"], Token);
        (reach.Unreachable.Count, reach.Unknown.Count).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_callback_that_was_refused_names_the_setting_to_mend_and_one_that_was_taken_heals_it()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        await app.Client.GetAsync(new Uri("/wecom/callback?msg_signature=0&timestamp=1&nonce=1&echostr=AAAA", UriKind.Relative), Token);
        var text = await FaultsAsync(app);
        text.ShouldContain("WeCom:CallbackToken");
        text.ShouldContain("-40001");

        clock.Time.Advance(TimeSpan.FromMinutes(1));
        await app.VerifyAsync("1");

        (await FaultsAsync(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scanner_at_the_callback_says_nothing_of_the_settings()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        await app.VerifyAsync("1");
        clock.Time.Advance(TimeSpan.FromMinutes(2));

        foreach (var scan in new[] { "/wecom/callback", "/wecom/callback?echostr=AAAA", "/wecom/callback?timestamp=1&nonce=1" })
            ((int)(await app.Client.GetAsync(new Uri(scan, UriKind.Relative), Token)).StatusCode).ShouldBeInRange(400, 499);

        (await FaultsAsync(app)).ShouldBeEmpty();
        app.Logs.Lines.ShouldNotContain(line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_proven_with_another_token_proves_nothing()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        await using var app = await WeComApp.StartAsync(store);
        await app.VerifyAsync("1");
        (await FaultsAsync(app)).ShouldBeEmpty();

        await using var changed = await WeComApp.StartAsync(store, app.Platform, settings: ("CallbackToken", "another"));

        (await FaultsAsync(changed)).ShouldContain("没有收到企业微信的回调");
    }

    [Fact]
    public async Task A_platform_that_cannot_be_reached_is_named_with_all_that_may_stand_between()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("ApiBaseUrl", "http://127.0.0.1:1"));

        var text = await FaultsAsync(app);

        foreach (var word in new[] { "http://127.0.0.1:1", "DNS", "防火墙", "WeCom:Proxy" })
            text.ShouldContain(word);
    }

    [Fact]
    public async Task The_doctor_asks_for_a_token_though_one_is_stored()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await app.Get<WeComDoctor>().CheckAsync(Token);
        app.Platform.TokenError = 40001;

        (await FaultsAsync(app)).ShouldContain("hint 1700000000_40001_abc");
    }

    [Fact]
    public async Task A_menu_that_is_not_published_or_another_is_told_with_its_command()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var menu = app.Get<WeComMenu>();
        var shipped = await File.ReadAllBytesAsync(MenuFile(), Token);

        (await menu.CheckAsync(shipped, Token)).ShouldSatisfyAllConditions(f => f.IsWell.ShouldBeFalse(), f => f.Text.ShouldContain("kexiebot wecom menu"));
        await menu.PublishAsync(shipped, Token);
        (await menu.CheckAsync(shipped, Token)).Text.ShouldContain("一致");
        (await menu.CheckAsync(Encoding.UTF8.GetBytes("""{"button":[{"type":"click","name":"帮助","key":"帮助"}]}"""), Token)).Text.ShouldContain("不同");
    }

    [Fact]
    public async Task The_menu_of_the_repository_is_taken_and_says_what_the_bot_understands()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var menu = await File.ReadAllBytesAsync(MenuFile(), Token);

        (await app.Get<WeComMenu>().PublishAsync(menu, Token)).ShouldBeNull();

        var published = app.Platform.Others.ShouldHaveSingleItem();
        var keys = published["button"]!.AsArray().SelectMany(top => (top!["sub_button"] as JsonArray)?.AsEnumerable() ?? [top]).Select(entry => (string)entry!["key"]!);
        keys.Select(key => Utterances.Read(key, UnderstandingContext.WithoutRoster(new DateOnly(2026, 11, 23))).Intent)
            .ShouldBe([Intent.MyTasks, Intent.ReportProgress, Intent.RequestClose, Intent.RequestExtension, Intent.PlanSummary, Intent.OverdueList, Intent.DueList, Intent.Help]);
    }

    [Theory]
    [InlineData("{}", "1 到 3 个一级菜单")]
    [InlineData("""{"button":[{"name":"我的全部任务","type":"click","key":"x"}]}""", "16 字节")]
    [InlineData("""{"button":[{"name":"反馈","sub_button":[]}]}""", "1 到 5 个子菜单")]
    [InlineData("""{"button":[{"name":"反馈","type":"click"}]}""", "key 要在")]
    [InlineData("""{"button":[{"name":"反馈","type":"scancode_push","key":"x"}]}""", "只用 click 和 view")]
    [InlineData("{", "不是合法的 JSON")]
    [InlineData("""{"button":[{"name":5}]}""", "字段类型不对")]
    public void A_menu_that_the_platform_would_refuse_is_refused_with_the_reason(string menu, string reason) =>
        WeComMenu.FirstBreach(Encoding.UTF8.GetBytes(menu))!.ShouldContain(reason);

    [Fact]
    public async Task A_bulletin_goes_into_the_group_at_most_twenty_a_minute()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, settings: ("BulletinKey", "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa".Replace('x', '0').Replace('s', '0').Replace('i', '0')));
        var bulletin = app.Get<WeComBulletin>();
        var reply = new Reply { Title = "11月通报", Lines = ["已办结 12 项，逾期 1 项。"] };

        for (var i = 0; i < 20; i++)
            (await bulletin.SendAsync("b" + i, reply, Token)).ShouldBeOfType<SendOutcome.Sent>();
        (await bulletin.SendAsync("b20", reply, Token)).ShouldBeOfType<SendOutcome.Throttled>();
        (await bulletin.SendAsync("b0", reply, Token)).ShouldBeOfType<SendOutcome.Sent>();

        app.Platform.Others.Count.ShouldBe(20);
    }

    [Fact]
    public async Task The_office_reads_the_bulletin_and_posts_it_into_the_group_with_a_tap()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, settings: ("BulletinKey", Guid.NewGuid().ToString()));

        await app.DeliverAsync(app.Text("wangwu", "出一期督查通报", 1));
        await Eventually.IsSoAsync(() => app.Platform.NewestCard("wangwu", "发到群") is not null);
        app.Platform.Others.ShouldBeEmpty();
        await app.TapAsync("wangwu", app.Platform.NewestCard("wangwu", "发到群")!, "发到群");
        await Eventually.IsSoAsync(() => app.Platform.CardUpdates.Count + app.Platform.Delivered.Count(sent => sent.Content?.Contains("已发往 1 个群", StringComparison.Ordinal) is true) > 0);
        await app.SendAllAsync();

        var posted = (string)app.Platform.Others.ShouldHaveSingleItem()["markdown_v2"]!["content"]!;
        posted.ShouldStartWith("督查通报：");
        posted.ShouldContain("总体情况");
        posted.ShouldNotContain("初稿");
    }

    [Fact]
    public async Task The_weekly_summary_is_posted_into_the_group_that_the_configuration_names()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, settings: ("BulletinKey", Guid.NewGuid().ToString()));
        var (rules, calendar) = (new ReminderRules(), app.Get<WorkCalendar>());
        var marks = new HeardMarks(app.Get<IDatabase>());
        var facts = new LedgerFacts(app.Get<LedgerReader>(), app.Get<RosterStore>(), marks, app.Get<UnreachablePersons>(), app.Get<SubscribedGroups>(), app.Get<Outbox>(), new HeldMessages(app.Get<IDatabase>(), app.Get<Outbox>(), marks, clock.Office), rules, calendar, clock.Office);
        await new MorningRun(facts, new MorningPlanner(rules, calendar, clock.Office), app.Get<Outbox>(), marks, calendar, rules, clock.Office, NullLogger<MorningRun>.Instance).RunIfDueAsync();

        await app.SendAllAsync();

        ((string)app.Platform.Others.Single(post => post["markdown_v2"] is not null)["markdown_v2"]!["content"]!).ShouldStartWith("本周督办：共 10 项");
    }

    [Fact]
    public async Task The_doctor_looks_whether_the_groups_webhook_is_there_and_nobody_reads_of_it()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("BulletinKey", Guid.NewGuid().ToString()));

        (await app.Get<WeComDoctor>().CheckAsync(Token)).ShouldContain(finding => finding.IsWell && finding.Text.Contains("WeCom:BulletinKey", StringComparison.Ordinal));
        app.Platform.Webhook.IsGone = true;
        (await FaultsAsync(app)).ShouldContain("93000");

        app.Platform.Others.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bulletin_that_was_posted_and_not_noted_counts_as_posted()
    {
        await using var platform = await FakeWeCom.StartAsync();
        var store = FaultyStore.Over(stores.Fresh(StoreKind.Garnet), (name, _) => name == "CreateTransaction" && !platform.Others.IsEmpty ? new TimeoutException() : null);
        await using var app = await WeComApp.StartAsync(store, platform, settings: ("BulletinKey", Guid.NewGuid().ToString()));

        (await app.Get<WeComBulletin>().SendAsync("b", Reply.Of("11月通报"), Token)).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task A_members_tile_shows_four_numbers()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var workbench = app.Get<WeComWorkbench>();
        (string, string)[] numbers = [("待办", "3"), ("临期", "1"), ("逾期", "0"), ("已办结", "12")];

        (await workbench.SetTemplateAsync(numbers, Token)).ShouldBeNull();
        (await workbench.SetMemberAsync("lisi", numbers, Token)).ShouldBeNull();

        app.Platform.Others.Last()["keydata"]!["items"]!.AsArray().Count.ShouldBe(4);
        ((bool?)app.Platform.Others.First()["replace_user_data"]).ShouldBe(false);
    }

    private static async Task<string> FaultsAsync(WeComApp app) =>
        string.Join('\n', (await app.Get<WeComDoctor>().CheckAsync(Token)).Where(f => !f.IsWell).Select(f => f.Text));

    private static string MenuFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "manifests", "wecom", "menu.json");
            if (File.Exists(file))
                return file;
        }

        throw new FileNotFoundException("manifests/wecom/menu.json is not beside this build.");
    }
}
