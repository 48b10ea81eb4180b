using KexieBot.Core;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using StackExchange.Redis;

namespace KexieBot.Storage;

/// <summary>
/// Whether the ledger can be written now. A PING does not tell: a replica answers it, and in a cluster one node answers for all. So a small key is
/// written beside each plan, where the plan's commits go: <c>kexie:{slot}:probe</c>, a minute.
/// </summary>
internal sealed class StoreProbe(IDatabase store, LedgerReader reader)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public async Task<bool> IsWritableAsync()
    {
        try
        {
            var slots = (await reader.PlanIdsAsync()).Append(Outbox.OfficeSlot).Distinct(StringComparer.Ordinal);
            await Task.WhenAll(slots.Select(slot => store.StringSetAsync($"kexie:{{{slot}}}:probe", "", Kept, When.Always, CommandFlags.DemandMaster)));
            return true;
        }
        catch (Exception exception) when (StoreAway.Is(exception))
        {
            return false;
        }
    }
}
