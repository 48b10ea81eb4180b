using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KexieBot.Core.Roster;

/// <summary>How names of units are compared.</summary>
public static partial class UnitName
{
    private const string OpeningBrackets = "〔[【〖";
    private const string ClosingBrackets = "〕]】〗";

    /// <summary>The name without spaces and with half-width forms: "区　科技局（人才办）" and "区科技局〔人才办〕" are one name.</summary>
    public static string Normal(string name) =>
        string.Concat(WellFormed(name).Normalize(NormalizationForm.FormKC).Where(IsVisible).Select(Bracket));

    /// <summary>
    /// The name without the 区, 县, 市 or 省 before it, 委 of a party committee included: papers write 区科技局 and 区委组织部 where people
    /// say 科技局 and 组织部. Names that would mean nothing without the sign (区政府, 区委办公室) or only begin like one (市场监管局) keep it.
    /// </summary>
    public static string WithoutLevel(string name)
    {
        var normal = Normal(name);
        return Levelled().Match(normal) is { Success: true } match ? match.Groups["rest"].Value : normal;
    }

    /// <summary>The 区, 县, 市 or 省 that <see cref="WithoutLevel"/> takes away; null where there is none.</summary>
    public static char? Level(string name) => Levelled().Match(Normal(name)) is { Success: true } match ? match.Value[0] : null;

    /// <summary>区委组织部（人才办） as 区委组织部 and 人才办; null where the name does not end in a bracket.</summary>
    public static (string Outer, string Inner)? InBrackets(string name) =>
        Bracketed().Match(Normal(name)) is { Success: true } match ? (match.Groups["outer"].Value, match.Groups["inner"].Value) : null;

    // Normalize throws on half a surrogate pair, and typed text may hold one.
    private static string WellFormed(string name) => name.Any(char.IsSurrogate) ? string.Concat(name.EnumerateRunes()) : name;

    // Names copied from web pages bring zero-width spaces with them.
    private static bool IsVisible(char c) =>
        !char.IsWhiteSpace(c) && !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format;

    private static char Bracket(char c) =>
        OpeningBrackets.Contains(c, StringComparison.Ordinal) ? '(' : ClosingBrackets.Contains(c, StringComparison.Ordinal) ? ')' : c;

    // After the sign: not 级直属内外域划块 (区级, 区域), not 市场 市监 市容 市民 市政 as words (市监委, 市政府, 市民政局 are none), not another level (区县), but 区市场监管局.
    [GeneratedRegex("^[省市区县](?:委(?!办|员会|[省市区县])(?<rest>.{2,})|(?!(?:人民)?政府$|[委级直属内外域划块场容省区县]|市(?![场容政民监])|监(?!委|察|狱)|民(?![政宗族营])|政(?![府协法务策研]))(?<rest>.{2,}))$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Levelled();

    [GeneratedRegex(@"^(?<outer>[^()]{2,})\((?<inner>[^()]{2,})\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracketed();
}
