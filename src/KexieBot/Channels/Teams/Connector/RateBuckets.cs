using System.Globalization;
using KexieBot.Core;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>
/// The calls of all replicas, counted in Redis.
/// <code>
/// kexie:{teams}:rate:tenant:TENANT   list of the last calls' times, newest first, unix ms
/// kexie:{teams}:rate:thread:THREAD   the same, for one conversation
/// kexie:{teams}:rate:hold:NAME       until when the platform told us to stay away from that bucket, unix ms
/// </code>
/// A list is no longer than its largest limit and expires one window after its last call, a hold at its end.
/// One list, one script, one decision: a slot is given out once, so replicas cannot both take the last.
/// </summary>
internal sealed class RateBuckets(IDatabase store, OfficeClock clock, TeamsRates rates)
{
    // Lists stay in order because a slot is never before the newest one: the n-th entry from the head is then the n-th last call.
    private const string Script = """
        local now = tonumber(ARGV[1])
        local at = now
        local newest = redis.call('LINDEX', KEYS[1], 0)
        if newest and tonumber(newest) > at then at = tonumber(newest) end
        local hold = redis.call('GET', KEYS[2])
        if hold and tonumber(hold) > at then at = tonumber(hold) end
        local longest, most = 0, 0
        for i = 3, #ARGV, 2 do
          local count, window = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
          local nth = redis.call('LINDEX', KEYS[1], count - 1)
          if nth and tonumber(nth) + window > at then at = tonumber(nth) + window end
          if window > longest then longest = window end
          if count > most then most = count end
        end
        if at - now <= tonumber(ARGV[2]) then
          redis.call('LPUSH', KEYS[1], string.format('%.0f', at))
          redis.call('LTRIM', KEYS[1], 0, most - 1)
          redis.call('PEXPIRE', KEYS[1], string.format('%.0f', at - now + longest))
          return string.format('%.0f', at - now)
        end
        return string.format('%.0f', now - at)
        """;

    /// <summary>A store that takes longer is out of reach, and somebody may be waiting for an answer.</summary>
    private static readonly TimeSpan StoreAnswersWithin = TimeSpan.FromSeconds(2);

    private static readonly string[] Kinds = ["thread", "tenant"];

    /// <summary>Waits for a free slot in the thread's and the tenant's bucket. Returns null once the call may be made, or how long to stay away where that is longer than <see cref="TeamsRates.Patience"/>.</summary>
    public async Task<TimeSpan?> WaitAsync(string thread, string tenant, CancellationToken cancellationToken)
    {
        // The tenant's bucket last: its slots must be for calls that leave now, or one slow thread would hold up all.
        foreach (var kind in Kinds)
        {
            if (await WaitAsync(kind, kind == "thread" ? thread : tenant, kind == "thread" ? rates.PerThread : rates.PerTenant, cancellationToken) is { } stayAway)
                return stayAway;
        }

        return null;
    }

    private async Task<TimeSpan?> WaitAsync(string kind, string name, IReadOnlyList<RateLimit> limits, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var asked = Now();
            var wait = await TakeAsync(kind, name, limits, asked);
            if (wait < 0)
                return TimeSpan.FromMilliseconds(-wait);
            if (wait > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(wait), clock.Time, cancellationToken);

            // Who wakes up late, on a busy machine, would bunch up with the slots that come after: that slot is lost.
            if (Now() - asked - wait <= rates.Margin.TotalMilliseconds / 2 || attempt == 5)
                return null;
        }
    }

    /// <summary>Keeps every replica away from a thread for as long as the platform asked.</summary>
    public Task HoldAsync(string thread, TimeSpan wait) =>
        wait <= TimeSpan.Zero
            ? Task.CompletedTask
            : store.StringSetAsync(Key("hold", $"thread:{thread}"), (Now() + (long)wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), wait);

    private async Task<long> TakeAsync(string kind, string name, IReadOnlyList<RateLimit> limits, long now)
    {
        var arguments = new List<RedisValue> { now, (long)rates.Patience.TotalMilliseconds };
        foreach (var limit in limits)
        {
            arguments.Add(limit.Count);
            arguments.Add((long)(limit.Window + rates.Margin).TotalMilliseconds);
        }

        var answer = await store.ScriptEvaluateAsync(Script, [Key(kind, name), Key("hold", $"{kind}:{name}")], [.. arguments]).WaitAsync(StoreAnswersWithin, clock.Time);
        return long.Parse(answer.ToString(), CultureInfo.InvariantCulture);
    }

    private long Now() => clock.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static RedisKey Key(string kind, string name) => $"kexie:{{teams}}:rate:{kind}:{name}";
}
