using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Units;

/// <summary>Units that a sentence gives their part: 由A牵头，B、C配合，…, or without 由 at its beginning. Every piece must be a body with a word of its role.</summary>
internal static partial class SentenceUnits
{
    // The longest real list, 28 units, is about 350 characters.
    private const int Longest = 600;
    private const int MostClauses = 8;
    private const int LongestWith = 120;

    /// <summary>The stretches in order, as offsets into the text.</summary>
    public static IEnumerable<(int Start, int End, UnitList List)> In(string text, string folded)
    {
        for (var at = 0; at < folded.Length; at++)
        {
            if (!Begins(folded, at, out var names) || Stretch(text, folded, names) is not var (end, list))
                continue;
            yield return (at, end, list);
            at = end - 1;
        }
    }

    // 由A牵头, or A牵头 where a sentence begins.
    private static bool Begins(string folded, int at, out int names)
    {
        names = folded[at] == '由' ? at + 1 : at;
        var before = at;
        while (before > 0 && folded[before - 1] is ' ' or '\n')
            before--;
        if (names > at)
            return before == 0 || folded[before - 1] is '。' or '；' or '，' or '：' or '）';
        if (folded[at] is ' ' or '\n' || before == 0)
            return false;
        return folded[before - 1] switch
        {
            // …优先安排，县住建局、县科协共同负责，年底前完成.
            '。' or '；' or '，' when folded[at] is '省' or '市' or '县' or '区' => RoleOfClause(folded, at) is UnitRole.Lead or UnitRole.Responsible,
            '。' or '；' => RoleOfClause(folded, at) == UnitRole.Lead,
            _ => false,
        };
    }

    // A、B等单位要动员企业参与 gives no part.
    private static UnitRole? RoleOfClause(string folded, int at)
    {
        var clause = folded.AsSpan(at, Math.Min(Longest, folded.Length - at));
        return clause.IndexOfAny('，', '。', '；') is > 0 and var end && UnitWords.RoleAtEnd(clause[..end].ToString()) is { Success: true } role
            ? UnitWords.RoleOf(role.Value)
            : null;
    }

    // As many clauses as give units their part and nothing else.
    private static (int End, UnitList List)? Stretch(string text, string folded, int at)
    {
        var stop = folded.AsSpan(at).IndexOfAny('。', '；', '\n') is >= 0 and var length ? at + length : folded.Length;
        stop = Math.Min(stop, at + Longest);
        var ends = new List<int>();
        for (var i = at; i < stop && ends.Count < MostClauses; i++)
            if (folded[i] == '，')
                ends.Add(i);
        ends.Add(stop);
        for (var i = ends.Count - 1; i >= 0; i--)
        {
            var list = UnitListParser.Parse(text[at..ends[i]], role: null, withDuties: true);
            if (list.Loose.Count == 0 && list.NamesBodies)
                return Together(text, folded, ends[i]) is var (end, others) ? (end, list with { Units = [.. list.Units, .. others] }) : (ends[i], list);
        }
        return null;
    }

    // 由A牵头，会同B、C研究提出方案: the bodies end where the verb begins.
    private static (int End, IReadOnlyList<NamedUnit> Units)? Together(string text, string folded, int at)
    {
        if (With().Match(folded, at, Math.Min(folded.Length - at, LongestWith)) is not { Success: true } with)
            return null;
        (int, IReadOnlyList<NamedUnit>)? found = null;
        foreach (Match verb in Verb().Matches(with.Value))
            if (UnitListParser.Parse(text.Substring(with.Groups["b"].Index, verb.Index - (with.Groups["b"].Index - at)), UnitRole.Responsible) is { NamesBodies: true } list)
                found = (at + verb.Index, list.Units);
        return found;
    }

    [GeneratedRegex("\\G，会同(?<b>[^，。；]{4,})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex With();

    [GeneratedRegex("研究|提出|制定|制订|拟订|拟定|编制|组织|开展|建立|做好|推进|共同|抓好|落实|完成|负责|于|在|对|将|按", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();
}
