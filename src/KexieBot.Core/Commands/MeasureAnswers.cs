using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Commands;

/// <summary>A question about one thing of a measure, answered in one line: when it is due, whose it is, who has reported, who is behind.</summary>
internal static partial class MeasureAnswers
{
    private const int MostNames = 6;

    /// <summary>The line; null where the measure as a whole is asked for.</summary>
    /// <param name="turn">What was asked.</param>
    /// <param name="reference">How people name the measure.</param>
    /// <param name="items">Its items.</param>
    /// <param name="readable">Those of which the person may see how they stand.</param>
    /// <param name="hasReported">Whether an item was reported on, in this period where it has one.</param>
    public static string? To(Turn turn, string reference, IReadOnlyList<WorkItem> items, IReadOnlyList<WorkItem> readable, Func<Turn, WorkItem, bool> hasReported) => turn.Understood.Intent switch
    {
        _ when items.Count == 0 => null,
        Intent.AskDeadline => Due(turn, reference, items),
        Intent.AskUnits or Intent.MeasureStatus when Behind().IsMatch(turn.Message.Text) => WhoIsBehind(turn, reference, readable),
        Intent.AskUnits or Intent.MeasureStatus when AsksReported(turn.Message.Text) => WhoReported(turn, reference, items, readable, hasReported),
        Intent.AskUnits => Units(turn, reference, items),
        _ => null,
    };

    /// <summary>配合单位报了吗, 国资委报了没有.</summary>
    public static bool AsksReported(string text) => HaveReported().IsMatch(text);

    private static string Due(Turn turn, string reference, IReadOnlyList<WorkItem> items)
    {
        var own = items.Where(item => turn.Person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal)).ToList();
        var days = (own.Count > 0 ? own : items).Where(item => item.IsOpen || items.All(other => !other.IsOpen)).GroupBy(item => ItemRows.DueWords(item, turn.Today, turn.IsEnglish), StringComparer.Ordinal).ToList();
        return days switch
        {
            [{ Key: null }] or [] => turn.Say($"第{reference}条没有规定期限。", $"{reference} has no deadline."),
            [{ Key: { } words } only] when only.First().Deadline is null => turn.Say($"第{reference}条没有截止日期，{words}。", $"{reference} has no deadline: {words}."),
            [{ Key: { } words }] => turn.Say($"第{reference}条期限：{words}。", $"{reference} is due {words}."),
            _ => turn.Say($"第{reference}条各单位期限不同：", $"{reference} is due by unit: ") + string.Join(turn.Say("；", "; "), days.Select(day => $"{Names(turn, day)} {day.Key ?? turn.Say("无期限", "no deadline")}")) + turn.Say("。", "."),
        };
    }

    private static string Units(Turn turn, string reference, IReadOnlyList<WorkItem> items)
    {
        var parts = new[] { UnitRole.Lead, UnitRole.Responsible, UnitRole.Supporting }
            .Select(role => (Role: role, Of: items.Where(item => item.Role == role).ToList())).Where(part => part.Of.Count > 0)
            .Select(part => $"{ItemRows.RoleWord(part.Role, turn.IsEnglish)}{turn.Say("：", ": ")}{WithGroups(turn, part.Of)}");
        var none = items.All(item => item.Role != UnitRole.Lead) ? turn.Say("没有牵头单位；", "no lead; ") : "";
        return turn.Say($"第{reference}条{none}", $"{reference}: {none}") + string.Join(turn.Say("；", "; "), parts) + turn.Say("。", ".");
    }

    private static string? WhoReported(Turn turn, string reference, IReadOnlyList<WorkItem> items, IReadOnlyList<WorkItem> readable, Func<Turn, WorkItem, bool> hasReported)
    {
        var role = turn.Message.Text switch
        {
            var text when text.Contains("配合", StringComparison.Ordinal) || text.Contains("support", StringComparison.OrdinalIgnoreCase) => UnitRole.Supporting,
            var text when text.Contains("牵头", StringComparison.Ordinal) || text.Contains("lead", StringComparison.OrdinalIgnoreCase) => UnitRole.Lead,
            _ => (UnitRole?)null,
        };
        var asked = readable.Where(item => role is null || item.Role == role).ToList();
        if (asked.Count == 0)
            return readable.Count == 0 ? null : turn.Say($"第{reference}条没有您能看到的{ItemRows.RoleWord(role!.Value, isEnglish: false)}单位。", $"{reference} has no {ItemRows.RoleWord(role!.Value, isEnglish: true)} unit that you can see.");
        var (yes, no) = (asked.Where(item => hasReported(turn, item)).ToList(), asked.Where(item => !hasReported(turn, item)).ToList());
        var seen = asked.Count < items.Count(item => role is null || item.Role == role) ? turn.Say("（只列本单位）", "(your unit only) ") : "";
        return turn.Say($"第{reference}条{seen}", $"{reference}: {seen}") + string.Join(turn.Say("；", "; "), new[]
        {
            yes.Count > 0 ? turn.Say($"已报：{Names(turn, yes)}", $"reported: {Names(turn, yes)}") : null,
            no.Count > 0 ? turn.Say($"没报：{Names(turn, no)}", $"not reported: {Names(turn, no)}") : null,
        }.OfType<string>()) + turn.Say("。", ".");
    }

    // Overdue comes first; where nobody is, the lowest percent.
    private static string? WhoIsBehind(Turn turn, string reference, IReadOnlyList<WorkItem> readable)
    {
        var open = readable.Where(item => item.IsOpen).ToList();
        if (open.Count == 0)
            return null;
        var late = open.Where(item => item.Deadline < turn.Today).ToList();
        if (late.Count > 0)
            return turn.Say($"第{reference}条逾期的：{Names(turn, late)}。", $"Overdue on {reference}: {Names(turn, late)}.");
        var rated = open.Where(item => !item.IsLongTerm).ToList();
        if (rated.Count == 0)
            return null;
        var lowest = rated.Min(item => item.Percent);
        return turn.Say($"第{reference}条没有逾期；进度最低的：{Names(turn, rated.Where(item => item.Percent == lowest))} {lowest}%。", $"Nobody is overdue on {reference}; the lowest: {Names(turn, rated.Where(item => item.Percent == lowest))} {lowest}%.");
    }

    private static string Names(Turn turn, IEnumerable<WorkItem> items) => Cut(turn, [.. items.Select(item => turn.Roster.NameOf(item.UnitId)).Distinct(StringComparer.Ordinal)]);

    // A group phrase stands for its members, as in the paper.
    private static string WithGroups(Turn turn, List<WorkItem> items) => Cut(turn, [.. items.GroupBy(item => item.Via ?? item.UnitId, StringComparer.Ordinal)
        .Select(part => part.First().Via is { } group ? turn.Say($"{group}（{part.Count()} 个）", $"{group} ({part.Count()})") : turn.Roster.NameOf(part.Key))]);

    private static string Cut(Turn turn, List<string> names) => string.Join(turn.Say("、", ", "), names.Take(MostNames)) + (names.Count > MostNames ? turn.Say($"等 {names.Count} 个", $" and {names.Count - MostNames} more") : "");

    [GeneratedRegex("拖后腿|最慢|落后|最差|拖着|behind|slowest", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Behind();

    [GeneratedRegex("(?:报|交|反馈|更新)(?:送|上来)?了?(?:吗|么|没有?|没)|(?:have|has|did)[^?]{1,60}report", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex HaveReported();
}
