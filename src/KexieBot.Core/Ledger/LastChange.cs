namespace KexieBot.Core.Ledger;

/// <summary>A person's last change of a plan's items: which message caused it, which items it changed, and the number of its last event. Kept for as long as it can be taken back.</summary>
public sealed record LastChange(string PlanId, string MessageId, DateTimeOffset At, long LastSeq, IReadOnlyList<string> Refs)
{
    /// <summary>How long a person may take back the own last change.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(10);

    /// <summary>How long a wrong 催办 may be taken back: as long as WeCom recalls messages.</summary>
    public static readonly TimeSpan RecallWithin = TimeSpan.FromHours(24);
}
