using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>
/// Stands in for the platform's API on loopback. Written from its documentation, not from this bot's code: it keeps the documented limits, lengths and error codes,
/// drops what exceeds a member's rate without a word, takes a task id and a response code once, and can lose its token or its answer when told.
/// </summary>
internal sealed class FakeWeCom : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly HashSet<string> taskIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string TaskId, DateTimeOffset Until)> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> cards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> holders = new(StringComparer.Ordinal);
    private readonly FakeWeComTiles tiles;
    private readonly Dictionary<string, DateTimeOffset> recent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DateTimeOffset>> memberSends = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DateTimeOffset> messages = new(StringComparer.Ordinal);
    private string? token;
    private JsonObject? menu;
    private DateTimeOffset tokenUntil;
    private int count;

    private FakeWeCom(WebApplication app, TimeProvider time)
    {
        this.app = app;
        Time = time;
        (Media, Webhook, tiles) = (new FakeWeComMedia(time), new FakeWeComWebhook(time), new FakeWeComTiles(time));
    }

    public TimeProvider Time { get; }

    public string CorpId { get; init; } = "ww8a1f3c5e7b9d0246";

    // Another one each time: clients keep tokens on disk by corpid and secret.
    public string Secret { get; init; } = "SecretOfTheStandIn-" + Guid.NewGuid().ToString("N");

    public int AgentId { get; init; } = 1000002;

    public string BaseUrl => app.Urls.First();

    /// <summary>Whom the app is visible to, in the case that the directory shows.</summary>
    public HashSet<string> Members { get; } = new(["ZhangSan", "lisi", "wangwu"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Members of the visible range whose account has no interface licence, or an expired one.</summary>
    public HashSet<string> Unlicensed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names members whom it cannot reach in an answer of errcode 0, as among several, even where there is nobody else; the documents have 81013 for that.</summary>
    public bool NamesAloneToo { get; set; }

    /// <summary>What reached members, in order.</summary>
    public ConcurrentQueue<FakeDelivery> Delivered { get; } = new();

    /// <summary>What was sent above a member's rate: the platform answers 0 and delivers nothing.</summary>
    public ConcurrentQueue<FakeDelivery> Dropped { get; } = new();

    public ConcurrentQueue<JsonObject> CardUpdates { get; } = new();

    public ConcurrentQueue<string> Recalled { get; } = new();

    public ConcurrentQueue<JsonObject> Others { get; } = new();

    /// <summary>Every path that was called, without its query.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Error codes to answer to the next calls that carry a token.</summary>
    public ConcurrentQueue<int> NextErrors { get; } = new();

    /// <summary>Answers <paramref name="code"/> once, after <paramref name="calls"/> more calls have gone well.</summary>
    public void FailAfter(int calls, int code)
    {
        for (var i = 0; i < calls; i++)
            NextErrors.Enqueue(0);
        NextErrors.Enqueue(code);
    }

    public FakeWeComWebhook Webhook { get; }

    public FakeWeComMedia Media { get; }

    /// <summary>How long an answer takes after the call has had its effect.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many of the next messages arrive while their answer is lost.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>How many bytes of nothing follow an answer.</summary>
    public int PaddedBy { get; set; }

    public bool HasCallback { get; set; } = true;

    /// <summary>What gettoken answers; 0 for a token.</summary>
    public int TokenError { get; set; }

    public bool IsTrustedAddress { get; set; } = true;

    public int TokenCalls => Calls.Count(c => c.EndsWith("/gettoken", StringComparison.Ordinal));

    public static async Task<FakeWeCom> StartAsync(TimeProvider? time = null, int agentId = 1000002)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeWeCom(app, time ?? TimeProvider.System) { AgentId = agentId };
        app.Map("/cgi-bin/{**path}", fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>The platform forgets the token before its time.</summary>
    public void ExpireToken()
    {
        lock (gate)
            tokenUntil = DateTimeOffset.MinValue;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!["/cgi-bin/".Length..];
        Calls.Enqueue("/" + path);
        var answer = path == "media/upload" ? await UploadAsync(context.Request) : await JsonAsync(path, context.Request);
        if (path == "media/get" && (int?)answer["errcode"] == 0)
        {
            context.Response.ContentType = "image/jpeg";
            await context.Response.Body.WriteAsync(Media.Pictures[context.Request.Query["media_id"].ToString()]);
            return;
        }

        if (answer.ContainsKey("lost"))
        {
            context.Abort();
            return;
        }

        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency);
        await context.Response.WriteAsync(answer.ToJsonString() + new string(' ', PaddedBy));
    }

    private async Task<JsonObject> JsonAsync(string path, HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var body = await reader.ReadToEndAsync();
        lock (gate)
            return Answer(path, request.Query, body);
    }

    private async Task<JsonObject> UploadAsync(HttpRequest request)
    {
        var media = request.HasFormContentType ? (await request.ReadFormAsync()).Files["media"] : null;
        lock (gate)
        {
            if (Gate(request.Query["access_token"].ToString()) is { } refused)
                return refused;
            return Media.Upload(request.Query["type"].ToString(), media) switch
            {
                (var id, 0) => Ok(("type", "file"), ("media_id", id), ("created_at", "1380000000")),
                (_, var code) => Error(code),
            };
        }
    }

    private JsonObject Answer(string path, IQueryCollection query, string body)
    {
        if (path == "gettoken")
            return GetToken(query);
        if (path == "webhook/send")
            return Noted(body, Webhook.Take(query["key"].ToString(), Parse(body)));
        if (Gate(query["access_token"].ToString()) is { } refused)
            return refused;
        if (body.Contains("\\u", StringComparison.Ordinal))
            return Error(40033);
        return path switch
        {
            "message/send" => Send(Parse(body)),
            "message/update_template_card" => UpdateCard(Parse(body)),
            "message/recall" => Recall(Parse(body)),
            "agent/get" => query["agentid"] == AgentId.ToString(CultureInfo.InvariantCulture) ? Ok(("agentid", AgentId), ("name", "科协Bot"), ("close", 0), ("isreportenter", 1)) : Error(301002),
            "user/get" => Members.Contains(query["userid"].ToString()) ? Ok(("userid", query["userid"].ToString()), ("status", 1)) : Error(60111),
            "media/get" => Media.Pictures.ContainsKey(query["media_id"].ToString()) ? Ok() : Error(40007),
            "getcallbackip" => Ok(("ip_list", new JsonArray("101.226.103.*"))),
            "menu/create" => FakeWeComMessages.CheckMenu(Parse(body)) is var code and not 0 ? Error(code) : Published(body),
            "menu/get" => menu is null ? Error(46003) : Ok(("button", menu["button"]!.DeepClone())),
            "agent/set_workbench_template" => Noted(body, tiles.Take(Parse(body), isTemplate: true, AgentId, Members)),
            "agent/set_workbench_data" => Noted(body, tiles.Take(Parse(body), isTemplate: false, AgentId, Members)),
            _ => Error(-1),
        };
    }

    private JsonObject GetToken(IQueryCollection query)
    {
        if (TokenError != 0)
            return Error(TokenError);
        if (query["corpid"] != CorpId)
            return Error(40013);
        if (query["corpsecret"] != Secret)
            return Error(40001);
        if (token is null || Time.GetUtcNow() >= tokenUntil)
        {
            token = "tok" + Guid.NewGuid().ToString("N");
            tokenUntil = Time.GetUtcNow().AddSeconds(7200);
        }

        return Ok(("access_token", token), ("expires_in", 7200));
    }

    private JsonObject? Gate(string given)
    {
        if (given.Length == 0)
            return Error(41001);
        if (given != token || Time.GetUtcNow() >= tokenUntil)
            return Error(40014);
        if (!IsTrustedAddress)
            return Error(60020);
        return NextErrors.TryDequeue(out var planned) && planned != 0 ? Error(planned) : null;
    }

    private JsonObject Send(JsonObject? request)
    {
        if (FakeWeComMessages.Check(request, AgentId, HasCallback) is var code and not 0)
            return Error(code);
        if ((string?)request!["msgtype"] == "file" && Media.Find((string?)request["file"]?["media_id"]) is null)
            return Error(40007);
        var taskId = (string?)request["template_card"]?["task_id"];
        if (taskId is not null && !taskIds.Add(taskId))
            return Error(42014);
        var users = ((string)request["touser"]!).Split('|');
        var invalid = users.Where(u => !Members.Contains(u)).Select(u => u.ToLowerInvariant()).ToList();
        if (invalid.Count == users.Length && !NamesAloneToo)
            return Error(81013);

        var id = $"msg{++count}";
        messages[id] = Time.GetUtcNow();
        if (!IsRepeated(request))
        {
            foreach (var user in users.Where(Members.Contains).Where(user => !Unlicensed.Contains(user)))
                (TakeRate(user) ? Delivered : Dropped).Enqueue(new FakeDelivery(user, (string)request["msgtype"]!, request, id));
        }

        if (LoseAnswers > 0)
        {
            LoseAnswers--;
            return new JsonObject { ["lost"] = true };
        }

        var answer = Ok(("msgid", id), ("invaliduser", string.Join('|', invalid)), ("unlicenseduser", string.Join('|', users.Where(Unlicensed.Contains))));
        if (taskId is not null)
        {
            answer["response_code"] = NewCode(taskId);
            cards[taskId] = request["template_card"]!.AsObject();
            holders[taskId] = [.. users.Where(Members.Contains)];
        }

        return answer;
    }

    /// <summary>What a tap on the card carries: a code of its own, good for one update.</summary>
    public string NewCode(string taskId)
    {
        var code = "rc-" + Guid.NewGuid().ToString("N");
        lock (gate)
            codes[code] = (taskId, Time.GetUtcNow().AddHours(72));
        return code;
    }

    /// <summary>The task id of the last card that a member got, as it stands now, which has this button.</summary>
    public string? NewestCard(string user, string button)
    {
        lock (gate)
        {
            return Delivered.Where(sent => string.Equals(sent.User, user, StringComparison.OrdinalIgnoreCase)).Select(sent => (string?)sent.Card?["task_id"]).OfType<string>().Reverse()
                .FirstOrDefault(taskId => cards.TryGetValue(taskId, out var card) && card["button_list"]?.AsArray().Any(item => (string?)item!["text"] == button) is true);
        }
    }

    /// <summary>What tapping a button sends: of the card as it stands now, with what is selected when it appears unless <paramref name="chosen"/> says otherwise.</summary>
    public FakeTap Tap(string taskId, string button, string? chosen = null)
    {
        lock (gate)
        {
            var card = cards[taskId];
            var tapped = card["button_list"]!.AsArray().Single(b => (string)b!["text"]! == button)!;
            var selection = card["button_selection"];
            var option = selection is null ? "" : chosen ?? (string?)selection["selected_id"] ?? (string)selection["option_list"]![0]!["id"]!;
            return new FakeTap((string)tapped["key"]!, taskId, NewCode(taskId), (string?)selection?["question_key"] ?? "", option);
        }
    }

    private bool IsRepeated(JsonObject request)
    {
        var isChecked = (int?)request["enable_duplicate_check"] == 1;
        var interval = Math.Min((int?)request["duplicate_check_interval"] ?? 1800, 14400);
        // Whether what was sent unchecked counts for a later check is not documented; here it does, which is the worse.
        var same = request.DeepClone().AsObject();
        same.Remove("enable_duplicate_check");
        same.Remove("duplicate_check_interval");
        var text = same.ToJsonString();
        var isRepeated = recent.TryGetValue(text, out var at) && Time.GetUtcNow() - at < TimeSpan.FromSeconds(interval);
        recent[text] = Time.GetUtcNow();
        return isChecked && isRepeated;
    }

    private bool TakeRate(string user)
    {
        var now = Time.GetUtcNow();
        if (!memberSends.TryGetValue(user, out var sends))
            memberSends[user] = sends = [];
        sends.RemoveAll(at => now - at >= TimeSpan.FromHours(1));
        if (sends.Count >= 1000 || sends.Count(at => now - at < TimeSpan.FromMinutes(1)) >= 30)
            return false;
        sends.Add(now);
        return true;
    }

    private JsonObject UpdateCard(JsonObject? request)
    {
        if (request is null || (int?)request["agentid"] != AgentId)
            return Error(42015);
        if ((string?)request["response_code"] is not { } code || !codes.Remove(code, out var known) || known.Until < Time.GetUtcNow())
            return Error(60140);
        // Only who got the card can be shown another in its place; a tap's code may be of a card that no test has sent.
        if (request["userids"] is not JsonArray { Count: > 0 } users || !users.Any(user => (holders.GetValueOrDefault(known.TaskId) ?? [.. Members]).Contains((string)user!, StringComparer.OrdinalIgnoreCase)))
            return Error(82102);
        if (request["template_card"] is JsonObject card && FakeWeComMessages.CheckCard(card, isReplacement: true) is var breach and not 0)
            return Error(breach);
        if (request["template_card"] is null && (string?)request["button"]?["replace_name"] is null or "")
            return Error(42020);
        if (request["template_card"] is JsonObject replacement)
            cards[known.TaskId] = replacement;
        else
            cards.Remove(known.TaskId);
        CardUpdates.Enqueue(request);
        return Ok(("invaliduser", new JsonArray()));
    }

    private JsonObject Recall(JsonObject? request)
    {
        if ((string?)request?["msgid"] is not { } id || !messages.TryGetValue(id, out var at))
            return Error(40058);
        if (Time.GetUtcNow() - at > TimeSpan.FromHours(24))
            return Error(42052);
        Recalled.Enqueue(id);
        return Ok();
    }

    private JsonObject Published(string body)
    {
        menu = Parse(body);
        foreach (var leaf in menu!["button"]!.AsArray().SelectMany(button => (button!["sub_button"] as JsonArray)?.AsEnumerable() ?? [button]))
            leaf!["sub_button"] ??= new JsonArray();
        return Noted(body);
    }

    private JsonObject Noted(string body, int error = 0)
    {
        if (error != 0)
            return Error(error);
        Others.Enqueue(Parse(body)!);
        return Ok();
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Ok(params (string Name, JsonNode? Value)[] fields)
    {
        var answer = new JsonObject { ["errcode"] = 0, ["errmsg"] = "ok" };
        foreach (var (name, value) in fields)
            answer[name] = value;
        return answer;
    }

    private static JsonObject Error(int code) => new()
    {
        ["errcode"] = code,
        ["errmsg"] = string.Create(CultureInfo.InvariantCulture, $"refused, hint: [1700000000_{code}_abc], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e={code}"),
    };
}
