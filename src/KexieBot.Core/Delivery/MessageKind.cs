namespace KexieBot.Core.Delivery;

/// <summary>The kinds of message that delivery, <c>remind preview</c> and the metrics tell apart. They stand in the store: a name never changes.</summary>
public static class MessageKind
{
    // Of a morning message, by the weightiest that is in it.
    public const string Digest = "digest";
    public const string Deadline = "deadline";
    public const string Progress = "progress";
    public const string Overdue = "overdue";
    public const string Escalation = "escalation";
    public const string Summary = "summary";

    /// <summary>A morning message with nothing of its own: only what was held for it.</summary>
    public const string Held = "held";

    /// <summary>Caused by a change, or told for once.</summary>
    public const string Event = "event";

    /// <summary>催办: an extra nudge sent by a person.</summary>
    public const string Urge = "urge";

    /// <summary>The answer to a message, on a channel that sends it like any other: nobody has it repeated or put off.</summary>
    public const string Answer = "answer";
}
