using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using KexieBot.Core.Delivery;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using StackExchange.Redis;

namespace KexieBot.Core.Ledger;

/// <summary>
/// A backup holds what cannot be recomputed: the roster, what was learned of how to reach people and groups, up to where everybody has heard, the plans, and every
/// event line as it is chained. Items, indexes and counters are made anew from the events when it is restored. Format: gzip of JSON lines; the last line says how many
/// events there are, so a file that was cut off is recognised.
/// </summary>
public sealed class LedgerBackup(IDatabase store, RosterStore rosterStore, LedgerReader reader, HeardMarks marks, OfficeHours hours, OfficeClock clock, StoreRoom? room = null)
{
    private const int Batch = 1000;
    private const string Format = "kexiebot-backup-1";

    /// <summary>Writes everything; changes made meanwhile are in it or not, each plan's chain is whole either way.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="learned">Further keys that cannot be recomputed: the channels know which.</param>
    /// <returns>How many events were written.</returns>
    public async Task<long> WriteAsync(Stream stream, CancellationToken cancellationToken, IEnumerable<RedisKey>? learned = null)
    {
        await using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        await using var writer = new StreamWriter(gzip);
        await LineAsync(writer, new Line { Format = Format });
        var roster = await rosterStore.GetAsync();
        await LineAsync(writer, new Line { Units = roster.Units, Groups = roster.Groups, Persons = roster.Persons });
        foreach (var key in (learned ?? []).Append(SubscribedGroups.Key).Append(HeardMarks.PlannedKey).Append(HeardMarks.HeardKey))
        {
            if (await KeyLineAsync(key) is { } line)
                await LineAsync(writer, line);
        }

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

    /// <summary>Whether a backup is an earlier one of this ledger: each of its plans is here, and begins with the same event. A new backup may take the place of such a one only.</summary>
    /// <exception cref="BackupRefusedException">It is no whole backup.</exception>
    public async Task<bool> IsOfThisLedgerAsync(Stream stream, CancellationToken cancellationToken)
    {
        await CheckAsync(stream, cancellationToken);
        Plan? begun = null;
        await foreach (var line in LinesAsync(stream, cancellationToken))
        {
            if (begun is not null && line.Event is not null && await store.HashGetAsync(LedgerKeys.Events(begun.Id), LedgerKeys.SeqField(1)) != line.Event)
                return false;
            begun = line.Plan;
        }

        return true;
    }

    /// <summary>Fills an empty store. The plans' names come all together when everything else is there: until then nobody works on any of it, and one that was cut off is run again.</summary>
    /// <param name="stream">The backup, to be read twice.</param>
    /// <param name="onRestored">Is told now and then how many of how many events are there.</param>
    /// <returns>How many events were restored.</returns>
    /// <exception cref="BackupRefusedException">The store is not empty, or the file is no whole backup; the message says what to do.</exception>
    /// <exception cref="StoreFullException">The store is too small; with more memory the same backup goes on.</exception>
    public async Task<long> RestoreAsync(Stream stream, CancellationToken cancellationToken, Action<long, long>? onRestored = null)
    {
        var (total, hash) = await CheckAsync(stream, cancellationToken);
        var begun = (string?)await store.StringGetAsync(LedgerKeys.Restoring);
        if (begun is not null && begun != hash)
            throw new BackupRefusedException("这里有另一个备份恢复到一半：请用那一个再运行一次，或换一个空的数据目录或空的 Redis。Another backup was half restored here.");
        if (begun is null && (await reader.RecordedPlanIdsAsync()).Count > 0)
            throw new BackupRefusedException("台账不是空的，没有恢复；请换一个空的数据目录或空的 Redis。The store is not empty.");
        await DemandRoomAsync();
        await store.StringSetAsync(LedgerKeys.Restoring, hash);

        var (plans, filling, done) = (new List<Plan>(), (PlanFilling?)null, 0L);
        await foreach (var line in LinesAsync(stream, cancellationToken))
        {
            if (line.Persons is not null)
                await rosterStore.ChangeAsync(_ => new Roster.Roster(line.Units!, line.Groups!, line.Persons));
            if (line.Key is not null)
                await WriteKeyAsync(line);
            if (line.Event is { } written && filling!.Add(written) == Batch)
            {
                await DemandRoomAsync();
                await filling.FlushAsync();
                onRestored?.Invoke(done += Batch, total);
            }

            if (filling is not null && line.Event is null)
            {
                await DemandRoomAsync();
                await filling.FinishAsync();
                filling = null;
            }

            if (line.Plan is { } plan)
            {
                plans.Add(plan);
                filling = new PlanFilling(store, plan);
                await filling.ClearAsync();
            }
        }

        // Whether the mornings since the backup went out nobody knows; what they asked for comes again by the rules' own steps, and a morning said twice would reach everybody.
        await marks.SkipToAsync(hours.LastMorning(clock.Now));
        var listed = store.CreateTransaction();
        foreach (var plan in plans)
            _ = listed.SortedSetAddAsync(plan.RemovedAt is null ? LedgerKeys.Plans : LedgerKeys.RemovedPlans, plan.Id, (plan.RemovedAt ?? plan.ImportedAt).ToUnixTimeMilliseconds());
        _ = listed.KeyDeleteAsync(LedgerKeys.Restoring);
        await listed.ExecuteAsync();
        return total;
    }

    /// <summary>A restore was cut off and is to be run again before anything else is done.</summary>
    public static Task<bool> IsUnfinishedAsync(IDatabase store) => store.KeyExistsAsync(LedgerKeys.Restoring);

    /// <exception cref="BackupRefusedException">A restore was cut off.</exception>
    public static async Task DemandFinishedAsync(IDatabase store)
    {
        if (await IsUnfinishedAsync(store))
            throw new BackupRefusedException("这里有备份恢复到一半：请用同一个文件再运行一次 restore。A restore was cut off here; run it again with the same file.");
    }

    private Task DemandRoomAsync() => room?.DemandAsync(isMuch: true) ?? Task.CompletedTask;

    private async Task<Line?> KeyLineAsync(RedisKey key) => await store.KeyTypeAsync(key) switch
    {
        RedisType.String => new Line { Key = key, Text = await store.StringGetAsync(key) },
        RedisType.Hash => new Line { Key = key, Fields = (await store.HashGetAllAsync(key)).ToDictionary(field => field.Name.ToString(), field => field.Value.ToString(), StringComparer.Ordinal) },
        RedisType.Set => new Line { Key = key, Members = [.. (await store.SetMembersAsync(key)).Select(member => member.ToString())] },
        _ => null,
    };

    private Task WriteKeyAsync(Line line) =>
        line.Text is not null ? store.StringSetAsync(line.Key, line.Text)
        : line.Fields is not null ? store.HashSetAsync(line.Key, [.. line.Fields.Select(field => new HashEntry(field.Key, field.Value))])
        : store.SetAddAsync(line.Key, [.. line.Members!.Select(member => (RedisValue)member)]);

    // The whole file is looked at before anything is written; its hash names it.
    private static async Task<(long Events, string Hash)> CheckAsync(Stream stream, CancellationToken cancellationToken)
    {
        var (lines, events, isBackup, said) = (0L, 0L, false, (long?)null);
        await foreach (var line in LinesAsync(stream, cancellationToken))
        {
            isBackup = lines++ == 0 ? line.Format == Format : isBackup;
            events += line.Event is null ? 0 : 1;
            said = line.Events;
            if (line.Event is not null && LedgerEvent.FromLine(line.Event) is null)
                throw new BackupRefusedException($"备份的第 {lines} 行是一个已损坏的事件，没有恢复；请换一个备份。The backup is damaged.");
        }

        if (!isBackup || said != events)
            throw new BackupRefusedException("备份文件不完整，没有恢复；请换一个备份。The backup is not whole.");
        stream.Position = 0;
        return (events, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)));
    }

    private static async IAsyncEnumerable<Line> LinesAsync(Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        stream.Position = 0;
        await using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var text = new StreamReader(gzip);
        while (await NextAsync(text, cancellationToken) is { } line)
            yield return line;
    }

    private static async Task<Line?> NextAsync(StreamReader text, CancellationToken cancellationToken)
    {
        try
        {
            return await text.ReadLineAsync(cancellationToken) is { } line ? JsonSerializer.Deserialize<Line>(line, StoreJson.Options) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new BackupRefusedException($"这不是科协Bot的备份文件，或已损坏：{exception.Message}");
        }
    }

    private static Task LineAsync(StreamWriter writer, Line line) => writer.WriteLineAsync(JsonSerializer.Serialize(line, StoreJson.Options));

    private sealed record Line
    {
        public string? Format { get; init; }

        public IReadOnlyList<Unit>? Units { get; init; }

        public IReadOnlyList<UnitGroup>? Groups { get; init; }

        public IReadOnlyList<Person>? Persons { get; init; }

        /// <summary>A key of the store, with its text, fields or members.</summary>
        public string? Key { get; init; }

        public string? Text { get; init; }

        public IReadOnlyDictionary<string, string>? Fields { get; init; }

        public IReadOnlyList<string>? Members { get; init; }

        public Plan? Plan { get; init; }

        public string? Event { get; init; }

        public long? Events { get; init; }
    }

    /// <summary>A plan that is being filled from its events, batch by batch. Whatever an earlier try has left is written over: the plan's name is on no list yet, so nobody has worked on it.</summary>
    private sealed class PlanFilling(IDatabase store, Plan plan)
    {
        private readonly Dictionary<string, WorkItem> items = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<RedisValue>> histories = new(StringComparer.Ordinal);
        private readonly List<HashEntry> events = [];
        private readonly HashSet<string> fresh = new(StringComparer.Ordinal);
        private long count;
        private string last = "";

        public Task<long> ClearAsync() => store.KeyDeleteAsync([LedgerKeys.Events(plan.Id), LedgerKeys.Tally(plan.Id)]);

        /// <summary>How many events wait to be written.</summary>
        public int Add(string line)
        {
            var entry = LedgerEvent.FromLine(line)!;
            events.Add(new HashEntry(LedgerKeys.SeqField(entry.Seq), line));
            (count, last) = (count + 1, line);
            if (entry.After is { } item)
            {
                if (!items.ContainsKey(item.Ref))
                    fresh.Add(item.Ref);
                items[item.Ref] = item;
                if (!histories.TryGetValue(item.Ref, out var history))
                    histories[item.Ref] = history = [];
                history.Add(entry.Seq);
            }

            return events.Count;
        }

        public async Task FlushAsync()
        {
            if (fresh.Count > 0)
                await store.KeyDeleteAsync([.. fresh.Select(itemRef => LedgerKeys.History(plan.Id, itemRef))]);
            await Task.WhenAll(histories.Select(history => store.ListRightPushAsync(LedgerKeys.History(plan.Id, history.Key), [.. history.Value])).Append<Task>(store.HashSetAsync(LedgerKeys.Events(plan.Id), [.. events])));
            events.Clear();
            histories.Clear();
            fresh.Clear();
        }

        public async Task FinishAsync()
        {
            if (events.Count > 0)
                await FlushAsync();
            var indexes = items.Values.SelectMany(LedgerIndexes.Of).Select(entry => entry.Name).Distinct(StringComparer.Ordinal).Select(name => LedgerKeys.Index(plan.Id, name)).ToArray();
            if (indexes.Length > 0)
                await store.KeyDeleteAsync(indexes);
            foreach (var batch in items.Values.Chunk(Batch))
            {
                var entries = batch.SelectMany(item => LedgerIndexes.Of(item).Select(entry => (entry.Name, Entry: new SortedSetEntry(item.Ref, entry.Score)))).GroupBy(entry => entry.Name, entry => entry.Entry, StringComparer.Ordinal);
                await Task.WhenAll(entries.Select(index => store.SortedSetAddAsync(LedgerKeys.Index(plan.Id, index.Key), [.. index]))
                    .Append<Task>(store.StringSetAsync([.. batch.Select(item => KeyValuePair.Create(LedgerKeys.Item(plan.Id, item.Ref), (RedisValue)JsonSerializer.Serialize(item, StoreJson.Options)))])));
            }

            var tally = items.Values.SelectMany(Tally.CountersOf).GroupBy(counter => counter.Field, counter => counter.Count, StringComparer.Ordinal).Select(counter => new HashEntry(counter.Key, counter.Sum())).ToArray();
            if (tally.Length > 0)
                await store.HashSetAsync(LedgerKeys.Tally(plan.Id), tally);
            await store.StringSetAsync(LedgerKeys.Plan(plan.Id), JsonSerializer.Serialize(plan, StoreJson.Options));
            await store.StringSetAsync(LedgerKeys.PlanVersion(plan.Id), count);
            if (count > 0)
                await store.StringSetAsync(LedgerKeys.Head(plan.Id), new Ledger.Head(count, LedgerEvent.HashIn(last)).ToString());
        }
    }
}

/// <summary>A backup cannot be restored or replaced; the message says why and what to do.</summary>
public sealed class BackupRefusedException(string message) : Exception(message);
