using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>How many messages the persons of one role get on a workday: each person's each workday counts, also those without any.</summary>
/// <param name="Role">Null: all persons.</param>
public sealed record RoleLoad(PersonRole? Role, int Persons, int Messages, double MeanPerPersonAndDay, int P95PerPersonAndDay, int MostPerPersonAndDay);

/// <summary>How many messages one hour of the day brings, in all and on its busiest day.</summary>
public sealed record HourLoad(int Hour, int Messages, int Most, DateOnly BusiestDay);

/// <summary>The messages of one day.</summary>
public sealed record DayLoad(DateOnly Day, int Messages);

/// <summary>What a simulated stretch brought.</summary>
public sealed record SimulationResult
{
    public required int Workdays { get; init; }

    public required int Items { get; init; }

    public required int Messages { get; init; }

    /// <summary>All persons first, then by role.</summary>
    public required IReadOnlyList<RoleLoad> Loads { get; init; }

    public required IReadOnlyList<HourLoad> Hours { get; init; }

    /// <summary>The busiest days, the worst first.</summary>
    public required IReadOnlyList<DayLoad> PeakDays { get; init; }

    public required IReadOnlyDictionary<string, int> ByKind { get; init; }

    /// <summary>How long after its time a message was sent, as many waited for each other.</summary>
    public required TimeSpan MeanLateness { get; init; }

    public required TimeSpan P95Lateness { get; init; }

    public required TimeSpan MostLateness { get; init; }

    /// <summary>How many messages waited over a night or days off for a morning message, and the longest wait.</summary>
    public required int Held { get; init; }

    public required TimeSpan LongestHeld { get; init; }

    public required int ClosedItems { get; init; }

    public required int OverdueAtEnd { get; init; }
}
