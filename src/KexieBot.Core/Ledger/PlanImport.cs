using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Ledger;

/// <summary>What importing a draft would put into the ledger. <paramref name="NewUnits"/> are units that the roster does not know yet: they own items, and nobody can be reminded for them.</summary>
public sealed record PlanImport(Plan Plan, IReadOnlyList<WorkItem> Items, IReadOnlyList<Unit> NewUnits)
{
    /// <summary>
    /// Turns a draft into a plan and its work items (measure × unit). Group phrases become an item for each member; one without
    /// members stands as an item of its own, so that nothing the paper asks for is lost. Numbers that the paper uses twice are
    /// replaced by counting through.
    /// </summary>
    public static PlanImport Prepare(string planId, PlanDraft draft, Roster.Roster roster, DateTimeOffset now)
    {
        var isNumberedThrough = draft.Measures.Select(measure => measure.Number).Distinct().Count() == draft.Measures.Count
            && draft.Measures.All(measure => measure.Number > 0);
        var measures = draft.Measures
            .Select((measure, index) => MeasureOf(measure, isNumberedThrough ? measure.Number : index + 1, draft))
            .ToList();
        var plan = new Plan(planId, draft.Title, draft.IssuedOn, measures) { ImportedAt = now };
        var items = measures.SelectMany(measure => ItemsOf(planId, measure, roster, now)).ToList();
        return new PlanImport(plan, items, UnknownUnits(items, roster));
    }

    internal static List<Unit> UnknownUnits(IEnumerable<WorkItem> items, Roster.Roster roster) =>
    [
        .. items
            .Select(item => item.UnitId)
            .Distinct(StringComparer.Ordinal)
            .Where(unitId => roster.FindUnitById(unitId) is null)
            .Select(unitId => new Unit(unitId, unitId)),
    ];

    private static Measure MeasureOf(DraftMeasure measure, int number, PlanDraft draft)
    {
        var deadlines = measure.FurtherDeadlines.Prepend(measure.Deadline).OfType<DraftDeadline>().ToList();
        var days = deadlines.Select(deadline => deadline.Date).OfType<DateOnly>().Distinct().Order().ToList();
        return new Measure(number, measure.Section, measure.Title, measure.Text)
        {
            PrintedNumber = measure.Number,
            Units =
            [
                .. measure.Units.Select(unit => new MeasureUnit(unit.Name, unit.Role, unit.IsGroup)),
                .. draft.ImpliedUnits
                    .Where(name => measure.Units.All(unit => unit.Name != name))
                    .Select(name => new MeasureUnit(name, UnitRole.Responsible, true)),
            ],
            DeadlineText = deadlines.Count == 0 ? null : string.Join('；', deadlines.Select(deadline => deadline.Text).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)),
            Deadline = days.Count == 0 ? null : days[^1],
            Stages = days.Count > 1 ? days : [],
            Cycle = measure.Cycle?.Kind,
        };
    }

    // A unit named itself keeps the part it is named with, whatever group it also belongs to.
    internal static IEnumerable<WorkItem> ItemsOf(string planId, Measure measure, Roster.Roster roster, DateTimeOffset now)
    {
        var named = measure.Units
            .Where(unit => GroupOf(unit, roster) is null)
            .Select(unit => (UnitId: roster.FindUnit(unit.Name)?.Id ?? UnitName.Normal(unit.Name), unit.Role, Via: unit.IsGroup ? unit.Name : null));
        var grouped = measure.Units
            .Where(unit => GroupOf(unit, roster) is not null)
            .SelectMany(unit => GroupOf(unit, roster)!.UnitIds.Select(unitId => (UnitId: unitId, unit.Role, Via: (string?)unit.Name)));
        return named.Concat(grouped)
            .DistinctBy(part => part.UnitId, StringComparer.Ordinal)
            .Select((part, order) => new WorkItem(planId, measure.Number, part.UnitId, part.Role)
            {
                Order = order,
                Section = measure.Section,
                Via = part.Via,
                Deadline = measure.DueAfter(stagesDone: 0),
                FinalDeadline = measure.Stages.Count > 0 ? measure.Deadline : null,
                Cycle = measure.Cycle,
                AssignedAt = now,
                StateSince = now,
            });
    }

    private static UnitGroup? GroupOf(MeasureUnit unit, Roster.Roster roster) =>
        roster.FindGroup(unit.Name) is { UnitIds.Count: > 0 } group ? group : null;
}
