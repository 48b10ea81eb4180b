using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Units;

/// <summary>A piece of a list that says what its unit has to do: 区教育局负责组织学生参加. All methods expect folded text.</summary>
internal static partial class UnitDuties
{
    /// <summary>Where the unit's name ends and the word that gives its part; null where the piece tells no duty.</summary>
    /// <param name="isList">True where a label or a column says that units stand here: any verb of a duty counts then, else only words of part behind bodies of the place.</param>
    public static (int NameEnd, string Word)? In(string piece, Match role, bool isList)
    {
        foreach (Match verb in Verb().Matches(piece))
        {
            if (role.Success && verb.Index >= role.Index)
                return null;
            var name = piece.AsSpan(0, verb.Index);
            if (name.EndsWith("单位") && Others().Match(piece, 0, verb.Index) is { Success: true } others)
                name = name[..others.Index];
            if (!UnitWords.LooksLikeUnit(name) || verb.Index + verb.Length + 2 > piece.Length)
                continue;
            var counts = verb.Groups["part"].Success
                ? isList || UnitWords.IsOfThePlace(name.ToString())
                : isList && !UnitWords.LooksLikeUnit(role.Success ? piece.AsSpan(0, role.Index) : piece);
            if (counts)
                return (name.Length, verb.Value);
        }
        return null;
    }

    /// <summary>The words a duty begins with, as a pattern.</summary>
    public const string Verbs = "(?<part>(?:负责|牵头|配合|协助)(?!人|同志|部门|单位)|做好)|加强|组织(?!部)|根据|按照?|落实|保障|提供|开展|制定|统筹|指导|督促|承担|抓好|推进|建立|定期|[在对于要]";

    [GeneratedRegex(Verbs, RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();

    [GeneratedRegex("等(?:有关|相关)(?:单位|部门)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();
}
