using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KexieBot.Core.Delivery;

/// <summary>Writes down what became of an attempt, over a store that may be away. What was sent and is not marked is sent again when the lease ends.</summary>
internal sealed partial class LateMarks(OfficeClock clock, ILogger logger)
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(500);

    // While nobody else has claimed the message a mark holds after its lease too.
    private readonly ConcurrentQueue<(ClaimedEntry Claimed, Func<Task> Mark)> late = [];

    /// <summary>There are none: nothing may be claimed while there are, or it could be what these are about.</summary>
    public bool IsEmpty => late.IsEmpty;

    /// <summary>Makes the mark, again and again until the lease is nearly over; then it is kept for <see cref="MakeUpAsync"/>.</summary>
    public async Task MarkAsync(ClaimedEntry claimed, Func<Task> mark)
    {
        while (true)
        {
            try
            {
                await mark();
                return;
            }
            catch (Exception e) when (StoreAway.Is(e) || e is Ledger.StoreBusyException)
            {
                if (clock.Now + Wait >= claimed.LeasedUntil)
                {
                    Log.Unmarked(logger, e, claimed.Entry.Kind);
                    late.Enqueue((claimed, mark));
                    return;
                }
            }

            await Task.Delay(Wait, clock.Time);
        }
    }

    /// <summary>Makes the marks that were kept; throws while the store is away still.</summary>
    public async Task MakeUpAsync()
    {
        for (; late.TryPeek(out var next); late.TryDequeue(out _))
            await next.Mark();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store was away for the rest of the lease of a {Kind} message that was attempted; it is marked first when the store is back.")]
        public static partial void Unmarked(ILogger logger, Exception exception, string kind);
    }
}
