using KexieBot.Core.Chat;

namespace KexieBot.Core.Commands.Shared;

/// <summary>Two stretches of time to compare, and what they are called.</summary>
internal sealed record Stretches((DateOnly From, DateOnly To) Now, (DateOnly From, DateOnly To) Then, string? Unit)
{
    /// <summary>
    /// 上月 and 本月 both mean this month so far beside as many days of the last one, so that the beginning of a month does not look idle; a period of the
    /// past by its date means that period beside the one before it. Null where the period is unknown or still to come.
    /// </summary>
    public static Stretches? Of(string? period, DateOnly today)
    {
        if (UnitOf(period) is { } unit)
        {
            var (from, _) = Periods.RangeOf($"this_{unit}", today)!.Value;
            var (before, beforeEnd) = Periods.RangeOf($"last_{unit}", today)!.Value;
            var sameDay = before.AddDays(today.DayNumber - from.DayNumber);
            return new Stretches((from, today), (before, sameDay > beforeEnd ? beforeEnd : sameDay), unit);
        }

        if (Periods.RangeOf(period, today) is not { } named || named.From > today)
            return null;
        var months = ((named.To.AddDays(1).Year - named.From.Year) * 12) + named.To.AddDays(1).Month - named.From.Month;
        var start = named.From.Day == 1 && named.To.AddDays(1).Day == 1 ? named.From.AddMonths(-months) : named.From.AddDays(named.From.DayNumber - named.To.DayNumber - 1);
        return new Stretches(named, (start, named.From.AddDays(-1)), null);
    }

    public (string Now, string Then) Names(Turn turn) => Unit switch
    {
        "week" => (turn.Say(Texts.Stretch_ThisWeek), turn.Say(Texts.Stretch_LastWeek)),
        "month" => (turn.Say(Texts.Stretch_ThisMonth), turn.Say(Texts.Stretch_LastMonth)),
        "quarter" => (turn.Say(Texts.Stretch_ThisQuarter), turn.Say(Texts.Stretch_LastQuarter)),
        "year" => (turn.Say(Texts.Stretch_ThisYear), turn.Say(Texts.Stretch_LastYear)),
        _ => ($"{OfficeClock.Text(Now.From)}—{OfficeClock.Text(Now.To)}", $"{OfficeClock.Text(Then.From)}—{OfficeClock.Text(Then.To)}"),
    };

    private static string? UnitOf(string? period) => period is null ? "month"
        : period.Split('_') is ["this" or "last", ("week" or "month" or "quarter" or "year") and var unit] ? unit : null;
}
