using System.Globalization;
using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat;

/// <summary>The days that a period word covers.</summary>
public static partial class Periods
{
    /// <summary>
    /// First and last day of <paramref name="period"/>: yesterday, today, tomorrow, day_after_tomorrow; last_, this_ or next_ week, month, quarter or year;
    /// 2026, 2026H1, 2026Q3, 2026-10, 2026-10-08. No period is this month; null where the word is unknown, so that nobody is answered for another time than was asked about.
    /// </summary>
    public static (DateOnly From, DateOnly To)? RangeOf(string? period, DateOnly today) => period switch
    {
        null => MonthsFrom(today.FirstOfMonth(), 1),
        "yesterday" => (today.AddDays(-1), today.AddDays(-1)),
        "today" => (today, today),
        "tomorrow" => (today.AddDays(1), today.AddDays(1)),
        "day_after_tomorrow" => (today.AddDays(2), today.AddDays(2)),
        _ => Relative(period, today) ?? Dated(period),
    };

    /// <summary>What is said where the period was not understood.</summary>
    public static Reply Unknown(Turn turn) => Reply.Refusal(turn.Say(Texts.Periods_NotUnderstood));

    private static (DateOnly, DateOnly)? Relative(string period, DateOnly today)
    {
        if (period.Split('_', 2) is not [var which, var unit] || (which switch { "last" => -1, "this" => 0, "next" => 1, _ => (int?)null }) is not { } steps)
            return null;
        var monday = today.Monday();
        return unit switch
        {
            "week" => (monday.AddDays(7 * steps), monday.AddDays((7 * steps) + 6)),
            "month" => MonthsFrom(today.FirstOfMonth().AddMonths(steps), 1),
            "quarter" => MonthsFrom(new DateOnly(today.Year, today.Month - ((today.Month - 1) % 3), 1).AddMonths(3 * steps), 3),
            "half" or "half_year" => MonthsFrom(new DateOnly(today.Year, today.Month <= 6 ? 1 : 7, 1).AddMonths(6 * steps), 6),
            "year" => MonthsFrom(new DateOnly(today.Year + steps, 1, 1), 12),
            _ => null,
        };
    }

    private static (DateOnly, DateOnly)? Dated(string period)
    {
        if (DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (day, day);
        if (DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return MonthsFrom(month, 1);
        if (!OfYear().IsMatch(period))
            return null;
        var year = int.Parse(period.AsSpan(0, 4), CultureInfo.InvariantCulture);
        return period.Length == 4 ? MonthsFrom(new DateOnly(year, 1, 1), 12)
            : period[4] == 'H' ? MonthsFrom(new DateOnly(year, ((period[5] - '1') * 6) + 1, 1), 6)
            : MonthsFrom(new DateOnly(year, ((period[5] - '1') * 3) + 1, 1), 3);
    }

    private static (DateOnly, DateOnly) MonthsFrom(DateOnly first, int months) => (first, first.AddMonths(months).AddDays(-1));

    [GeneratedRegex("^(?:19|20)[0-9]{2}(?:H[12]|Q[1-4])?$", RegexOptions.NonBacktracking)]
    private static partial Regex OfYear();
}
