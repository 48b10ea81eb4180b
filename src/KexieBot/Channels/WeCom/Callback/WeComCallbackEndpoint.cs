using System.Globalization;
using System.Text;
using KexieBot.Channels.WeCom.Admin;
using KexieBot.Channels.WeCom.Inbox;
using KexieBot.Core;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Callback;

/// <summary>The address under 接收消息 › 设置API接收. Acknowledges with an empty 200 once the inbox holds the message; the answer follows by message/send.</summary>
internal sealed partial class WeComCallbackEndpoint(
    IOptions<WeComOptions> options,
    WeComInbox inbox,
    WeComWorker worker,
    WeComCallbackMark mark,
    OfficeClock clock,
    ILogger<WeComCallbackEndpoint> logger)
{
    private const int MaxBody = 256 * 1024;
    private const int MaxQuery = 4096;

    private static readonly string[] SignatureParts = ["msg_signature", "timestamp", "nonce"];

    // As long as the platform itself waits for an answer.
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(5);

    // Three deliveries of five seconds each, and then some.
    private static readonly TimeSpan Redelivery = TimeSpan.FromMinutes(1);

    private readonly WeComCallbackCrypto crypto = Create(options.Value);

    /// <summary>Proves to the platform that this address is ours: the bare plaintext, within a second.</summary>
    public async Task<IResult> VerifyAsync(HttpRequest request)
    {
        // A gateway that unescapes the query leaves + for the parser to read as a space; base64 has none.
        var echo = request.Query["echostr"].ToString().Replace(' ', '+');
        var error = Open(request, echo, out var plain);
        if (error != WeComCallbackError.None)
            return await RefuseAsync(request, error);
        await mark.SetAsync();
        Log.Verified(logger);
        return Results.Bytes(Encoding.UTF8.GetBytes(plain), "text/plain; charset=utf-8");
    }

    public async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        string? body;
        try
        {
            // Nothing says yet who is sending.
            using var deadline = new CancellationTokenSource(ReadWithin, clock.Time);
            body = await ReadBodyAsync(request, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return Results.StatusCode(StatusCodes.Status408RequestTimeout);
        }

        if (body is null)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var error = WeComEnvelope.TryRead(body, out var encrypt);
        var xml = "";
        if (error == WeComCallbackError.None)
            error = Open(request, encrypt, out xml);
        if (error != WeComCallbackError.None)
            return await RefuseAsync(request, error);
        if (WeComEvent.TryParse(xml, out var agentId) is not { } happened)
            return await RefuseAsync(request, WeComCallbackError.Malformed);
        if (!IsFresh(happened.CreateTime, Redelivery))
            return await RefuseAsync(request, WeComCallbackError.SignatureMismatch);
        if (agentId != 0 && agentId != options.Value.Agent)
        {
            Log.OtherApp(logger, agentId);
            return Results.Ok();
        }

        return await TakeAsync(happened, xml);
    }

    private async Task<IResult> TakeAsync(WeComEvent happened, string xml)
    {
        try
        {
            await mark.SetAsync();
            if (await inbox.TryAddAsync(happened.Identity, xml) is not { } entry)
                Log.Redelivered(logger);
            else if (!worker.TryHandOver(entry, happened.From))
                await inbox.DeferAsync(entry, TimeSpan.Zero);
            else
                Log.Taken(logger, happened.GetType().Name);
            return Results.Ok();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Not acknowledged: the platform delivers it again.
            Log.StoreFailed(logger, e);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private WeComCallbackError Open(HttpRequest request, string encrypt, out string message)
    {
        var query = request.Query;
        var (signature, timestamp, nonce) = (query["msg_signature"].ToString(), query["timestamp"].ToString(), query["nonce"].ToString());
        if (signature.Length + timestamp.Length + nonce.Length > MaxQuery)
        {
            message = "";
            return WeComCallbackError.SignatureMismatch;
        }

        var error = crypto.TryOpen(signature, timestamp, nonce, encrypt, out message);
        return error == WeComCallbackError.None && !IsFresh(timestamp) ? WeComCallbackError.SignatureMismatch : error;
    }

    // The platform signs all that it sends. What scans the internet does not, and says nothing of a setting.
    private static bool IsSigned(IQueryCollection query) => SignatureParts.All(name => !string.IsNullOrEmpty(query[name]));

    // What was recorded can be played back. The signature covers its parts in sorted order, so a nonce may pass for the timestamp: the time inside the message counts too.
    private bool IsFresh(string timestamp, TimeSpan allowance = default)
    {
        var window = options.Value.ReplayWindow;
        if (window == TimeSpan.Zero)
            return true;
        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(clock.Time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= (window + allowance).TotalSeconds;
    }

    private async Task<IResult> RefuseAsync(HttpRequest request, WeComCallbackError error)
    {
        try
        {
            if (IsSigned(request.Query))
            {
                Log.Refused(logger, (int)error, error);
                await mark.RefusedAsync(error);
            }
            else
            {
                Log.NotOfWeCom(logger);
            }
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // It is refused all the same.
            Log.StoreFailed(logger, e);
        }

        return Results.StatusCode(error is WeComCallbackError.SignatureMismatch or WeComCallbackError.ReceiveIdMismatch
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status400BadRequest);
    }

    /// <summary>The body as text; null when it is longer than any delivery.</summary>
    private static async Task<string?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody)
            return null;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var isTooLong = read.Buffer.Length > MaxBody;
            if (!isTooLong && !read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = isTooLong ? null : Encoding.UTF8.GetString(read.Buffer);
            // What is not marked as consumed costs the connection.
            reader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }

    private static WeComCallbackCrypto Create(WeComOptions options)
    {
        var error = WeComCallbackCrypto.TryCreate(options.CallbackToken, options.EncodingAesKey, options.CorpId, out var crypto);
        return crypto ?? throw new InvalidOperationException($"WeCom:EncodingAesKey is not usable ({(int)error}).");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "WeCom verified the callback address.")]
        public static partial void Verified(ILogger logger);

        [LoggerMessage(2, LogLevel.Information, "WeCom delivered {Kind}.")]
        public static partial void Taken(ILogger logger, string kind);

        [LoggerMessage(3, LogLevel.Information, "WeCom delivered a message again; it is not taken twice.")]
        public static partial void Redelivered(ILogger logger);

        [LoggerMessage(4, LogLevel.Warning, "A WeCom callback was refused with {Code} ({Error}).")]
        public static partial void Refused(ILogger logger, int code, WeComCallbackError error);

        [LoggerMessage(7, LogLevel.Information, "A call of the WeCom callback was refused: it bears no signature, so it is not WeCom's.")]
        public static partial void NotOfWeCom(ILogger logger);

        [LoggerMessage(5, LogLevel.Warning, "WeCom delivered a message for agent {AgentId}; WeCom:AgentId names another.")]
        public static partial void OtherApp(ILogger logger, int agentId);

        [LoggerMessage(6, LogLevel.Error, "The store did not take what came with a WeCom callback; a message that was not acknowledged is delivered again.")]
        public static partial void StoreFailed(ILogger logger, Exception exception);
    }
}
