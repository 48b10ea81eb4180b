namespace KexieBot.Core.Plans.Units;

/// <summary>Units that a sentence gives their part: 由A牵头，B、C配合，…. Every piece must be a body with a word of its role.</summary>
internal static class SentenceUnits
{
    // The longest real list, 28 units, is about 350 characters.
    private const int Longest = 600;
    private const int MostClauses = 8;

    /// <summary>The stretches in order, as offsets into the text.</summary>
    public static IEnumerable<(int Start, int End, UnitList List)> In(string text, string folded)
    {
        for (var at = folded.IndexOf('由', StringComparison.Ordinal); at >= 0; at = folded.IndexOf('由', at + 1))
        {
            if (!BeginsClause(folded, at) || Stretch(text, folded, at) is not var (end, list))
                continue;
            yield return (at, end, list);
            at = end - 1;
            if (at + 1 >= folded.Length)
                yield break;
        }
    }

    private static bool BeginsClause(string folded, int at)
    {
        while (at > 0 && folded[at - 1] is ' ' or '\n')
            at--;
        return at == 0 || folded[at - 1] is '。' or '；' or '，' or '：' or '）';
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
            var list = UnitListParser.Parse(text[(at + 1)..ends[i]], role: null);
            if (list.Loose.Count == 0 && list.NamesBodies)
                return (ends[i], list);
        }
        return null;
    }
}
