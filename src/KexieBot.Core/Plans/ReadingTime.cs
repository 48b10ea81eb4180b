using System.Diagnostics;

namespace KexieBot.Core.Plans;

/// <summary>
/// How long one document may be read. A plan of 300 pages takes a second or two; only text made to be slow runs out of it. The loops of the
/// reader ask at each paragraph, item and row, and each pattern has at most two seconds for one match, so a reading ends a few seconds after its time at most.
/// </summary>
internal sealed class ReadingTime(TimeSpan limit)
{
    private readonly long started = Stopwatch.GetTimestamp();

    public bool IsOver => Stopwatch.GetElapsedTime(started) > limit;

    /// <exception cref="TimeoutException">The time is over.</exception>
    public void Demand()
    {
        if (IsOver)
            throw new TimeoutException("The document takes too long to read.");
    }
}
