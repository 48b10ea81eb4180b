namespace KexieBot.Core.Reminders;

/// <summary>
/// Which days are worked: weekends, public holidays (公休) and make-up workdays (调休) by date. A year without published data
/// counts Monday to Friday but for the holidays of fixed date (<see cref="HasDataFor"/>). Every question is answered from a table or by a short search; the table as a whole can be exchanged while the program runs.
/// </summary>
public sealed class WorkCalendar
{
    private volatile Table table;

    internal WorkCalendar(IEnumerable<int> publishedYears, IReadOnlySet<DateOnly> daysOff, IReadOnlySet<DateOnly> makeUpWorkdays) =>
        table = new Table(publishedYears, daysOff, makeUpWorkdays);

    /// <summary>Reads the calendar's data file, see <c>workcalendar/cn-holidays.json</c>; the years that <paramref name="own"/>, a file of the same form, has stand in the place of the same years.</summary>
    /// <exception cref="FormatException">A file is not a work calendar; the message says where.</exception>
    public static WorkCalendar Read(Stream json, Stream? own = null) => WorkCalendarFile.Read(json, own);

    /// <summary>Answers from now on as <paramref name="other"/> does.</summary>
    public void Become(WorkCalendar other) => table = other.table;

    /// <summary>Whether the year's holidays are published; if not, Monday to Friday is assumed.</summary>
    public bool HasDataFor(int year) => table.PublishedYears.Contains(year);

    public bool IsWorkday(DateOnly day) => Rank(day.DayNumber) > Rank(day.DayNumber - 1);

    /// <summary>The first workday after <paramref name="day"/>.</summary>
    public DateOnly NextWorkday(DateOnly day) => AddWorkdays(day, 1);

    /// <summary>The last workday before <paramref name="day"/>.</summary>
    public DateOnly PreviousWorkday(DateOnly day) => AddWorkdays(day, -1);

    /// <summary><paramref name="day"/> itself where it is worked, else the last workday before it.</summary>
    public DateOnly LastWorkdayUpTo(DateOnly day) => IsWorkday(day) ? day : PreviousWorkday(day);

    /// <summary><paramref name="day"/> itself where it is worked, else the next workday.</summary>
    public DateOnly FirstWorkdayFrom(DateOnly day) => IsWorkday(day) ? day : NextWorkday(day);

    /// <summary>N个工作日: counting starts with the next workday, so 1 is the next workday; -1 is the one before, 0 is <paramref name="day"/> itself.</summary>
    public DateOnly AddWorkdays(DateOnly day, int count) => count switch
    {
        0 => day,
        > 0 => DayOfRank(Rank(day.DayNumber) + count, from: day.DayNumber),
        _ => DayOfRank(Rank(day.DayNumber - 1) + count + 1, from: day.DayNumber),
    };

    /// <summary>How many workdays lie after <paramref name="from"/>, up to and including <paramref name="to"/>; negative where <paramref name="to"/> is earlier.</summary>
    public int WorkdaysBetween(DateOnly from, DateOnly to) => Rank(to.DayNumber) - Rank(from.DayNumber);

    /// <summary>Whether <paramref name="day"/> is the first workday of its week, Monday to Sunday.</summary>
    public bool IsFirstWorkdayOfWeek(DateOnly day) => IsWorkday(day) && FirstWorkdayFrom(day.Monday()) == day;

    private int Rank(int dayNumber) => table.Rank(dayNumber);

    // The first day with the rank is the workday itself. No run of days off is longer than a month, no week has more than seven workdays.
    private DateOnly DayOfRank(int rank, int from)
    {
        var distance = Math.Abs(rank - Rank(from));
        var low = Math.Max(from - (distance * 2) - 31, 0);
        var high = Math.Min(from + (distance * 2) + 31, DateOnly.MaxValue.DayNumber);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Rank(middle) < rank)
                low = middle + 1;
            else
                high = middle;
        }

        return DateOnly.FromDayNumber(low);
    }

    private sealed class Table
    {
        private readonly int firstDay;

        // Per day from firstDay on: how many workdays more (or fewer) than plain Mondays to Fridays there were up to and including it.
        private readonly int[] shift;

        public Table(IEnumerable<int> publishedYears, IReadOnlySet<DateOnly> daysOff, IReadOnlySet<DateOnly> makeUpWorkdays)
        {
            PublishedYears = publishedYears.ToHashSet();
            var special = daysOff.Concat(makeUpWorkdays).Select(day => day.DayNumber).ToList();
            firstDay = special.Count == 0 ? 0 : special.Min();
            shift = special.Count == 0 ? [0] : new int[special.Max() - firstDay + 1];
            var running = 0;
            for (var i = 0; i < shift.Length; i++)
            {
                var day = DateOnly.FromDayNumber(firstDay + i);
                if (daysOff.Contains(day) && !IsWeekend(day))
                    running--;
                else if (makeUpWorkdays.Contains(day) && IsWeekend(day))
                    running++;
                shift[i] = running;
            }
        }

        public HashSet<int> PublishedYears { get; }

        // How many workdays there were from the year 1 up to and including the day. Day number 0 was a Monday.
        public int Rank(int dayNumber)
        {
            var days = dayNumber + 1;
            var plain = (days / 7 * 5) + Math.Min(days % 7, 5);
            var index = Math.Min(dayNumber - firstDay, shift.Length - 1);
            return index < 0 ? plain : plain + shift[index];
        }

        private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
    }
}
