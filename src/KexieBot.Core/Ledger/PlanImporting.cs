using KexieBot.Core.Chat;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Ledger;

/// <summary>What importing a draft would do, for the office to agree to.</summary>
public abstract record PlanProposal
{
    private PlanProposal()
    {
    }

    /// <summary>A plan that the ledger does not have.</summary>
    public sealed record New(PlanImport Import) : PlanProposal;

    /// <summary>Another version of one that it has; empty where the two say the same.</summary>
    public sealed record Newer(PlanRevision Revision) : PlanProposal;

    /// <summary>No measure was found.</summary>
    public sealed record Nothing : PlanProposal;

    /// <summary>The asked id is that of a plan that was removed, whose history stays.</summary>
    public sealed record IdIsGone(string Id) : PlanProposal;

    /// <summary>The asked id has other signs than a–z, 0–9 and -, or more than 32.</summary>
    public sealed record IdIsWrong(string Id) : PlanProposal;
}

/// <summary>Brings a draft into the ledger: as a new plan, or as a new version of the plan of the same title.</summary>
public sealed class PlanImporting(Ledger ledger, LedgerReader reader, RosterStore rosters, PlanRevisions revisions, OfficeClock clock)
{
    private const int LongestId = 32;

    /// <param name="draft">As read, or as corrected.</param>
    /// <param name="id">The plan's short name; null for the one of the plan of the same title, or a free one.</param>
    public async Task<PlanProposal> ProposeAsync(PlanDraft draft, string? id)
    {
        if (draft.Measures.Count == 0)
            return new PlanProposal.Nothing();
        var known = await reader.PlansAsync();
        var existing = id is null ? known.FirstOrDefault(plan => plan.Title == draft.Title) : known.FirstOrDefault(plan => plan.Id == id);
        var roster = await rosters.GetAsync();
        if (existing is not null)
            return new PlanProposal.Newer(PlanRevision.Prepare(existing, draft, roster, clock.Now));
        var removed = await reader.RemovedPlanIdsAsync();
        if (id is not null && removed.Contains(id, StringComparer.Ordinal))
            return new PlanProposal.IdIsGone(id);
        if (id is not null && !IsPlanId(id))
            return new PlanProposal.IdIsWrong(id);
        return new PlanProposal.New(PlanImport.Prepare(id ?? await FreeIdAsync(draft.Title, [.. known.Select(plan => plan.Id), .. removed]), draft, roster, clock.Now));
    }

    /// <summary>Adds the plan; false where another one has taken its short name meanwhile, and nothing was changed.</summary>
    public async Task<bool> AddAsync(PlanImport import, Origin origin)
    {
        await AddUnitsAsync(import.NewUnits);
        return await ledger.ImportAsync(import.Plan, import.Items, origin);
    }

    /// <inheritdoc cref="PlanRevisions.CommitAsync"/>
    public async Task<Reply> ReviseAsync(PlanRevision revision, Origin origin)
    {
        await AddUnitsAsync(revision.NewUnits);
        return await revisions.CommitAsync(revision, await rosters.GetAsync(), origin);
    }

    private async Task AddUnitsAsync(IReadOnlyList<Unit> units)
    {
        if (units.Count > 0)
            await rosters.ChangeAsync(current => current.WithUnits(units));
    }

    // One under which an import of the same paper was cut off goes on there.
    private async Task<string> FreeIdAsync(string title, HashSet<string> taken)
    {
        for (var number = 1; ; number++)
        {
            var id = $"p{number}";
            if (!taken.Contains(id) && (await reader.PlanAsync(id) is not { } there || there.Title == title))
                return id;
        }
    }

    private static bool IsPlanId(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
