using System.Collections.Concurrent;
using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Plans;
using StackExchange.Redis;

namespace KexieBot.Core.Ledger;

/// <summary>Reads the ledger by its indexes: what a question costs follows its answer, not the ledger.</summary>
public sealed class LedgerReader(IDatabase store)
{
    private const int Batch = 200;

    private readonly ConcurrentDictionary<string, (long Version, Plan Plan)> plans = new(StringComparer.Ordinal);

    /// <summary>The plans, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> PlanIdsAsync() =>
        [.. (await store.SortedSetRangeByRankAsync(LedgerKeys.Plans)).Select(id => (string)id!)];

    /// <summary>The plans that were removed: their events stay, and their names are not given again.</summary>
    public async Task<IReadOnlyList<string>> RemovedPlanIdsAsync() =>
        [.. (await store.SortedSetRangeByRankAsync(LedgerKeys.RemovedPlans)).Select(id => (string)id!)];

    /// <summary>All plans that have events, removed ones last.</summary>
    public async Task<IReadOnlyList<string>> RecordedPlanIdsAsync() => [.. (await PlanIdsAsync()).Union(await RemovedPlanIdsAsync(), StringComparer.Ordinal)];

    /// <summary>A plan as it stands now; its text is read again only when it changed.</summary>
    public async Task<Plan?> PlanAsync(string planId)
    {
        var version = (long?)await store.StringGetAsync(LedgerKeys.PlanVersion(planId)) ?? 0;
        if (plans.TryGetValue(planId, out var known) && known.Version == version)
            return known.Plan;
        if ((string?)await store.StringGetAsync(LedgerKeys.Plan(planId)) is not { } json)
            return null;
        var plan = JsonSerializer.Deserialize<Plan>(json, StoreJson.Options)! with { Version = version };
        plans[planId] = (version, plan);
        return plan;
    }

    /// <summary>All plans, the oldest first.</summary>
    public async Task<IReadOnlyList<Plan>> PlansAsync()
    {
        var plans = await Task.WhenAll((await PlanIdsAsync()).Select(PlanAsync));
        return [.. plans.OfType<Plan>()];
    }

    /// <summary>One item. Only tests look at a single one: commands read them by index, and see them again in their commit.</summary>
    public async Task<WorkItem?> ItemAsync(string planId, string itemRef) =>
        (string?)await store.StringGetAsync(LedgerKeys.Item(planId, itemRef)) is { } json ? ReadItem(json) : null;

    /// <summary>A unit's items, the nearest deadline first.</summary>
    public Task<IReadOnlyList<WorkItem>> ItemsOfUnitAsync(string planId, string unitId) => IndexAsync(planId, LedgerIndexes.OfUnit(unitId));

    /// <summary>The items of several units in several plans, plan by plan and unit by unit.</summary>
    public async Task<IReadOnlyList<WorkItem>> ItemsOfUnitsAsync(IEnumerable<Plan> ofPlans, IReadOnlyList<string> unitIds)
    {
        var perUnit = await Task.WhenAll(ofPlans.SelectMany(plan => unitIds.Select(unitId => ItemsOfUnitAsync(plan.Id, unitId))));
        return [.. perUnit.SelectMany(items => items)];
    }

    /// <summary>A measure's items, leads first.</summary>
    public Task<IReadOnlyList<WorkItem>> ItemsOfMeasureAsync(string planId, int number) => IndexAsync(planId, LedgerIndexes.OfMeasure(number));

    /// <summary>The items of a withdrawn measure. Void items stand in no index: they are those of its units.</summary>
    public Task<IReadOnlyList<WorkItem>> WithdrawnItemsAsync(Plan plan, Measure measure, Roster.Roster roster) =>
        ItemsAsync(plan.Id, [.. PlanImport.ItemsOf(plan.Id, measure, roster, default).Select(item => item.Ref)]);

    /// <summary>All items of a plan but void ones.</summary>
    public async Task<IReadOnlyList<WorkItem>> ItemsOfPlanAsync(Plan plan) =>
        [.. (await Task.WhenAll(plan.Measures.Select(measure => ItemsOfMeasureAsync(plan.Id, measure.Number)))).SelectMany(items => items)];

    /// <summary>Open items whose deadline lies from <paramref name="from"/> to <paramref name="to"/>, both included, the earliest first.</summary>
    public Task<IReadOnlyList<WorkItem>> DueBetweenAsync(string planId, DateOnly from, DateOnly to) =>
        IndexAsync(planId, LedgerIndexes.Due, from.DayNumber, to.DayNumber);

    /// <summary>How many open items have a deadline from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public async Task<int> CountDueAsync(string planId, DateOnly from, DateOnly to) =>
        (int)await store.SortedSetLengthAsync(LedgerKeys.Index(planId, LedgerIndexes.Due), from.DayNumber, to.DayNumber);

    /// <summary>Items that missed a deadline once (<see cref="WorkItem.MissedDeadline"/>), open and closed ones.</summary>
    public Task<IReadOnlyList<WorkItem>> MissedAsync(string planId) => IndexAsync(planId, LedgerIndexes.Missed);

    /// <summary>Items in 待签收, the longest waiting first.</summary>
    public Task<IReadOnlyList<WorkItem>> UnsignedAsync(string planId) => IndexAsync(planId, LedgerIndexes.Unsigned);

    /// <summary>Items in 待审核, the longest waiting first.</summary>
    public Task<IReadOnlyList<WorkItem>> UnderReviewAsync(string planId) => IndexAsync(planId, LedgerIndexes.UnderReview);

    /// <summary>Items with an undecided extension, the oldest request first.</summary>
    public Task<IReadOnlyList<WorkItem>> ExtensionsAsync(string planId) => IndexAsync(planId, LedgerIndexes.Extensions);

    /// <summary>Items with an undecided objection, the oldest first.</summary>
    public Task<IReadOnlyList<WorkItem>> DisputesAsync(string planId) => IndexAsync(planId, LedgerIndexes.Disputes);

    /// <summary>Open items whose last report names a problem.</summary>
    public Task<IReadOnlyList<WorkItem>> ProblemsAsync(string planId) => IndexAsync(planId, LedgerIndexes.Problems);

    /// <summary>Open items last heard of before <paramref name="before"/>, the longest silent first.</summary>
    public Task<IReadOnlyList<WorkItem>> SilentSinceAsync(string planId, DateTimeOffset before) =>
        IndexAsync(planId, LedgerIndexes.LastHeard, double.NegativeInfinity, before.ToUnixTimeMilliseconds() - 1);

    /// <summary>Those of <see cref="SilentSinceAsync"/> from which a report can be asked: what waits for the office's review owes none.</summary>
    public async Task<IReadOnlyList<WorkItem>> UnreportedSinceAsync(string planId, DateTimeOffset before) =>
        [.. (await SilentSinceAsync(planId, before)).Where(item => item.State != WorkItemState.UnderReview)];

    /// <summary>The counters of <paramref name="scopes"/> (<see cref="Tally.WholePlan"/>, <see cref="Tally.OfUnit"/>, <see cref="Tally.OfSection"/>), in their order, in one round trip.</summary>
    public async Task<IReadOnlyList<Tally>> TalliesAsync(string planId, IReadOnlyList<string> scopes)
    {
        if (scopes.Count == 0)
            return [];
        var values = await store.HashGetAsync(LedgerKeys.Tally(planId), [.. scopes.SelectMany(Tally.FieldsOf)]);
        var width = values.Length / scopes.Count;
        return [.. scopes.Select((_, index) => Tally.FromValues(values.AsSpan(index * width, width)))];
    }

    public async Task<Tally> TallyAsync(string planId) => (await TalliesAsync(planId, [Tally.WholePlan]))[0];

    /// <summary>The last <paramref name="max"/> events of an item, the newest first.</summary>
    public async Task<IReadOnlyList<LedgerEvent>> HistoryAsync(string planId, string itemRef, int max)
    {
        var seqs = await store.ListRangeAsync(LedgerKeys.History(planId, itemRef), -max, -1);
        if (seqs.Length == 0)
            return [];
        var lines = await store.HashGetAsync(LedgerKeys.Events(planId), seqs);
        return [.. lines.Reverse().Select(line => LedgerEvent.FromLine(line!)).OfType<LedgerEvent>()];
    }

    /// <summary>
    /// The plan's events from <paramref name="from"/> to before <paramref name="to"/>, the oldest first, and of more than <paramref name="max"/> the latest.
    /// Events are numbered in the order of time, so both ends are found by halving: the cost follows the number of events, not the age of the ledger.
    /// </summary>
    public async Task<IReadOnlyList<LedgerEvent>> EventsBetweenAsync(string planId, DateTimeOffset from, DateTimeOffset to, int max)
    {
        var head = Ledger.Head.Parse(await store.StringGetAsync(LedgerKeys.Head(planId))).Seq;
        // Most questions go up to now: the last event answers them.
        var end = head > 0 && (await EventAsync(planId, head)).At < to ? head + 1 : await FirstSinceAsync(planId, to, head);
        var first = Math.Max(await FirstSinceAsync(planId, from, end - 1), end - max);
        if (first >= end)
            return [];
        var lines = await store.HashGetAsync(LedgerKeys.Events(planId), [.. Enumerable.Range(0, (int)(end - first)).Select(offset => (RedisValue)LedgerKeys.SeqField(first + offset))]);
        return [.. lines.Select(line => LedgerEvent.FromLine(line!)).OfType<LedgerEvent>()];
    }

    // The number of the first event at or after the instant; one more than the last where there is none.
    private async Task<long> FirstSinceAsync(string planId, DateTimeOffset instant, long last)
    {
        var (low, high) = (1L, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if ((await EventAsync(planId, middle)).At < instant)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private async Task<LedgerEvent> EventAsync(string planId, long seq) =>
        LedgerEvent.FromLine((string)(await store.HashGetAsync(LedgerKeys.Events(planId), LedgerKeys.SeqField(seq)))!)!;

    /// <summary>The items that stand in any of <paramref name="ranges"/>, each read once.</summary>
    public async Task<IReadOnlyList<WorkItem>> ItemsInAsync(string planId, IEnumerable<ItemRange> ranges)
    {
        var refs = await Task.WhenAll(ranges.Select(range => store.SortedSetRangeByScoreAsync(LedgerKeys.Index(planId, range.Index), range.From, range.To)));
        return await ItemsAsync(planId, [.. refs.SelectMany(found => found).Distinct().Select(itemRef => (string)itemRef!)]);
    }

    public async Task<IReadOnlyList<WorkItem>> ItemsAsync(string planId, IReadOnlyCollection<string> refs)
    {
        // One key's slot is every key's: a batch is one command, and short enough not to keep others from the store.
        var answers = await Task.WhenAll(refs.Chunk(Batch).Select(batch => store.StringGetAsync([.. batch.Select(itemRef => LedgerKeys.Item(planId, itemRef))])));
        return [.. answers.SelectMany(batch => batch).Where(json => json.HasValue).Select(json => ReadItem(json!))];
    }

    /// <summary>The answer that a message got when it changed one of the plans; null where it changed none.</summary>
    public async Task<Reply?> AnswerToAsync(IEnumerable<string> planIds, string messageId)
    {
        var answers = await Task.WhenAll(planIds.Select(planId => store.StringGetAsync(LedgerKeys.Seen(planId, messageId))));
        var answer = Array.Find(answers, json => json.HasValue);
        return answer.HasValue ? JsonSerializer.Deserialize<Reply>((string)answer!, StoreJson.Options) : null;
    }

    /// <summary>What a person changed last, in each plan that took part in it; empty where nothing is recent enough to be undone.</summary>
    public async Task<IReadOnlyList<LastChange>> LastChangesOfAsync(IEnumerable<string> planIds, string personId)
    {
        var answers = await Task.WhenAll(planIds.Select(planId => store.StringGetAsync(LedgerKeys.LastChange(planId, personId))));
        var changes = answers.Where(json => json.HasValue).Select(json => JsonSerializer.Deserialize<LastChange>((string)json!, StoreJson.Options)!).ToList();
        var newest = changes.MaxBy(change => change.At)?.MessageId;
        return [.. changes.Where(change => change.MessageId == newest)];
    }

    internal static WorkItem ReadItem(string json) => JsonSerializer.Deserialize<WorkItem>(json, StoreJson.Options)!;

    private async Task<IReadOnlyList<WorkItem>> IndexAsync(string planId, string index, double from = double.NegativeInfinity, double to = double.PositiveInfinity)
    {
        var refs = await store.SortedSetRangeByScoreAsync(LedgerKeys.Index(planId, index), from, to);
        return await ItemsAsync(planId, [.. refs.Select(itemRef => (string)itemRef!)]);
    }
}

/// <summary>A stretch of one of the ledger's indexes.</summary>
public sealed record ItemRange
{
    private ItemRange(string index, double from, double to)
    {
        (Index, From, To) = (index, from, to);
    }

    /// <summary>Items in 待审核, with an undecided extension, and with an undecided objection.</summary>
    public static IReadOnlyList<ItemRange> ForOffice { get; } = [.. new[] { LedgerIndexes.UnderReview, LedgerIndexes.Extensions, LedgerIndexes.Disputes }.Select(index => new ItemRange(index, double.NegativeInfinity, double.PositiveInfinity))];

    internal string Index { get; }

    internal double From { get; }

    internal double To { get; }

    /// <summary>Open items whose deadline lies from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static ItemRange Due(DateOnly from, DateOnly to) => new(LedgerIndexes.Due, from.DayNumber, to.DayNumber);

    /// <summary>Items in 待签收 that were assigned from <paramref name="from"/> on and before <paramref name="to"/>.</summary>
    public static ItemRange NotSigned(DateTimeOffset from, DateTimeOffset to) => Within(LedgerIndexes.Unsigned, from, to);

    /// <summary>Open items of <paramref name="cycle"/> that were last heard of from <paramref name="from"/> on and before <paramref name="to"/>.</summary>
    public static ItemRange Cyclic(ReportingCycle cycle, DateTimeOffset from, DateTimeOffset to) => Within(LedgerIndexes.OfCycle(cycle), from, to);

    /// <summary>Open items last heard of from <paramref name="from"/> until before <paramref name="to"/>.</summary>
    public static ItemRange Heard(DateTimeOffset from, DateTimeOffset to) => Within(LedgerIndexes.LastHeard, from, to);

    private static ItemRange Within(string index, DateTimeOffset from, DateTimeOffset to) => new(index, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds() - 1);
}
