using System.Globalization;
using KexieBot.Channels.WeCom;
using KexieBot.Channels.WeCom.Callback;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>The channel behind a real socket, with a real store, talking to the stand-in.</summary>
internal sealed class WeComApp : IAsyncDisposable
{
    public const string Token = "kexieToken2026";
    public const string AesKey = "Zk3QmT9xWb7LcV2nRd8sYp4uHa6jEf1gKo5iNtXwBqM";

    /// <summary>Shows Chinese as it is, to look for it.</summary>
    public static System.Text.Json.JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebApplication app;
    private readonly WeComCallbackCrypto crypto;
    private int nonces;

    private WeComApp(WebApplication app, FakeWeCom platform, OfficeClock clock)
    {
        this.app = app;
        Platform = platform;
        Clock = clock;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        WeComCallbackCrypto.TryCreate(Token, AesKey, platform.CorpId, out var crypto).ShouldBe(WeComCallbackError.None);
        this.crypto = crypto!;
    }

    public FakeWeCom Platform { get; }

    public OfficeClock Clock { get; }

    public HttpClient Client { get; }

    public Uri CallbackUrl => new(Client.BaseAddress!, "/wecom/callback");

    public WeComLogs Logs { get; private init; } = new();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static OfficeClock RealClock { get; } = new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    /// <summary>Starts both; <paramref name="platform"/> is given when several replicas share one.</summary>
    public static async Task<WeComApp> StartAsync(IDatabase store, FakeWeCom? platform = null, OfficeClock? clock = null, bool works = true, params (string Key, string Value)[] settings)
    {
        clock ??= RealClock;
        platform ??= await FakeWeCom.StartAsync(clock.Time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var configured = Settings(platform);
        foreach (var (key, value) in settings)
            configured["WeCom:" + key] = value;
        builder.Configuration.AddInMemoryCollection(configured);
        var logs = new WeComLogs();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(store).AddSingleton(clock).AddSingleton(ReadCalendar()).AddSingleton(new ReminderRules()).AddSingleton(new EvidenceFolder(Path.Combine(Path.GetTempPath(), "kexie-tests-evidence"))).AddCoreServices().AddWeCom();
        if (!works)
            builder.Services.Remove(builder.Services.Last(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService)));
        await FillAsync(store);
        var app = builder.Build();
        app.MapWeCom();
        await app.StartAsync();
        return new WeComApp(app, platform, clock) { Logs = logs };
    }

    /// <summary>The small district, with accounts: zhangsan of 区科技局, lisi of 区科协, wangwu of the office.</summary>
    private static async Task FillAsync(IDatabase store)
    {
        var rosters = new RosterStore(store);
        try
        {
            if ((await rosters.GetAsync()).Persons.Count > 0)
                return;
        }
        catch (RedisConnectionException)
        {
            // The store that is not there is what the test is about.
            return;
        }

        await using var district = await District.OnAsync(store);
        await rosters.ChangeAsync(r => new Roster(r.Units, r.Groups, r.Persons.Select(WithAccount), r.Version));
    }

    private static Person WithAccount(Person person) => person.Id switch
    {
        "keji" => person with { Accounts = [new PersonAccount(ChannelKind.WeCom, "ZhangSan")] },
        "kexie" => person with { Accounts = [new PersonAccount(ChannelKind.WeCom, "lisi")] },
        "office" => person with { Accounts = [new PersonAccount(ChannelKind.WeCom, "wangwu")] },
        _ => person,
    };

    private static WorkCalendar ReadCalendar()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "workcalendar", "cn-holidays.json"));
        return WorkCalendar.Read(file);
    }

    public static Dictionary<string, string?> Settings(FakeWeCom platform) => new()
    {
        ["WeCom:CorpId"] = platform.CorpId,
        ["WeCom:AgentId"] = platform.AgentId.ToString(CultureInfo.InvariantCulture),
        ["WeCom:Secret"] = platform.Secret,
        ["WeCom:CallbackToken"] = Token,
        ["WeCom:EncodingAesKey"] = AesKey,
        ["WeCom:ApiBaseUrl"] = platform.BaseUrl,
        // Or what a test finds would hang on the minute in which it runs.
        ["WeCom:HalfHourMargin"] = "00:00:00",
    };

    /// <summary>Delivers <paramref name="inner"/> as the platform does.</summary>
    public async Task<HttpResponseMessage> DeliverAsync(string inner, TimeSpan age = default)
    {
        var encrypt = crypto.Seal(inner);
        return await Client.PostAsync(SignedUrl(encrypt, age), new StringContent($"<xml><ToUserName><![CDATA[{Platform.CorpId}]]></ToUserName><AgentID><![CDATA[]]></AgentID><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>"));
    }

    public async Task<HttpResponseMessage> VerifyAsync(string echo, TimeSpan age = default)
    {
        var encrypt = crypto.Seal(echo);
        return await Client.GetAsync(SignedUrl(encrypt, age) + "&echostr=" + Uri.EscapeDataString(encrypt));
    }

    public string SignedUrl(string encrypt, TimeSpan age = default)
    {
        var timestamp = (Clock.Time.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = string.Create(CultureInfo.InvariantCulture, $"Nonce{Interlocked.Increment(ref nonces)}");
        return $"/wecom/callback?msg_signature={crypto.Sign(timestamp, nonce, encrypt)}&timestamp={timestamp}&nonce={nonce}";
    }

    public string Seal(string inner) => crypto.Seal(inner);

    public string Text(string user, string content, long id) => Message(user, "text", $"<Content><![CDATA[{content}]]></Content><MsgId>{id}</MsgId>");

    public string Message(string user, string type, string rest) => string.Create(
        CultureInfo.InvariantCulture,
        $"<xml><ToUserName><![CDATA[{Platform.CorpId}]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName><CreateTime>{Clock.Time.GetUtcNow().ToUnixTimeSeconds()}</CreateTime><MsgType><![CDATA[{type}]]></MsgType>{rest}<AgentID>{Platform.AgentId}</AgentID></xml>");

    public string Event(string user, string name, string rest = "") => Message(user, "event", $"<Event><![CDATA[{name}]]></Event>{rest}");

    public string Tap(string user, string key, string taskId, string code, string selected = "") => Event(
        user, "template_card_event", $"<EventKey><![CDATA[{key}]]></EventKey><TaskId><![CDATA[{taskId}]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[{code}]]></ResponseCode>{selected}");

    /// <summary>Taps a button of the card as it stands at the platform.</summary>
    public async Task TapAsync(string user, string taskId, string button, string? chosen = null)
    {
        var tap = Platform.Tap(taskId, button, chosen);
        var selected = tap.Question.Length == 0 ? "" : $"<SelectedItems><SelectedItem><QuestionKey><![CDATA[{tap.Question}]]></QuestionKey><OptionIds><OptionId><![CDATA[{tap.Option}]]></OptionId></OptionIds></SelectedItem></SelectedItems>";
        (await DeliverAsync(Tap(user, tap.Key, tap.TaskId, tap.Code, selected))).Dispose();
    }

    /// <summary>Waits until the stand-in has delivered <paramref name="count"/> messages.</summary>
    public async Task<IReadOnlyList<FakeDelivery>> DeliveredAsync(int count)
    {
        await Eventually.IsSoAsync(() => Platform.Delivered.Count >= count, orTell: Told);
        Platform.Delivered.Count.ShouldBe(count, Told());
        return [.. Platform.Delivered];
    }

    /// <summary>Waits until the stand-in has delivered <paramref name="count"/> texts; the cards with their buttons come after.</summary>
    public async Task<IReadOnlyList<FakeDelivery>> AnsweredAsync(int count)
    {
        await Eventually.IsSoAsync(() => Answers().Count >= count, orTell: Told);
        Answers().Count.ShouldBe(count, Told());
        return Answers();

        List<FakeDelivery> Answers() => [.. Platform.Delivered.Where(d => d.Content is not null)];
    }

    /// <summary>Sends what waits in the outbox, at any hour of a workday.</summary>
    public async Task SendAllAsync()
    {
        var (store, calendar, senders) = (Get<IDatabase>(), Get<WorkCalendar>(), Get<IEnumerable<IChannelSender>>());
        var mornings = new MorningDelivery(Get<LedgerReader>(), Get<RosterStore>(), new MorningPlanner(new ReminderRules(), calendar, Clock), new HeardMarks(store));
        var dispatcher = new Dispatcher(
            Get<Outbox>(), Get<UnreachablePersons>(), mornings, new HeldMessages(store, Get<Outbox>(), new HeardMarks(store), Clock), new SubscribedGroups(store, senders), Get<RosterStore>(), senders, new OfficeHours(new ReminderRules { Opens = TimeOnly.MinValue, Closes = TimeOnly.MaxValue }, calendar, Clock), Clock, new DeliveryRules(), NullLogger<Dispatcher>.Instance);
        while (await dispatcher.RunOnceAsync([District.PlanId], CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>Sends the urging that waits, as the dispatcher does; it is answered with <paramref name="refusedWith"/>, where that is not 0.</summary>
    public async Task<SendOutcome> UrgeAsync(int refusedWith = 0)
    {
        IReadOnlyList<ClaimedEntry> urgings = [];
        await Eventually.IsSoAsync(async () => (urgings = [.. (await Get<Outbox>().ClaimAsync(District.PlanId, 10, TimeSpan.FromMinutes(1))).Where(claimed => claimed.Entry.Kind == "urge")]).Count > 0);
        var urging = urgings.ShouldHaveSingleItem();
        if (refusedWith != 0)
            Platform.NextErrors.Enqueue(refusedWith);
        var outcome = await Get<WeComSender>().SendAsync(new OutboundMessage(urging.Entry.Key, new ChannelAccount(ChannelKind.WeCom, "zhangsan"), urging.Entry.Content), CancellationToken.None);
        await Get<Outbox>().SettleAsync(urging, DeliveryOutcome.Sent);
        return outcome;
    }

    private string Told() => string.Join('\n', Logs.Lines);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
