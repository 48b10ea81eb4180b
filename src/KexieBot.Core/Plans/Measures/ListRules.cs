using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Measures;

/// <summary>What the document says once about all of its unit lists.</summary>
internal sealed record ListRules(bool FirstLeads, bool CommaLeads, bool StarLeads, IReadOnlyList<string> Implied)
{
    public static ListRules From(IReadOnlyList<UnitField> fields) => new(
        fields.Any(field => field.Content.SaysFirstLeads),
        fields.Any(field => field.Content.SaysCommaLeads),
        fields.Any(field => field.Content.Units.Any(unit => unit.Starred)),
        [.. fields.Select(field => field.Content.ImpliedUnits).Where(words => words.Length > 0).Distinct(StringComparer.Ordinal)]);

    public UnitRole RoleOf(NamedUnit unit) =>
        StarLeads && unit.Starred ? UnitRole.Lead
        : unit.Role != UnitRole.Responsible ? unit.Role
        : (FirstLeads && unit.First) || (CommaLeads && unit.BeforeComma) ? UnitRole.Lead
        : unit.Role;
}
