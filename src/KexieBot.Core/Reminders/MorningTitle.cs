using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>The one line that a notification shows: how many, and what weighs most.</summary>
internal static class MorningTitle
{
    private const int MostParts = 3;

    public static string Of(PersonRole role, IReadOnlyList<Nudge> nudges, DateOnly today, bool isEnglish)
    {
        var parts = string.Join(isEnglish ? ", " : "，", Parts(nudges, today, isEnglish).Take(MostParts));
        return (role, isEnglish) switch
        {
            (PersonRole.Liaison, false) => $"今天要办 {nudges.Count} 项：{parts}",
            (PersonRole.Liaison, true) => $"{Counted(nudges.Count, "need")} you today: {parts}",
            (PersonRole.Office, false) => $"办公室今天要办 {nudges.Count} 项：{parts}",
            (PersonRole.Office, true) => $"{Counted(nudges.Count, "wait")} for the office: {parts}",
            (_, false) => $"请过问 {nudges.Count} 项：{parts}",
            (_, true) => $"{Counted(nudges.Count, "need")} your attention: {parts}",
        };
    }

    /// <summary>The title where no item is left: of the office's notes, or of the week's figures.</summary>
    public static string WithoutItems(bool hasNotes, bool isEnglish) => (hasNotes, isEnglish) switch
    {
        (false, true) => "This week's figures",
        (false, false) => "本周督办情况",
        (_, true) => "For the office: the reminders need your help",
        _ => "办公室：有提醒送不出去或需要核对",
    };

    public static string Of(WeeklySummary summary, bool isEnglish)
    {
        var (tally, overdue) = (summary.Tally, summary.Overdue.Count);
        return isEnglish
            ? $"This week: {tally.Closed} of {tally.Total} closed, {overdue} overdue, {summary.DueThisWeek} due"
            : $"本周督办：共 {tally.Total} 项，已办结 {tally.Closed} 项，逾期 {overdue} 项，本周到期 {summary.DueThisWeek} 项";
    }

    private static IEnumerable<string> Parts(IReadOnlyList<Nudge> nudges, DateOnly today, bool isEnglish)
    {
        (string Chinese, string English, Func<Nudge, bool> Fits)[] kinds =
        [
            ("逾期较久", "long overdue", nudge => nudge.Reason == NudgeReason.Escalation && nudge.Item.Deadline < today),
            ("久未签收", "long unsigned", nudge => nudge.Reason == NudgeReason.Escalation && !(nudge.Item.Deadline < today) && nudge.Item.State == WorkItemState.Assigned),
            ("久未报进展", "long without a report", nudge => nudge.Reason == NudgeReason.Escalation && !(nudge.Item.Deadline < today) && nudge.Item.State != WorkItemState.Assigned),
            ("已逾期", "overdue", nudge => nudge.Reason == NudgeReason.Overdue),
            ("今天到期", "due today", nudge => nudge.Reason == NudgeReason.Deadline && nudge.Item.Deadline == today),
            ("临近到期", "due soon", nudge => nudge.Reason == NudgeReason.Deadline && nudge.Item.Deadline != today),
            ("待报进展", "to report", nudge => nudge.Reason == NudgeReason.Report),
            ("办结待审核", "to review", nudge => nudge.Reason == NudgeReason.Review),
            ("延期待批", "extensions to decide", nudge => nudge.Reason == NudgeReason.Extension),
            ("异议待定", "objections to decide", nudge => nudge.Reason == NudgeReason.Dispute),
            ("待签收", "to sign", nudge => nudge.Reason == NudgeReason.NotSigned),
        ];
        return kinds
            .Select(kind => (kind.Chinese, kind.English, Count: nudges.Count(kind.Fits)))
            .Where(kind => kind.Count > 0)
            .Select(kind => isEnglish ? $"{kind.Count} {kind.English}" : $"{kind.Count} 项{kind.Chinese}");
    }

    private static string Counted(int count, string verb) => count == 1 ? $"1 item {verb}s" : $"{count} items {verb}";
}
