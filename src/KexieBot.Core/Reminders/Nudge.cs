using KexieBot.Core.Delivery;
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
public sealed record Nudge(WorkItem Item, NudgeReason Reason)
{
    /// <summary>The <see cref="MessageKind"/> of a message in which this weighs most.</summary>
    public string Kind => Reason switch
    {
        NudgeReason.Escalation => MessageKind.Escalation,
        NudgeReason.Overdue => MessageKind.Overdue,
        NudgeReason.Deadline => MessageKind.Deadline,
        NudgeReason.Report => MessageKind.Progress,
        _ => MessageKind.Digest,
    };
}
