using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KexieBot.Tests.Support.Teams;

/// <summary>
/// Stands in for Microsoft: signing keys, the bot's token and the Connector, by the documented rules (bot-basics, rate-limit,
/// CreateConversation-API-Behavior). Checked with the official ConnectorClient in tests/clients/teams.
/// </summary>
public sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication app;
    private int ids;

    private FakeConnector(WebApplication app) => this.app = app;

    public FakeIdentity Identity { get; } = new();

    public FakeConversations Conversations { get; } = new();

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public string ServiceUrl => Url.AbsoluteUri + "teams/";

    /// <summary>Every call that reached the Connector, in order.</summary>
    public ConcurrentQueue<ConnectorCallSeen> Calls { get; } = new();

    public int TokensGiven { get; private set; }

    /// <summary>Tokens that are no longer taken though their time is not over.</summary>
    public ConcurrentDictionary<string, bool> Revoked { get; } = new(StringComparer.Ordinal);

    /// <summary>Tokens that were given, and until when they are good.</summary>
    private ConcurrentDictionary<string, DateTimeOffset> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>By which tokens end.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The cloud for which it gives tokens.</summary>
    public string Scope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>Seconds that a token is good for.</summary>
    public int TokenLifetime { get; set; } = 3600;

    /// <summary>Pictures that people sent, by path; they need the bot's token like everything else.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Null: it takes any number of calls.</summary>
    public FakeLimits? Limits { get; set; } = new();

    /// <summary>Says what goes wrong with a call; null: nothing.</summary>
    public Func<ConnectorCallSeen, Fault?> Fault { get; set; } = _ => null;

    public IEnumerable<JsonObject> Sent => Calls.Where(call => call is { Status: 201, Body: not null } && call.Path.Contains("/activities", StringComparison.Ordinal)).Select(call => call.Body!);

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeConnector(builder.Build());
        fake.Map();
        await fake.app.StartAsync();
        fake.Url = new Uri(fake.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Identity.Dispose();
    }

    private void Map()
    {
        app.MapGet("/metadata", async (HttpContext context) =>
        {
            await Task.Delay(Identity.Delay, context.RequestAborted);
            return Identity.IsDown ? Results.StatusCode(503) : Results.Json(Identity.Metadata(Url));
        });
        app.MapGet("/keys", () => Identity.IsDown ? Results.StatusCode(503) : Results.Json(Identity.Keys()));
        app.MapPost("/token", GiveTokenAsync);
        app.Map("/teams/v3/{**rest}", (Delegate)AnswerAsync);
    }

    private async Task<IResult> GiveTokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != FakeIdentity.AppId || form["client_secret"] != FakeIdentity.AppSecret)
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        if (form["grant_type"] != "client_credentials" || form["scope"] != Scope)
            return Results.Json(new { error = "invalid_request" }, statusCode: 400);
        TokensGiven++;
        Tokens[$"token-{TokensGiven}"] = Time.GetUtcNow().AddSeconds(TokenLifetime);
        return Results.Json(new { token_type = "Bearer", expires_in = TokenLifetime, access_token = $"token-{TokensGiven}" });
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var at = TimeProvider.System.GetTimestamp();
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var call = new ConnectorCallSeen(context.Request.Method, context.Request.Path.Value!["/teams".Length..], text.Length > 0 ? JsonNode.Parse(text) as JsonObject : null, at)
        {
            Authorization = context.Request.Headers.Authorization.ToString(),
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
        };
        Calls.Enqueue(call);
        return await (Fault(call) switch
        {
            Teams.Fault.Answer fault => Task.FromResult(RefuseTaken(context, call, fault)),
            Teams.Fault.BreakBody fault => BreakBodyAsync(context, call, fault),
            Teams.Fault.LoseAnswer fault => LoseAsync(context, call, fault),
            Teams.Fault.Slow slow => SlowAsync(context, call, slow.Until),
            _ => Task.FromResult(Judge(context, call)),
        });
    }

    /// <summary>Takes the call, or not, and hangs up without a word.</summary>
    private async Task<IResult> LoseAsync(HttpContext context, ConnectorCallSeen call, Fault.LoseAnswer fault)
    {
        if (fault.ButTakesIt)
            Judge(context, call);
        await Task.Yield();
        context.Abort();
        return Results.Empty;
    }

    private async Task<IResult> SlowAsync(HttpContext context, ConnectorCallSeen call, Task until)
    {
        await until;
        return Judge(context, call);
    }

    /// <summary>Takes the call, says so in the first line, and never ends the body or hangs up in the midst of it.</summary>
    private async Task<IResult> BreakBodyAsync(HttpContext context, ConnectorCallSeen call, Fault.BreakBody fault)
    {
        Judge(context, call);
        (context.Response.StatusCode, context.Response.ContentLength) = (call.Status, 100);
        await context.Response.WriteAsync("{", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        // Where the promised length is not reached Kestrel hangs up, after what was written.
        if (fault.Stalls)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        return Results.Empty;
    }

    private IResult RefuseTaken(HttpContext context, ConnectorCallSeen call, Fault.Answer fault)
    {
        if (fault.ButTakesIt)
            Judge(context, call);
        return Refuse(context, call, fault);
    }

    private static IResult Refuse(HttpContext context, ConnectorCallSeen call, Fault.Answer fault)
    {
        call.Status = fault.Status;
        if (fault.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = $"{wait}";
        if (fault.RetryAt is { } until)
            context.Response.Headers.RetryAfter = until.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["MS-CV"] = "fake.0";
        return Results.Json(new { error = new { code = fault.Code, message = "The stand-in was told to refuse.", subCode = fault.SubCode } }, statusCode: fault.Status);
    }

    private IResult Judge(HttpContext context, ConnectorCallSeen call)
    {
        var token = call.Authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? call.Authorization["Bearer ".Length..] : "";
        if (!Tokens.TryGetValue(token, out var goodUntil) || Time.GetUtcNow() >= goodUntil || Revoked.ContainsKey(token))
            return Refuse(context, call, new Fault.Answer(401, "BotNotRegistered"));
        if (Files.TryGetValue(call.Path, out var file))
            return Results.Bytes(file, "image/png");
        if (Limits?.Take(call) is { } wait)
            return Refuse(context, call, new Fault.Answer(429, "Throttled", (int)Math.Ceiling(wait.TotalSeconds)));
        var (status, code, body) = Conversations.Take(call, () => $"{Interlocked.Increment(ref ids)}");
        if (status >= 400)
            return Refuse(context, call, new Fault.Answer(status, code));
        call.Status = status;
        return body is null ? Results.StatusCode(status) : Results.Text(body.ToJsonString(), "application/json", statusCode: status);
    }
}

/// <summary>A call that reached the Connector.</summary>
public sealed record ConnectorCallSeen(string Method, string Path, JsonObject? Body, long At)
{
    public string Authorization { get; init; } = "";

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How it was answered; 0 where it was not.</summary>
    public int Status { get; set; }

    /// <summary>The conversation that the path names.</summary>
    public string Conversation => Path.Split('/') is { Length: > 3 } parts ? Uri.UnescapeDataString(parts[3]) : "";
}

/// <summary>What goes wrong with a call.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    public sealed record Answer(int Status, string Code, int? RetryAfter = null, bool ButTakesIt = false) : Fault
    {
        public DateTimeOffset? RetryAt { get; init; }

        public string? SubCode { get; init; }
    }

    public sealed record BreakBody(bool Stalls) : Fault;

    public sealed record LoseAnswer(bool ButTakesIt) : Fault;

    public sealed record Slow(Task Until) : Fault;
}
