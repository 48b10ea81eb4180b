using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>What the reader of a morning message is most likely to do next.</summary>
internal static class MorningChoices
{
    public static IReadOnlyList<Choice> Of(PersonRole role, IReadOnlyList<Nudge> nudges, bool isEnglish) => role switch
    {
        PersonRole.Liaison => [.. ForLiaison(nudges, isEnglish)],
        PersonRole.UnitHead => [Saying(isEnglish ? "my tasks" : "我的任务")],
        PersonRole.Office when nudges.Count > 0 => [Saying(isEnglish ? "what is waiting for me" : "待审核") with { IsPrimary = true }, Saying(isEnglish ? "status" : "进展汇总")],
        _ => [Saying(isEnglish ? "status" : "进展汇总"), Saying(isEnglish ? "overdue" : "逾期任务")],
    };

    /// <summary>The one thing to do with one item: sign it, then report on it.</summary>
    public static IReadOnlyList<Choice> OfRow(PersonRole role, Nudge nudge, string reference, bool isEnglish) => (role, nudge.Item.State) switch
    {
        (PersonRole.Liaison, Ledger.WorkItemState.Assigned) => [isEnglish ? new Choice($"sign {reference}", $"sign {reference}") : new Choice($"签收 {reference}", $"签收 {reference}")],
        (PersonRole.Liaison, Ledger.WorkItemState.InProgress) => [isEnglish ? new Choice($"report {reference}", $"update {reference}") : new Choice($"报第{reference}条", $"更新 {reference}")],
        _ => [],
    };

    private static IEnumerable<Choice> ForLiaison(IReadOnlyList<Nudge> nudges, bool isEnglish)
    {
        if (nudges.Any(nudge => nudge.Item.State == Ledger.WorkItemState.Assigned))
            yield return Saying(isEnglish ? "sign all" : "签收全部") with { IsPrimary = true };
        yield return Saying(isEnglish ? "my tasks" : "我的任务");
    }

    private static Choice Saying(string words) => new(words, words);
}
