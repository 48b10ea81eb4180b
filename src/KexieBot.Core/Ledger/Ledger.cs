using System.Collections.Concurrent;
using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Plans;
using StackExchange.Redis;

namespace KexieBot.Core.Ledger;

/// <summary>
/// 台账: the work items of all plans with their history, in the store. Reading is in <see cref="LedgerReader"/>; this class writes.
/// A commit is one MULTI/EXEC that is conditional on the plan's head, so that whatever was read of the plan is still true when it is written.
/// </summary>
public sealed class Ledger(IDatabase store, OfficeClock clock, StoreRoom room)
{
    private const int Attempts = 12;
    private const int ImportBatch = 200;

    // Within a process commits to one plan wait for each other here: a conflict costs a second round, waiting does not.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new(StringComparer.Ordinal);

    /// <summary>
    /// Shows <paramref name="decide"/> the items named by <paramref name="refs"/> (those that exist) and commits what it decides.
    /// A message whose id was already answered here gets the answer it got then, and changes nothing: one that was refused does not act when it comes again later.
    /// </summary>
    /// <param name="planId">The plan whose items these are.</param>
    /// <param name="origin">Who causes the change, and the message that identifies it.</param>
    /// <param name="refs">number/unit of each item that the decision needs.</param>
    /// <param name="decide">Pure: it may be called again on newer items.</param>
    /// <exception cref="StoreBusyException">Other processes were faster twelve times in a row.</exception>
    public async Task<Reply> CommitAsync(string planId, Origin origin, IReadOnlyCollection<string> refs, Func<IReadOnlyDictionary<string, WorkItem>, Decision> decide) =>
        (await CommitPartAsync(planId, origin, refs, decide)).Reply;

    /// <summary>As <see cref="CommitAsync(string, Origin, IReadOnlyCollection{string}, Func{IReadOnlyDictionary{string, WorkItem}, Decision})"/>, for a change of several plans: says which items were changed in this one, also where an earlier delivery of the message did it.</summary>
    public Task<(Reply Reply, IReadOnlyList<string> Changed)> CommitPartAsync(string planId, Origin origin, IReadOnlyCollection<string> refs, Func<IReadOnlyDictionary<string, WorkItem>, Decision> decide)
    {
        var proposal = Task.FromResult(new Proposal(refs, decide));
        return CommitAsync(planId, origin, () => proposal);
    }

    /// <summary>As <see cref="CommitAsync(string, Origin, IReadOnlyCollection{string}, Func{IReadOnlyDictionary{string, WorkItem}, Decision})"/>, for what changes the plan itself: the decision is shown the plan as it stands, so that of two edits at once neither takes away what the other put there.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="origin">Who causes the change, and the message that identifies it.</param>
    /// <param name="refs">number/unit of each item that the decision on this plan needs. Pure, as <paramref name="decide"/>.</param>
    /// <param name="decide">Pure: it may be called again on a newer plan and newer items.</param>
    public async Task<Reply> CommitPlanAsync(string planId, Origin origin, Func<Plan, IReadOnlyCollection<string>> refs, Func<Plan, IReadOnlyDictionary<string, WorkItem>, Decision> decide)
    {
        var (reply, _) = await CommitAsync(planId, origin, async () =>
        {
            var plan = (await PlanAsync(planId))!;
            return new Proposal(refs(plan), items => decide(plan, items));
        });
        return reply;
    }

    private async Task<Plan?> PlanAsync(string planId)
    {
        var version = store.StringGetAsync(LedgerKeys.PlanVersion(planId));
        var json = await store.StringGetAsync(LedgerKeys.Plan(planId));
        return json.HasValue ? JsonSerializer.Deserialize<Plan>((string)json!, StoreJson.Options)! with { Version = (long)await version } : null;
    }

    private async Task<(Reply Reply, IReadOnlyList<string> Changed)> CommitAsync(string planId, Origin origin, Func<Task<Proposal>> propose)
    {
        await room.DemandAsync();
        var gate = gates.GetOrAdd(planId, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync();
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await TryCommitAsync(planId, origin, propose) is { } committed)
                    return committed;
                // In real time: another writer is done when it is done, whatever the office's clock says.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 << Math.Min(attempt, 6))));
            }
        }
        finally
        {
            gate.Release();
        }

        throw new StoreBusyException($"plan {planId}");
    }

    /// <summary>
    /// Puts a new plan with its items into the ledger. Items go in by batches, the plan's name last: a plan that is cut off half-way
    /// is not in the ledger, and importing it again goes on where it stopped.
    /// </summary>
    /// <returns>False where the id is that of a plan of another title already; nothing was changed then.</returns>
    public async Task<bool> ImportAsync(Plan plan, IReadOnlyList<WorkItem> items, Origin origin)
    {
        var isTaken = false;
        var batches = items.Chunk(ImportBatch).ToList();
        for (var index = 0; index < Math.Max(batches.Count, 1) && !isTaken; index++)
        {
            var batch = index < batches.Count ? batches[index] : [];
            var isFirst = index == 0;
            await room.DemandAsync(isMuch: true);
            await CommitAsync(plan.Id, origin with { MessageId = $"{origin.MessageId}#{index}" }, async () =>
            {
                // From the second batch on it is this plan that stands there.
                isTaken = isFirst && await PlanAsync(plan.Id) is { } there && there.Title != plan.Title;
                return new Proposal([.. batch.Select(item => item.Ref)], existing => new Decision(Reply.Of(plan.Title))
                {
                    Plan = isFirst && !isTaken ? plan : null,
                    Changes = [.. batch.Where(item => !isTaken && !existing.ContainsKey(item.Ref)).Select(item => new ItemChange(EventKind.Assigned, null, item, null))],
                });
            });
        }

        if (isTaken)
            return false;
        await store.SortedSetAddAsync(LedgerKeys.Plans, plan.Id, clock.Now.ToUnixTimeMilliseconds(), When.NotExists);
        return true;
    }

    /// <summary>
    /// Takes a plan out: its items become void, which takes them out of every index and counter, and its name leaves the list. The events stay, and are
    /// verified and backed up as before. The name goes last, as it came: a removal that is cut off goes on when it is asked for again.
    /// </summary>
    public async Task RemoveAsync(Plan plan, IEnumerable<WorkItem> items, Origin origin)
    {
        foreach (var batch in items.Select(item => item.Ref).Chunk(ImportBatch))
        {
            await CommitAsync(plan.Id, origin with { MessageId = $"{origin.MessageId}#{batch[0]}" }, batch, current => new Decision(Reply.Of(plan.Title))
            {
                Changes = [.. current.Values.Select(item => (item, After: WorkItemMoves.Withdraw(item, clock.Now))).Where(pair => pair.After is not null).Select(pair => new ItemChange(EventKind.Voided, pair.item, pair.After!, null))],
            });
        }

        await CommitPlanAsync(plan.Id, origin with { MessageId = $"{origin.MessageId}#removed" }, _ => [], (current, _) => new Decision(Reply.Of(plan.Title)) { Plan = current with { RemovedAt = clock.Now } });
        var listed = store.CreateTransaction();
        _ = listed.SortedSetAddAsync(LedgerKeys.RemovedPlans, plan.Id, clock.Now.ToUnixTimeMilliseconds());
        _ = listed.SortedSetRemoveAsync(LedgerKeys.Plans, plan.Id);
        await listed.ExecuteAsync();
    }

    private async Task<(Reply Reply, IReadOnlyList<string> Changed)?> TryCommitAsync(string planId, Origin origin, Func<Task<Proposal>> propose)
    {
        // The head is asked for first: were the plan or an item changed between the answers, the head has changed too and the commit fails.
        var headAnswer = store.StringGetAsync(LedgerKeys.Head(planId));
        var seenAnswer = store.StringGetAsync(LedgerKeys.Seen(planId, origin.MessageId));
        var (refs, decide) = await propose();
        var itemAnswers = refs.Select(itemRef => store.StringGetAsync(LedgerKeys.Item(planId, itemRef))).ToList();
        var head = Head.Parse(await headAnswer);
        if ((string?)await seenAnswer is { } answered)
            return (JsonSerializer.Deserialize<Reply>(answered, StoreJson.Options)!, await ChangedByAsync(planId, origin));
        var items = (await Task.WhenAll(itemAnswers))
            .Where(json => json.HasValue)
            .Select(json => LedgerReader.ReadItem(json!))
            .ToDictionary(item => item.Ref, StringComparer.Ordinal);

        var decision = decide(items);
        if (decision.Changes.Count == 0 && decision.Plan is null && decision.Messages.Count == 0)
        {
            KexieTelemetry.Commits.Add(1, new KeyValuePair<string, object?>("outcome", "unchanged"));
            if (decision.Reply.Asks is null)
                await store.StringSetAsync(LedgerKeys.Seen(planId, origin.MessageId), Answer(decision), LedgerKeys.SeenFor, When.NotExists);
            return (decision.Reply, []);
        }

        using var activity = KexieTelemetry.Activities.StartActivity("commit");
        var isCommitted = await ExecuteAsync(planId, origin, head, decision);
        KexieTelemetry.Commits.Add(1, new KeyValuePair<string, object?>("outcome", isCommitted ? "committed" : "conflict"));
        return isCommitted ? (decision.Reply, [.. decision.Changes.Select(change => change.After.Ref)]) : null;
    }

    private async Task<IReadOnlyList<string>> ChangedByAsync(string planId, Origin origin) =>
        (string?)await store.StringGetAsync(LedgerKeys.LastChange(planId, origin.By)) is { } json
        && JsonSerializer.Deserialize<LastChange>(json, StoreJson.Options) is { } last && last.MessageId == origin.MessageId ? last.Refs : [];

    private Task<bool> ExecuteAsync(string planId, Origin origin, Head head, Decision decision)
    {
        var commit = store.CreateTransaction();
        commit.AddCondition(head.Seq == 0
            ? Condition.KeyNotExists(LedgerKeys.Head(planId))
            : Condition.StringEqual(LedgerKeys.Head(planId), head.ToString()));
        commit.AddCondition(Condition.KeyNotExists(LedgerKeys.Seen(planId, origin.MessageId)));

        var now = clock.Now;
        var events = new List<HashEntry>();
        if (decision.Plan is { } plan)
        {
            var json = JsonSerializer.Serialize(plan, StoreJson.Options);
            head = Append(events, head, new LedgerEvent(0, now, plan.RemovedAt is null ? EventKind.PlanImported : EventKind.PlanRemoved, origin.By, origin.Channel, origin.MessageId, null, plan.Title, null) { PlanHash = LedgerEvent.HashOf(json) });
            _ = commit.StringSetAsync(LedgerKeys.Plan(planId), json);
            _ = commit.StringSetAsync(LedgerKeys.PlanVersion(planId), head.Seq);
        }

        var written = new List<ItemChange>(decision.Changes.Count);
        foreach (var change in decision.Changes)
        {
            var after = change.After with { Version = head.Seq + 1, HeardBefore = HeardBefore(change) };
            head = Append(events, head, EventOf(change, after, now, origin));
            written.Add(change with { After = after });
            _ = commit.ListRightPushAsync(LedgerKeys.History(planId, after.Ref), head.Seq);
        }

        if (events.Count > 0)
        {
            _ = commit.HashSetAsync(LedgerKeys.Events(planId), [.. events]);
            _ = commit.StringSetAsync(LedgerKeys.Head(planId), head.ToString());
            var last = new LastChange(planId, origin.MessageId, now, head.Seq, [.. written.Select(change => change.After.Ref)]);
            _ = commit.StringSetAsync(LedgerKeys.LastChange(planId, origin.By), JsonSerializer.Serialize(last, StoreJson.Options), LastChange.RecallWithin);
        }

        WriteItems(commit, planId, written);
        foreach (var message in decision.Messages)
            Outbox.Append(commit, planId, message);
        _ = commit.StringSetAsync(LedgerKeys.Seen(planId, origin.MessageId), Answer(decision), LedgerKeys.SeenFor);
        return commit.ExecuteAsync();
    }

    // What comes on the same day, or puts a report right, is part of that report.
    private DateTimeOffset? HeardBefore(ItemChange change) => change switch
    {
        { Before: null } or { Kind: EventKind.Corrected } => change.After.HeardBefore,
        { Before.ReportedAt: null, After.ReportedAt: not null } => change.After.AssignedAt,
        { Before.ReportedAt: { } last, After.ReportedAt: { } now } when last < now && clock.DayOf(last) < clock.DayOf(now) => last,
        _ => change.After.HeardBefore,
    };

    private static string Answer(Decision decision) => JsonSerializer.Serialize(decision.Reply, StoreJson.Options);

    private static LedgerEvent EventOf(ItemChange change, WorkItem after, DateTimeOffset now, Origin origin) =>
        new(0, now, change.Kind, origin.By, origin.Channel, origin.MessageId, after.Ref, change.Text, after)
        {
            FromPercent = change.Before?.Percent,
            FromState = change.Before?.State,
            FromDeadline = change.Before?.Deadline,
        };

    private static Head Append(List<HashEntry> events, Head head, LedgerEvent entry)
    {
        var line = (entry with { Seq = head.Seq + 1, Previous = head.Hash }).Line();
        events.Add(new HashEntry(LedgerKeys.SeqField(head.Seq + 1), line));
        return new Head(head.Seq + 1, LedgerEvent.HashIn(line));
    }

    private static void WriteItems(ITransaction commit, string planId, List<ItemChange> changes)
    {
        var tally = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, before, after, _) in changes)
        {
            _ = commit.StringSetAsync(LedgerKeys.Item(planId, after.Ref), JsonSerializer.Serialize(after, StoreJson.Options));
            var had = before is null ? [] : LedgerIndexes.Of(before).ToList();
            var has = LedgerIndexes.Of(after).ToList();
            foreach (var (name, _) in had.ExceptBy(has.Select(entry => entry.Name), entry => entry.Name))
                _ = commit.SortedSetRemoveAsync(LedgerKeys.Index(planId, name), after.Ref);
            foreach (var (name, score) in has.Except(had))
                _ = commit.SortedSetAddAsync(LedgerKeys.Index(planId, name), after.Ref, score);
            foreach (var (field, count) in before is null ? [] : Tally.CountersOf(before))
                tally[field] = tally.GetValueOrDefault(field) - count;
            foreach (var (field, count) in Tally.CountersOf(after))
                tally[field] = tally.GetValueOrDefault(field) + count;
        }

        foreach (var (field, count) in tally.Where(entry => entry.Value != 0))
            _ = commit.HashIncrementAsync(LedgerKeys.Tally(planId), field, count);
    }

    private sealed record Proposal(IReadOnlyCollection<string> Refs, Func<IReadOnlyDictionary<string, WorkItem>, Decision> Decide);

    /// <summary>The number and the hash of a plan's last event.</summary>
    internal readonly record struct Head(long Seq, string Hash)
    {
        public static Head Parse(RedisValue value)
        {
            if (!value.HasValue)
                return new Head(0, "");
            var parts = ((string)value!).Split(' ');
            return new Head(long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1]);
        }

        public override string ToString() => $"{LedgerKeys.SeqField(Seq)} {Hash}";
    }
}
