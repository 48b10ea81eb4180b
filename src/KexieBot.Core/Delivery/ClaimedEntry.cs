namespace KexieBot.Core.Delivery;

/// <summary>An entry that one worker holds until <paramref name="LeasedUntil"/>, which is also the fencing token of all that the worker writes about it.</summary>
public sealed record ClaimedEntry(string Slot, OutboxEntry Entry, DateTimeOffset LeasedUntil);
