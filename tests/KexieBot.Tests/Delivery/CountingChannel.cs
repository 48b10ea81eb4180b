using System.Collections.Concurrent;
using KexieBot.Core.Chat;

namespace KexieBot.Tests.Delivery;

/// <summary>A channel that keeps what it is given and answers as it is told.</summary>
internal sealed class CountingChannel(ChannelKind channel = ChannelKind.Teams) : IChannelSender
{
    private readonly ConcurrentQueue<OutboundMessage> taken = [];

    public ChannelKind Channel => channel;

    /// <summary>What reached the platform.</summary>
    public IReadOnlyList<OutboundMessage> Taken => [.. taken];

    public IEnumerable<string> Keys => Taken.Select(message => message.Key);

    public Func<OutboundMessage, SendOutcome> Answer { get; set; } = _ => new SendOutcome.Sent(null);

    /// <summary>Holds every answer back until it is completed: the moment between sending and marking.</summary>
    public Task? AnswersAfter { get; set; }

    public async Task<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Read first: a test changes it as soon as it sees the message.
        var answersAfter = AnswersAfter;
        var outcome = Answer(message);
        if (outcome is SendOutcome.Sent or SendOutcome.Uncertain)
            taken.Enqueue(message);
        if (answersAfter is not null)
            await answersAfter;
        return outcome;
    }
}
