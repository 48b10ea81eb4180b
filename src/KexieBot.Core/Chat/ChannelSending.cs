using KexieBot.Core.Delivery;

namespace KexieBot.Core.Chat;

/// <summary>A message that the bot sends of itself. <paramref name="Key"/> names the occurrence and is the same on every attempt.</summary>
public sealed record OutboundMessage(string Key, ChannelAccount To, Reply Content)
{
    /// <summary>One of <see cref="MessageKind"/>.</summary>
    public string Kind { get; init; } = MessageKind.Event;

    /// <summary>The one work item that it is about, as plan/number/unit; null where it is about none or several.</summary>
    public string? Item { get; init; }
}

/// <summary>What became of one attempt to send.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The platform took it; <paramref name="MessageId"/> is the platform's id, where it gives one.</summary>
    public sealed record Sent(string? MessageId) : SendOutcome;

    /// <summary>The platform asks to wait; nothing was sent.</summary>
    public sealed record Throttled(TimeSpan RetryAfter) : SendOutcome;

    /// <summary>The person cannot be reached over this channel until something changes (blocked, not installed, out of the visible range).</summary>
    public sealed record Unreachable(string Reason) : SendOutcome
    {
        /// <summary>Nobody was asked: a channel is off on this server and may be on at another.</summary>
        public bool IsOnlyHere { get; init; }
    }

    /// <summary>The answer was lost after the request left: it may have been delivered.</summary>
    public sealed record Uncertain(string Reason) : SendOutcome
    {
        /// <summary>How long from this attempt on the platform itself recognises the same message, so that sending it again delivers it once; zero: it does not.</summary>
        public TimeSpan RepeatableFor { get; init; }
    }

    /// <summary>The platform will never take this message (too big, malformed, forbidden).</summary>
    public sealed record Rejected(string Reason) : SendOutcome;

    /// <summary>Nothing was sent and trying later makes sense (no connection, busy, no token).</summary>
    public sealed record Unavailable(string Reason) : SendOutcome;
}

/// <summary>A channel's outgoing side. The dispatcher owns retries across attempts, leases and dead letters; a sender makes one attempt.</summary>
public interface IChannelSender
{
    ChannelKind Channel { get; }

    /// <summary>Groups that the channel's configuration names as readers of the weekly summary.</summary>
    IReadOnlyList<GroupAddress> Groups => [];

    /// <summary>Makes one attempt. Throws only <see cref="OperationCanceledException"/>, and only before the request has left.</summary>
    Task<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken);

    /// <summary>Puts <paramref name="message"/> in the place of the last card about its item that the reader got; null where there is none that can be changed. Throws as <see cref="SendAsync"/> does.</summary>
    Task<SendOutcome?> ReplaceCardAsync(OutboundMessage message, CancellationToken cancellationToken) => Task.FromResult<SendOutcome?>(null);

    /// <summary>Takes a sent message back by its key; false where the platform cannot, or will not any more, or never had it.</summary>
    Task<bool> RecallAsync(string messageKey, CancellationToken cancellationToken) => Task.FromResult(false);
}
