using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

internal readonly record struct UnitMention(string Name, Span Span);

/// <summary>
/// Finds units in text by their names and aliases, with or without the district's prefix, the longest first;
/// then by the shape of a name, so that a unit nobody listed still comes out as typed.
/// </summary>
public sealed partial class UnitLexicon
{
    private readonly Dictionary<char, List<(string Alias, string Name)>> _byFirst = [];

    private UnitLexicon(IEnumerable<(string Name, IEnumerable<string> Aliases)> units)
    {
        foreach (var (name, aliases) in units)
        {
            foreach (var alias in aliases.Append(name).SelectMany(WithAndWithoutPrefix).Distinct(StringComparer.Ordinal))
                Add(Normalised.Of(alias).Text, name);
        }
        foreach (var aliases in _byFirst.Values)
            aliases.Sort((a, b) => b.Alias.Length.CompareTo(a.Alias.Length));
    }

    public static UnitLexicon BuiltIn { get; } = new(BuiltInUnits.OfADistrict
        .Select(unit => (unit.Name, unit.Aliases.AsEnumerable()))
        .Concat(BuiltInUnits.Groups.Select(group => (group, Enumerable.Empty<string>()))));

    /// <summary>A lexicon of the roster's units; what the roster lacks is still known by its generic name.</summary>
    public static UnitLexicon Of(IEnumerable<(string Name, IEnumerable<string> Aliases)> units)
    {
        var known = units.ToList();
        var names = known.SelectMany(unit => unit.Aliases.Append(unit.Name)).SelectMany(WithAndWithoutPrefix).ToHashSet(StringComparer.Ordinal);
        // A built-in unit that the roster has under some name would only compete with it.
        var others = BuiltInUnits.OfADistrict.Where(unit => !unit.Aliases.Append(unit.Name).SelectMany(WithAndWithoutPrefix).Any(names.Contains));
        return new UnitLexicon(known
            .Concat(others.Select(unit => (unit.Name, unit.Aliases.AsEnumerable())))
            .Concat(BuiltInUnits.Groups.Select(group => (group, Enumerable.Empty<string>()))));
    }

    internal IReadOnlyList<UnitMention> Find(string text)
    {
        var found = new List<UnitMention>();
        for (var at = 0; at < text.Length;)
        {
            var known = _byFirst.TryGetValue(text[at], out var aliases)
                ? aliases.Find(entry => string.CompareOrdinal(text, at, entry.Alias, 0, entry.Alias.Length) == 0)
                : default;
            var length = known.Alias?.Length ?? 0;
            if (length > 0)
                found.Add(new UnitMention(known.Name, new Span(at, at + length)));
            at += Math.Max(length, 1);
        }
        foreach (Match match in NameShape.Matches(text))
        {
            var name = match.Groups["name"];
            var span = new Span(name.Index, name.Index + name.Length);
            if (!found.Exists(unit => unit.Span.Overlaps(span)) && !NotAName.IsMatch(name.Value))
                found.Add(new UnitMention(name.Value, span));
        }
        found.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return found;
    }

    private void Add(string alias, string name)
    {
        if (alias.Length < 2)
            return;
        if (!_byFirst.TryGetValue(alias[0], out var aliases))
            _byFirst[alias[0]] = aliases = [];
        if (!aliases.Exists(entry => entry.Alias == alias))
            aliases.Add((alias, name));
    }

    private static IEnumerable<string> WithAndWithoutPrefix(string name)
    {
        yield return name;
        if (name is ['区' or '市' or '县', not '委', _, ..] and { Length: >= 3 })
            yield return name[1..];
        else if (name is not ['区' or '市' or '县' or '各' or '团', ..])
            yield return $"区{name}";
    }

    [GeneratedRegex("(?:^|[ ,。;:、/(]|退回|催[办报]?一?下?|督办一?下?|提醒一?下?|通知|看一?下?|查一?下?|给|由|交|到|和|跟|与|是|归|成|为|加上|问|让|对)?(?<name>(?:[区市县][\\u4e00-\\u9fff]{2,6}?|[\\u4e00-\\u9fff]{2,3}?)(?:局|街道(?:办事处|办(?![得了完理结到好没成事]))?|委员会|办公室|委办|开发区|管委会|学会|研究院|镇政府)|[\\u4e00-\\u9fff]{2}(?:镇|乡)(?=$|[ ,。怎咋进的情任报没]))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex NameShape { get; }

    [GeneratedRegex("我们|咱们|你们|本局|该局|我局|各局|个局|哪|某|这个|那个|什么|布局|结局|格局|全局|乡镇|街镇|大局|们局|几个|几家|不是|不归|归我|是我", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex NotAName { get; }
}
