using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Up to which day's morning each reader (a person or group, by id) has heard what there was to say; <paramref name="Planned"/> is the last day that was planned, and
/// stands for readers without a mark of their own. What was planned and not delivered, and what fell into quiet time, is not heard and is said on the next morning. Pure.
/// </summary>
public sealed record Heard(DateOnly? Planned, IReadOnlyDictionary<string, DateOnly> UpTo)
{
    // What an absence longer than this skipped is not caught up: the rules' own repetition finds it.
    private const int MostWorkdays = 10;

    public static Heard Nothing { get; } = new(null, new Dictionary<string, DateOnly>(StringComparer.Ordinal));

    /// <summary>Whose mark says which of the office's own notes (not its items) a person has heard: they are said in quiet time too.</summary>
    public static string NotesOf(string personId) => $"notes:{personId}";

    /// <summary>The workdays of which <paramref name="reader"/> is told on the morning of <paramref name="today"/>: those since the last that was heard, with today. None where today was heard already.</summary>
    public IReadOnlyList<DateOnly> DaysOf(string reader, DateOnly today, WorkCalendar calendar)
    {
        var last = UpTo.TryGetValue(reader, out var heard) ? heard : Planned;
        // A mark that lies further ahead was written by a clock that was wrong.
        if (last is null || last > today.AddDays(1))
            return [today];
        var first = calendar.AddWorkdays(today, 1 - MostWorkdays);
        var days = new List<DateOnly>();
        for (var day = calendar.NextWorkday(last >= first ? last.Value : calendar.PreviousWorkday(first)); day <= today; day = calendar.NextWorkday(day))
            days.Add(day);
        return days;
    }

    /// <summary>Whether <paramref name="person"/> wants a message on the morning of <paramref name="today"/>. Who wants one a week gets it on the week's first workday, or as soon after as it reaches the person.</summary>
    public bool IsListening(Person person, DateOnly today, WorkCalendar calendar) =>
        !person.Settings.IsQuietOn(today, DaysOf(person.Id, today, calendar).Any(calendar.IsFirstWorkdayOfWeek));

    /// <summary>How many workdays before <paramref name="today"/> nobody planned.</summary>
    public int MissedBefore(DateOnly today, WorkCalendar calendar) =>
        Planned < today ? Math.Max(0, calendar.WorkdaysBetween(Planned.Value, today) - 1) : 0;

    /// <summary>Whom the last planned morning should have reached and did not.</summary>
    public IEnumerable<Person> NotReached(Roster.Roster roster, DateOnly today, WorkCalendar calendar) => Planned is { } planned && planned < today
        ? roster.Persons.Where(person => UpTo.TryGetValue(person.Id, out var heard) && heard < planned && IsListening(person, planned, calendar))
        : [];

    /// <summary>As it is when the morning of <paramref name="day"/> has reached all of <paramref name="readers"/>.</summary>
    public Heard After(DateOnly day, IEnumerable<string> readers)
    {
        var upTo = UpTo.ToDictionary(StringComparer.Ordinal);
        foreach (var reader in readers)
            upTo[reader] = day;
        return new Heard(day, upTo);
    }
}
