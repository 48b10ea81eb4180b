using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Measures;

/// <summary>What the document says once about all of its unit lists.</summary>
/// <param name="HasLists">False for papers that name units in their sentences only.</param>
/// <param name="Inherits">True where items without a list of their own take the one behind the heading above them.</param>
internal sealed record ListRules(bool HasLists, bool FirstLeads, bool CommaLeads, bool SlashLeads, bool StarLeads, bool RestSupports, bool Inherits, IReadOnlyList<string> Implied)
{
    public static ListRules From(IReadOnlyList<UnitField> fields, string text, IReadOnlyList<PlanBlock.Table> tables) => new(
        fields.Any(field => field.Content.Units.Count > 0 && !field.IsSentence),
        UnitWords.SaysFirstLeads(text) || tables.Any(SaysFirstLeads),
        UnitWords.SaysCommaLeads(text),
        UnitWords.SaysSlashLeads(text),
        fields.Any(field => field.Content.Units.Any(unit => unit.Starred)),
        UnitWords.SaysRestSupports(text),
        UnitWords.SaysInherits(text),
        [.. fields.Select(field => field.Content.ImpliedUnits).Where(words => words.Length > 0).Distinct(StringComparer.Ordinal)]);

    // 有关部门 has nobody who could lead, even where it is named first.
    public static bool CanLead(string name) => !name.Contains("有关", StringComparison.Ordinal) && !name.Contains("相关", StringComparison.Ordinal);

    // The rule may stand in a table's title or header.
    private static bool SaysFirstLeads(PlanBlock.Table table) =>
        table.Rows.Take(4).SelectMany(row => row.Cells).Any(cell => UnitWords.SaysFirstLeads(Text.TextFolding.Fold(cell.Text)));

    public UnitRole RoleOf(NamedUnit unit) =>
        StarLeads && unit.Starred ? UnitRole.Lead
        : unit.Role != UnitRole.Responsible ? unit.Role
        : (FirstLeads && unit.First && CanLead(unit.Name)) || (CommaLeads && unit.BeforeComma == true) || (SlashLeads && unit.BeforeSlash == true) ? UnitRole.Lead
        : RestSupports && (StarLeads || FirstLeads || (CommaLeads && unit.BeforeComma == false) || (SlashLeads && unit.BeforeSlash == false)) ? UnitRole.Supporting
        : unit.Role;
}
