using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Commands.Shared;

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
        var days = (own.Count > 0 ? own : items).Where(item => item.IsOpen || items.All(other => !other.IsOpen)).GroupBy(item => ItemRows.DueWords(item, turn.Today, turn.Language), StringComparer.Ordinal).ToList();
        return days switch
        {
            [{ Key: null }] or [] => turn.Say(Texts.MeasureAnswers_NoDay, reference),
            [{ Key: { } words } only] when only.First().Deadline is null => turn.Say(Texts.MeasureAnswers_NoDeadline, reference, words),
            [{ Key: { } words }] => turn.Say(Texts.MeasureAnswers_Due, reference, words),
            _ => turn.Say(Texts.MeasureAnswers_DueByUnit, reference) + string.Join(turn.Say(Texts.Between_Parts), days.Select(day => $"{Names(turn, day)} {day.Key ?? turn.Say(Texts.Day_None)}")) + turn.Say(Texts.MeasureAnswers_End),
        };
    }

    private static string Units(Turn turn, string reference, IReadOnlyList<WorkItem> items)
    {
        var parts = new[] { UnitRole.Lead, UnitRole.Responsible, UnitRole.Supporting }
            .Select(role => (Role: role, Of: items.Where(item => item.Role == role).ToList())).Where(part => part.Of.Count > 0)
            .Select(part => $"{ItemRows.RoleWord(part.Role, turn.Language)}{turn.Say(Texts.Between_NameAndValue)}{WithGroups(turn, part.Of)}");
        var none = items.All(item => item.Role != UnitRole.Lead) ? turn.Say(Texts.MeasureAnswers_NoLead) : "";
        return turn.Say(Texts.MeasureAnswers_Units, reference, none) + string.Join(turn.Say(Texts.Between_Parts), parts) + turn.Say(Texts.MeasureAnswers_End);
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
            return readable.Count == 0 ? null : turn.Say(Texts.MeasureAnswers_NoUnitToSee, reference, ItemRows.RoleWord(role!.Value, turn.Language));
        var (yes, no) = (asked.Where(item => hasReported(turn, item)).ToList(), asked.Where(item => !hasReported(turn, item)).ToList());
        var seen = asked.Count < items.Count(item => role is null || item.Role == role) ? turn.Say(Texts.MeasureAnswers_OwnUnitOnly) : "";
        return turn.Say(Texts.MeasureAnswers_Units, reference, seen) + string.Join(turn.Say(Texts.Between_Parts), new[]
        {
            yes.Count > 0 ? turn.Say(Texts.MeasureAnswers_Reported, Names(turn, yes)) : null,
            no.Count > 0 ? turn.Say(Texts.MeasureAnswers_NotReported, Names(turn, no)) : null,
        }.OfType<string>()) + turn.Say(Texts.MeasureAnswers_End);
    }

    // Overdue comes first; where nobody is, the lowest percent.
    private static string? WhoIsBehind(Turn turn, string reference, IReadOnlyList<WorkItem> readable)
    {
        var open = readable.Where(item => item.IsOpen).ToList();
        if (open.Count == 0)
            return null;
        var late = open.Where(item => item.Deadline < turn.Today).ToList();
        if (late.Count > 0)
            return turn.Say(Texts.MeasureAnswers_Overdue, reference, Names(turn, late));
        var rated = open.Where(item => !item.IsLongTerm).ToList();
        if (rated.Count == 0)
            return null;
        var lowest = rated.Min(item => item.Percent);
        return turn.Say(Texts.MeasureAnswers_Lowest, reference, Names(turn, rated.Where(item => item.Percent == lowest)), lowest);
    }

    private static string Names(Turn turn, IEnumerable<WorkItem> items) => turn.Language.Join([.. items.Select(item => turn.Roster.NameOf(item.UnitId)).Distinct(StringComparer.Ordinal)], MostNames);

    // A group phrase stands for its members, as in the paper.
    private static string WithGroups(Turn turn, List<WorkItem> items) => turn.Language.Join([.. items.GroupBy(item => item.Via ?? item.UnitId, StringComparer.Ordinal)
        .Select(part => part.First().Via is { } group ? turn.Say(Texts.MeasureAnswers_Group, group, part.Count()) : turn.Roster.NameOf(part.Key))], MostNames);

    [GeneratedRegex("拖后腿|最慢|落后|最差|拖着|behind|slowest", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Behind();

    [GeneratedRegex("(?:报|交|反馈|更新)(?:送|上来)?了?(?:吗|么|没有?|没)|(?:have|has|did)[^?]{1,60}report", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex HaveReported();
}
