using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Ledger;

/// <summary>
/// What a new version of a paper changes in a plan that is in the ledger already. Measures keep their ledger numbers whatever the
/// paper calls them now; what was reported stays. <paramref name="Changes"/> is for the office to agree to.
/// </summary>
public sealed record PlanRevision(Plan Before, Plan After, IReadOnlyList<MeasureChange> Changes, IReadOnlyList<Unit> NewUnits)
{
    /// <summary>The new version says the same as the ledger.</summary>
    public bool IsEmpty => Changes.All(change => change.Kind == ChangeKind.Unchanged) && Before.Title == After.Title;

    /// <summary>The ledger's number of a measure of the new version, which may be another than the paper's; null for a dropped one.</summary>
    public int? NumberOf(MeasureChange change) => change.After is not { } printed ? null
        : After.Measures.FirstOrDefault(measure => !measure.IsVoid && measure.PrintedNumber == printed.Number && measure.Title == printed.Title && measure.Section == printed.Section)?.Number;

    public static PlanRevision Prepare(Plan before, PlanDraft draft, Roster.Roster roster, DateTimeOffset now)
    {
        var paper = PlanImport.Prepare(before.Id, draft, roster, now).Plan;
        var known = before.Measures.Where(measure => !measure.IsVoid).ToList();
        var knownDrafts = known.ConvertAll(DraftOf);
        var paperDrafts = paper.Measures.Select(DraftOf).ToList();
        var changes = PlanComparison.Compare(knownDrafts, paperDrafts);

        var nextNumber = before.Measures.Select(measure => measure.Number).DefaultIfEmpty().Max();
        var measures = new List<Measure>();
        foreach (var change in changes)
        {
            var old = change.Before is { } was ? known[knownDrafts.IndexOf(was)] : null;
            var present = change.After is { } printed ? paper.Measures[paperDrafts.IndexOf(printed)] : null;
            measures.Add((old, present) switch
            {
                (not null, not null) => present with { Number = old.Number },
                (not null, null) => old with { IsVoid = true },
                _ => present! with { Number = Free(present!.PrintedNumber, before, measures, ref nextNumber) },
            });
        }

        measures.AddRange(before.Measures.Where(measure => measure.IsVoid && measures.TrueForAll(kept => kept.Number != measure.Number)));
        var after = paper with { Measures = [.. measures.OrderBy(measure => measure.Number)], ImportedAt = before.ImportedAt };
        var items = after.Measures.Where(measure => !measure.IsVoid).SelectMany(measure => PlanImport.ItemsOf(after.Id, measure, roster, now));
        return new PlanRevision(before, after, changes, PlanImport.UnknownUnits(items, roster));
    }

    /// <summary>The items that the revision can touch: those of the new version, to be read beside the ones that there are.</summary>
    public IEnumerable<string> RefsOfAfter(Roster.Roster roster, DateTimeOffset now) => ItemsOfAfter(roster, now).Select(item => item.Ref);

    /// <summary>The changes of items that make the ledger follow the new version. Pure.</summary>
    /// <param name="roster">By which group phrases expand.</param>
    /// <param name="existing">The plan's items by ref, void ones included where they belong to the new version.</param>
    /// <param name="now">When new items are assigned.</param>
    public IReadOnlyList<ItemChange> ItemChanges(Roster.Roster roster, IReadOnlyDictionary<string, WorkItem> existing, DateTimeOffset now)
    {
        var wanted = ItemsOfAfter(roster, now).ToDictionary(item => item.Ref, StringComparer.Ordinal);
        var changes = new List<ItemChange>();
        foreach (var item in wanted.Values)
        {
            if (!existing.TryGetValue(item.Ref, out var present))
                changes.Add(new ItemChange(EventKind.Assigned, null, item, null));
            else if (Follow(present, item) is var followed && followed != present)
                changes.Add(new ItemChange(EventKind.MeasureChanged, present, followed, "方案有新版本"));
        }

        changes.AddRange(existing.Values
            .Where(item => item.State != WorkItemState.Void && !wanted.ContainsKey(item.Ref))
            .Select(item => new ItemChange(EventKind.Voided, item, WorkItemMoves.Withdraw(item, now)!, "新版本不再要求")));
        return changes;
    }

    private IEnumerable<WorkItem> ItemsOfAfter(Roster.Roster roster, DateTimeOffset now) =>
        After.Measures.Where(measure => !measure.IsVoid).SelectMany(measure => PlanImport.ItemsOf(After.Id, measure, roster, now));

    // A deadline that the office moved stays moved unless the paper itself names another day now.
    private WorkItem Follow(WorkItem present, WorkItem wanted)
    {
        var (before, after) = (Before.FindMeasure(present.Number), After.FindMeasure(present.Number)!);
        var isPaperDayNew = before is null || before.Deadline != after.Deadline || !before.Stages.SequenceEqual(after.Stages);
        var isBack = present.State == WorkItemState.Void;
        return present with
        {
            Role = wanted.Role,
            Order = wanted.Order,
            Via = wanted.Via,
            Section = wanted.Section,
            Cycle = wanted.Cycle,
            Deadline = isPaperDayNew ? after.DueAfter(present.StagesDone ?? 0) : present.Deadline,
            FinalDeadline = wanted.FinalDeadline,
            State = !isBack ? present.State : present.AcknowledgedAt is null ? WorkItemState.Assigned : WorkItemState.InProgress,
            StateSince = isBack ? wanted.StateSince : present.StateSince,
            Resumes = isBack ? null : present.Resumes,
        };
    }

    private static int Free(int printed, Plan before, List<Measure> taken, ref int nextNumber) =>
        before.FindMeasure(printed) is null && taken.TrueForAll(measure => measure.Number != printed) && printed > nextNumber
            ? nextNumber = printed
            : ++nextNumber;

    private static DraftMeasure DraftOf(Measure measure) => new(
        measure.PrintedNumber,
        measure.Section,
        measure.Title,
        measure.Text,
        [.. measure.Units.Select(unit => new DraftUnit(unit.Name, unit.Role, unit.IsGroup))],
        measure.DeadlineText is null && measure.Deadline is null ? null : new DraftDeadline(measure.DeadlineText ?? "", measure.DueAfter(stagesDone: 0)),
        measure.Cycle is { } cycle ? new DraftCycle("", cycle) : null,
        measure.PrintedNumber)
    {
        FurtherDeadlines = [.. measure.Stages.Skip(1).Select(day => new DraftDeadline("", day))],
    };
}
