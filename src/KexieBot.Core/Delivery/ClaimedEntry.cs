namespace KexieBot.Core.Delivery;

/// <summary>An entry that one worker holds until <paramref name="LeasedUntil"/>, which is also the fencing token of all that the worker writes about it.</summary>
public sealed record ClaimedEntry(string Slot, OutboxEntry Entry, DateTimeOffset LeasedUntil);

/// <summary>How full an outbox is: entries waiting, how long the oldest has been due, dead letters.</summary>
public sealed record OutboxDepth(long Waiting, TimeSpan OldestAge, long Dead);
