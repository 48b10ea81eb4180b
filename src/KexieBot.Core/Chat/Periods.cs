using System.Globalization;

namespace KexieBot.Core.Chat;

/// <summary>The days that a period word covers.</summary>
public static class Periods
{
    /// <summary>First and last day of <paramref name="period"/>: today, tomorrow, this_week, next_week, this_month, last_month, next_month, this_quarter, this_year, 2026Q3, 2026-10, or a day; anything else is taken as this month.</summary>
    public static (DateOnly From, DateOnly To) RangeOf(string? period, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return period switch
        {
            "today" => (today, today),
            "tomorrow" => (today.AddDays(1), today.AddDays(1)),
            "this_week" => (monday, monday.AddDays(6)),
            "next_week" => (monday.AddDays(7), monday.AddDays(13)),
            "last_week" => (monday.AddDays(-7), monday.AddDays(-1)),
            "last_month" => MonthOf(today.AddMonths(-1)),
            "next_month" => MonthOf(today.AddMonths(1)),
            "this_quarter" => QuarterOf(today.Year, ((today.Month - 1) / 3) + 1),
            "this_year" => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31)),
            _ => Dated(period) ?? MonthOf(today),
        };
    }

    private static (DateOnly, DateOnly)? Dated(string? period)
    {
        if (period is null)
            return null;
        if (DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (day, day);
        if (DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return MonthOf(month);
        if (period.Length == 6 && period[4] == 'Q' && int.TryParse(period.AsSpan(0, 4), CultureInfo.InvariantCulture, out var year) && period[5] is >= '1' and <= '4')
            return QuarterOf(year, period[5] - '0');
        return null;
    }

    private static (DateOnly, DateOnly) MonthOf(DateOnly day) =>
        (new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)));

    private static (DateOnly, DateOnly) QuarterOf(int year, int quarter) =>
        (new DateOnly(year, (quarter * 3) - 2, 1), new DateOnly(year, quarter * 3, DateTime.DaysInMonth(year, quarter * 3)));
}
