using StackExchange.Redis;

namespace KexieBot.Core.Ledger;

/// <summary>What a verification found: <paramref name="Events"/> and <paramref name="Items"/> looked at, and every fault in one sentence. No faults: the plan's ledger is whole.</summary>
public sealed record VerificationResult(long Events, int Items, IReadOnlyList<string> Faults);

/// <summary>Walks a plan's chain of events from the first to the head, and recomputes from it every item, index and counter. Reads all of it: for the operator, not for the running path.</summary>
public sealed class LedgerVerification(IDatabase store)
{
    private const int Batch = 1000;
    private const int MostFaults = 50;
    private const int Attempts = 10;

    /// <summary>Verifies while the plan may be written to: what is read here and there is of one moment only if no commit came between, so faults count when the head stood still.</summary>
    /// <exception cref="StoreBusyException">Every one of ten walks was disturbed by a commit and found something that looks like a fault.</exception>
    public async Task<VerificationResult> VerifyAsync(string planId)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await store.StringGetAsync(LedgerKeys.Head(planId));
            var result = await LookAsync(planId, Ledger.Head.Parse(before));
            if (result.Faults.Count == 0 || await store.StringGetAsync(LedgerKeys.Head(planId)) == before)
                return result;
        }

        throw new StoreBusyException($"plan {planId}");
    }

    private async Task<VerificationResult> LookAsync(string planId, Ledger.Head head)
    {
        var faults = new List<string>();
        var items = new Dictionary<string, WorkItem>(StringComparer.Ordinal);
        var indexNames = new HashSet<string>(StringComparer.Ordinal);
        var planHash = await WalkAsync(planId, head, items, indexNames, faults);
        if (planHash is not null && ((string?)await store.StringGetAsync(LedgerKeys.Plan(planId)) is not { } plan || LedgerEvent.HashOf(plan) != planHash))
            faults.Add("The plan is not as its last event left it.");
        await CheckItemsAsync(planId, items, faults);
        await CheckIndexesAsync(planId, items, indexNames, faults);
        await CheckTallyAsync(planId, items, faults);
        return new VerificationResult(head.Seq, items.Count, [.. faults.Take(MostFaults)]);
    }

    /// <returns>The hash of the plan as its last event left it.</returns>
    private async Task<string?> WalkAsync(string planId, Ledger.Head head, Dictionary<string, WorkItem> items, HashSet<string> indexNames, List<string> faults)
    {
        var previous = "";
        string? planHash = null;
        for (long first = 1; first <= head.Seq; first += Batch)
        {
            var seqs = Enumerable.Range(0, (int)Math.Min(Batch, head.Seq - first + 1)).Select(offset => first + offset).ToList();
            var lines = await store.HashGetAsync(LedgerKeys.Events(planId), [.. seqs.Select(seq => (RedisValue)LedgerKeys.SeqField(seq))]);
            foreach (var (seq, line) in seqs.Zip(lines))
            {
                var entry = line.HasValue ? LedgerEvent.FromLine(line!) : null;
                if (entry is null || entry.Seq != seq || entry.Previous != previous)
                    faults.Add(entry is null ? $"Event {seq} is missing or was changed." : $"Event {seq} does not follow event {seq - 1}.");
                previous = line.HasValue ? LedgerEvent.HashIn(line!) : "";
                planHash = entry?.PlanHash ?? planHash;
                if (entry?.After is not { } item)
                    continue;
                items[item.Ref] = item;
                indexNames.UnionWith(LedgerIndexes.Of(item).Select(index => index.Name));
            }
        }

        if (previous != head.Hash)
            faults.Add("The head does not name the last event.");
        if (await store.HashLengthAsync(LedgerKeys.Events(planId)) != head.Seq)
            faults.Add("There are events beyond the head.");
        return planHash;
    }

    private async Task CheckItemsAsync(string planId, Dictionary<string, WorkItem> items, List<string> faults)
    {
        foreach (var batch in items.Values.Chunk(Batch))
        {
            var stored = await Task.WhenAll(batch.Select(item => store.StringGetAsync(LedgerKeys.Item(planId, item.Ref))));
            faults.AddRange(batch.Zip(stored)
                .Where(pair => !pair.Second.HasValue || LedgerReader.ReadItem(pair.Second!) != pair.First)
                .Select(pair => $"Item {pair.First.Ref} is not as its last event left it."));
        }
    }

    private async Task CheckIndexesAsync(string planId, Dictionary<string, WorkItem> items, HashSet<string> indexNames, List<string> faults)
    {
        var expected = items.Values
            .SelectMany(item => LedgerIndexes.Of(item).Select(index => (index.Name, item.Ref, index.Score)))
            .ToLookup(entry => entry.Name, entry => (entry.Ref, entry.Score), StringComparer.Ordinal);
        foreach (var name in indexNames.Order(StringComparer.Ordinal))
        {
            var stored = await store.SortedSetRangeByRankWithScoresAsync(LedgerKeys.Index(planId, name));
            var entries = stored.Select(entry => ((string)entry.Element!, entry.Score)).ToHashSet();
            if (!entries.SetEquals(expected[name]))
                faults.Add($"Index {name} does not hold what the events say.");
        }
    }

    private async Task CheckTallyAsync(string planId, Dictionary<string, WorkItem> items, List<string> faults)
    {
        var expected = items.Values
            .SelectMany(Tally.CountersOf)
            .GroupBy(counter => counter.Field, counter => counter.Count, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(), StringComparer.Ordinal);
        var stored = (await store.HashGetAllAsync(LedgerKeys.Tally(planId)))
            .ToDictionary(entry => (string)entry.Name!, entry => (int)entry.Value, StringComparer.Ordinal);
        faults.AddRange(expected.Keys.Union(stored.Keys, StringComparer.Ordinal)
            .Where(field => expected.GetValueOrDefault(field) != stored.GetValueOrDefault(field))
            .Order(StringComparer.Ordinal)
            .Select(field => $"Counter {field} is {stored.GetValueOrDefault(field)}, the events say {expected.GetValueOrDefault(field)}."));
    }
}
