using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>A plan as people name it: by its short name or by words of its title.</summary>
public sealed record PlanName(string Id, string Title);

/// <summary>Rewrites measures that are named with their plan to the ledger's own way, kexie/7: 第kexie/7条 as lists print it, kexie 7, kexie第7条, 素质行动计划第7条.</summary>
internal static partial class PlanWords
{
    private const int ShortestTitlePart = 4;

    /// <param name="plans">The plans in the ledger; with one alone nobody has to name it.</param>
    public static Normalised Rewrite(Normalised message, IReadOnlyList<PlanName> plans)
    {
        while (Printed.Match(message.Text) is { Success: true } printed)
            message = message.Rewritten(printed.Index, printed.Length, printed.Groups["ref"].Value + " ");
        if (plans.Count < 2)
            return message;
        foreach (var id in plans.Select(plan => plan.Id.ToLowerInvariant()))
        {
            for (var at = message.Text.IndexOf(id, StringComparison.Ordinal); at >= 0; at = message.Text.IndexOf(id, at + 1, StringComparison.Ordinal))
            {
                if ((at == 0 || !IsOfName(message.Text[at - 1])) && BehindId.Match(message.Text, at + id.Length) is { Success: true } number && ChineseNumber.Read(number.Groups["n"].Value) is { } value)
                    message = message.Rewritten(at, id.Length + number.Length, $"{id}/{value} ");
            }
        }

        return Ordinal.Match(message.Text) is { Success: true } ordinal && ChineseNumber.Read(ordinal.Groups["n"].Value) is { } measure && Titled(message.Text[..ordinal.Index], plans) is var (plan, start)
            ? message.Rewritten(start, ordinal.Index + ordinal.Length - start, $"{plan.Id.ToLowerInvariant()}/{measure} ")
            : message;
    }

    // The longest words right before the number that stand in one plan's title alone, and end in what papers are called: 区科协第7条 names a unit.
    private static (PlanName Plan, int Start)? Titled(string before, IReadOnlyList<PlanName> plans)
    {
        if (!Paper.IsMatch(before))
            return null;
        for (var start = Math.Max(0, before.Length - 40); start <= before.Length - ShortestTitlePart; start++)
        {
            if (plans.Where(plan => plan.Title.Contains(before[start..], StringComparison.OrdinalIgnoreCase)).ToList() is [var plan])
                return (plan, start);
        }

        return null;
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/';

    [GeneratedRegex("第 ?(?<ref>[a-z0-9][a-z0-9-]{0,31}/[0-9]{1,3})(?: ?[条项])?", Options, Limit)]
    private static partial Regex Printed { get; }

    [GeneratedRegex("\\G(?: ?(?:方案|计划)?[的里中]{0,2} ?第 ?(?<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,6}) ?[条项]| (?<n>[0-9]{1,3})(?: ?[条项]|(?![0-9.%])))", Options, Limit)]
    private static partial Regex BehindId { get; }

    [GeneratedRegex("[的里中]{0,2}第 ?(?<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,6}) ?[条项]", Options, Limit)]
    private static partial Regex Ordinal { get; }

    [GeneratedRegex("(?:方案|计划|规划|措施|意见|纲要|要点|办法|清单|行动|决定|通知)$", Options, Limit)]
    private static partial Regex Paper { get; }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 1_000;
}
