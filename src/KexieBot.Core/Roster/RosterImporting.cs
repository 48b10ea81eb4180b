using KexieBot.Core.Ledger;

namespace KexieBot.Core.Roster;

/// <summary>Brings a roster that the office filled in into the store. Who has items stays on the roster; own settings and learned addresses are kept (<see cref="RosterMerge"/>).</summary>
public sealed class RosterImporting(RosterStore store, LedgerReader reader)
{
    /// <summary>What importing <paramref name="given"/> would change, for the office to agree to; empty where nothing.</summary>
    public async Task<IReadOnlyList<RosterChange>> ChangesAsync(Roster given)
    {
        var before = await store.GetAsync();
        return RosterChange.Between(before, RosterMerge.Of(before, given, await UnitsInUseAsync(before)));
    }

    public async Task CommitAsync(Roster given)
    {
        var inUse = await UnitsInUseAsync(await store.GetAsync());
        await store.ChangeAsync(current => RosterMerge.Of(current, given, inUse));
    }

    private async Task<IReadOnlySet<string>> UnitsInUseAsync(Roster roster)
    {
        var units = roster.Units.Select(unit => unit.Id).ToList();
        var inUse = new HashSet<string>(StringComparer.Ordinal);
        foreach (var planId in await reader.PlanIdsAsync())
        {
            var tallies = await reader.TalliesAsync(planId, [.. units.Select(Tally.OfUnit)]);
            inUse.UnionWith(units.Where((_, index) => tallies[index].Total > 0));
        }

        return inUse;
    }
}
