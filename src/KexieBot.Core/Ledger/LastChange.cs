namespace KexieBot.Core.Ledger;

/// <summary>A person's last change of a plan's items: which message caused it, which items it changed, and the number of its last event. Kept for as long as it can be undone.</summary>
public sealed record LastChange(string PlanId, string MessageId, DateTimeOffset At, long LastSeq, IReadOnlyList<string> Refs)
{
    /// <summary>How long a person may take back the own last change.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(10);
}
