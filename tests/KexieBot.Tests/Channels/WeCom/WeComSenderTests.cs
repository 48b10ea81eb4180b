using System.Text;
using CsCheck;
using KexieBot.Channels.WeCom;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Channels.WeCom;

public sealed class WeComSenderTests(StoreServers stores)
{
    private static readonly Reply Nudge = new()
    {
        Title = "第7条 还有3天到期",
        Rows = [new ItemRow("7", "院士专家工作站建设") { Unit = "区科协", Light = Light.Yellow, Percent = 40, State = "办理中", Due = "12月31日 · 还有3天" }],
        Choices = [new Choice("签收", "签收 7") { IsPrimary = true }, new Choice("申请延期", "延期 7")],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Fifty_sends_over_an_expired_token_ask_for_one(StoreKind kind)
    {
        var store = stores.Fresh(kind);
        await using var app = await WeComApp.StartAsync(store);
        await using var replica = await WeComApp.StartAsync(store, app.Platform);
        AddMembers(app, 50);
        (await SendAsync(app, "warm", "u0")).ShouldBeOfType<SendOutcome.Sent>();
        app.Platform.ExpireToken();
        var before = app.Platform.TokenCalls;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SendAsync(i % 2 == 0 ? app : replica, "k" + i, "u" + i)));

        outcomes.ShouldAllBe(o => o is SendOutcome.Sent);
        (app.Platform.TokenCalls - before).ShouldBe(1);
        app.Platform.Delivered.Count.ShouldBe(51);
    }

    [Fact]
    public async Task Fifty_first_sends_ask_for_one_token()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        AddMembers(app, 50);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SendAsync(app, "k" + i, "u" + i)));

        app.Platform.TokenCalls.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_credentials_are_not_tried_again_for_a_while()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("Secret", "wrong"));

        for (var i = 0; i < 5; i++)
            (await SendAsync(app, "k" + i, "lisi")).ShouldBeOfType<SendOutcome.Unavailable>().Reason.ShouldContain("WeCom:Secret");

        app.Platform.TokenCalls.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, typeof(SendOutcome.Unavailable))]
    [InlineData(45033, typeof(SendOutcome.Unavailable))]
    [InlineData(60020, typeof(SendOutcome.Unavailable))]
    [InlineData(60011, typeof(SendOutcome.Unreachable))]
    [InlineData(82001, typeof(SendOutcome.Unreachable))]
    [InlineData(45009, typeof(SendOutcome.Throttled))]
    [InlineData(40033, typeof(SendOutcome.Rejected))]
    [InlineData(82004, typeof(SendOutcome.Rejected))]
    [InlineData(42014, typeof(SendOutcome.Sent))]
    public async Task An_error_code_becomes_what_it_means_for_the_message(int code, Type outcome)
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        for (var i = 0; i < 3; i++)
            app.Platform.NextErrors.Enqueue(code);

        (await SendAsync(app, "k", "lisi")).ShouldBeOfType(outcome);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6000)]
    [InlineData(45035)]
    public async Task A_busy_platform_is_asked_twice_more_at_once(int code)
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.NextErrors.Enqueue(code);
        app.Platform.NextErrors.Enqueue(code);

        (await app.Get<WeComApi>().GetAsync("getcallbackip", "", Token)).ShouldBeOfType<WeComCall.Done>();
    }

    [Theory]
    [InlineData(40008)]
    [InlineData(43012)]
    [InlineData(42031)]
    public async Task A_card_that_is_refused_goes_as_a_text(int code)
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.NextErrors.Enqueue(code);

        (await SendAsync(app, "k", "lisi", Nudge)).ShouldBeOfType<SendOutcome.Sent>();
        (await SendAsync(app, "k", "lisi", Nudge)).ShouldBeOfType<SendOutcome.Sent>();

        var text = app.Platform.Delivered.ShouldHaveSingleItem().Content!;
        text.ShouldContain("第7条 还有3天到期");
        text.ShouldContain("可以回复：签收 7 ／ 延期 7");
    }

    [Fact]
    public async Task The_same_words_twice_are_two_messages_though_one_in_doubt_is_one()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var withdrawn = Reply.Of("第8条的催办已收回。");
        app.Platform.LoseAnswers = 1;

        (await SendAsync(app, "first", "lisi", withdrawn)).ShouldBeOfType<SendOutcome.Uncertain>();
        (await SendAsync(app, "first", "lisi", withdrawn)).ShouldBeOfType<SendOutcome.Sent>();
        app.Platform.Delivered.Count.ShouldBe(1);
        (await SendAsync(app, "second", "lisi", withdrawn)).ShouldBeOfType<SendOutcome.Sent>();

        app.Platform.Delivered.Count.ShouldBe(2);
    }

    [Fact]
    public async Task All_who_wait_for_a_token_are_given_the_one_failure()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.TokenError = 45009;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => SendAsync(app, "k" + i, "lisi")));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Throttled);
        app.Platform.TokenCalls.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_in_time_has_sent_nothing()
    {
        var http = new WeComHttp(new Unconnected(), "wecom", WeComApp.RealClock);

        (await http.PostAsync("cgi-bin/message/send", [], Token)).ShouldBeOfType<WeComCall.NotSent>();
    }

    [Fact]
    public async Task A_member_whom_the_app_cannot_see_is_unreachable()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        (await SendAsync(app, "k", "nobody")).ShouldBeOfType<SendOutcome.Unreachable>().Reason.ShouldContain("可见范围");
    }

    [Fact]
    public async Task A_member_whom_a_good_answer_names_as_not_reached_is_unreachable()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.Unlicensed.Add("LiSi");
        app.Platform.NamesAloneToo = true;

        (await SendAsync(app, "k", "lisi")).ShouldBeOfType<SendOutcome.Unreachable>().Reason.ShouldContain("licence");
        (await SendAsync(app, "k", "nobody")).ShouldBeOfType<SendOutcome.Unreachable>().Reason.ShouldContain("not visible");

        app.Platform.Delivered.ShouldBeEmpty();
        app.Platform.Unlicensed.Clear();
        (await SendAsync(app, "k", "lisi")).ShouldBeOfType<SendOutcome.Sent>("nothing of it had gone");
    }

    [Fact]
    public async Task A_nudge_whose_answer_was_lost_is_in_doubt_and_arrives_once()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.LoseAnswers = 2;

        (await SendAsync(app, "text", "lisi")).ShouldBeOfType<SendOutcome.Uncertain>().RepeatableFor.ShouldBe(TimeSpan.FromMinutes(30));
        (await SendAsync(app, "card", "lisi", Nudge)).ShouldBeOfType<SendOutcome.Uncertain>();
        (await SendAsync(app, "text", "lisi")).ShouldBeOfType<SendOutcome.Sent>();
        (await SendAsync(app, "card", "lisi", Nudge)).ShouldBeOfType<SendOutcome.Sent>();

        app.Platform.Delivered.Select(d => d.Type).ShouldBe(["text", "template_card"]);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        await SendAsync(app, "warm", "wangwu");
        app.Platform.PaddedBy = 8 * 1024 * 1024;

        (await SendAsync(app, "k", "lisi")).ShouldBeOfType<SendOutcome.Uncertain>();
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_taken_nothing()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("ApiBaseUrl", "http://127.0.0.1:1"));

        (await SendAsync(app, "k", "lisi")).ShouldBeOfType<SendOutcome.Unavailable>();
    }

    [Fact]
    public async Task The_same_occurrence_is_sent_once_and_a_later_part_goes_on_where_it_stopped()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var text = string.Concat(Enumerable.Range(1, 5000).Select(i => i % 40 == 0 ? "。" : ((char)('一' + i)).ToString()));
        var reply = new Reply { Title = "通报", Lines = [text] };
        await SendAsync(app, "warm", "wangwu");
        app.Platform.Delivered.Clear();

        (await SendAsync(app, "long", "lisi", reply)).ShouldBeOfType<SendOutcome.Sent>();
        (await SendAsync(app, "long", "lisi", reply)).ShouldBeOfType<SendOutcome.Sent>();

        app.Platform.Delivered.Count.ShouldBeGreaterThan(5);
        string.Concat(app.Platform.Delivered.Select(d => d.Content)).ShouldBe("通报\n" + text);
        app.Platform.Delivered.ShouldAllBe(d => Encoding.UTF8.GetByteCount(d.Content!) <= 2048);
    }

    [Fact]
    public async Task A_break_between_two_parts_repeats_neither()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var reply = new Reply { Title = "通报", Lines = [new string('字', 1200)] };
        await SendAsync(app, "warm", "wangwu");
        app.Platform.Delivered.Clear();
        app.Platform.FailAfter(1, 60020);

        (await SendAsync(app, "two", "lisi", reply)).ShouldBeOfType<SendOutcome.Unavailable>();
        (await SendAsync(app, "two", "lisi", reply)).ShouldBeOfType<SendOutcome.Sent>();

        app.Platform.Delivered.Count.ShouldBe(2);
        string.Concat(app.Platform.Delivered.Select(d => d.Content)).ShouldBe("通报\n" + reply.Lines[0]);
    }

    [Fact]
    public async Task A_wrong_message_can_be_taken_back_for_a_day()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        await SendAsync(app, "wrong", "lisi", Nudge);

        (await app.Get<WeComSender>().RecallAsync("wrong", Token)).ShouldBeTrue();
        clock.Time.Advance(TimeSpan.FromHours(25));

        app.Platform.Recalled.Count.ShouldBe(1);
        (await app.Get<WeComSender>().RecallAsync("wrong", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Rare_hanzi_emoji_and_the_ideographic_space_go_out_as_themselves()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        (await SendAsync(app, "k", "lisi", Reply.Of("𠮷田　\"引号\" \\u4e2d \\ 🎉\u2028\u0001end"))).ShouldBeOfType<SendOutcome.Rejected>("a control character needs its escape");
        (await SendAsync(app, "k2", "lisi", Reply.Of("𠮷田　\"引号\" \\ 🎉\u2028end"))).ShouldBeOfType<SendOutcome.Sent>();

        app.Platform.Delivered.Single().Content.ShouldBe("𠮷田　\"引号\" \\ 🎉\u2028end");
    }

    [Fact]
    public void Any_text_comes_back_out_of_the_unescaped_JSON() =>
        Gen.String[Gen.Char, 0, 60].Select(s => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(s))).Sample(text =>
        {
            var json = WeComJson.Write(new SendRequest("u", "text", 1) { Text = new SendContent(text) });
            return System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("text").GetProperty("content").GetString() == text;
        });

    [Fact]
    public async Task A_channel_without_credentials_is_off()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), settings: ("CorpId", ""));

        (await SendAsync(app, "k", "lisi")).ShouldBeOfType<SendOutcome.Unreachable>();
        (await app.VerifyAsync("1")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        app.Logs.Lines.Count(l => l.Contains("channel is off", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("CorpId", "企业", "ww8a1f3c5e7b9d0246")]
    [InlineData("AgentId", "my-app", "1000002")]
    [InlineData("EncodingAesKey", "tooShort", "43 位")]
    [InlineData("CallbackToken", "with space", "32 位")]
    [InlineData("ApiBaseUrl", "qyapi", "https://qyapi.weixin.qq.com")]
    [InlineData("ApiBaseUrl", "http://wework.example.gov.cn", "https://qyapi.weixin.qq.com")]
    [InlineData("ApiBaseUrl", "https://admin:geheim@qyapi.example", "https://qyapi.weixin.qq.com")]
    [InlineData("Proxy", "10.0.0.8", "http://10.0.0.8:3128")]
    public void A_wrong_setting_stops_the_start_and_names_key_and_example(string key, string value, string example)
    {
        var options = new WeComOptions { CorpId = "ww8a1f3c5e7b9d0246", AgentId = "1000002", Secret = "s", CallbackToken = WeComApp.Token, EncodingAesKey = WeComApp.AesKey };
        var property = typeof(WeComOptions).GetProperty(key)!;
        property.SetValue(options, value);

        var result = new WeComOptionsValidator().Validate(name: null, options);

        var failure = result.Failures!.Single();
        failure.ShouldContain("WeCom:" + key);
        failure.ShouldContain(example);
        if (key is "EncodingAesKey" or "CallbackToken" or "Proxy" || value.Contains('@', StringComparison.Ordinal))
            failure.ShouldNotContain($"\"{value}\"");
    }

    private static void AddMembers(WeComApp app, int count)
    {
        for (var i = 0; i < count; i++)
            app.Platform.Members.Add("u" + i);
    }

    private static Task<SendOutcome> SendAsync(WeComApp app, string key, string user, Reply? reply = null) =>
        app.Get<WeComSender>().SendAsync(new OutboundMessage(key, new ChannelAccount(ChannelKind.WeCom, user), reply ?? Reply.Of("您有 1 项任务到期：" + key)), Token);

    /// <summary>As a client whose handler has a limit of its own for connecting.</summary>
    private sealed class Unconnected : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { BaseAddress = new Uri("http://wecom.example/"), Timeout = Timeout.InfiniteTimeSpan };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("The connection could not be established within the configured ConnectTimeout.", new TimeoutException());
    }
}
