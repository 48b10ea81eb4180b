using System.Globalization;
using KexieBot.Core;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>
/// The platform's limits (频率限制), counted on our side because it drops what exceeds a member's limit and answers errcode 0. All replicas share the counts.
/// A window is a row of slices that slides by one slice: what is in the row never exceeds the limit, wherever the platform's own window starts.
/// <code>
/// kexie:{wecom}:A:rate:NAME:SLICE  string  sends in this slice of the window NAME; the window and one slice
/// kexie:{wecom}:A:day:yyyy-MM-dd   string  sends on this day of the platform (UTC+8), 2 days
/// kexie:{wecom}:A:block            string  unix ms until which the platform refuses (45009); until then
/// kexie:{wecom}:A:block:strikes    string  45009 in a row; the block and ten minutes
/// </code>
/// </summary>
internal sealed class WeComRates(IDatabase store, WeComKeys keys, IOptions<WeComOptions> options, OfficeClock clock)
{
    private const int SendsPerMemberOfCap = 200;
    private const int Slices = 6;
    private static readonly TimeSpan PlatformOffset = TimeSpan.FromHours(8);

    /// <summary>Null when one message may go to <paramref name="user"/> now, and is counted; otherwise how long to wait.</summary>
    public async Task<TimeSpan?> TryTakeAsync(string user, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await BlockedForAsync() is { } blocked)
            return blocked;
        return await TryAllAsync(
            () => CountAsync(new Window("m1:" + user, TimeSpan.FromMinutes(1), 30)),
            () => CountAsync(new Window("h1:" + user, TimeSpan.FromHours(1), 1000)),
            () => CountAsync(new Window("app", TimeSpan.FromMinutes(1), 10_000)),
            CountDayAsync);
    }

    /// <summary>A group webhook takes 20 a minute.</summary>
    public Task<TimeSpan?> TryTakeBulletinAsync() => TryAllAsync(() => CountAsync(new Window("bulletin", TimeSpan.FromMinutes(1), 20)));

    /// <summary>One member's workbench tile may change 10 times a minute.</summary>
    public Task<TimeSpan?> TryTakeTileAsync(string user) => TryAllAsync(() => CountAsync(new Window("tile:" + user, TimeSpan.FromMinutes(1), 10)));

    /// <summary>
    /// The platform said 45009. Which of its limits was met it does not say, so the pause grows: a minute, an hour, the rest of its day.
    /// Calls that were under way together are refused together: they are one strike, and a pause that stands is never shortened.
    /// </summary>
    public async Task<TimeSpan> BlockAsync()
    {
        var (key, strikesKey) = (keys.Of("block"), keys.Of("block", "strikes"));
        var before = await store.StringGetAsync(key);
        if (Left(before) is { } standing)
            return standing;
        var now = clock.Time.GetUtcNow();
        var strikes = (long)await store.StringGetAsync(strikesKey) + 1;
        var pause = strikes switch
        {
            1 => TimeSpan.FromMinutes(1),
            2 => TimeSpan.FromHours(1),
            _ => RestOfDay(now),
        };
        var isFirst = await ConditionalCommit.TryAsync(store, block =>
        {
            _ = block.StringSetAsync(key, (now + pause).ToUnixTimeMilliseconds(), pause);
            _ = block.StringSetAsync(strikesKey, strikes, pause + TimeSpan.FromMinutes(10));
            return [block.AddCondition(before.HasValue ? Condition.StringEqual(key, before) : Condition.KeyNotExists(key))];
        });
        return isFirst ? pause : await BlockedForAsync() ?? pause;
    }

    /// <summary>How long the platform refuses after 45009; null when it does not.</summary>
    public async Task<TimeSpan?> BlockedForAsync() => Left(await store.StringGetAsync(keys.Of("block")));

    private TimeSpan? Left(RedisValue until)
    {
        if (!until.HasValue)
            return null;
        var left = DateTimeOffset.FromUnixTimeMilliseconds((long)until) - clock.Time.GetUtcNow();
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Null when every window has room, and has counted; otherwise how long to wait for the one that has none, and nothing is counted.</summary>
    private async Task<TimeSpan?> TryAllAsync(params Func<Task<(RedisKey Key, TimeSpan? Wait)>>[] counts)
    {
        var counted = new List<RedisKey>();
        foreach (var count in counts)
        {
            var (key, wait) = await count();
            counted.Add(key);
            if (wait is null)
                continue;
            await Task.WhenAll(counted.Select(one => store.StringDecrementAsync(one)));
            return wait;
        }

        return null;
    }

    // Counting first and giving back when it was too many needs no condition, so replicas never fail each other; they can only be too careful for a moment.
    private async Task<(RedisKey Key, TimeSpan? Wait)> CountAsync(Window window)
    {
        var now = clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var slice = (long)window.Length.TotalMilliseconds / Slices;
        var current = now / slice;
        var take = store.CreateTransaction();
        _ = take.StringIncrementAsync(Key(window, current));
        _ = take.KeyExpireAsync(Key(window, current), window.Length + TimeSpan.FromMilliseconds(2 * slice));
        // One slice more than the window holds: the oldest may still reach into it.
        var counts = take.StringGetAsync([.. Enumerable.Range(0, Slices + 1).Select(back => Key(window, current - back))]);
        await take.ExecuteAsync();
        var newestFirst = (await counts).Select(c => c.HasValue ? (long)c : 0).ToArray();
        return (Key(window, current), newestFirst.Sum() <= window.Limit ? null : UntilFree(newestFirst, window.Limit, slice, now));
    }

    private static TimeSpan UntilFree(long[] newestFirst, int limit, long slice, long now)
    {
        var left = newestFirst.Sum();
        var sliceEnds = slice - now % slice;
        for (var oldest = newestFirst.Length - 1; oldest > 0; oldest--)
        {
            left -= newestFirst[oldest];
            if (left <= limit)
                return TimeSpan.FromMilliseconds(sliceEnds + (newestFirst.Length - 1 - oldest) * slice);
        }

        return TimeSpan.FromMilliseconds(sliceEnds + (newestFirst.Length - 1) * slice);
    }

    private async Task<(RedisKey Key, TimeSpan? Wait)> CountDayAsync()
    {
        var now = clock.Time.GetUtcNow();
        var key = keys.Of("day", OfficeClock.Text(DateOnly.FromDateTime(now.ToOffset(PlatformOffset).DateTime)));
        var take = store.CreateTransaction();
        var sends = take.StringIncrementAsync(key);
        _ = take.KeyExpireAsync(key, TimeSpan.FromDays(2));
        await take.ExecuteAsync();
        return (key, await sends <= (long)options.Value.MemberCap * SendsPerMemberOfCap ? null : RestOfDay(now));
    }

    private static TimeSpan RestOfDay(DateTimeOffset now)
    {
        var local = now.ToOffset(PlatformOffset);
        return local.Date.AddDays(1) - local.DateTime;
    }

    private RedisKey Key(Window window, long slice) => keys.Of("rate", string.Create(CultureInfo.InvariantCulture, $"{window.Name}:{slice}"));

    private sealed record Window(string Name, TimeSpan Length, int Limit);
}
