using System.Globalization;
using KexieBot.Channels.WeCom.Callback;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>
/// When the platform last reached the callback address with the credentials of now, and when and why one was last refused, for the doctor.
/// <code>
/// kexie:{wecom}:A:callback:H          string  unix ms; 30 d, after which the address counts as unproven. H names corpid, Token and EncodingAESKey
/// kexie:{wecom}:A:callback:H:refused  string  CODE|unix ms, 30 d
/// </code>
/// </summary>
internal sealed class WeComCallbackMark(IDatabase store, WeComKeys keys, OfficeClock clock, IOptions<WeComOptions> options)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromDays(30);
    private static readonly TimeSpan Worth = TimeSpan.FromMinutes(1);

    private readonly string credentials = WeComSentLog.NameOf($"{options.Value.CorpId}|{options.Value.CallbackToken}|{options.Value.EncodingAesKey}")[..16];
    private long lastTaken;
    private long lastRefused;

    /// <summary>Writes at most once a minute, and never stands in a callback's way.</summary>
    public Task SetAsync() => WriteAsync("", ref lastTaken, now => now);

    /// <summary>Only what a wrong setting can be the cause of is kept.</summary>
    public Task RefusedAsync(WeComCallbackError error) => KeyOf(error) is null ? Task.CompletedTask : WriteAsync(":refused", ref lastRefused, now => $"{(int)error}|{now}");

    public async Task<DateTimeOffset?> LastAsync()
    {
        var at = await store.StringGetAsync(Key(""));
        return at.HasValue ? DateTimeOffset.FromUnixTimeMilliseconds((long)at) : null;
    }

    public async Task<(WeComCallbackError Error, DateTimeOffset At)?> LastRefusalAsync()
    {
        var written = (await store.StringGetAsync(Key(":refused"))).ToString().Split('|');
        return written is [var code, var at]
            ? ((WeComCallbackError)int.Parse(code, CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)))
            : null;
    }

    /// <summary>The setting that differs from the platform's when callbacks are refused so; null where no setting is at fault.</summary>
    public static string? KeyOf(WeComCallbackError error) => error switch
    {
        WeComCallbackError.SignatureMismatch => "WeCom:CallbackToken（或服务器时间偏差超过 WeCom:ReplayWindow）",
        WeComCallbackError.ReceiveIdMismatch => "WeCom:CorpId",
        WeComCallbackError.DecryptFailed or WeComCallbackError.IllegalBuffer => "WeCom:EncodingAesKey",
        _ => null,
    };

    private Task WriteAsync(string what, ref long last, Func<string, string> written)
    {
        var now = clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (now - Interlocked.Read(ref last) < Worth.TotalMilliseconds)
            return Task.CompletedTask;
        Interlocked.Exchange(ref last, now);
        return store.StringSetAsync(Key(what), written(now.ToString(CultureInfo.InvariantCulture)), Ttl, flags: CommandFlags.FireAndForget);
    }

    private RedisKey Key(string what) => keys.Of("callback", credentials + what);
}
