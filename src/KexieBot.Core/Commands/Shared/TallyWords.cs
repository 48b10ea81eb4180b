using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands.Shared;

/// <summary>Where items stand, in one line.</summary>
internal static class TallyWords
{
    public static string Headline(Turn turn, Tally total, int overdue) =>
        turn.Say(Texts.PlanSummary_Headline, total.Total, total.Closed, total.MeanPercent ?? 0, overdue > 0 ? turn.Say(Texts.PlanSummary_SomeOverdue, overdue) : turn.Say(Texts.PlanSummary_NoneOverdue));
}
