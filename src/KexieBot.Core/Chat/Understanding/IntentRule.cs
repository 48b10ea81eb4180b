using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// Says which messages mean <paramref name="Intent"/>. Patterns read the <see cref="Skeleton.Shape"/>;
/// the lowest <paramref name="Priority"/> wins. A rule for what changes the ledger never fits a question
/// unless <paramref name="EvenAsking"/>: 能不能延期 asks for it, 完成了吗 does not report it.
/// </summary>
internal sealed record IntentRule(Intent Intent, int Priority, string Says, string? Unless = null, bool EvenAsking = false, bool InLead = false)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private readonly Regex _says = new(Says, Options);
    private readonly Regex? _unless = Unless is null ? null : new Regex(Unless, Options);

    public bool Fits(Skeleton skeleton)
    {
        if (skeleton.Asks && !EvenAsking && !Intent.OnlyReads())
            return false;
        var read = InLead ? skeleton.Lead : skeleton.Shape;
        return _says.IsMatch(read) && _unless?.IsMatch(read) != true;
    }
}

/// <summary>Whole messages that mean one thing, compared by letters alone.</summary>
internal sealed record ExactWords(Intent Intent, params string[] Words);

/// <summary>Finds the one rule that claims a message.</summary>
internal static class RuleBook
{
    public static IReadOnlyList<ExactWords> Exact { get; } =
        [.. EveryoneRules.Exact, .. LiaisonRules.Exact, .. LeaderRules.Exact, .. OfficeRules.Exact];

    // OrderBy is stable: at one priority the order of the tables decides.
    public static IReadOnlyList<IntentRule> Rules { get; } =
        [.. EveryoneRules.Rules.Concat(OfficeRules.Rules).Concat(LiaisonRules.Rules).Concat(LeaderRules.Rules).OrderBy(rule => rule.Priority)];

    private static readonly Dictionary<string, Intent> ByWords = Exact
        .SelectMany(entry => entry.Words.Select(words => (Words: Skeleton.LettersOf(words), entry.Intent)))
        .DistinctBy(pair => pair.Words)
        .ToDictionary(pair => pair.Words, pair => pair.Intent, StringComparer.Ordinal);

    public static Intent? Find(Skeleton skeleton)
    {
        var whole = Skeleton.LettersOf(skeleton.Text);
        if (ByWords.TryGetValue(whole, out var exact) || ByWords.TryGetValue(skeleton.Compact, out exact))
            return exact;
        return Rules.FirstOrDefault(rule => rule.Fits(skeleton))?.Intent;
    }
}
