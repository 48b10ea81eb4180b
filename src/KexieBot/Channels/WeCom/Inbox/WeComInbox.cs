using System.Globalization;
using KexieBot.Core;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Inbox;

/// <summary>A callback that was acknowledged and not yet answered. <paramref name="Attempt"/> counts from 1; <paramref name="LeasedUntil"/> in unix milliseconds names the lease.</summary>
internal sealed record InboxEntry(string Id, string Xml, int Attempt, long LeasedUntil);

/// <summary>
/// Callbacks between their acknowledgement and their answer. What is in here survives the process: whoever's lease runs out, another takes it up.
/// <code>
/// kexie:{wecom}:A:inbox       sorted set  id → unix ms from which a worker may take it; a lease is a time ahead
/// kexie:{wecom}:A:inbox:item  hash        id → ATTEMPT|XML; both lose the id when it is answered, so neither needs to expire
/// kexie:{wecom}:A:seen:ID     string      this delivery was taken; an hour, where the platform redelivers within seconds
/// </code>
/// </summary>
internal sealed class WeComInbox(IDatabase store, WeComKeys keys, OfficeClock clock)
{
    /// <summary>Longer than an answer takes with all its waiting, so that nobody takes over from a worker that is alive.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan SeenTtl = TimeSpan.FromHours(1);

    private RedisKey DueKey => keys.Of("inbox");

    private RedisKey ItemKey => keys.Of("inbox", "item");

    private long LeaseEnd => Now + (long)Lease.TotalMilliseconds;

    private long Now => clock.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes a delivery in, leased to the caller; null for one that was taken before.</summary>
    public async Task<InboxEntry?> TryAddAsync(string id, string xml)
    {
        var seen = keys.Of("seen", id);
        var entry = new InboxEntry(id, xml, 1, LeaseEnd);
        var isNew = await ConditionalCommit.TryAsync(store, add =>
        {
            _ = add.StringSetAsync(seen, "1", SeenTtl);
            _ = add.HashSetAsync(ItemKey, id, Written(entry));
            _ = add.SortedSetAddAsync(DueKey, id, entry.LeasedUntil);
            return [add.AddCondition(Condition.KeyNotExists(seen))];
        });
        return isNew ? entry : null;
    }

    /// <summary>Leases what is due: deferred, given back, or left by a process that died.</summary>
    public async Task<IReadOnlyList<InboxEntry>> TakeDueAsync(int most)
    {
        var due = await store.SortedSetRangeByScoreWithScoresAsync(DueKey, double.NegativeInfinity, Now, take: most);
        var taken = new List<InboxEntry>(due.Length);
        foreach (var candidate in due)
        {
            if (await TryTakeAsync(candidate) is { } entry)
                taken.Add(entry);
        }

        return taken;
    }

    /// <summary>Starts the lease anew; false when it ran out while the entry waited and another has taken it.</summary>
    public Task<bool> TryRenewAsync(InboxEntry entry) => ConditionalCommit.TryAsync(store, renew =>
    {
        _ = renew.SortedSetAddAsync(DueKey, entry.Id, LeaseEnd);
        return [renew.AddCondition(Condition.SortedSetEqual(DueKey, entry.Id, entry.LeasedUntil))];
    });

    public async Task DoneAsync(string id)
    {
        var done = store.CreateTransaction();
        _ = done.SortedSetRemoveAsync(DueKey, id);
        _ = done.HashDeleteAsync(ItemKey, id);
        await done.ExecuteAsync();
    }

    /// <summary>Gives the entry to whoever looks after <paramref name="pause"/>.</summary>
    public Task DeferAsync(string id, TimeSpan pause) =>
        store.SortedSetAddAsync(DueKey, id, Now + pause.TotalMilliseconds, SortedSetWhen.Exists);

    private async Task<InboxEntry?> TryTakeAsync(SortedSetEntry candidate)
    {
        var written = await store.HashGetAsync(ItemKey, candidate.Element);
        if (!written.HasValue)
        {
            await store.SortedSetRemoveAsync(DueKey, candidate.Element);
            return null;
        }

        var before = Read(candidate.Element.ToString(), written.ToString());
        var entry = before with { Attempt = before.Attempt + 1, LeasedUntil = LeaseEnd };
        var isMine = await ConditionalCommit.TryAsync(store, take =>
        {
            _ = take.SortedSetAddAsync(DueKey, candidate.Element, entry.LeasedUntil);
            _ = take.HashSetAsync(ItemKey, candidate.Element, Written(entry));
            return [take.AddCondition(Condition.SortedSetEqual(DueKey, candidate.Element, candidate.Score))];
        });
        return isMine ? entry : null;
    }

    private static string Written(InboxEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.Attempt}|{entry.Xml}");

    private static InboxEntry Read(string id, string written)
    {
        var bar = written.IndexOf('|', StringComparison.Ordinal);
        return new InboxEntry(id, written[(bar + 1)..], int.Parse(written.AsSpan(0, bar), CultureInfo.InvariantCulture), 0);
    }
}
