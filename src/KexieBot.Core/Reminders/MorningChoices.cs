using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>What the reader of a morning message is most likely to do next.</summary>
internal static class MorningChoices
{
    public static IReadOnlyList<Choice> Of(PersonRole role, IReadOnlyList<Nudge> nudges, Language language) => role switch
    {
        PersonRole.Liaison => [.. ForLiaison(nudges, language)],
        PersonRole.UnitHead => [Choice.Saying(language.Say(Texts.Offer_MyTasks))],
        PersonRole.Office when nudges.Count > 0 => [Choice.Saying(language.Say(Texts.Offer_WaitingForMe)) with { IsPrimary = true }, Choice.Saying(language.Say(Texts.Offer_Status))],
        _ => [Choice.Saying(language.Say(Texts.Offer_Status)), Choice.Saying(language.Say(Texts.Command_Overdue))],
    };

    /// <summary>The one thing to do with one item: sign it, then report on it.</summary>
    public static IReadOnlyList<Choice> OfRow(PersonRole role, Nudge nudge, string reference, Language language) => (role, nudge.Item.State) switch
    {
        (PersonRole.Liaison, Ledger.WorkItemState.Assigned) => [Choice.Saying(language.Say(Texts.Command_Sign, reference))],
        (PersonRole.Liaison, Ledger.WorkItemState.InProgress) => [new Choice(language.Say(Texts.Offer_ReportMeasure, reference), language.Say(Texts.Command_Report, reference))],
        _ => [],
    };

    private static IEnumerable<Choice> ForLiaison(IReadOnlyList<Nudge> nudges, Language language)
    {
        if (nudges.Any(nudge => nudge.Item.State == Ledger.WorkItemState.Assigned))
            yield return Choice.Saying(language.Say(Texts.Offer_SignAll)) with { IsPrimary = true };
        yield return Choice.Saying(language.Say(Texts.Offer_MyTasks));
    }
}
