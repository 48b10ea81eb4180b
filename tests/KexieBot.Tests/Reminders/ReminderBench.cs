using System.Globalization;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Tests.Delivery;
using KexieBot.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Tests.Reminders;

/// <summary>A ledger in a store, a clock to turn, and runs as many replicas would make them.</summary>
internal sealed class ReminderBench
{
    private readonly TestClock clock = new();
    private int caused;

    private ReminderBench(IDatabase store)
    {
        Store = store;
        Rosters = new RosterStore(store);
        Unreachable = new UnreachablePersons(store, clock.Office);
        Marks = new HeardMarks(store);
        Outbox = new Outbox(store, clock.Office, NullLogger<Outbox>.Instance);
        Held = new HeldMessages(store, Outbox, Marks, clock.Office);
    }

    public IDatabase Store { get; }

    public Core.OfficeClock Office => clock.Office;

    public RosterStore Rosters { get; }

    public UnreachablePersons Unreachable { get; }

    public HeardMarks Marks { get; }

    public Outbox Outbox { get; }

    public HeldMessages Held { get; }

    /// <summary>A platform that takes all it is given.</summary>
    public CountingChannel Teams { get; } = new();

    public ReminderRules Rules { get; } = new();

    public static async Task<ReminderBench> OnAsync(IDatabase store, params WorkItem[] items)
    {
        var bench = new ReminderBench(store);
        await bench.Rosters.ChangeAsync(_ => WithAccounts(Morning.Roster));
        await new Core.Ledger.Ledger(store, bench.clock.Office, new StoreRoom()).ImportAsync(Morning.Plan, items, new Origin("office", "console", "import"));
        return bench;
    }

    // All but Wang are on the platform.
    private static Roster WithAccounts(Roster roster) => new(roster.Units, roster.Groups, roster.Persons.Select(person =>
        person.Id == "wang" || person.Accounts.Count > 0 ? person : person with { Accounts = [new PersonAccount(ChannelKind.Teams, person.Id)] }));

    public void TurnTo(string officeTime) =>
        clock.Time.AdjustTime(DateTimeOffset.ParseExact(officeTime + "+08:00", "yyyy-MM-dd HH:mmzzz", CultureInfo.InvariantCulture).ToUniversalTime());

    /// <summary>A replica of its own.</summary>
    public MorningRun Run(ILogger<MorningRun>? logger = null) => new(
        Facts(), Planner(), Outbox, Marks, Calendars.China, Rules, clock.Office, logger ?? NullLogger<MorningRun>.Instance);

    public ReminderPreview Preview(params IChannelSender[] senders) => new(Facts(), Planner(), senders, Calendars.China, Rules, clock.Office);

    /// <summary>What waits in the office's outbox, by key.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> WaitingAsync() =>
        [.. (await Outbox.ClaimAsync(Outbox.OfficeSlot, 1000, TimeSpan.FromSeconds(1))).Select(claimed => claimed.Entry).OrderBy(entry => entry.Key, StringComparer.Ordinal)];

    /// <summary>Puts a message that somebody causes now into a plan's outbox; its key.</summary>
    public async Task<string> CauseAsync(string person, string title, string? line = null, string slot = "p")
    {
        var entry = new OutboxEntry($"event/{++caused}/{person}", person, "event", Reply.Of(title) with { Lines = line is null ? [] : [line] }, clock.Office.Now);
        (await Outbox.TryEnqueueAsync(slot, entry)).ShouldBeTrue();
        return entry.Key;
    }

    /// <summary>Turns to the time, plans what is due and delivers; what the platform was given meanwhile, by key.</summary>
    public async Task<IReadOnlyList<OutboundMessage>> DayAsync(string officeTime, params string[] slots)
    {
        TurnTo(officeTime);
        await Run().RunIfDueAsync();
        return await DeliverAsync(slots);
    }

    public async Task<IReadOnlyList<OutboundMessage>> DeliverAsync(params string[] slots)
    {
        var before = Teams.Taken.Count;
        var dispatcher = Dispatchers.Of(Store, clock.Office, Calendars.China, [Teams], Rules);
        await dispatcher.RunOnceAsync(slots, CancellationToken.None);
        return [.. Teams.Taken.Skip(before).OrderBy(message => message.Key, StringComparer.Ordinal)];
    }

    /// <summary>Changes an item in the ledger as its liaison would.</summary>
    public Task ChangeAsync(int number, Func<WorkItem, WorkItem> change, string unit = "区科技局") =>
        new Core.Ledger.Ledger(Store, clock.Office, new StoreRoom()).CommitAsync(Morning.Plan.Id, new Origin("li", "teams", $"change {number}"), [WorkItem.RefOf(number, unit)], current =>
        {
            var item = current.Values.Single();
            return new Decision(Reply.Of("好")) { Changes = [new ItemChange(EventKind.Reported, item, change(item), "")] };
        });

    public Task WithAsync(string person, PersonSettings settings) => Rosters.ChangeAsync(roster => roster.WithPerson(person, one => one with { Settings = settings }));

    public async Task<long> OutcomeAsync(string outcome, string slot = Outbox.OfficeSlot) => (await Outbox.OutcomesAsync(slot)).GetValueOrDefault(outcome);

    /// <summary>Which items a person hears of from day to day, all being delivered, as "2026-11-23: 7,8".</summary>
    public async Task<IReadOnlyList<string>> HeardByAsync(string person, string from, string to)
    {
        var heard = new List<string>();
        for (var day = Calendars.Day(from); day <= Calendars.Day(to); day = day.AddDays(1))
        {
            var messages = await DayAsync($"{Core.OfficeClock.Text(day)} 08:30");
            heard.AddRange(messages.Where(message => message.To.Id == person).Select(message => $"{Core.OfficeClock.Text(day)}: {string.Join(',', message.Content.Rows.Select(row => row.Ref))}"));
        }

        return heard;
    }

    public LedgerFacts Facts(IDatabase? store = null) => new(new LedgerReader(store ?? Store), Rosters, Marks, Unreachable, new SubscribedGroups(Store, []), Outbox, Held, Rules, Calendars.China, clock.Office);

    private MorningPlanner Planner() => new(Rules, Calendars.China, clock.Office);
}
