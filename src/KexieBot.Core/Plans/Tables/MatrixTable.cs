using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Tables;

/// <summary>A table with a column for each unit, whose cells say by a sign what the unit's part is: ● leads, ○ supports.</summary>
internal static partial class MatrixTable
{
    private const int FewestUnits = 3;
    private const int HeaderWithin = 6;
    private const int LongestSign = 4;

    private static readonly (UnitRole Role, string Column)[] Parts = [(UnitRole.Lead, "牵头单位"), (UnitRole.Responsible, "责任单位"), (UnitRole.Supporting, "配合单位")];

    /// <summary>True for a row that names units beside what columns of tasks are called; a row of tasks has no 序号.</summary>
    public static bool IsHeader(IReadOnlyList<string> cells)
    {
        var units = UnitColumns(cells);
        var others = cells.Where((_, column) => !units.Contains(column)).ToList();
        return units.Count >= FewestUnits && (others.Exists(name => TableHeader.KindOf(name) == ColumnKind.Number) || others.TrueForAll(name => TableHeader.KindOf(name) != ColumnKind.Other)) && TableHeader.From([.. others, Parts[0].Column]) is not null;
    }

    /// <summary>The same table with its units in columns by their part; as it is where it is no matrix.</summary>
    /// <param name="source">The document's text, which may say what the signs mean.</param>
    public static PlanBlock.Table Unfold(PlanBlock.Table table, SourceText source)
    {
        source.Time.Demand();
        var at = table.Rows.Take(HeaderWithin).ToList().FindIndex(row => IsHeader(Texts(row)));
        if (at < 0)
            return table;
        var names = Texts(table.Rows[at]);
        HashSet<int> units = [.. UnitColumns(names)];
        var signs = table.Rows.Skip(at + 1).Select(row => Texts(row, names.Count)).Where(cells => !cells.SequenceEqual(names)).SelectMany(cells => units.Select(column => cells[column]).Where(cell => cell.Length > 0)).ToList();
        if (signs.Count == 0 || signs.Count(sign => sign.Length <= LongestSign && !UnitWords.LooksLikeUnit(sign)) * 5 < signs.Count * 4)
            return table;
        var meanings = Meanings(source.Folded, TextFolding.Fold(string.Join('\n', table.Rows.Take(at).Concat(table.Rows.TakeLast(2)).SelectMany(row => row.Cells).Select(cell => cell.Text))));
        return table with { Rows = [.. table.Rows.Select(row => row.Cells.Count > 1 ? Unfold(row, names, units, meanings) : row)] };
    }

    private static PlanRow Unfold(PlanRow row, List<string> names, HashSet<int> units, Dictionary<char, UnitRole> meanings)
    {
        var cells = Texts(row, names.Count);
        var isHeader = cells.SequenceEqual(names);
        var kept = row.Cells.Where((_, column) => !units.Contains(column)).Concat(Enumerable.Repeat(new PlanCell(""), names.Count)).Take(names.Count - units.Count);
        var parts = Parts.Select(part => new PlanCell(isHeader ? part.Column : string.Join('、', units.Order().Where(column => RoleOf(cells[column], meanings) == part.Role).Select(column => names[column]))));
        return row with { Cells = [.. kept, .. parts] };
    }

    private static UnitRole? RoleOf(string sign, Dictionary<char, UnitRole> meanings) => sign.Trim('-', '—', '–', '－', '/', '0', '×', '✗', '✕', 'x', 'X', '无', '否') switch
    {
        "" => null,
        var mark when meanings.TryGetValue(mark[0], out var said) => said,
        ['主' or '牵' or '●' or '★' or '◆' or '■' or '▲' or '◎', ..] => UnitRole.Lead,
        ['协' or '配' or '参' or '○' or '☆' or '◇' or '□' or '△' or '〇' or 'O' or 'o', ..] => UnitRole.Supporting,
        _ => UnitRole.Responsible,
    };

    // “●”为牵头单位，“○”为配合单位
    private static Dictionary<char, UnitRole> Meanings(string text, string table)
    {
        var meanings = new Dictionary<char, UnitRole>();
        foreach (var said in Legend().Matches(text).Concat(Legend().Matches(table)))
            meanings.TryAdd(said.Groups["s"].Value[0], UnitWords.RoleOf(said.Groups["r"].Value));
        return meanings;
    }

    private static List<string> Texts(PlanRow row) => [.. row.Cells.Select(cell => cell.Text.Trim())];

    // A row may leave its last cells out.
    private static List<string> Texts(PlanRow row, int columns) => [.. Texts(row).Concat(Enumerable.Repeat("", columns)).Take(columns)];

    private static List<int> UnitColumns(IReadOnlyList<string> names) =>
        [.. Enumerable.Range(0, names.Count).Where(column => UnitWords.LooksLikeUnit(TextFolding.Fold(names[column])) && TableHeader.KindOf(names[column]) is ColumnKind.Other)];

    [GeneratedRegex("“?(?<s>[●○◎△▲√✓✔☆★◆◇■□〇主协])”?(?:号|字)?(?:为|是|表示|代表|指|：)(?<r>牵头|主办|主责|责任|负责|配合|协办|协助|参与|协同)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Legend();
}
