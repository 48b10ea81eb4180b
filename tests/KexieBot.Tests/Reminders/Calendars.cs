using KexieBot.Core.Reminders;

namespace KexieBot.Tests.Reminders;

/// <summary>The calendar that ships with the program, and days as people write them.</summary>
internal static class Calendars
{
    public static WorkCalendar China { get; } = Read();

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One of its own, for who lets it become another.</summary>
    public static WorkCalendar Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "workcalendar", "cn-holidays.json"));
        return WorkCalendar.Read(file);
    }
}
