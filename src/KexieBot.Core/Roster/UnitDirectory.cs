namespace KexieBot.Core.Roster;

/// <summary>Which units a name can mean. A name as entered goes before a short form, and a sign of level (区, 市) is never traded for another.</summary>
internal sealed class UnitDirectory
{
    private const int LongestJoined = 40;
    private const string Government = "政府";

    private readonly Dictionary<string, List<Unit>> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Unit>> byShortName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<char>> levels = new(StringComparer.Ordinal);

    public UnitDirectory(IEnumerable<Unit> units)
    {
        foreach (var unit in units)
        {
            foreach (var name in unit.Aliases.Prepend(unit.Name).Prepend(unit.Id))
                AddName(name, unit);
        }
    }

    /// <summary>The units that <paramref name="name"/> can mean: none, the one, or all between which it leaves the choice.</summary>
    public IReadOnlyList<Unit> Find(string name)
    {
        if (FindWhole(name) is { Count: > 0 } whole)
            return whole;
        return UnitName.InBrackets(name) is var (outer, inner) ? FindTwoNames(outer, inner) : FindJoined(UnitName.Normal(name));
    }

    private List<Unit> FindWhole(string name)
    {
        if (byName.TryGetValue(UnitName.Normal(name), out var named))
            return named;
        var level = UnitName.Level(name);
        var shortName = UnitName.WithoutLevel(name);
        return [.. new[] { byName, byShortName }
            .SelectMany(names => names.GetValueOrDefault(shortName, []))
            .Distinct()
            .Where(unit => level is not { } sign || !levels.TryGetValue(unit.Id, out var signs) || signs.Contains(sign))];
    }

    // The bracket holds a second name of the body or a part of it: it may stay unknown, but must not name another unit.
    private List<Unit> FindTwoNames(string outer, string inner)
    {
        var found = FindWhole(outer);
        return found.Count == 0 ? [] : [.. found.Union(FindWhole(inner))];
    }

    // 市经信局市新经济委: two names of one body with no mark between.
    private List<Unit> FindJoined(string name)
    {
        for (var i = 2; i <= name.Length - 2 && name.Length <= LongestJoined; i++)
        {
            if (FindWhole(name[..i]) is [var first] && FindWhole(name[i..]) is [var second] && first.Id == second.Id)
                return [first];
        }

        return [];
    }

    private void AddName(string name, Unit unit)
    {
        Add(byName, UnitName.Normal(name), unit);
        AddShortName(name, unit);
        if (UnitName.InBrackets(name) is not var (outer, inner))
            return;
        foreach (var part in new[] { outer, inner })
        {
            Add(byShortName, part, unit);
            AddShortName(part, unit);
        }
    }

    private void AddShortName(string name, Unit unit)
    {
        if (UnitName.Level(name) is not { } level)
            return;
        var shortName = UnitName.WithoutLevel(name);
        Add(byShortName, shortName, unit);
        if (IsOfGovernment(shortName))
            Add(byShortName, shortName[Government.Length..], unit);
        if (!levels.TryGetValue(unit.Id, out var signs))
            levels.Add(unit.Id, signs = []);
        signs.Add(level);
    }

    // 督查室 is 区政府督查室 as well as 区委督查室; 办公室 alone is neither.
    private static bool IsOfGovernment(string shortName) =>
        shortName.Length >= Government.Length + 2 && shortName.StartsWith(Government, StringComparison.Ordinal) && shortName[Government.Length] != '办';

    private static void Add(Dictionary<string, List<Unit>> names, string key, Unit unit)
    {
        if (key.Length == 0)
            return;
        if (!names.TryGetValue(key, out var units))
            names.Add(key, units = []);
        if (units.TrueForAll(other => other.Id != unit.Id))
            units.Add(unit);
    }
}
