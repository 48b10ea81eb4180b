using System.Diagnostics;

namespace KexieBot.Core.Ledger;

/// <summary>How full the store is, where that can be measured. A store that drops what it has no room for must not be filled, so from <see cref="Full"/> on the ledger takes nothing more; reading goes on.</summary>
/// <param name="measure">How full it is now, from 0 to 1; null where nobody can tell.</param>
public sealed class StoreRoom(Func<Task<double>>? measure = null)
{
    /// <summary>What is left above is for what is on its way: messages, marks and what came in between two measurements.</summary>
    public const double Full = 0.9;

    /// <summary>Up to here messages still go into the outbox: the mornings go on, and say so, while nothing is recorded.</summary>
    public const double FullForMessages = 0.97;

    // Far less than it takes to write the tenth that is kept free, change by change.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private double used;
    private long measuredAt;

    /// <summary>From 0 to 1, as last measured; 0 where nobody measures.</summary>
    public double Used => Volatile.Read(ref used);

    public bool IsFull => Used >= Full;

    public async Task MeasureAsync()
    {
        if (measure is null)
            return;
        Volatile.Write(ref used, await measure());
        Volatile.Write(ref measuredAt, Stopwatch.GetTimestamp());
    }

    /// <param name="isMuch">What is to be written is much at once: it is measured anew, however lately that was done.</param>
    /// <param name="upTo">From where on nothing more is taken.</param>
    /// <exception cref="StoreFullException">It is full.</exception>
    internal async Task DemandAsync(bool isMuch = false, double upTo = Full)
    {
        if (isMuch || Volatile.Read(ref measuredAt) == 0 || Stopwatch.GetElapsedTime(Volatile.Read(ref measuredAt)) > Fresh)
            await MeasureAsync();
        if (Used >= upTo)
            throw new StoreFullException();
    }
}

/// <summary>The store has no room for another change; nothing was written.</summary>
public sealed class StoreFullException() : Exception("台账的存储快满了，为了不丢东西，没有记入：请调大 Ledger:MemoryMegabytes。The store is nearly full; nothing was recorded.");
