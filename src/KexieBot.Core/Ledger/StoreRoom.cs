namespace KexieBot.Core.Ledger;

/// <summary>How full the store is, where that is known: the host measures it. A store that drops what it has no room for must not be filled, so from <see cref="Full"/> on the ledger takes nothing more; reading goes on.</summary>
public sealed class StoreRoom
{
    /// <summary>What is left above is for what is on its way: messages, marks and what came in between two measurements.</summary>
    public const double Full = 0.9;

    private double used;

    /// <summary>From 0 to 1; 0 where nobody measures.</summary>
    public double Used
    {
        get => Volatile.Read(ref used);
        set => Volatile.Write(ref used, value);
    }

    public bool IsFull => Used >= Full;

    /// <exception cref="StoreFullException">It is full.</exception>
    internal void Demand()
    {
        if (IsFull)
            throw new StoreFullException();
    }
}

/// <summary>The store has no room for another change; nothing was written.</summary>
public sealed class StoreFullException() : Exception("台账的存储快满了，为了不丢东西，没有记入。The store is nearly full; nothing was recorded.");
