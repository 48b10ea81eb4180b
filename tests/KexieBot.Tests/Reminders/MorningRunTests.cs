using System.Globalization;
using KexieBot.Core;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Tests.Support;
using Microsoft.Extensions.Logging;

namespace KexieBot.Tests.Reminders;

public sealed class MorningRunTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task The_morning_is_planned_once_and_not_before_its_time(StoreKind kind)
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(kind), Morning.Item(7, "2026-11-24"));
        bench.TurnTo("2026-11-24 08:29");
        (await bench.Run().RunIfDueAsync()).ShouldBe(0);
        bench.TurnTo("2026-11-24 08:30");
        (await bench.Run().RunIfDueAsync()).ShouldBe(1);
        (await bench.Run().RunIfDueAsync()).ShouldBe(0);

        var entry = (await bench.WaitingAsync()).ShouldHaveSingleItem();
        (entry.Key, entry.PersonId, entry.Kind).ShouldBe(("morning/2026-11-24/li", "li", "deadline"));
        entry.PointlessAfter.ShouldBe(At("2026-11-24 20:00"));
        entry.NotBefore.ShouldBe(At("2026-11-24 08:30"));
        entry.Items.ShouldBe(["p/7/区科技局"]);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Replicas_that_plan_at_the_same_moment_make_one_message_per_person(StoreKind kind)
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(kind), Morning.Item(7, "2026-11-24"), Morning.Item(8, "2026-11-24", "区教育局"));
        bench.TurnTo("2026-11-24 08:30");

        var planned = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bench.Run().RunIfDueAsync()));

        planned.Sum().ShouldBe(2);
        (await bench.WaitingAsync()).Select(entry => entry.PersonId).ShouldBe(["li", "wang"]);
    }

    [Fact]
    public async Task Down_until_eleven_it_is_planned_at_eleven_and_once()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2026-11-24"));
        bench.TurnTo("2026-11-24 11:00");

        (await bench.Run().RunIfDueAsync()).ShouldBe(1);
        (await bench.Run().RunIfDueAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Down_for_a_week_one_message_says_it_all_and_the_log_says_so()
    {
        var missed = Morning.Item(7, "2026-11-26");
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), missed);
        bench.TurnTo("2026-11-23 08:30");
        await bench.Run().RunIfDueAsync();
        await bench.WaitingAsync();
        bench.TurnTo("2026-12-02 08:31");
        var log = new RecordedLog<MorningRun>();

        (await bench.Run(log).RunIfDueAsync()).ShouldBeGreaterThan(0);

        var messages = (await bench.WaitingAsync()).Where(entry => entry.Key.Contains("2026-12-02", StringComparison.Ordinal)).ToList();
        messages.Single(entry => entry.PersonId == "li").Kind.ShouldBe("overdue");
        messages.Single(entry => entry.PersonId == "office").Content.Lines.ShouldContain(line => line.StartsWith("此前 6 个工作日的提醒没有发出", StringComparison.Ordinal));
        log.Lines.ShouldContain((LogLevel.Warning, "The mornings of 6 workdays before 2026-12-02 were not planned; what they would have said is caught up today."));
    }

    [Fact]
    public async Task A_replica_that_died_half_way_is_finished_by_the_next_run()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        var bench = await ReminderBench.OnAsync(store, Morning.Item(7, "2026-11-24"), Morning.Item(8, "2026-11-24", "区教育局"));
        bench.TurnTo("2026-11-24 08:30");
        await bench.Run().RunIfDueAsync();
        // As if it had died before it noted the day.
        await store.KeyDeleteAsync("kexie:{office}:reminders:planned");

        (await bench.Run().RunIfDueAsync()).ShouldBe(0);
        (await bench.WaitingAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_sends_nothing_again()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2026-11-24"));
        bench.TurnTo("2026-11-24 08:31");
        await bench.Run().RunIfDueAsync();
        bench.TurnTo("2026-11-23 08:31");
        (await bench.Run().RunIfDueAsync()).ShouldBe(0);
        bench.TurnTo("2026-11-24 08:31");
        (await bench.Run().RunIfDueAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_clock_that_ran_weeks_ahead_does_not_silence_the_mornings_until_then()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2026-12-24"), Morning.Item(8, "2026-11-26"));
        (await bench.DayAsync("2026-12-24 08:30")).ShouldNotBeEmpty();
        var log = new RecordedLog<MorningRun>();
        bench.TurnTo("2026-11-25 08:30");

        await bench.Run(log).RunIfDueAsync();

        (await bench.DeliverAsync()).ShouldContain(message => message.Key == "morning/2026-11-25/li");
        log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains("2026-12-24"));
        (await bench.DayAsync("2026-11-25 08:31")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Marks_go_forward_whoever_writes_them_late(StoreKind kind)
    {
        var marks = new HeardMarks(stores.Fresh(kind));
        await marks.BeginAsync(Calendars.Day("2026-11-23"), ["li", "wang"]);
        await marks.HeardAsync(Calendars.Day("2026-11-24"), ["li"]);
        await marks.PlannedAsync(Calendars.Day("2026-11-24"));

        // A replica that read before and comes after.
        await marks.BeginAsync(Calendars.Day("2026-11-23"), ["li", "zhao"]);
        await marks.HeardAsync(Calendars.Day("2026-11-23"), ["li", "wang"]);
        await marks.PlannedAsync(Calendars.Day("2026-11-23"));

        var heard = await marks.ReadAsync();
        heard.Planned.ShouldBe(Calendars.Day("2026-11-24"));
        heard.UpTo.OrderBy(mark => mark.Key, StringComparer.Ordinal).Select(mark => $"{mark.Key} {mark.Value.Day}").ShouldBe(["li 24", "wang 23", "zhao 23"]);

        // What a clock that ran ahead has written is put right.
        await marks.HeardAsync(Calendars.Day("2026-12-24"), ["li"]);
        await marks.HeardAsync(Calendars.Day("2026-11-25"), ["li"]);
        (await marks.ReadAsync()).UpTo["li"].ShouldBe(Calendars.Day("2026-11-25"));
    }

    [Theory]
    [InlineData("2026-11-22 09:00")] // a Sunday
    [InlineData("2026-10-01 09:00")] // a holiday
    [InlineData("2026-11-24 20:00")] // after hours
    public async Task Nothing_is_planned_on_days_off_or_after_hours(string at)
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Morning.Item(7, "2026-09-20"));
        bench.TurnTo(at);

        (await bench.Run().RunIfDueAsync()).ShouldBe(0);
        (await bench.Marks.LastPlannedAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Of_an_old_ledger_that_only_is_read_which_comes_up_and_each_item_once()
    {
        // Signed and last heard of, overdue, unsigned and silent since many days, two years ago.
        var items = Enumerable.Range(1, 60).Select(number => Morning.Item(number, OfficeClock.Text(Calendars.Day("2026-11-24").AddDays(2 * number))) with
        {
            AssignedAt = Morning.Clock.At(Calendars.Day("2026-11-23").AddDays(2 * number), new TimeOnly(9, 0)),
            ReportedAt = number % 2 == 0 ? null : Morning.Clock.At(Calendars.Day("2026-11-24").AddDays(number), new TimeOnly(9, 0)),
            State = number % 2 == 0 ? WorkItemState.Assigned : WorkItemState.InProgress,
            Cycle = number % 3 == 0 ? ReportingCycle.Monthly : null,
        }).ToArray();
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), items);
        var read = new List<string>();
        var counting = Support.WeCom.FaultyStore.Over(bench.Store, (name, first) =>
        {
            if (name == "StringGetAsync" && first is StackExchange.Redis.RedisKey[] keys)
                read.AddRange(keys.Select(key => key.ToString()));
            return null;
        });
        // A Wednesday, on which no summary counts all that is overdue.
        var day = Calendars.Day("2028-09-06");

        var facts = await bench.Facts(counting).ReadAsync(day, day);

        var rules = new NudgeRules(bench.Rules, Calendars.China, bench.Office);
        read.Distinct(StringComparer.Ordinal).Count().ShouldBe(read.Count, "none is read twice");
        var comesUp = items.Count(item => rules.BringsUp(item, [day]));
        comesUp.ShouldBeGreaterThan(3);
        facts.Plans.Single().Items.Count(item => rules.BringsUp(item, [day])).ShouldBe(comesUp);
        read.Count.ShouldBeLessThan(2 * comesUp);
    }

    [Fact]
    public async Task All_kinds_of_items_are_found_by_the_ledgers_indexes()
    {
        var now = Morning.Clock.At(Calendars.Day("2026-11-24"), new TimeOnly(9, 0));
        WorkItem[] items =
        [
            Morning.Item(1, "2026-11-26"),
            Morning.Item(2, "2026-12-04"), // seven workdays ahead
            Morning.Item(3, "2026-12-06"), // its last workday is seven workdays ahead
            Morning.Item(4) with { Cycle = ReportingCycle.Monthly },
            Morning.Item(5) with { Cycle = ReportingCycle.Monthly, AssignedAt = now.AddDays(-10), ReportedAt = null },
            Morning.Item(6) with { State = WorkItemState.Assigned, AssignedAt = now, ReportedAt = null },
            Morning.Item(7) with { State = WorkItemState.UnderReview, StateSince = now },
            Morning.Item(8, "2027-05-31") with { Extension = new ExtensionRequest(Calendars.Day("2027-06-30"), "等批复", "li", now) },
            Morning.Item(9, "2026-11-18"),
            Morning.Item(10, "2027-05-31"),
        ];
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), items);
        bench.TurnTo("2026-11-25 08:30");

        await bench.Run().RunIfDueAsync();

        var entries = await bench.WaitingAsync();
        entries.Single(entry => entry.PersonId == "li").Items.ShouldBe(Ids(9, 1, 2, 3, 4, 5, 6));
        entries.Single(entry => entry.PersonId == "office").Items.ShouldBe(Ids(7, 8));
        entries.Single(entry => entry.PersonId == "head").Items.ShouldBe(Ids(9));
    }

    private static IEnumerable<string> Ids(params int[] numbers) => numbers.Select(number => $"p/{number}/区科技局");

    private static DateTimeOffset At(string officeTime) =>
        DateTimeOffset.ParseExact(officeTime + "+08:00", "yyyy-MM-dd HH:mmzzz", CultureInfo.InvariantCulture);
}
