using KexieBot.Core.Ledger;

namespace KexieBot.Core.Reminders;

/// <summary>Why an item is brought up, in the order of weight.</summary>
public enum NudgeReason
{
    /// <summary>Not signed for yet.</summary>
    NotSigned,

    /// <summary>An objection waits for the office.</summary>
    Dispute,

    /// <summary>An extension waits for the office.</summary>
    Extension,

    /// <summary>A close waits for the office.</summary>
    Review,

    /// <summary>The period's report is missing.</summary>
    Report,

    /// <summary>The deadline comes near.</summary>
    Deadline,

    /// <summary>The deadline has passed.</summary>
    Overdue,

    /// <summary>The deadline passed long ago and the item goes a level up.</summary>
    Escalation,
}

/// <summary>An item that one person is to hear of, and why.</summary>
public sealed record Nudge(WorkItem Item, NudgeReason Reason);

/// <summary>What <c>remind preview</c> and the metrics call the kinds of message.</summary>
public static class NudgeKind
{
    public const string Digest = "digest";
    public const string Deadline = "deadline";
    public const string Progress = "progress";
    public const string Overdue = "overdue";
    public const string Escalation = "escalation";
    public const string Summary = "summary";

    /// <summary>Nothing of the morning's own: only what was held for it.</summary>
    public const string Held = "held";

    /// <summary>The kind of a message whose weightiest content is <paramref name="reason"/>.</summary>
    public static string Of(NudgeReason reason) => reason switch
    {
        NudgeReason.Escalation => Escalation,
        NudgeReason.Overdue => Overdue,
        NudgeReason.Deadline => Deadline,
        NudgeReason.Report => Progress,
        _ => Digest,
    };
}
