using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Ledger;

public sealed class LedgerTests(StoreServers stores)
{
    private const string Plan = "p";
    private static readonly Core.OfficeClock RealClock = new(TimeProvider.System, TimeZoneInfo.Utc);
    private readonly TestClock clock = new();

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_commit_writes_item_event_indexes_and_counters_together(StoreKind kind)
    {
        var (ledger, reader, store) = await WithItemsAsync(kind, Item(1, "a"), Item(2, "b"));

        await ReportAsync(ledger, "m1", "1/a", 60);

        (await reader.ItemAsync(Plan, "1/a"))!.Percent.ShouldBe(60);
        (await reader.TallyAsync(Plan)).ShouldBe(new Tally(1, 1, 0, 0, 0, 2, 60));
        (await reader.UnsignedAsync(Plan)).Select(item => item.Ref).ShouldBe(["2/b"]);
        (await reader.HistoryAsync(Plan, "1/a", 10)).Select(entry => entry.Kind).ShouldBe([EventKind.Reported, EventKind.Assigned]);
        (await new LedgerVerification(store).VerifyAsync(Plan)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_message_that_comes_again_changes_nothing_and_gets_the_first_answer(StoreKind kind)
    {
        var (ledger, reader, _) = await WithItemsAsync(kind, Item(1, "a"));

        var first = await ReportAsync(ledger, "m1", "1/a", 60);
        await ReportAsync(ledger, "m2", "1/a", 70);
        var again = await ReportAsync(ledger, "m1", "1/a", 60);

        again.Title.ShouldBe(first.Title);
        (await reader.ItemAsync(Plan, "1/a"))!.Percent.ShouldBe(70);
        (await reader.HistoryAsync(Plan, "1/a", 10)).Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Reports_at_the_same_moment_from_two_replicas_all_land_once(StoreKind kind)
    {
        var (_, reader, store) = await WithItemsAsync(kind, Item(1, "a"), Item(2, "b"));
        var second = new Core.Ledger.Ledger(store, RealClock, new StoreRoom());
        var first = new Core.Ledger.Ledger(store, RealClock, new StoreRoom());

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => ReportAsync(n % 2 == 0 ? first : second, $"m{n / 2 * 2}", n % 4 < 2 ? "1/a" : "2/b", n)));

        var events = (await reader.HistoryAsync(Plan, "1/a", 100)).Concat(await reader.HistoryAsync(Plan, "2/b", 100)).ToList();
        events.Count(entry => entry.Kind == EventKind.Reported).ShouldBe(20);
        (await new LedgerVerification(store).VerifyAsync(Plan)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Messages_that_a_change_causes_are_committed_with_it(StoreKind kind)
    {
        var (ledger, _, store) = await WithItemsAsync(kind, Item(1, "a"));
        var entry = new OutboxEntry("event/1", "office", "event", Reply.Of("新的办结申请"), clock.Office.Now);

        await ledger.CommitAsync(Plan, new Origin("x", "console", "m1"), ["1/a"], items => new Decision(Reply.Of("ok"))
        {
            Changes = [new ItemChange(EventKind.CloseRequested, items["1/a"], items["1/a"] with { State = WorkItemState.UnderReview }, null)],
            Messages = [entry],
        });

        (await store.SortedSetScoreAsync(Outbox.DueKey(Plan), entry.Key)).ShouldBe(entry.NotBefore.ToUnixTimeMilliseconds());
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Verification_names_an_event_that_was_changed_and_a_counter_that_was_turned(StoreKind kind)
    {
        var (_, _, store) = await WithItemsAsync(kind, Item(1, "a"), Item(2, "b"));

        var line = (string)(await store.HashGetAsync("kexie:{p}:events", "2"))!;
        await store.HashSetAsync("kexie:{p}:events", "2", line.Replace("\"a\"", "\"z\"", StringComparison.Ordinal));
        await store.HashIncrementAsync("kexie:{p}:tally", "all:Assigned");
        await store.SortedSetRemoveAsync("kexie:{p}:index:due", "2/b");

        var faults = (await new LedgerVerification(store).VerifyAsync(Plan)).Faults;
        faults.ShouldContain(fault => fault.StartsWith("Event 2 ", StringComparison.Ordinal));
        faults.ShouldContain(fault => fault.StartsWith("Counter all:Assigned ", StringComparison.Ordinal));
        faults.ShouldContain(fault => fault.StartsWith("Index due ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_keeps_when_the_item_was_heard_of_on_a_day_before_it()
    {
        var (ledger, reader, _) = await WithItemsAsync(StoreKind.Garnet, Item(1, "a") with { AssignedAt = clock.Office.Now });
        var assigned = clock.Office.Now;
        var reported = new List<DateTimeOffset?>();
        // On the third day twice, the second time to put it right.
        foreach (var (hours, kind) in new[] { (24, EventKind.Reported), (24, EventKind.Reported), (1, EventKind.Reported), (24, EventKind.Corrected) })
        {
            clock.Time.Advance(TimeSpan.FromHours(hours));
            await ledger.CommitAsync(Plan, new Origin("x", "console", $"m{clock.Office.Now:O}"), ["1/a"], items => new Decision(Reply.Of("好")) { Changes = [new ItemChange(kind, items["1/a"], items["1/a"] with { ReportedAt = clock.Office.Now }, "做了")] });
            reported.Add((await reader.ItemAsync(Plan, "1/a"))!.HeardBefore);
        }

        reported.ShouldBe([assigned, assigned.AddHours(24), assigned.AddHours(24), assigned.AddHours(24)]);
    }

    private static WorkItem Item(int number, string unit) =>
        new(Plan, number, unit, UnitRole.Responsible) { Section = "一", Deadline = new DateOnly(2026, 12, 31) };

    private static Task<Reply> ReportAsync(Core.Ledger.Ledger ledger, string messageId, string itemRef, int percent) =>
        ledger.CommitAsync(Plan, new Origin("x", "console", messageId), [itemRef], items => new Decision(Reply.Of($"{percent}%"))
        {
            Changes = [new ItemChange(EventKind.Reported, items[itemRef], items[itemRef] with { Percent = percent, State = WorkItemState.InProgress }, "做了")],
        });

    private async Task<(Core.Ledger.Ledger Ledger, LedgerReader Reader, IDatabase Store)> WithItemsAsync(StoreKind kind, params WorkItem[] items)
    {
        var store = stores.Fresh(kind);
        var ledger = new Core.Ledger.Ledger(store, clock.Office, new StoreRoom());
        await ledger.ImportAsync(new Plan(Plan, "方案", null, []), items, new Origin("office", "console", "import"));
        return (ledger, new LedgerReader(store), store);
    }
}
