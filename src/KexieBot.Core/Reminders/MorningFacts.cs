using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Reminders;

/// <summary>What a morning's messages are made from, as it stood at one moment.</summary>
public sealed record MorningFacts(Roster.Roster Roster, IReadOnlyList<PlanFacts> Plans)
{
    /// <summary>Up to which day everybody has heard what there was to say.</summary>
    public Heard Heard { get; init; } = Heard.Nothing;

    /// <summary>Whom the last message could not reach, and why.</summary>
    public IReadOnlyDictionary<string, OutOfReach> Unreachable { get; init; } = new Dictionary<string, OutOfReach>(StringComparer.Ordinal);

    /// <summary>How many messages were given up and wait for the office to decide.</summary>
    public int Undelivered { get; init; }

    /// <summary>What waits for persons' morning messages, by person id: <see cref="HeldMessages"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<OutboxEntry>> Held { get; init; } = new Dictionary<string, IReadOnlyList<OutboxEntry>>(StringComparer.Ordinal);

    /// <summary>Who reads the weekly summary together.</summary>
    public IReadOnlyList<GroupAddress> Groups { get; init; } = [];

    /// <summary>How many plans there are in all.</summary>
    public int PlanCount { get; init; } = Plans.Count;

    public string TitleOf(WorkItem item) => Plans.FirstOrDefault(plan => plan.Plan.Id == item.PlanId)?.Plan.FindMeasure(item.Number)?.Title ?? "";

    /// <summary>How people name a measure: by its number, and by plan and number where there are several plans.</summary>
    public string RefOf(WorkItem item) => PlanCount == 1 ? $"{item.Number}" : $"{item.PlanId}/{item.Number}";
}

/// <summary>A plan with those of its items that may be brought up, and its counters.</summary>
public sealed record PlanFacts(Plan Plan, IReadOnlyList<WorkItem> Items)
{
    public Tally Whole { get; init; } = Tally.Zero;

    /// <summary>The counters of the units that leaders are in charge of, by unit id.</summary>
    public IReadOnlyDictionary<string, Tally> Units { get; init; } = new Dictionary<string, Tally>(StringComparer.Ordinal);
}
