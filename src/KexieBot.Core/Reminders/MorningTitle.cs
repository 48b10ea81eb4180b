using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>The one line that a notification shows: how many, and what weighs most.</summary>
internal static class MorningTitle
{
    private const int MostParts = 3;

    public static string Of(PersonRole role, IReadOnlyList<Nudge> nudges, DateOnly today, Language language)
    {
        var parts = string.Join(language.Say(Texts.Between_Clauses), Parts(nudges, today, language).Take(MostParts));
        return language.Say((role, nudges.Count) switch
        {
            (PersonRole.Liaison, 1) => Texts.Morning_OneToDo,
            (PersonRole.Liaison, _) => Texts.Morning_SomeToDo,
            (PersonRole.Office, 1) => Texts.Morning_OneForOffice,
            (PersonRole.Office, _) => Texts.Morning_SomeForOffice,
            (_, 1) => Texts.Morning_OneToLookAt,
            (_, _) => Texts.Morning_SomeToLookAt,
        }, nudges.Count, parts);
    }

    /// <summary>The title where no item is left: of the office's notes, or of the week's figures.</summary>
    public static string WithoutItems(bool hasNotes, Language language) => language.Say(hasNotes ? Texts.Notes_TitleAlone : Texts.Summary_TitleAlone);

    public static string Of(WeeklySummary summary, Language language) =>
        language.Say(Texts.Summary_Title, summary.Tally.Total, summary.Tally.Closed, summary.Overdue.Count, summary.DueThisWeek);

    private static IEnumerable<string> Parts(IReadOnlyList<Nudge> nudges, DateOnly today, Language language)
    {
        (string Text, Func<Nudge, bool> Fits)[] kinds =
        [
            (Texts.Morning_LongOverdue, nudge => nudge.Reason == NudgeReason.Escalation && nudge.Item.Deadline < today),
            (Texts.Morning_LongUnsigned, nudge => nudge.Reason == NudgeReason.Escalation && !(nudge.Item.Deadline < today) && nudge.Item.State == WorkItemState.Assigned),
            (Texts.Morning_LongUnreported, nudge => nudge.Reason == NudgeReason.Escalation && !(nudge.Item.Deadline < today) && nudge.Item.State != WorkItemState.Assigned),
            (Texts.Morning_Overdue, nudge => nudge.Reason == NudgeReason.Overdue),
            (Texts.Morning_DueToday, nudge => nudge.Reason == NudgeReason.Deadline && nudge.Item.Deadline == today),
            (Texts.Morning_DueSoon, nudge => nudge.Reason == NudgeReason.Deadline && nudge.Item.Deadline != today),
            (Texts.Morning_ToReport, nudge => nudge.Reason == NudgeReason.Report),
            (Texts.Morning_ToReview, nudge => nudge.Reason == NudgeReason.Review),
            (Texts.Morning_ExtensionsToDecide, nudge => nudge.Reason == NudgeReason.Extension),
            (Texts.Morning_DisputesToDecide, nudge => nudge.Reason == NudgeReason.Dispute),
            (Texts.Morning_ToSign, nudge => nudge.Reason == NudgeReason.NotSigned),
        ];
        return kinds
            .Select(kind => (kind.Text, Count: nudges.Count(kind.Fits)))
            .Where(kind => kind.Count > 0)
            .Select(kind => language.Say(kind.Text, kind.Count));
    }
}
