using System.Text.RegularExpressions;

namespace KexieBot.Core.Roster;

/// <summary>Units whose names are near to a name that the roster does not know. For a person to choose from, never to be taken silently.</summary>
public static partial class NearestUnits
{
    private const double ReformedOrOtherEnding = 1;
    private const double Abbreviated = 2;
    private const double Misspelt = 3;
    private const double OtherLevel = 0.5;
    private const int LongestName = 60;

    /// <summary>At most <paramref name="max"/> units, nearest first; none where nothing is near.</summary>
    public static IReadOnlyList<Unit> Of(string name, Roster roster, int max = 3)
    {
        var asked = NamesIn(name).Select(part => new Form(part)).ToList();
        return [.. roster.Units
            .Select(unit => (unit, distance: DistanceTo(unit, asked)))
            .Where(pair => pair.distance is not null)
            .OrderBy(pair => pair.distance)
            .Take(max)
            .Select(pair => pair.unit)];
    }

    private static double? DistanceTo(Unit unit, List<Form> asked) =>
        unit.Aliases.Prepend(unit.Name)
            .SelectMany(NamesIn)
            .Select(known => new Form(known))
            .SelectMany(known => asked.Select(form => Distance(form, known)))
            .Min();

    private static IEnumerable<string> NamesIn(string name)
    {
        if (name.Length > LongestName)
            return [];
        IEnumerable<string> names = UnitName.InBrackets(name) is var (outer, inner) ? [name, outer, inner] : [name];
        return names.SelectMany(whole => OfPlace().Match(UnitName.Normal(whole)) is { Success: true } match ? new[] { whole, match.Groups["unit"].Value } : [whole]);
    }

    // 青澜区科协 is 区科协 where the district is 青澜, which the roster does not know.
    [GeneratedRegex("^[^省市区县]{2,3}(?<unit>[市区县].{2,})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfPlace();

    private static double? Distance(Form asked, Form known)
    {
        var penalty = asked.Level is { } left && known.Level is { } right && left != right ? OtherLevel : 0;
        return asked.Short == known.Short ? penalty
            : IsSameBody(asked, known) ? ReformedOrOtherEnding + penalty
            : IsAbbreviation(asked.Bare, known.Bare) ? Abbreviated + penalty
            : EditDistance(asked.Short, known.Short) is var edits && edits <= Tolerated(asked.Short, known.Short)
                ? Misspelt + penalty + ((double)edits / known.Short.Length)
                : null;
    }

    private static bool IsSameBody(Form asked, Form known) =>
        UnitShortForm.Stem(UnitShortForm.AfterReform(asked.Short)) == UnitShortForm.Stem(UnitShortForm.AfterReform(known.Short));

    // 文旅局 within 文化和旅游局: the same first and last sign, and the others in the same order.
    private static bool IsAbbreviation(string left, string right)
    {
        var (few, many) = left.Length <= right.Length ? (left, right) : (right, left);
        return few.Length >= 3 && few[0] == many[0] && few[^1] == many[^1] && IsSubsequence(few, many);
    }

    private static bool IsSubsequence(string few, string many)
    {
        var next = 0;
        foreach (var c in many)
        {
            if (next < few.Length && few[next] == c)
                next++;
        }

        return next == few.Length;
    }

    // 财政局 and 民政局 differ in one sign and are two bodies; in four signs or more one slip is likelier than chance, two from eight on.
    private static int Tolerated(string left, string right) => Math.Min(left.Length, right.Length) switch
    {
        < 4 => 0,
        < 8 => 1,
        _ => 2,
    };

    /// <summary>Levenshtein's distance.</summary>
    internal static int EditDistance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }

    private sealed record Form(string Bare, string Short, char? Level)
    {
        public Form(string name)
            : this(UnitName.WithoutLevel(name), UnitShortForm.Of(name), UnitName.Level(name))
        {
        }
    }
}
