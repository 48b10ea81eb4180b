using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KexieBot.Core;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>
/// The app's access token (获取access_token), one for all replicas: whoever finds none asks, the others wait for the answer.
/// <code>
/// kexie:{wecom}:A:token:H          string  the token, until 300 s before the platform drops it; H names corpid and secret
/// kexie:{wecom}:A:token:H:asking   string  who asks at present, 15 s: longer than one call can last
/// kexie:{wecom}:A:token:H:refused  string  JSON of why there was none: 300 s for refused credentials, where asking on would get the address banned, 60 s for 45009, else 5 s
/// </code>
/// </summary>
internal sealed class WeComAccessToken(WeComHttp http, IDatabase store, WeComKeys keys, IOptions<WeComOptions> options, OfficeClock clock) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AskingTtl = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(300);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly string credentials = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.CorpId + "|" + options.Value.Secret)))[..16];

    private RedisKey TokenKey => keys.Of("token", credentials);

    private RedisKey AskingKey => keys.Of("token", credentials + ":asking");

    private RedisKey RefusedKey => keys.Of("token", credentials + ":refused");

    /// <summary>The token, or why there is none.</summary>
    public async Task<(string? Token, WeComCall? Failure)> GetAsync(CancellationToken cancellationToken)
    {
        if (await StoredAsync() is { } stored)
            return (stored, null);
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await GetOrAskAsync(cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Drops <paramref name="token"/> if it is still the stored one: a token that another has already renewed stays.</summary>
    public Task DropAsync(string token) => store.LockReleaseAsync(TokenKey, token);

    /// <summary>Asks the platform whatever is stored: the administrator has just mended the credentials, or wants to know whether they still work.</summary>
    public async Task<(string? Token, WeComCall? Failure)> AskAnewAsync(CancellationToken cancellationToken)
    {
        await store.KeyDeleteAsync(RefusedKey);
        return await AskAsync(cancellationToken);
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<string?> StoredAsync() => await store.StringGetAsync(TokenKey);

    private async Task<(string?, WeComCall?)> GetOrAskAsync(CancellationToken cancellationToken)
    {
        var started = clock.Time.GetTimestamp();
        while (clock.Time.GetElapsedTime(started) < AskingTtl)
        {
            if (await StoredAsync() is { } stored)
                return (stored, null);
            if (await store.StringGetAsync(RefusedKey) is { HasValue: true } failed)
                return (null, JsonSerializer.Deserialize<Failure>(failed.ToString())!.AsCall());
            var me = Guid.NewGuid().ToString("N");
            if (await store.LockTakeAsync(AskingKey, me, AskingTtl))
                return await AskAndReleaseAsync(me, cancellationToken);
            await Task.Delay(Poll, clock.Time, cancellationToken);
        }

        return (null, new WeComCall.NotSent("no access token: another replica asks and gets no answer"));
    }

    private async Task<(string?, WeComCall?)> AskAndReleaseAsync(string me, CancellationToken cancellationToken)
    {
        try
        {
            // Between the look and the lock another replica may have finished.
            return await StoredAsync() is { } stored ? (stored, null) : await AskAsync(cancellationToken);
        }
        finally
        {
            await store.LockReleaseAsync(AskingKey, me);
        }
    }

    private async Task<(string?, WeComCall?)> AskAsync(CancellationToken cancellationToken)
    {
        var o = options.Value;
        var answer = await http.GetAsync($"cgi-bin/gettoken?corpid={Uri.EscapeDataString(o.CorpId)}&corpsecret={Uri.EscapeDataString(o.Secret)}", cancellationToken);
        if (answer is not WeComCall.Done { Body: var body })
            return (null, await FailedAsync(answer));
        if (!body.TryGetProperty("access_token", out var token) || token.GetString() is not { Length: > 0 } text)
            return (null, await FailedAsync(new WeComCall.NotSent("the answer holds none")));
        var seconds = body.TryGetProperty("expires_in", out var expires) && expires.TryGetInt32(out var s) ? s : 7200;
        var ttl = TimeSpan.FromSeconds(seconds);
        await store.StringSetAsync(TokenKey, text, ttl > 2 * Margin ? ttl - Margin : ttl / 2);
        return (text, null);
    }

    // All who wait would ask one after the other, each as long as the first: they are given its answer.
    private async Task<WeComCall> FailedAsync(WeComCall answer)
    {
        var failure = answer is WeComCall.Refused refused ? new Failure(refused.Code, refused.Hint, refused.FromIp) : new Failure(0, "no access token: " + answer.Describe(), null);
        var ttl = WeComErrors.IsCredential(failure.Code) ? 300 : failure.Code == WeComErrors.TooOften ? 60 : 5;
        await store.StringSetAsync(RefusedKey, JsonSerializer.Serialize(failure), TimeSpan.FromSeconds(ttl));
        return failure.AsCall();
    }

    private sealed record Failure(int Code, string Text, string? FromIp)
    {
        public WeComCall AsCall() => Code == 0 ? new WeComCall.NotSent(Text) : new WeComCall.Refused(Code, Text) { FromIp = FromIp };
    }
}
