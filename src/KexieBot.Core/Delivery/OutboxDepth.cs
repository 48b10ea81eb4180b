namespace KexieBot.Core.Delivery;

/// <summary>How full an outbox is: entries waiting, how long the oldest has been due, dead letters.</summary>
public sealed record OutboxDepth(long Waiting, TimeSpan OldestAge, long Dead);
