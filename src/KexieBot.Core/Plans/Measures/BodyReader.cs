using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Measures;

/// <param name="Missing">Outline entries that the body does not hold.</param>
/// <param name="IsGuess">True when no unit list marks the measures, only their numbering.</param>
internal sealed record Body(
    IReadOnlyList<DraftMeasure> Measures, IReadOnlyList<OutlineEntry> Missing, bool IsGuess);

/// <summary>Turns the tree of headings and the unit fields into measures.</summary>
internal sealed class BodyReader(
    SourceText source, PlanNode root, List<UnitField> fields, ListRules rules, IReadOnlyList<OutlineEntry> outline, DeadlineContext context)
{
    public Body Read(List<DraftProblem> problems)
    {
        var nodes = root.Descendants().Prepend(root).ToList();
        FieldOwners.Assign(source, nodes, fields);
        FieldOwners.HandDownHeadings(source, nodes);
        if (rules.Inherits)
            FieldOwners.HandDown(nodes);
        FieldOwners.HandDownToRunOn(source, nodes);
        UnnumberedItems.Open(source, nodes);
        FieldOwners.Hoist(source, nodes = [.. root.Descendants().Prepend(root)]);

        var chosen = MeasureChoice.From(source, nodes);
        var severalPlans = chosen.Select(node => node.Ancestors().FirstOrDefault(around => around.Kind == NodeKind.Document)).OfType<PlanNode>().Distinct().Count() > 1;
        var builder = new MeasureBuilder(source, context, rules, outline, severalPlans);
        var measures = builder.Build(chosen, problems);
        return new Body(measures, builder.MissingFromBody(measures), !rules.HasLists);
    }
}
