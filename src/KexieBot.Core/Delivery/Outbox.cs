using System.Text.Json;
using KexieBot.Core.Ledger;
using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>
/// Messages waiting to be sent. There is one outbox in the slot of every plan, written by the plan's own commits, and one for the
/// office as a whole (<see cref="OfficeSlot"/>) for what spans plans. Keys, where {slot} is the plan's id or "office":
/// <c>kexie:{slot}:outbox:due</c> sorted set, entry key → unix milliseconds before which nobody takes it (also the lease);
/// <c>kexie:{slot}:outbox:entry</c> hash, entry key → JSON;
/// <c>kexie:{slot}:outbox:done:KEY</c> says that an occurrence was settled; it expires after 45 days, longer than any job looks back.
/// </summary>
public sealed class Outbox
{
    /// <summary>The slot of messages that belong to no single plan.</summary>
    public const string OfficeSlot = "office";

    public static RedisKey DueKey(string slot) => $"kexie:{{{slot}}}:outbox:due";

    public static RedisKey EntryKey(string slot) => $"kexie:{{{slot}}}:outbox:entry";

    public static RedisKey DoneKey(string slot, string key) => $"kexie:{{{slot}}}:outbox:done:{key}";

    /// <summary>Adds <paramref name="entry"/> to a commit that is being put together in the same slot.</summary>
    public static void Append(ITransaction commit, string slot, OutboxEntry entry)
    {
        _ = commit.SortedSetAddAsync(DueKey(slot), entry.Key, entry.NotBefore.ToUnixTimeMilliseconds());
        _ = commit.HashSetAsync(EntryKey(slot), entry.Key, JsonSerializer.Serialize(entry, LedgerJson.Options));
    }
}
