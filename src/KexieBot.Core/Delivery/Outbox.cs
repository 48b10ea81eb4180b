using System.Text.Json;
using KexieBot.Core.Ledger;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>
/// Messages waiting to be sent. There is one outbox in the slot of every plan, written by the plan's own commits, and one for the
/// office as a whole (<see cref="OfficeSlot"/>) for what spans plans. Keys, where {slot} is the plan's id or "office":
/// <c>kexie:{slot}:outbox:due</c> sorted set, entry key → unix milliseconds before which nobody takes it (also the lease);
/// <c>kexie:{slot}:outbox:since</c> sorted set, entry key → unix milliseconds at which it should have been with its reader, for the outbox's age;
/// <c>kexie:{slot}:outbox:entry</c> hash, entry key → JSON;
/// <c>kexie:{slot}:outbox:done:KEY</c> says that an occurrence was settled and how; it expires after 45 days, longer than any job looks back;
/// <c>kexie:{slot}:outbox:dead</c> hash, entry key → JSON with the reason (<see cref="DeadLetters"/>);
/// <c>kexie:{slot}:outbox:outcomes</c> hash, outcome → how many messages ended that way.
/// A worker owns an entry while the score is the one that its claim wrote: every later write of that worker is conditional on it.
/// </summary>
public sealed partial class Outbox(IDatabase store, OfficeClock clock, ILogger<Outbox> logger, StoreRoom? room = null)
{
    /// <summary>The slot of messages that belong to no single plan.</summary>
    public const string OfficeSlot = "office";

    internal static readonly TimeSpan DoneLifetime = TimeSpan.FromDays(45);

    public static RedisKey DueKey(string slot) => $"kexie:{{{slot}}}:outbox:due";

    public static RedisKey SinceKey(string slot) => $"kexie:{{{slot}}}:outbox:since";

    public static RedisKey EntryKey(string slot) => $"kexie:{{{slot}}}:outbox:entry";

    public static RedisKey DoneKey(string slot, string key) => $"kexie:{{{slot}}}:outbox:done:{key}";

    public static RedisKey DeadKey(string slot) => $"kexie:{{{slot}}}:outbox:dead";

    public static RedisKey OutcomesKey(string slot) => $"kexie:{{{slot}}}:outbox:outcomes";

    /// <summary>Adds <paramref name="entry"/> to a commit that is being put together in the same slot.</summary>
    public static void Append(ITransaction commit, string slot, OutboxEntry entry)
    {
        _ = commit.SortedSetAddAsync(DueKey(slot), entry.Key, entry.NotBefore.ToUnixTimeMilliseconds());
        _ = commit.SortedSetAddAsync(SinceKey(slot), entry.Key, entry.DueAt.ToUnixTimeMilliseconds());
        _ = commit.HashSetAsync(EntryKey(slot), entry.Key, Json(entry));
    }

    /// <summary>Adds <paramref name="entry"/> unless its occurrence is already waiting, sent, settled or dead; false where it is.</summary>
    public async Task<bool> TryEnqueueAsync(string slot, OutboxEntry entry)
    {
        if (room is not null)
            await room.DemandAsync(upTo: StoreRoom.FullForMessages);
        return await ConditionalCommit.TryAsync(store, commit =>
        {
            Append(commit, slot, entry);
            return
            [
                commit.AddCondition(Condition.KeyNotExists(DoneKey(slot, entry.Key))),
                commit.AddCondition(Condition.HashNotExists(EntryKey(slot), entry.Key)),
                commit.AddCondition(Condition.HashNotExists(DeadKey(slot), entry.Key)),
            ];
        });
    }

    /// <summary>Takes up to <paramref name="max"/> due entries for <paramref name="lease"/>; what is not settled by then is due again. Others may take some of the same at the same moment: each entry goes to one.</summary>
    public async Task<IReadOnlyList<ClaimedEntry>> ClaimAsync(string slot, int max, TimeSpan lease)
    {
        var due = await DueAsync(slot, max);
        return due.Length == 0 ? [] : await ClaimAsync(slot, due, lease);
    }

    /// <summary>Up to <paramref name="max"/> of the entries that anybody may claim now, the longest waiting first.</summary>
    public Task<SortedSetEntry[]> DueAsync(string slot, int max) =>
        store.SortedSetRangeByScoreWithScoresAsync(DueKey(slot), stop: clock.Now.ToUnixTimeMilliseconds(), take: max);

    /// <summary>Takes those of <paramref name="due"/> that nobody else has taken since they were looked at.</summary>
    public async Task<IReadOnlyList<ClaimedEntry>> ClaimAsync(string slot, SortedSetEntry[] due, TimeSpan lease)
    {
        var leasedUntil = clock.Now.ToUnixTimeMilliseconds() + (long)lease.TotalMilliseconds;
        var claims = await Task.WhenAll(due.Select(entry => TryClaimAsync(slot, entry, leasedUntil)));
        var mine = due.Where((_, i) => claims[i]).Select(entry => entry.Element).ToArray();
        // Read after the claim: until then another worker may still change the entry.
        var entries = await store.HashGetAsync(EntryKey(slot), mine);
        var read = mine.Zip(entries, (key, json) => Read(slot, key!, json, leasedUntil)).ToList();
        await Task.WhenAll(mine.Where((_, i) => read[i] is null).Select(key => LayAsideAsync(slot, key!, leasedUntil)));
        return [.. read.OfType<ClaimedEntry>()];
    }

    /// <summary>Puts an entry that nobody is at back until <paramref name="until"/>, which then owns it as a lease does; null where somebody is at it or it is gone.</summary>
    public async Task<ClaimedEntry?> TakeRestingAsync(string slot, OutboxEntry entry, DateTimeOffset until)
    {
        var taken = entry with { NotBefore = until };
        // A score that is not the one that the entry was put back with is somebody's lease.
        return await AsOwnerAsync(slot, entry.Key, entry.NotBefore.ToUnixTimeMilliseconds(), commit => Append(commit, slot, taken)) ? new ClaimedEntry(slot, taken, until) : null;
    }

    /// <summary>Whether the message is decided and not settled yet.</summary>
    public Task<bool> IsWaitingAsync(string slot, string key) => store.HashExistsAsync(EntryKey(slot), key);

    /// <summary>A message that waits; null where there is none under <paramref name="key"/>.</summary>
    public async Task<OutboxEntry?> FindAsync(string slot, string key) =>
        await store.HashGetAsync(EntryKey(slot), key) is { IsNull: false } json ? Read(slot, key, json, 0)?.Entry : null;

    /// <summary>Ends a message: it leaves the outbox, is marked as done and counted. False where the lease was lost, and then nothing is written.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="also">Written in the same commit, to keys of the same slot.</param>
    public Task<bool> SettleAsync(ClaimedEntry claimed, DeliveryOutcome outcome, Action<ITransaction>? also = null)
    {
        var name = DeliveryOutcomes.NameOf(outcome);
        return DeliveryOutcomes.CountedAsync(outcome, AsOwnerAsync(claimed, commit =>
        {
            Remove(commit, claimed.Slot, claimed.Entry.Key);
            _ = commit.StringSetAsync(DoneKey(claimed.Slot, claimed.Entry.Key), name, DoneLifetime);
            _ = commit.HashIncrementAsync(OutcomesKey(claimed.Slot), name);
            also?.Invoke(commit);
        }));
    }

    /// <summary>Puts the message back until <paramref name="until"/>, with what <paramref name="changed"/> says of attempts and the last error. False where the lease was lost.</summary>
    public Task<bool> PostponeAsync(ClaimedEntry claimed, OutboxEntry changed, DateTimeOffset until) =>
        AsOwnerAsync(claimed, commit => Append(commit, claimed.Slot, changed with { NotBefore = until }));

    /// <summary>Moves the message to the dead letters, where it is in doubt if its <paramref name="outcome"/> is uncertain. False where the lease was lost.</summary>
    public Task<bool> BuryAsync(ClaimedEntry claimed, OutboxEntry changed, string reason, DeliveryOutcome outcome = DeliveryOutcome.Dead, Action<ITransaction>? also = null)
    {
        var letter = Json(new DeadLetter(changed, reason, clock.Now) { IsInDoubt = outcome == DeliveryOutcome.Uncertain });
        return DeliveryOutcomes.CountedAsync(outcome, AsOwnerAsync(claimed, commit =>
        {
            Remove(commit, claimed.Slot, claimed.Entry.Key);
            _ = commit.HashSetAsync(DeadKey(claimed.Slot), changed.Key, letter);
            _ = commit.HashIncrementAsync(OutcomesKey(claimed.Slot), DeliveryOutcomes.NameOf(outcome));
            also?.Invoke(commit);
        }));
    }

    /// <summary>Takes a message out before it is sent; false where it does not wait any more.</summary>
    public Task<bool> WithdrawAsync(string slot, string key) => DeliveryOutcomes.CountedAsync(DeliveryOutcome.Dropped, ConditionalCommit.TryAsync(store, commit =>
    {
        Remove(commit, slot, key);
        _ = commit.StringSetAsync(DoneKey(slot, key), DeliveryOutcomes.NameOf(DeliveryOutcome.Dropped), DoneLifetime);
        _ = commit.HashIncrementAsync(OutcomesKey(slot), DeliveryOutcomes.NameOf(DeliveryOutcome.Dropped));
        return [commit.AddCondition(Condition.HashExists(EntryKey(slot), key))];
    }));

    /// <summary>How full the slot's outbox is.</summary>
    public async Task<OutboxDepth> DepthAsync(string slot)
    {
        var waiting = store.SortedSetLengthAsync(DueKey(slot));
        var first = store.SortedSetRangeByRankWithScoresAsync(SinceKey(slot), 0, 0);
        var dead = store.HashLengthAsync(DeadKey(slot));
        var oldest = (await first) is [var entry] ? DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Score) : (DateTimeOffset?)null;
        var age = clock.Now - oldest;
        return new OutboxDepth(await waiting, age > TimeSpan.Zero ? age.Value : TimeSpan.Zero, await dead);
    }

    /// <summary>How many messages of the slot ended in which way, ever; by the names of <see cref="DeliveryOutcomes"/>.</summary>
    public async Task<IReadOnlyDictionary<string, long>> OutcomesAsync(string slot) =>
        (await store.HashGetAllAsync(OutcomesKey(slot))).ToDictionary(field => field.Name.ToString(), field => (long)field.Value, StringComparer.Ordinal);

    private Task<bool> TryClaimAsync(string slot, SortedSetEntry seen, long leasedUntil) => ConditionalCommit.TryAsync(store, claim =>
    {
        _ = claim.SortedSetAddAsync(DueKey(slot), seen.Element, leasedUntil);
        return [claim.AddCondition(Condition.SortedSetEqual(DueKey(slot), seen.Element, seen.Score))];
    });

    private Task<bool> AsOwnerAsync(ClaimedEntry claimed, Action<ITransaction> write) =>
        AsOwnerAsync(claimed.Slot, claimed.Entry.Key, claimed.LeasedUntil.ToUnixTimeMilliseconds(), write);

    private Task<bool> AsOwnerAsync(string slot, string key, long leasedUntil, Action<ITransaction> write) => ConditionalCommit.TryAsync(store, commit =>
    {
        write(commit);
        return [commit.AddCondition(Condition.SortedSetEqual(DueKey(slot), key, leasedUntil))];
    });

    // Nothing is sent of it ever: its text, if there is one, stays in the entries for whoever looks into it.
    private Task<bool> LayAsideAsync(string slot, string key, long leasedUntil) => DeliveryOutcomes.CountedAsync(DeliveryOutcome.Unreadable, AsOwnerAsync(slot, key, leasedUntil, commit =>
    {
        _ = commit.SortedSetRemoveAsync(DueKey(slot), key);
        _ = commit.SortedSetRemoveAsync(SinceKey(slot), key);
        _ = commit.HashIncrementAsync(OutcomesKey(slot), DeliveryOutcomes.NameOf(DeliveryOutcome.Unreadable));
    }));

    private static void Remove(ITransaction commit, string slot, string key)
    {
        _ = commit.SortedSetRemoveAsync(DueKey(slot), key);
        _ = commit.SortedSetRemoveAsync(SinceKey(slot), key);
        _ = commit.HashDeleteAsync(EntryKey(slot), key);
    }

    // An entry that cannot be read must not stop the others behind it.
    private ClaimedEntry? Read(string slot, string key, RedisValue json, long leasedUntil)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<OutboxEntry>(json.IsNull ? "null" : json.ToString(), StoreJson.Options);
            if (entry is not null)
                return new ClaimedEntry(slot, entry, DateTimeOffset.FromUnixTimeMilliseconds(leasedUntil));
            Log.Unreadable(logger, null, slot, key);
        }
        catch (JsonException e)
        {
            Log.Unreadable(logger, e, slot, key);
        }

        return null;
    }

    internal static string Json<T>(T value) => JsonSerializer.Serialize(value, StoreJson.Options);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The outbox of {Slot} holds {Key}, which cannot be read; it is not sent, and what there is of it stays among the entries.")]
        public static partial void Unreadable(ILogger logger, Exception? exception, string slot, string key);
    }
}
