using System.Diagnostics;
using System.Globalization;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Benchmarks;

/// <summary>Planning an ordinary morning (no week's first) on which 10,000 items come up, in a ledger of 100,000 and in one of 1,000,000; of what does not come up, a quarter each is unsigned, reports monthly and is overdue. <c>--items N</c> fills just one ledger, <c>--data FOLDER</c> keeps it for a look at the program's start and memory.</summary>
internal static class PlanningRun
{
    private const int Plans = 100;
    private const int MeasuresEach = 200;
    private const int DueEach = 100;
    private const int Rounds = 15;
    private static readonly WorkCalendar Calendar = ReadCalendar();
    private static readonly DateOnly Morning = OrdinaryMorning();
    private static readonly OfficeClock Clock = new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public static async Task MeasureAsync(string[] args)
    {
        await using var store = await MeasuredStore.OpenAsync(args);
        if (MeasuredStore.Argument(args, "--items") is { } only)
        {
            await FillAsync(store.Whole, int.Parse(only, CultureInfo.InvariantCulture));
            return;
        }

        var (small, large) = (store.Fresh(), store.Fresh());
        await FillAsync(small, 100_000);
        await FillAsync(large, 1_000_000);
        var times = new List<(TimeSpan Small, TimeSpan Large)>();
        for (var round = -2; round < Rounds; round++)
        {
            // In turns, so that whatever else the machine does falls on both.
            var (ofSmall, ofLarge) = (await PlanAsync(small), await PlanAsync(large));
            if (round >= 0)
                times.Add((ofSmall, ofLarge));
        }

        var (smallMedian, largeMedian) = (Median(times.Select(time => time.Small)), Median(times.Select(time => time.Large)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median of {Rounds}: of 100,000 {smallMedian.TotalMilliseconds:0} ms, of 1,000,000 {largeMedian.TotalMilliseconds:0} ms, {largeMedian / smallMedian:P0}"));
    }

    private static WorkCalendar ReadCalendar()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "workcalendar", "cn-holidays.json"));
        return WorkCalendar.Read(file);
    }

    // Neither the week's first day, on which summaries count all that is overdue, nor one on which reports are asked for.
    private static DateOnly OrdinaryMorning() => new(2026, 11, 18);

    private static TimeSpan Median(IEnumerable<TimeSpan> times) => times.Order().ElementAt(Rounds / 2);

    private static async Task FillAsync(IDatabase store, int count)
    {
        var unitsPerMeasure = count / Plans / MeasuresEach;
        await new RosterStore(store).ChangeAsync(_ => new Roster(
            [.. Enumerable.Range(0, unitsPerMeasure).Select(index => new Unit($"单位{index}", $"单位{index}"))],
            [],
            [.. Enumerable.Range(0, unitsPerMeasure).Select(index => new Person($"p{index}", $"联络员{index}", PersonRole.Liaison) { UnitIds = [$"单位{index}"], Accounts = [new PersonAccount(ChannelKind.Console, $"p{index}")] })]));
        var ledger = new Ledger(store, Clock, new StoreRoom());
        var started = Stopwatch.GetTimestamp();
        for (var plan = 0; plan < Plans; plan++)
        {
            var measures = Enumerable.Range(1, MeasuresEach).Select(number => new Measure(number, "一、能力建设", $"第{number}号科普阵地建设", "按照要求抓好落实。")).ToList();
            var items = measures.SelectMany(measure => Enumerable.Range(0, unitsPerMeasure).Select(unit => (measure.Number, Unit: $"单位{unit}"))).Select((pair, index) =>
                new WorkItem($"plan{plan}", pair.Number, pair.Unit, UnitRole.Responsible)
                {
                    Section = "一、能力建设",
                    State = index >= DueEach && index % 4 == 1 ? WorkItemState.Assigned : WorkItemState.InProgress,
                    // Two workdays ago nothing that waits is brought up.
                    AssignedAt = Clock.At(Calendar.AddWorkdays(Morning, -2), new TimeOnly(9, 0)),
                    AcknowledgedAt = Clock.Now,
                    ReportedAt = index % 4 == 1 ? null : Clock.At(Calendar.AddWorkdays(Morning, -2), new TimeOnly(9, 0)),
                    StateSince = Clock.Now,
                    Cycle = index >= DueEach && index % 4 == 2 ? ReportingCycle.Monthly : null,
                    Deadline = index < DueEach ? Morning : index % 4 == 3 ? Calendar.AddWorkdays(Morning, -2) : Morning.AddYears(2),
                }).ToList();
            await ledger.ImportAsync(new Plan($"plan{plan}", $"方案{plan}", null, measures), items, new Origin("bench", "console", "import"));
        }

        var taken = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} items in {Plans} plans: imported in {taken.TotalSeconds:0} s ({count / taken.TotalSeconds:0}/s)"));
    }

    // Reads, plans and makes the messages, as a morning does up to the outbox.
    private static async Task<TimeSpan> PlanAsync(IDatabase store)
    {
        var (rules, rosters, outbox) = (new ReminderRules(), new RosterStore(store), new Outbox(store, Clock, NullLogger<Outbox>.Instance));
        var facts = new LedgerFacts(new LedgerReader(store), rosters, new HeardMarks(store), new UnreachablePersons(store, Clock), new SubscribedGroups(store, []), outbox, new HeldMessages(store, outbox, new HeardMarks(store), Clock), rules, Calendar, Clock);
        var planner = new MorningPlanner(rules, Calendar, Clock);
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var messages = planner.Plan(await facts.ReadAsync(Morning, Morning), Morning);
        var taken = Stopwatch.GetElapsedTime(started);
        var due = messages.Sum(message => message.Items.Count);
        return due == Plans * DueEach ? taken : throw new InvalidOperationException($"{due} items came up, not {Plans * DueEach}.");
    }
}
