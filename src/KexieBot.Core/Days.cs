namespace KexieBot.Core;

/// <summary>Where the week and the month of a day begin.</summary>
internal static class Days
{
    // Day number 0 was a Monday.
    public static DateOnly Monday(this DateOnly day) => day.AddDays(-(day.DayNumber % 7));

    public static DateOnly FirstOfMonth(this DateOnly day) => new(day.Year, day.Month, 1);
}
