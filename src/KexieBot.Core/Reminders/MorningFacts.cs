using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Reminders;

/// <summary>What a morning's messages are made from, as it stood at one moment.</summary>
public sealed record MorningFacts(Roster.Roster Roster, IReadOnlyList<PlanFacts> Plans)
{
    /// <summary>Whom the last message could not reach, and why.</summary>
    public IReadOnlyDictionary<string, string> Unreachable { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many messages were given up and wait for the office to decide.</summary>
    public int Undelivered { get; init; }

    /// <summary>Who reads the weekly summary together.</summary>
    public IReadOnlyList<GroupAddress> Groups { get; init; } = [];

    public string TitleOf(WorkItem item) => Plans.FirstOrDefault(plan => plan.Plan.Id == item.PlanId)?.Plan.FindMeasure(item.Number)?.Title ?? "";

    /// <summary>How people name a measure: by its number, and by plan and number where there are several plans.</summary>
    public string RefOf(WorkItem item) => Plans.Count == 1 ? $"{item.Number}" : $"{item.PlanId}/{item.Number}";
}

/// <summary>A plan with those of its items that may be brought up, and its counters.</summary>
public sealed record PlanFacts(Plan Plan, IReadOnlyList<WorkItem> Items)
{
    public Tally Whole { get; init; } = Tally.Zero;

    /// <summary>The counters of the units that leaders are in charge of, by unit id.</summary>
    public IReadOnlyDictionary<string, Tally> Units { get; init; } = new Dictionary<string, Tally>(StringComparer.Ordinal);
}

/// <summary>The one message that a person, or a group by its id, gets on a morning.</summary>
public sealed record MorningMessage(string PersonId, string Kind, IReadOnlyList<string> Items, Chat.Reply Content);
