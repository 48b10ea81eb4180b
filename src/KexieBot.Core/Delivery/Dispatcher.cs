using System.Runtime.CompilerServices;
using KexieBot.Core.Chat;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>
/// Takes due messages out of the outboxes and has them sent. Any number of dispatchers may run over one store. A message is marked
/// after it was sent, so what can send it twice is a death between the two, or a store that is away from this process for longer than the lease but not from another.
/// </summary>
public sealed partial class Dispatcher(
    Outbox outbox,
    UnreachablePersons unreachable,
    MorningDelivery mornings,
    HeldMessages held,
    SubscribedGroups groups,
    RosterStore rosters,
    IEnumerable<IChannelSender> senders,
    OfficeHours hours,
    OfficeClock clock,
    DeliveryRules rules,
    ILogger<Dispatcher> logger) : IDisposable
{
    // About ten seconds at the platforms' rates: between rounds the host measures and looks for new plans.
    private const int MostBatches = 16;
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(5);

    // What waited for a platform or a server for longer than that comes in one message, and not each change by itself.
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    private readonly DueBatches due = new(outbox, rules);
    private readonly AccountSending sending = new([.. senders], clock, rules, logger);
    private readonly LateMarks marks = new(clock, logger);

    // What is with the platform; what was sent is marked beside the next sends, or the store's disk would keep the platform waiting.
    private readonly SemaphoreSlim sends = new(rules.Concurrency);

    /// <summary>Sends what is due in <paramref name="slots"/>, a bounded number of batches from each; how many messages it took. Calls <paramref name="beat"/> after each, as a round over a platform that hangs takes minutes.</summary>
    public async Task<int> RunOnceAsync(IEnumerable<string> slots, CancellationToken cancellationToken, Action? beat = null)
    {
        await marks.MakeUpAsync();
        var taken = 0;
        // No token for the loop: those that were not begun when the host stops are given back instead of waiting for their lease.
        await Parallel.ForEachAsync(
            ClaimedAsync([.. slots.Append(Outbox.OfficeSlot).Distinct(StringComparer.Ordinal)], cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = 2 * rules.Concurrency, CancellationToken = CancellationToken.None },
            async (claimed, _) =>
            {
                Interlocked.Increment(ref taken);
                await DeliverOneAsync(claimed.Entry, claimed.Roster, cancellationToken);
                beat?.Invoke();
            });
        return taken;
    }

    public void Dispose() => sends.Dispose();

    // The next batch is claimed while the end of this one is being sent, or most hands would be idle at every end.
    private async IAsyncEnumerable<(ClaimedEntry Entry, Roster.Roster Roster)> ClaimedAsync(IReadOnlyList<string> slots, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = due.ClaimAsync(slots);
        for (var batches = 1; await next is { Count: > 0 } batch; batches++)
        {
            var roster = await rosters.GetAsync();
            var isLast = batches == MostBatches;
            for (var index = 0; index < batch.Count; index++)
            {
                if (index == Math.Max(0, batch.Count - rules.Concurrency))
                    next = isLast || !marks.IsEmpty || cancellationToken.IsCancellationRequested ? Task.FromResult<IReadOnlyList<ClaimedEntry>>([]) : due.ClaimAsync(slots);
                yield return (batch[index], roster);
            }
        }
    }

    private async Task DeliverOneAsync(ClaimedEntry claimed, Roster.Roster roster, CancellationToken cancellationToken)
    {
        using var scope = Log.Message(logger, claimed.Slot, claimed.Entry.Key);
        await sends.WaitAsync(CancellationToken.None);
        using var hand = new Hand(sends);
        try
        {
            await DeliverAsync(claimed, roster, hand, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The lease runs out and the message is tried again.
            Log.Failed(logger, e, claimed.Entry.Kind);
        }
    }

    private async Task DeliverAsync(ClaimedEntry claimed, Roster.Roster roster, Hand hand, CancellationToken cancellationToken)
    {
        var (entry, person, now) = (claimed.Entry, roster.FindPerson(claimed.Entry.PersonId), clock.Now);
        // Nobody is late with what is decided at night. A morning message is planned for its time; what people cause waits for it.
        var holds = !entry.IsUrgent && entry.Morning is null && person is not null;
        var earliest = entry.IsUrgent ? now : holds ? hours.ReleaseOf(person!, now) : hours.NextOpen(now);
        if (entry.RepeatableUntil < earliest + rules.SendDeadline)
            await outbox.BuryAsync(claimed, entry, entry.LastError ?? "", DeliveryOutcome.Uncertain);
        else if (entry.PointlessAfter < earliest)
            await outbox.SettleAsync(claimed, DeliveryOutcome.Pointless);
        else if (earliest > now && holds)
            await held.HoldAsync(claimed, hours.ReleaseOf(person!, entry.DueAt), earliest);
        else if (earliest > now)
            await outbox.PostponeAsync(claimed, entry with { DueAt = hours.NextOpen(entry.DueAt) }, earliest);
        else if (holds && entry is { IsHeld: false, IsGathering: false, RepeatableUntil: null } && now - hours.ReleaseOf(person!, entry.DueAt) > LateAfter)
            await held.GatherAsync(claimed, ClosingToday(now), hours.ReleaseOf(person!, ClosingToday(now)));
        // The host stops, or the batch took so long that another worker might hold the entry before this one has sent it.
        else if (cancellationToken.IsCancellationRequested || now + rules.SendDeadline >= claimed.LeasedUntil)
            await outbox.PostponeAsync(claimed, entry, now);
        else if (entry.IsOnCard)
            await ReplaceCardAsync(claimed, person, hand);
        else if ((entry.IsHeld ? await held.ReleaseAsync(claimed) : claimed) is { } released)
            await SendAsync(released, person, hand);
    }

    private DateTimeOffset ClosingToday(DateTimeOffset now) => hours.ClosingOf(clock.DayOf(now));

    private async Task ReplaceCardAsync(ClaimedEntry claimed, Person? person, Hand hand)
    {
        var entry = claimed.Entry with { Attempts = claimed.Entry.Attempts + 1 };
        var outcome = person is null ? null : await sending.ReplaceCardAsync(entry, person);
        hand.Dispose();
        await marks.MarkAsync(claimed, () => outcome is null ? outbox.SettleAsync(claimed, DeliveryOutcome.Pointless) : ApplyAsync(claimed, entry with { LastError = ReasonOf(outcome) }, outcome, also: null));
    }

    private async Task SendAsync(ClaimedEntry claimed, Person? person, Hand hand)
    {
        using var activity = KexieTelemetry.Activities.StartActivity("send");
        var began = clock.Now;
        if (((claimed.Entry.Morning is not null || claimed.Entry.IsGathering) && person is not null ? await held.TakeAsync(claimed) : []) is not { } carried)
        {
            await outbox.PostponeAsync(claimed, claimed.Entry, began + AMoment);
            return;
        }

        if (await mornings.AsOfNowAsync(claimed.Entry, [.. carried.Select(one => one.Entry)]) is not { } message)
        {
            await marks.MarkAsync(claimed, async () =>
            {
                await mornings.HeardAsync(claimed.Entry);
                await outbox.SettleAsync(claimed, claimed.Entry.IsGathering ? DeliveryOutcome.Merged : DeliveryOutcome.Answered);
            });
            return;
        }

        var group = GroupAddress.Parse(message.PersonId);
        var outcome = group is not null ? await sending.SendAsync(message, group)
            : person is not null ? await sending.SendAsync(message, person)
            : new SendOutcome.Unreachable("not on the roster");
        hand.Dispose();
        KexieTelemetry.Sends.Add(1, new("kind", claimed.Entry.Kind), new("outcome", outcome.GetType().Name.ToLowerInvariant()));
        if (outcome is SendOutcome.Sent)
            KexieTelemetry.Lateness.Record((clock.Now - ExpectedAt(claimed.Entry, person)).TotalSeconds, new KeyValuePair<string, object?>("kind", claimed.Entry.Kind));
        var entry = claimed.Entry with
        {
            Attempts = claimed.Entry.Attempts + 1,
            LastError = ReasonOf(outcome),
            // The first attempt in doubt opens the platform's window; later ones do not lengthen it.
            RepeatableUntil = claimed.Entry.RepeatableUntil ?? (outcome is SendOutcome.Uncertain doubt ? began + doubt.RepeatableFor : (DateTimeOffset?)null),
        };
        await marks.MarkAsync(claimed, async () =>
        {
            if (outcome is SendOutcome.Sent)
                await Task.WhenAll(mornings.HeardAsync(entry), unreachable.RemoveAsync([entry.PersonId]));
            if (outcome is SendOutcome.Unreachable nobody && !IsForAnother(nobody, entry))
                await unreachable.AddAsync(entry.PersonId, nobody.Reason);
            // The bot was taken out of the group: the office hears of it once, not every week.
            if (outcome is SendOutcome.Unreachable { IsOnlyHere: false } && group is not null)
                await groups.RemoveAsync(group);
            if (await ApplyAsync(claimed, entry, outcome, message, carried))
                Log.Attempted(logger, entry.Kind, outcome.GetType().Name, entry.Attempts);
            else
                Log.LeaseLost(logger, entry.Kind, outcome.GetType().Name);
        });
    }

    // Nobody is late with what was caused at night, whoever put it into the outbox, and whether a server ran then.
    private DateTimeOffset ExpectedAt(OutboxEntry entry, Person? person) =>
        entry.IsUrgent ? entry.DueAt : person is not null ? hours.ReleaseOf(person, entry.DueAt) : hours.NextOpen(entry.DueAt);

    // What a morning message took along shares its fate where it was or may have been read; else it is put back, and goes with another or alone.
    private async Task<bool> ApplyAsync(ClaimedEntry claimed, OutboxEntry entry, SendOutcome outcome, OutboxEntry message, IReadOnlyList<ClaimedEntry> carried)
    {
        var isSaid = carried.Count > 0 && outcome is SendOutcome.Sent or SendOutcome.Uncertain { RepeatableFor.Ticks: <= 0 };
        // Among the dead letters lies what the reader may have read.
        var isApplied = await ApplyAsync(claimed, isSaid ? entry with { Kind = entry.Kind == MessageKind.Held ? MessageKind.Event : entry.Kind, Content = message.Content } : entry, outcome, isSaid ? commit => HeldMessages.AppendSaid(commit, entry.PersonId, carried) : null);
        // What is gathered waits for the next attempt of the one that gathers; where a platform refuses all of it in one, its parts go alone.
        await (isSaid ? held.SaidAsync(carried) : held.PutBackAsync(carried, entry.IsGathering && outcome is not SendOutcome.Rejected ? entry.PointlessAfter : null));
        return isApplied;
    }

    // A message in doubt that comes back after its window is buried then, whatever the attempts between have said.
    private Task<bool> ApplyAsync(ClaimedEntry claimed, OutboxEntry entry, SendOutcome outcome, Action<ITransaction>? also) => outcome switch
    {
        SendOutcome.Sent => outbox.SettleAsync(claimed, DeliveryOutcome.Sent, also),
        SendOutcome.Uncertain { RepeatableFor.Ticks: > 0 } => outbox.PostponeAsync(claimed, entry, clock.Now + rules.WaitAfter(entry.Attempts, Random.Shared.NextDouble())),
        SendOutcome.Uncertain lost => outbox.BuryAsync(claimed, entry, lost.Reason, DeliveryOutcome.Uncertain, also),
        SendOutcome.Unreachable nobody when IsForAnother(nobody, entry) => outbox.PostponeAsync(claimed, entry, clock.Now + rules.WaitAfter(entry.Attempts, Random.Shared.NextDouble())),
        SendOutcome.Unreachable => outbox.SettleAsync(claimed, DeliveryOutcome.Unreachable),
        SendOutcome.Rejected when entry.IsGathering => outbox.SettleAsync(claimed, DeliveryOutcome.Merged),
        SendOutcome.Rejected rejected => outbox.BuryAsync(claimed, entry, rejected.Reason, entry.RepeatableUntil is null ? DeliveryOutcome.Dead : DeliveryOutcome.Uncertain),
        // Waiting as told is no failure, so it does not count as an attempt.
        SendOutcome.Throttled throttled => outbox.PostponeAsync(claimed, entry with { Attempts = claimed.Entry.Attempts }, clock.Now + throttled.RetryAfter),
        SendOutcome.Unavailable down when entry.Attempts >= rules.MaxAttempts && entry.PointlessAfter is null && entry.RepeatableUntil is null => outbox.BuryAsync(claimed, entry, down.Reason),
        SendOutcome.Unavailable => outbox.PostponeAsync(claimed, entry, clock.Now + rules.WaitAfter(entry.Attempts, Random.Shared.NextDouble())),
        _ => throw new InvalidOperationException($"Nothing is decided for {outcome.GetType().Name}."),
    };

    // A server on which the channel is on takes it in the meantime; if none has after so many attempts, there is none.
    private bool IsForAnother(SendOutcome.Unreachable nobody, OutboxEntry entry) => nobody.IsOnlyHere && entry.Attempts < rules.MaxAttempts;

    private static string? ReasonOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Unreachable o => o.Reason,
        SendOutcome.Uncertain o => o.Reason,
        SendOutcome.Rejected o => o.Reason,
        SendOutcome.Unavailable o => o.Reason,
        SendOutcome.Throttled o => $"throttled for {o.RetryAfter}",
        _ => null,
    };

    // One of the messages that may be with the platform at a time, until it is back.
    private sealed class Hand(SemaphoreSlim hands) : IDisposable
    {
        private int isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isFree, 1) == 0)
                hands.Release();
        }
    }

    private static partial class Log
    {
        public static readonly Func<ILogger, string, string, IDisposable?> Message = LoggerMessage.DefineScope<string, string>("Outbox {Slot} message {Key}");

        [LoggerMessage(1, LogLevel.Information, "A {Kind} message ended as {Outcome} at attempt {Attempt}.")]
        public static partial void Attempted(ILogger logger, string kind, string outcome, int attempt);

        [LoggerMessage(2, LogLevel.Warning, "The lease of a {Kind} message ran out before {Outcome} was marked; it may be sent twice.")]
        public static partial void LeaseLost(ILogger logger, string kind, string outcome);

        [LoggerMessage(3, LogLevel.Error, "Delivering a {Kind} message failed; it is tried again when its lease ends.")]
        public static partial void Failed(ILogger logger, Exception exception, string kind);
    }
}
