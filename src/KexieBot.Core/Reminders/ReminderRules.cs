namespace KexieBot.Core.Reminders;

/// <summary>When the bot reminds of what. All counts are workdays.</summary>
public sealed record ReminderRules
{
    /// <summary>When the one message of the day goes out.</summary>
    public TimeOnly MorningTime { get; init; } = new(8, 30);

    /// <summary>Between closing and opening, and on days off, only urgent messages go out.</summary>
    public TimeOnly Opens { get; init; } = new(8, 0);

    public TimeOnly Closes { get; init; } = new(20, 0);

    /// <summary>How long before a deadline its liaison is reminded; 0 is the last workday on which it can be kept.</summary>
    public IReadOnlyList<int> LeadWorkdays { get; init; } = [7, 3, 1, 0];

    /// <summary>On which workdays after a deadline its liaison is reminded, besides every <see cref="OverdueEvery"/>th.</summary>
    public IReadOnlyList<int> OverdueWorkdays { get; init; } = [1, 3];

    public int OverdueEvery { get; init; } = 5;

    /// <summary>How long before a reporting day a missing report is asked for.</summary>
    public IReadOnlyList<int> ReportLeadWorkdays { get; init; } = [3, 0];

    /// <summary>The day of the month by which monthly reports are due; longer cycles have it in their last month. It moves to the workday before where it is off.</summary>
    public int ReportingDay { get; init; } = 25;

    public DayOfWeek WeeklyReportingDay { get; init; } = DayOfWeek.Friday;

    /// <summary>How long after a reporting day that passed without a report it is asked for again; of weekly reports the first only.</summary>
    public IReadOnlyList<int> ReportOverdueWorkdays { get; init; } = [1, 3];

    /// <summary>How long after the last report (or the assignment) an item without deadline and rhythm (长期坚持, or nothing said) is asked for news, and how often again: about once a quarter. It never goes up the ladder.</summary>
    public int OngoingEvery { get; init; } = 60;

    /// <summary>How long after the assignment an unsigned item is mentioned, besides every <see cref="UnsignedEvery"/>th workday.</summary>
    public IReadOnlyList<int> UnsignedWorkdays { get; init; } = [1, 3];

    public int UnsignedEvery { get; init; } = 5;

    /// <summary>When an item that is overdue, unsigned or without its report for long goes to the unit's head, to the leader, and how often it does so again.</summary>
    public int EscalateToHeadAfter { get; init; } = 5;

    public int EscalateToLeaderAfter { get; init; } = 10;

    public int EscalateEvery { get; init; } = 10;

    /// <summary>When a person who wishes for a time of the own gets the morning message: not before the office's, and early enough to be sent before closing.</summary>
    public TimeOnly TimeFor(TimeOnly? wished)
    {
        var latest = Closes.ToTimeSpan() - TimeSpan.FromHours(1) is var hourBefore && hourBefore > MorningTime.ToTimeSpan() ? TimeOnly.FromTimeSpan(hourBefore) : MorningTime;
        return wished is not { } time || time < MorningTime ? MorningTime : time > latest ? latest : time;
    }

    /// <summary>The furthest that the rules look ahead of a day.</summary>
    public int LongestLead => LeadWorkdays.Append(0).Max();
}
