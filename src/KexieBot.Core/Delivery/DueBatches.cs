namespace KexieBot.Core.Delivery;

/// <summary>Claims what is due from many outboxes, a batch at a time. A batch has one size for all of them, so that nobody holds more than can soon be sent, and takes from each in turn, so that a full outbox keeps no other waiting.</summary>
internal sealed class DueBatches(Outbox outbox, DeliveryRules rules)
{
    private int turn;

    public async Task<IReadOnlyList<ClaimedEntry>> ClaimAsync(IReadOnlyList<string> slots)
    {
        var most = rules.Concurrency * 4;
        var due = await Task.WhenAll(slots.Select(slot => outbox.DueAsync(slot, most)));
        // Another slot comes first each time: there may be more slots than places.
        var first = turn++;
        var chosen = due
            .SelectMany((entries, slot) => entries.Select((entry, rank) => (Slot: slot, Rank: rank, Entry: entry)))
            .OrderBy(candidate => candidate.Rank)
            .ThenBy(candidate => (candidate.Slot + first) % slots.Count)
            .Take(most)
            .GroupBy(candidate => candidate.Slot, candidate => candidate.Entry);
        return [.. (await Task.WhenAll(chosen.Select(entries => outbox.ClaimAsync(slots[entries.Key], [.. entries], rules.Lease)))).SelectMany(claimed => claimed)];
    }
}
