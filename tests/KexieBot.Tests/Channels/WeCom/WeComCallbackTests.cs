using System.Net;
using System.Text;
using KexieBot.Channels.WeCom.Inbox;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.WeCom;

public sealed class WeComCallbackTests(StoreServers stores)
{
    [Fact]
    public async Task The_address_is_verified_by_its_bare_plaintext()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        var response = await app.VerifyAsync("1616140317555161061");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Encoding.ASCII.GetBytes("1616140317555161061"));
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_text_is_acknowledged_with_nothing_and_answered_by_a_message(StoreKind kind)
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(kind));

        var response = await app.DeliverAsync(app.Text("ZhangSan", "帮助", 7001));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        var answer = (await app.AnsweredAsync(1))[0];
        answer.User.ShouldBe("zhangsan");
        answer.Content!.ShouldContain("我的任务");
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_redelivery_is_acknowledged_and_answered_once(StoreKind kind)
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(kind));
        var text = app.Text("zhangsan", "帮助", 7002);

        for (var i = 0; i < 3; i++)
            (await app.DeliverAsync(text)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.DeliverAsync(app.Text("zhangsan", "帮助", 7003));

        await app.AnsweredAsync(2);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await app.AnsweredAsync(2);
    }

    [Fact]
    public async Task Two_taps_of_one_second_are_two_events()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Tap("zhangsan", "帮助", "t1", "rc-unknown-1"));
        await app.DeliverAsync(app.Tap("zhangsan", "帮助", "t1", "rc-unknown-2"));

        await app.AnsweredAsync(2);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_a_killed_process_had_acknowledged_is_answered_by_the_next(StoreKind kind)
    {
        var store = stores.Fresh(kind);
        var clock = new TestClock();
        await using var killed = await WeComApp.StartAsync(store, clock: clock.Office, works: false);
        (await killed.DeliverAsync(killed.Text("zhangsan", "帮助", 7004))).StatusCode.ShouldBe(HttpStatusCode.OK);
        killed.Platform.Delivered.ShouldBeEmpty();

        clock.Time.Advance(WeComInbox.Lease + TimeSpan.FromSeconds(1));
        await using var next = await WeComApp.StartAsync(store, clock: clock.Office);

        (await next.AnsweredAsync(1))[0].Content!.ShouldContain("我的任务");
        await Eventually.IsSoAsync(async () => await store.SortedSetLengthAsync("kexie:{wecom}:1000002:inbox") == 0);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Two_replicas_that_look_at_once_answer_what_was_left_behind_once(StoreKind kind)
    {
        var store = stores.Fresh(kind);
        var clock = new TestClock();
        await using var killed = await WeComApp.StartAsync(store, clock: clock.Office, works: false);
        for (var i = 0; i < 20; i++)
            await killed.DeliverAsync(killed.Message("zhangsan", "voice", $"<MsgId>71{i}</MsgId>"));
        clock.Time.Advance(WeComInbox.Lease + TimeSpan.FromSeconds(1));

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => killed.Get<WeComInbox>().TakeDueAsync(64)));

        taken.SelectMany(entries => entries).Select(e => e.Id).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 20).Select(i => $"wecom:71{i}").Order(StringComparer.Ordinal));
        taken.SelectMany(entries => entries).ShouldAllBe(e => e.Attempt == 0);
    }

    [Fact]
    public async Task A_lease_that_ran_out_while_waiting_is_not_worked_on()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, works: false);
        var inbox = app.Get<WeComInbox>();
        var waiting = (await inbox.TryAddAsync("wecom:1", "<xml/>"))!;
        clock.Time.Advance(WeComInbox.Lease + TimeSpan.FromSeconds(1));
        var taken = (await inbox.TakeDueAsync(1)).Single();

        (await inbox.TryBeginAsync(waiting)).ShouldBeNull();
        (await inbox.TryBeginAsync(taken)).ShouldNotBeNull();
        (await inbox.TryAddAsync("wecom:1", "<xml/>")).ShouldBeNull("it was taken before");
    }

    [Fact]
    public async Task What_is_only_taken_and_put_back_was_not_attempted()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office, works: false);
        var inbox = app.Get<WeComInbox>();
        await inbox.DeferAsync((await inbox.TryAddAsync("wecom:1", "<xml/>"))!, TimeSpan.Zero);
        for (var round = 0; round < 10; round++)
            await inbox.DeferAsync((await inbox.TakeDueAsync(1)).Single(), TimeSpan.Zero);
        clock.Time.Advance(TimeSpan.FromSeconds(1));

        var begun = (await inbox.TryBeginAsync((await inbox.TakeDueAsync(1)).Single()))!;
        clock.Time.Advance(WeComInbox.Lease);

        begun.Attempt.ShouldBe(1);
        (await inbox.TryBeginAsync((await inbox.TakeDueAsync(1)).Single()))!.Attempt.ShouldBe(2, "the first died over it");
    }

    [Fact]
    public async Task An_answer_that_the_platform_cannot_take_now_is_sent_later()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        app.Platform.NextErrors.Enqueue(60020);

        await app.DeliverAsync(app.Text("zhangsan", "帮助", 7005));
        await Eventually.IsSoAsync(() => !app.Platform.Delivered.IsEmpty, () => clock.Time.Advance(TimeSpan.FromSeconds(1)));
        await app.AnsweredAsync(1);
    }

    [Fact]
    public async Task A_delivery_that_the_store_cannot_keep_is_not_acknowledged()
    {
        var lost = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false,connectTimeout=100,syncTimeout=200,asyncTimeout=200,connectRetry=0");
        await using var app = await WeComApp.StartAsync(lost.GetDatabase(), works: false);

        var response = await app.DeliverAsync(app.Text("zhangsan", "帮助", 7006));

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_recording_is_refused_when_it_is_played_back_later()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        (await app.DeliverAsync(app.Text("zhangsan", "帮助", 1), age: TimeSpan.FromMinutes(6))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await app.DeliverAsync(app.Text("zhangsan", "帮助", 1), age: TimeSpan.FromMinutes(-6))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await app.VerifyAsync("1", age: TimeSpan.FromMinutes(6))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await app.DeliverAsync(app.Text("zhangsan", "帮助", 2), age: TimeSpan.FromMinutes(4))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_old_message_under_a_new_time_is_refused()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        var recorded = app.Text("zhangsan", "帮助", 1);

        clock.Time.Advance(TimeSpan.FromMinutes(7));

        (await app.DeliverAsync(recorded)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await app.DeliverAsync(recorded.Replace("<CreateTime>", "<Other>", StringComparison.Ordinal).Replace("</CreateTime>", "</Other>", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Hostile_deliveries_are_refused_and_never_a_fault_of_the_server()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        const string bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><xml><Encrypt>&b;</Encrypt></xml>";
        const string file = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><xml><FromUserName>zhangsan</FromUserName><MsgType>text</MsgType><Content>&f;</Content><MsgId>9</MsgId></xml>";

        (await PostAsync(app, "/wecom/callback?msg_signature=0&timestamp=1&nonce=1", "<xml><Encrypt>AAAA</Encrypt></xml>")).ShouldBe(403);
        (await PostAsync(app, app.SignedUrl("AAAA"), "<xml><Encrypt>AAAA</Encrypt></xml>")).ShouldBe(400);
        (await PostAsync(app, app.SignedUrl("x"), bomb)).ShouldBe(400);
        (await PostAsync(app, app.SignedUrl("x"), $"<xml><Encrypt>{Nested("a", 30_000)}</Encrypt></xml>")).ShouldBe(400);
        (await PostAsync(app, app.SignedUrl("x"), $"<xml><Encrypt>x</Encrypt>{Nested("a", 30_000)}</xml>")).ShouldBe(400);
        (await PostAsync(app, app.SignedUrl("x"), "<xml><Encrypt>x<a/></Encrypt></xml>")).ShouldBe(400);
        (await PostAsync(app, app.SignedUrl("x"), "")).ShouldBe(400);
        (await PostAsync(app, app.SignedUrl("x"), "hello")).ShouldBe(400);
        (await PostAsync(app, "/wecom/callback", "<xml/>")).ShouldBe(400);
        (await app.DeliverAsync(file)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(app, app.SignedUrl("x"), new string('a', 2 * 1024 * 1024))).ShouldBe(413);
        (await app.Client.GetAsync(new Uri("/wecom/callback", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        app.Platform.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_chunked_body_is_cut_off_while_it_comes()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        using var body = new StreamContent(new MemoryStream(new byte[2 * 1024 * 1024]));
        using var request = new HttpRequestMessage(HttpMethod.Post, app.SignedUrl("x")) { Content = body };
        request.Headers.TransferEncodingChunked = true;

        (await app.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_that_only_trickles_in_is_not_waited_for()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.CallbackUrl.Port, TestContext.Current.CancellationToken);
        await using var line = client.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes($"POST {app.SignedUrl("x")} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n<xml>"), TestContext.Current.CancellationToken);
        var reading = new StreamReader(line).ReadLineAsync(TestContext.Current.CancellationToken).AsTask();

        await Eventually.IsSoAsync(() => reading.IsCompleted, () => clock.Time.Advance(TimeSpan.FromSeconds(1)));

        (await reading)!.ShouldContain("408");
    }

    [Fact]
    public async Task Nothing_that_people_write_and_no_secret_reaches_the_log()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        app.Platform.NextErrors.Enqueue(40058);

        await app.DeliverAsync(app.Text("zhangsan", "只有我知道的话", 7010));
        await Eventually.IsSoAsync(() => app.Platform.NextErrors.IsEmpty);
        await app.DeliverAsync(app.Event("zhangsan", "click", "<EventKey><![CDATA[只有我知道的话]]></EventKey>"));

        await app.DeliverAsync(app.Tap("wangwu", "催一下第8条", "t-8", "rc-8"));
        // What was not understood comes as a card alone where it offers buttons.
        await Eventually.IsSoAsync(() => new[] { "zhangsan", "wangwu" }.All(user => app.Platform.Delivered.Any(delivery => string.Equals(delivery.User, user, StringComparison.OrdinalIgnoreCase))));
        await app.UrgeAsync(refusedWith: 40058);
        var log = string.Join('\n', app.Logs.Lines);
        log.ShouldContain("WeCom did not take");
        foreach (var secret in new[] { "只有我知道的话", "催一下", "zhangsan", "wangwu", app.Platform.Secret, "access_token=", "corpsecret=", WeComApp.Token, WeComApp.AesKey })
            log.ShouldNotContain(secret, Case.Insensitive);
    }

    private static string Nested(string name, int depth) => string.Concat(Enumerable.Repeat($"<{name}>", depth)) + string.Concat(Enumerable.Repeat($"</{name}>", depth));

    private static async Task<int> PostAsync(WeComApp app, string url, string body) =>
        (int)(await app.Client.PostAsync(new Uri(url, UriKind.Relative), new StringContent(body))).StatusCode;
}
