using System.Text.Json;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Inbox;

/// <summary>A callback that was acknowledged and not yet answered. <paramref name="Attempt"/> counts the times that somebody set to work on it; <paramref name="LeasedUntil"/> in unix milliseconds names the lease.</summary>
internal sealed record InboxEntry(string Id, string Xml, int Attempt, long LeasedUntil)
{
    /// <summary>What the bot said to it, once it has: another attempt sends that and asks no second time.</summary>
    public Reply? Answer { get; init; }
}

/// <summary>
/// Callbacks between their acknowledgement and their answer. What is in here survives the process: whoever's lease runs out, another takes it up,
/// and whatever the first still writes about it is then refused.
/// <code>
/// kexie:{wecom}:A:inbox       sorted set  id → unix ms from which a worker may take it; a lease is a time ahead
/// kexie:{wecom}:A:inbox:item  hash        id → JSON of XML, attempt and answer; both lose the id when it is answered, so neither needs to expire
/// kexie:{wecom}:A:seen:ID     string      this delivery was taken; an hour, and longer than a recording of it would be let in
/// </code>
/// </summary>
internal sealed class WeComInbox(IDatabase store, WeComKeys keys, OfficeClock clock, IOptions<WeComOptions> options)
{
    /// <summary>Longer than an answer takes with all its waiting, so that nobody takes over from a worker that is alive.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private TimeSpan SeenTtl => TimeSpan.FromHours(1) + (2 * options.Value.ReplayWindow);

    private RedisKey DueKey => keys.Of("inbox");

    private RedisKey ItemKey => keys.Of("inbox", "item");

    private long LeaseEnd => Now + (long)Lease.TotalMilliseconds;

    private long Now => clock.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes a delivery in, leased to the caller; null for one that was taken before.</summary>
    public async Task<InboxEntry?> TryAddAsync(string id, string xml)
    {
        var seen = keys.Of("seen", id);
        var entry = new InboxEntry(id, xml, 0, LeaseEnd);
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

    /// <summary>The entry with its lease started anew and one more attempt; null when the lease ran out while the entry waited and another has taken it.</summary>
    public async Task<InboxEntry?> TryBeginAsync(InboxEntry entry)
    {
        var begun = entry with { LeasedUntil = LeaseEnd, Attempt = entry.Attempt + 1 };
        return await AsOwnerAsync(entry, commit =>
        {
            _ = commit.SortedSetAddAsync(DueKey, entry.Id, begun.LeasedUntil);
            _ = commit.HashSetAsync(ItemKey, entry.Id, Written(begun));
        }) ? begun : null;
    }

    /// <summary>Writes down what the entry has come to, for another attempt. False, as with all that follows, when another has taken it.</summary>
    public Task<bool> KeepAsync(InboxEntry entry) => AsOwnerAsync(entry, commit => _ = commit.HashSetAsync(ItemKey, entry.Id, Written(entry)));

    public Task<bool> DoneAsync(InboxEntry entry) => AsOwnerAsync(entry, commit =>
    {
        _ = commit.SortedSetRemoveAsync(DueKey, entry.Id);
        _ = commit.HashDeleteAsync(ItemKey, entry.Id);
    });

    /// <summary>Gives the entry to whoever looks after <paramref name="pause"/>.</summary>
    public Task<bool> DeferAsync(InboxEntry entry, TimeSpan pause) =>
        AsOwnerAsync(entry, commit => _ = commit.SortedSetAddAsync(DueKey, entry.Id, Now + pause.TotalMilliseconds));

    private Task<bool> AsOwnerAsync(InboxEntry entry, Action<ITransaction> write) => ConditionalCommit.TryAsync(store, commit =>
    {
        write(commit);
        return [commit.AddCondition(Condition.SortedSetEqual(DueKey, entry.Id, entry.LeasedUntil))];
    });

    private async Task<InboxEntry?> TryTakeAsync(SortedSetEntry candidate)
    {
        if (Read(await store.HashGetAsync(ItemKey, candidate.Element)) is not { } item)
        {
            await store.SortedSetRemoveAsync(DueKey, candidate.Element);
            return null;
        }

        var entry = new InboxEntry(candidate.Element.ToString(), item.Xml, item.Attempt, LeaseEnd) { Answer = item.Answer };
        var isMine = await ConditionalCommit.TryAsync(store, take =>
        {
            _ = take.SortedSetAddAsync(DueKey, candidate.Element, entry.LeasedUntil);
            return [take.AddCondition(Condition.SortedSetEqual(DueKey, candidate.Element, candidate.Score))];
        });
        return isMine ? entry : null;
    }

    private static string Written(InboxEntry entry) => JsonSerializer.Serialize(new Item(entry.Xml, entry.Attempt, entry.Answer), StoreJson.Options);

    // One that cannot be read would stand in the way of all behind it, for ever.
    private static Item? Read(RedisValue written)
    {
        try
        {
            return written.HasValue ? JsonSerializer.Deserialize<Item>(written.ToString(), StoreJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Item(string Xml, int Attempt, Reply? Answer);
}
