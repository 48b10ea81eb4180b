using System.Globalization;
using KexieBot.Core;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>
/// When the platform last reached the callback address, for the doctor.
/// <code>kexie:{wecom}:A:callback  string  unix ms; 30 d, after which the address counts as unproven</code>
/// </summary>
internal sealed class WeComCallbackMark(IDatabase store, WeComKeys keys, OfficeClock clock)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromDays(30);
    private static readonly TimeSpan Worth = TimeSpan.FromMinutes(1);

    private long last;

    /// <summary>Writes at most once a minute, and never stands in a callback's way.</summary>
    public Task SetAsync()
    {
        var now = clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (now - Interlocked.Read(ref last) < Worth.TotalMilliseconds)
            return Task.CompletedTask;
        Interlocked.Exchange(ref last, now);
        return store.StringSetAsync(keys.Of("callback"), now.ToString(CultureInfo.InvariantCulture), Ttl, flags: CommandFlags.FireAndForget);
    }

    public async Task<DateTimeOffset?> LastAsync()
    {
        var at = await store.StringGetAsync(keys.Of("callback"));
        return at.HasValue ? DateTimeOffset.FromUnixTimeMilliseconds((long)at) : null;
    }
}
