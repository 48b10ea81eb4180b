using System.Globalization;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Tests.Reminders;

/// <summary>A ledger in a store, a clock to turn, and runs as many replicas would make them.</summary>
internal sealed class ReminderBench
{
    private readonly TestClock clock = new();

    private ReminderBench(IDatabase store)
    {
        Store = store;
        Rosters = new RosterStore(store);
        Unreachable = new UnreachablePersons(store);
        Outbox = new Outbox(store, clock.Office, NullLogger<Outbox>.Instance);
    }

    public IDatabase Store { get; }

    public RosterStore Rosters { get; }

    public UnreachablePersons Unreachable { get; }

    public Outbox Outbox { get; }

    public ReminderRules Rules { get; } = new();

    public static async Task<ReminderBench> OnAsync(IDatabase store, params WorkItem[] items)
    {
        var bench = new ReminderBench(store);
        await bench.Rosters.ChangeAsync(_ => Morning.Roster);
        await new Core.Ledger.Ledger(store, bench.clock.Office).ImportAsync(Morning.Plan, items, new Origin("office", "console", "import"));
        return bench;
    }

    public void TurnTo(string officeTime) =>
        clock.Time.AdjustTime(DateTimeOffset.ParseExact(officeTime + "+08:00", "yyyy-MM-dd HH:mmzzz", CultureInfo.InvariantCulture).ToUniversalTime());

    /// <summary>A replica of its own.</summary>
    public MorningRun Run(ILogger<MorningRun>? logger = null) => new(
        Store, Facts(), Planner(), Outbox, Unreachable, Calendars.China, Rules, clock.Office, logger ?? NullLogger<MorningRun>.Instance);

    public ReminderPreview Preview(params IChannelSender[] senders) => new(Facts(), Planner(), senders, Calendars.China, Rules, clock.Office);

    /// <summary>What waits in the office's outbox, by key.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> WaitingAsync() =>
        [.. (await Outbox.ClaimAsync(Outbox.OfficeSlot, 1000, TimeSpan.FromSeconds(1))).Select(claimed => claimed.Entry).OrderBy(entry => entry.Key, StringComparer.Ordinal)];

    private LedgerFacts Facts() => new(new LedgerReader(Store), Rosters, Unreachable, new SubscribedGroups(Store, []), Outbox, Rules, Calendars.China, clock.Office);

    private MorningPlanner Planner() => new(Rules, Calendars.China, clock.Office);
}
