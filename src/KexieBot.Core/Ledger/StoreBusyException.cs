namespace KexieBot.Core.Ledger;

/// <summary>Others changed the same data faster, again and again; nothing was written.</summary>
public sealed class StoreBusyException(string what) : Exception($"Others keep changing {what}; nothing was written. Try again.");
