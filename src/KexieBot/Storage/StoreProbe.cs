using KexieBot.Core;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using StackExchange.Redis;

namespace KexieBot.Storage;

/// <summary>
/// What is wrong with the store. A PING does not tell: a replica answers it, and in a cluster one node answers for all. So a small key is
/// written beside each plan, where the plan's commits go: <c>kexie:{slot}:probe</c>, a minute.
/// </summary>
internal sealed class StoreProbe(IDatabase store, LedgerReader reader)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    // A store that was emptied under a running server answers as well as ever.
    private volatile bool hadPlans;

    /// <summary>In one line; null where nothing is.</summary>
    public async Task<string?> FaultAsync()
    {
        try
        {
            if (await LedgerBackup.IsUnfinishedAsync(store))
                return "restore not finished";
            if ((await reader.RecordedPlanIdsAsync()).Count > 0)
                hadPlans = true;
            else if (hadPlans)
                return "ledger gone from the store";
            var slots = (await reader.PlanIdsAsync()).Append(Outbox.OfficeSlot).Distinct(StringComparer.Ordinal);
            await Task.WhenAll(slots.Select(slot => store.StringSetAsync($"kexie:{{{slot}}}:probe", "", Kept, When.Always, CommandFlags.DemandMaster)));
            return null;
        }
        catch (Exception exception) when (StoreAway.Is(exception))
        {
            return "store not writable";
        }
    }
}
