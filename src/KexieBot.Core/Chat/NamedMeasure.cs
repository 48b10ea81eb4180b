using KexieBot.Core.Plans;

namespace KexieBot.Core.Chat;

/// <summary>
/// A measure that is named by words of its title (完善经费保障那条) and not by its number: the message with the number put in the words' place.
/// A title that holds the words and is the only one names the measure; what is only alike is offered and never taken.
/// </summary>
internal static class NamedMeasure
{
    private const int ShortestName = 4;
    private const int MostOffered = 5;

    /// <summary>The message as it would be with a number; null where the words do not name one measure alone.</summary>
    public static string? Said(Turn turn, string keyword)
    {
        if (keyword.Length < ShortestName)
            return null;
        var all = Measures(turn);
        var exact = all.Where(pair => pair.Measure.Title == keyword).ToList();
        var holding = exact.Count > 0 ? exact : all.Where(pair => pair.Measure.Title.Contains(keyword, StringComparison.Ordinal)).ToList();
        return holding is [var (plan, measure)] ? Put(turn, keyword, plan, measure) : null;
    }

    /// <summary>The measures whose titles are most like the words, as buttons that say the message with their number.</summary>
    public static IReadOnlyList<Choice> Offered(Turn turn, string keyword) =>
    [
        .. Measures(turn).Select(pair => (pair.Plan, pair.Measure, Shared: PairsOf(keyword).Intersect(PairsOf(pair.Measure.Title), StringComparer.Ordinal).Count()))
            .Where(like => like.Shared > 0)
            .OrderByDescending(like => like.Shared).Take(MostOffered)
            .Select(like => new Choice($"{turn.RefOf(like.Plan.Id, like.Measure.Number)} {like.Measure.Title}", Put(turn, keyword, like.Plan, like.Measure))),
    ];

    private static List<(Plan Plan, Measure Measure)> Measures(Turn turn) =>
        [.. turn.Plans.SelectMany(plan => plan.Measures.Where(measure => !measure.IsVoid).Select(measure => (plan, measure)))];

    private static string Put(Turn turn, string keyword, Plan plan, Measure measure)
    {
        var (text, reference) = (turn.Message.Text.Trim(), turn.RefOf(plan.Id, measure.Number));
        var at = text.IndexOf(keyword, StringComparison.Ordinal);
        var rest = at < 0 ? text : text[..at] + text[(at + keyword.Length)..].TrimStart('那', '这').TrimStart('一').TrimStart('条', '项', '个', '件', '块');
        return $"{turn.Say(Texts.Command_Update)} {reference} {rest.Trim(' ', '，', ',')}";
    }

    private static IEnumerable<string> PairsOf(string text) => text.Zip(text.Skip(1), (first, second) => $"{first}{second}").Distinct(StringComparer.Ordinal);
}
