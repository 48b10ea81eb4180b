using System.Text;

namespace KexieBot.Core.Roster;

/// <summary>Several names in one cell: 区科委、区科学技术局. A name that itself holds a mark stands in quotes: “各区、县（市）政府”.</summary>
internal static class NameList
{
    private const string Marks = "、，,；;\r\n\t|";
    private const string Opening = "（(〔[【";
    private const string Closing = "）)〕]】";

    public static IReadOnlyList<string> Split(string cell)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        var depth = 0;
        var isQuoted = false;
        foreach (var c in cell)
        {
            isQuoted = c switch { '“' => true, '”' => false, '"' => !isQuoted, _ => isQuoted };
            depth = isQuoted ? depth : Math.Max(0, depth + Step(c));
            if (depth > 0 || isQuoted || !Marks.Contains(c, StringComparison.Ordinal))
            {
                name.Append(c);
                continue;
            }

            names.Add(Unquoted(name.ToString().Trim()));
            name.Clear();
        }

        names.Add(Unquoted(name.ToString().Trim()));
        return [.. names.Where(found => found.Length > 0).DistinctBy(UnitName.Normal, StringComparer.OrdinalIgnoreCase)];
    }

    public static string Join(IEnumerable<string> names) =>
        string.Join('、', names.Select(name => StandsAlone(name) ? name : $"“{name}”"));

    // Neither cut itself, nor, by a bracket left open, swallowing what follows.
    private static bool StandsAlone(string name) => Split($"{name}、…") is [var whole, "…"] && whole == name;

    private static int Step(char c) =>
        Opening.Contains(c, StringComparison.Ordinal) ? 1 : Closing.Contains(c, StringComparison.Ordinal) ? -1 : 0;

    // “四上”企业办 keeps its quotes: only a pair around the whole name is the list's own.
    private static string Unquoted(string name) =>
        name.Length > 2 && name[0] is '“' or '"' && name[^1] is '”' or '"' && name[1..^1].All(c => c is not ('“' or '”' or '"')) ? name[1..^1].Trim() : name;
}
