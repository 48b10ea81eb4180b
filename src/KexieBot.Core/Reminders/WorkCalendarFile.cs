using System.Globalization;
using System.Text.Json;

namespace KexieBot.Core.Reminders;

/// <summary>The form of <c>cn-holidays.json</c>: per year the stretches of days off and the make-up workdays of the State Council's notices.</summary>
internal static class WorkCalendarFile
{
    private const int LastYear = 2100;

    // 元旦, 劳动节 and 国庆节, by the State Council's regulation; the others move with the moon.
    private static readonly (int Month, int Day)[] Fixed = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

    public static WorkCalendar Read(Stream json, Stream? own)
    {
        var off = new HashSet<DateOnly>();
        var work = new HashSet<DateOnly>();
        var years = Parse(json);
        foreach (var (name, year) in own is null ? [] : Parse(own))
            years[name] = year;
        foreach (var (name, year) in years)
        {
            off.UnionWith(year.Off.SelectMany(stretch => Days(name, stretch)));
            work.UnionWith(year.Work.Select(day => day.Date));
        }

        // Of other years the days are known that fall on the same date each year.
        var published = years.Where(year => year.Value.Published).Select(year => Year(year.Key)).ToHashSet();
        for (var year = published.DefaultIfEmpty(LastYear).Min(); year <= LastYear; year++)
        {
            if (!published.Contains(year))
                off.UnionWith(Fixed.Select(day => new DateOnly(year, day.Month, day.Day)).Where(day => !work.Contains(day)));
        }

        if (off.Intersect(work).OrderBy(day => day).ToList() is [var both, ..])
            throw new FormatException($"The work calendar says of {OfficeClock.Text(both)} both that it is off and that it is worked.");
        return new WorkCalendar(published, off, work);
    }

    private static Dictionary<string, YearData> Parse(Stream json)
    {
        try
        {
            var years = JsonSerializer.Deserialize<FileData>(json, JsonSerializerOptions.Web)?.Years ?? throw new FormatException("The work calendar has no \"years\".");
            // The serialiser takes null for anything that is no value.
            foreach (var (name, year) in years)
            {
                if (year is not { Off: not null, Work: not null } || year.Off.Contains(null!) || year.Work.Contains(null!))
                    throw new FormatException($"The work calendar's {name} has a null where a year, a break or a day should stand.");
            }

            return years;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The work calendar cannot be read at {e.Path ?? "its start"}, line {e.LineNumber + 1}.", e);
        }
    }

    private static IEnumerable<DateOnly> Days(string year, Stretch stretch)
    {
        var length = stretch.To.DayNumber - stretch.From.DayNumber + 1;
        // The longest break so far is ten days; a typing error would switch every reminder off for months.
        if (length is < 1 or > 31)
            throw new FormatException($"The work calendar's {year} has a break from {OfficeClock.Text(stretch.From)} to {OfficeClock.Text(stretch.To)}; a break is 1 to 31 days.");
        return Enumerable.Range(0, length).Select(stretch.From.AddDays);
    }

    private static int Year(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : throw new FormatException($"The work calendar has the year \"{name}\"; a year is written like \"2026\".");

    private sealed record FileData(Dictionary<string, YearData>? Years);

    private sealed record YearData(bool Published)
    {
        public IReadOnlyList<Stretch> Off { get; init; } = [];

        public IReadOnlyList<MakeUp> Work { get; init; } = [];
    }

    private sealed record Stretch(DateOnly From, DateOnly To);

    private sealed record MakeUp(DateOnly Date);
}
