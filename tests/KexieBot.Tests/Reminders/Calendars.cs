using KexieBot.Core.Reminders;

namespace KexieBot.Tests.Reminders;

/// <summary>The calendar that ships with the program, and days as people write them.</summary>
internal static class Calendars
{
    public static WorkCalendar China { get; } = Load();

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static WorkCalendar Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "workcalendar", "cn-holidays.json"));
        return WorkCalendar.Read(file);
    }
}
