using System.IO.Compression;
using System.Text.Json;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using StackExchange.Redis;

namespace KexieBot.Core.Ledger;

/// <summary>
/// A backup holds what cannot be recomputed: the roster, the plans, and every event line as it is chained. Items, indexes and
/// counters are made anew from the events when it is restored. Format: gzip of JSON lines; the last line says how many events
/// there are, so a file that was cut off is recognised.
/// </summary>
public sealed class LedgerBackup(IDatabase store, RosterStore rosterStore, LedgerReader reader)
{
    private const int Batch = 1000;
    private const string Format = "kexiebot-backup-1";

    /// <summary>Writes everything; changes made meanwhile are in it or not, each plan's chain is whole either way.</summary>
    /// <returns>How many events were written.</returns>
    public async Task<long> WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        await using var writer = new StreamWriter(gzip);
        await LineAsync(writer, new Line { Format = Format });
        var roster = await rosterStore.GetAsync();
        await LineAsync(writer, new Line { Units = roster.Units, Groups = roster.Groups, Persons = roster.Persons });
        long total = 0;
        foreach (var id in await reader.RecordedPlanIdsAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Of one moment, or a revision between the two would leave a plan that is not the one its last event names.
            var moment = store.CreateTransaction();
            var (planAnswer, headAnswer) = (moment.StringGetAsync(LedgerKeys.Plan(id)), moment.StringGetAsync(LedgerKeys.Head(id)));
            await moment.ExecuteAsync();
            var (plan, head) = (JsonSerializer.Deserialize<Plan>((await planAnswer).ToString(), StoreJson.Options)!, Ledger.Head.Parse(await headAnswer));
            await LineAsync(writer, new Line { Plan = plan });
            for (long first = 1; first <= head.Seq; first += Batch)
            {
                var seqs = Enumerable.Range(0, (int)Math.Min(Batch, head.Seq - first + 1)).Select(offset => (RedisValue)LedgerKeys.SeqField(first + offset)).ToArray();
                foreach (var line in await store.HashGetAsync(LedgerKeys.Events(plan.Id), seqs))
                    await LineAsync(writer, new Line { Event = line });
            }

            total += head.Seq;
        }

        await LineAsync(writer, new Line { Events = total });
        return total;
    }

    /// <summary>Fills an empty store.</summary>
    /// <returns>How many events were restored.</returns>
    /// <exception cref="BackupRefusedException">The store is not empty, or the file is no whole backup; nothing is usable then, and the message says what to do.</exception>
    public async Task<long> RestoreAsync(Stream stream, CancellationToken cancellationToken)
    {
        if ((await reader.RecordedPlanIdsAsync()).Count > 0)
            throw new BackupRefusedException("台账不是空的，没有恢复；请换一个空的数据目录或空的 Redis。The store is not empty.");
        var (lines, total) = await ReadAsync(stream, cancellationToken);
        var plans = new List<Plan>();
        foreach (var line in lines)
        {
            if (line.Persons is not null)
                await rosterStore.ChangeAsync(_ => new Roster.Roster(line.Units!, line.Groups!, line.Persons));
            if (line.Plan is { } plan)
                plans.Add(plan);
        }

        foreach (var plan in plans)
        {
            var events = lines.SkipWhile(line => line.Plan?.Id != plan.Id).Skip(1).TakeWhile(line => line.Event is not null).Select(line => line.Event!).ToList();
            await RestorePlanAsync(plan, events);
        }

        return total;
    }

    // Whatever a restore that was cut off has left is written over: the plan's name comes last, so nobody has worked on it.
    private async Task RestorePlanAsync(Plan plan, List<string> events)
    {
        await store.KeyDeleteAsync([LedgerKeys.Events(plan.Id), LedgerKeys.Tally(plan.Id)]);
        var items = new Dictionary<string, WorkItem>(StringComparer.Ordinal);
        for (var index = 0; index < events.Count; index++)
        {
            var entry = LedgerEvent.FromLine(events[index])
                ?? throw new BackupRefusedException($"备份中方案 {plan.Id} 的第 {index + 1} 个事件已损坏。The backup is damaged.");
            await store.HashSetAsync(LedgerKeys.Events(plan.Id), LedgerKeys.SeqField(entry.Seq), events[index]);
            if (entry.After is not { } item)
                continue;
            if (items.TryAdd(item.Ref, item))
                await store.KeyDeleteAsync(LedgerKeys.History(plan.Id, item.Ref));
            items[item.Ref] = item;
            await store.ListRightPushAsync(LedgerKeys.History(plan.Id, item.Ref), entry.Seq);
        }

        await store.KeyDeleteAsync([.. items.Values.SelectMany(LedgerIndexes.Of).Select(entry => entry.Name).Distinct(StringComparer.Ordinal).Select(name => LedgerKeys.Index(plan.Id, name))]);
        foreach (var item in items.Values)
        {
            var writes = new List<Task> { store.StringSetAsync(LedgerKeys.Item(plan.Id, item.Ref), JsonSerializer.Serialize(item, StoreJson.Options)) };
            writes.AddRange(LedgerIndexes.Of(item).Select(entry => store.SortedSetAddAsync(LedgerKeys.Index(plan.Id, entry.Name), item.Ref, entry.Score)));
            writes.AddRange(Tally.CountersOf(item).Select(counter => store.HashIncrementAsync(LedgerKeys.Tally(plan.Id), counter.Field, counter.Count)));
            await Task.WhenAll(writes);
        }

        await store.StringSetAsync(LedgerKeys.Plan(plan.Id), JsonSerializer.Serialize(plan, StoreJson.Options));
        await store.StringSetAsync(LedgerKeys.PlanVersion(plan.Id), events.Count);
        if (events.Count > 0)
            await store.StringSetAsync(LedgerKeys.Head(plan.Id), new Ledger.Head(events.Count, LedgerEvent.HashIn(events[^1])).ToString());
        await store.SortedSetAddAsync(plan.RemovedAt is null ? LedgerKeys.Plans : LedgerKeys.RemovedPlans, plan.Id, (plan.RemovedAt ?? plan.ImportedAt).ToUnixTimeMilliseconds());
    }

    private static async Task<(List<Line> Lines, long Total)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var lines = new List<Line>();
        try
        {
            await using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            using var text = new StreamReader(gzip);
            while (await text.ReadLineAsync(cancellationToken) is { } line)
                lines.Add(JsonSerializer.Deserialize<Line>(line, StoreJson.Options)!);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new BackupRefusedException($"这不是科协Bot的备份文件，或已损坏：{exception.Message}");
        }

        if (lines.Count < 2 || lines[0].Format != Format || lines[^1].Events is not { } total || total != lines.Count(line => line.Event is not null))
            throw new BackupRefusedException("备份文件不完整，没有恢复；请换一个备份。The backup is not whole.");
        return (lines, total);
    }

    private static Task LineAsync(StreamWriter writer, Line line) => writer.WriteLineAsync(JsonSerializer.Serialize(line, StoreJson.Options));

    private sealed record Line
    {
        public string? Format { get; init; }

        public IReadOnlyList<Unit>? Units { get; init; }

        public IReadOnlyList<UnitGroup>? Groups { get; init; }

        public IReadOnlyList<Person>? Persons { get; init; }

        public Plan? Plan { get; init; }

        public string? Event { get; init; }

        public long? Events { get; init; }
    }
}

/// <summary>A backup cannot be restored; the message says why and what to do.</summary>
public sealed class BackupRefusedException(string message) : Exception(message);
