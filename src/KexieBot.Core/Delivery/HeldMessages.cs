using KexieBot.Core.Chat;
using KexieBot.Core.Reminders;
using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>
/// What was caused at night, on days off or in its reader's quiet time, and what is late, waits for the reader's next morning message and is said in it. It stays in the outbox it was
/// put into and can be taken back there. Key: <c>kexie:{office}:outbox:held:PERSON</c> set of "slot key": what waits and was not said. The commit that marks the morning message
/// as sent takes out what it said; so a process that dies behind that commit leaves nothing that is said again.
/// </summary>
public sealed class HeldMessages(IDatabase store, Outbox outbox, HeardMarks marks, OfficeClock clock)
{
    // Behind the morning's time, so that the morning message comes first; and how long is waited for one that is late.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Long enough for a batch of what is late to be looked at.
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(1);

    // Where no morning is planned at all (Reminders:Enabled=false), it goes out alone after half an hour.
    private const int MostWaits = 3;

    /// <summary>Puts the message back until the morning of <paramref name="release"/>.</summary>
    public async Task HoldAsync(ClaimedEntry claimed, DateTimeOffset dueAt, DateTimeOffset release)
    {
        // The mark first: without it the message would count as said.
        await store.SetAddAsync(KeyOf(claimed.Entry.PersonId), Name(claimed));
        await outbox.PostponeAsync(claimed, claimed.Entry with { IsHeld = true, Waits = 0, DueAt = dueAt }, release + Patience);
    }

    /// <summary>Puts a message that is late aside, for one that says in a moment all that is late for its reader, or for the morning message that is still to go out. Where that does not get through today, the morning message of <paramref name="release"/> takes it along.</summary>
    public async Task GatherAsync(ClaimedEntry claimed, DateTimeOffset closing, DateTimeOffset release)
    {
        await HoldAsync(claimed, claimed.Entry.DueAt, release);
        var personId = claimed.Entry.PersonId;
        if (await outbox.IsWaitingAsync(Outbox.OfficeSlot, MorningRun.KeyOf(clock.Today, personId)))
            return;
        // One at a time for each person, and another one where more comes in late on the same day.
        var key = GatheringKeyOf(personId);
        await store.KeyDeleteAsync(Outbox.DoneKey(Outbox.OfficeSlot, key));
        await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry(key, personId, MessageKind.Held, Reply.Of(""), clock.Now + Gathering) { DueAt = claimed.Entry.DueAt, PointlessAfter = closing });
    }

    /// <summary>What to do with a held message whose time has come and that no morning message took along.</summary>
    /// <returns>The message as it is to be sent by itself; null where it is settled or put back.</returns>
    public async Task<ClaimedEntry?> ReleaseAsync(ClaimedEntry claimed)
    {
        var entry = claimed.Entry;
        if (!await store.SetContainsAsync(KeyOf(entry.PersonId), Name(claimed)))
        {
            await outbox.SettleAsync(claimed, DeliveryOutcome.Merged);
            return null;
        }

        var isPlanned = await marks.LastPlannedAsync() >= clock.Today;
        if (isPlanned ? await outbox.IsWaitingAsync(Outbox.OfficeSlot, MorningRun.KeyOf(clock.Today, entry.PersonId)) : entry.Waits < MostWaits)
        {
            await outbox.PostponeAsync(claimed, entry with { Waits = entry.Waits + 1 }, clock.Now + Patience);
            return null;
        }

        return claimed with { Entry = entry with { IsHeld = false } };
    }

    /// <summary>What <paramref name="personId"/>'s next morning message will say, the oldest first.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> ListAsync(string personId) =>
        [.. (await FindAsync(personId)).Select(found => found.Entry).OrderBy(entry => entry.DueAt).ThenBy(entry => entry.Key, StringComparer.Ordinal)];

    /// <summary>
    /// Takes what is held for the reader of <paramref name="morning"/>, or of one that gathers what is late, the oldest first; null while another worker is at one of them, which is for a moment.
    /// Who holds the morning message may take them from one who held it before and died.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedEntry>?> TakeAsync(ClaimedEntry morning)
    {
        // Two that take at one moment would take from each other: the morning message comes first, and ends the other one unless that is just being sent.
        var personId = morning.Entry.PersonId;
        if (morning.Entry.IsGathering && await outbox.IsWaitingAsync(Outbox.OfficeSlot, MorningRun.KeyOf(clock.Today, personId)))
            return [];
        if (!morning.Entry.IsGathering && await outbox.FindAsync(Outbox.OfficeSlot, GatheringKeyOf(personId)) is { } gathering)
        {
            if (await outbox.TakeRestingAsync(Outbox.OfficeSlot, gathering, morning.LeasedUntil) is not { } ended)
                return null;
            await outbox.SettleAsync(ended, DeliveryOutcome.Merged);
        }

        var due = (await FindAsync(morning.Entry.PersonId)).Where(found => clock.DayOf(found.Entry.DueAt) <= clock.Today);
        // Behind the lease of the morning message: if that is lost, it comes first.
        var taken = await Task.WhenAll(due.Select(found => outbox.TakeRestingAsync(found.Slot, found.Entry, morning.LeasedUntil + Patience)));
        return taken.Contains(null) ? null : [.. taken.OfType<ClaimedEntry>().OrderBy(held => held.Entry.DueAt).ThenBy(held => held.Entry.Key, StringComparer.Ordinal)];
    }

    /// <summary>Writes into the commit that ends a morning message that it has said <paramref name="held"/>.</summary>
    public static void AppendSaid(ITransaction commit, string personId, IReadOnlyList<ClaimedEntry> held)
    {
        if (held.Count > 0)
            _ = commit.SetRemoveAsync(KeyOf(personId), [.. held.Select(Name)]);
    }

    /// <summary>Ends what a morning message has said.</summary>
    public Task SaidAsync(IReadOnlyList<ClaimedEntry> held) => Task.WhenAll(held.Select(one => outbox.SettleAsync(one, DeliveryOutcome.Merged)));

    /// <summary>Puts back what could not be said: to go alone in a while, or not before <paramref name="until"/>.</summary>
    public Task PutBackAsync(IReadOnlyList<ClaimedEntry> held, DateTimeOffset? until = null) => Task.WhenAll(held.Select(one => outbox.PostponeAsync(one, one.Entry, until ?? clock.Now + Patience)));

    // Names of what was sent alone or taken back meanwhile are cleared away here.
    private async Task<IReadOnlyList<(string Slot, OutboxEntry Entry)>> FindAsync(string personId)
    {
        var names = await store.SetMembersAsync(KeyOf(personId));
        var found = await Task.WhenAll(names.Select(async name => (Name: name, Slot: SlotOf(name), Entry: await outbox.FindAsync(SlotOf(name), name.ToString()[(SlotOf(name).Length + 1)..]))));
        if (found.Where(one => one.Entry is null).Select(one => one.Name).ToArray() is { Length: > 0 } gone)
            await store.SetRemoveAsync(KeyOf(personId), gone);
        return [.. found.Where(one => one.Entry is { IsHeld: true }).Select(one => (one.Slot, one.Entry!))];
    }

    private static string SlotOf(RedisValue name) => name.ToString().Split(' ', 2)[0];

    private string GatheringKeyOf(string personId) => $"late/{OfficeClock.Text(clock.Today)}/{personId}";

    private static RedisKey KeyOf(string personId) => $"kexie:{{{Outbox.OfficeSlot}}}:outbox:held:{personId}";

    private static RedisValue Name(ClaimedEntry claimed) => $"{claimed.Slot} {claimed.Entry.Key}";
}
