using System.Text.Json.Serialization;
using KexieBot.Core.Chat;

namespace KexieBot.Core.Delivery;

/// <summary>A message to a person, or to a group by <see cref="GroupAddress.Id"/>, that has been decided and must go out once. <paramref name="Key"/> names the occurrence: whoever decides the same thing again writes the same key.</summary>
public sealed record OutboxEntry(string Key, string PersonId, string Kind, Reply Content, DateTimeOffset NotBefore)
{
    /// <summary>When it should have been with its reader: lateness counts from here, whatever later attempts do to <see cref="NotBefore"/>.</summary>
    public DateTimeOffset DueAt { get; init; } = NotBefore;

    /// <summary>The work items it is about, as plan/number/unit.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>After this instant the message has lost its point and is counted instead of sent; null: never.</summary>
    public DateTimeOffset? PointlessAfter { get; init; }

    /// <summary>The day whose morning message this is; null for all others.</summary>
    public DateOnly? Morning { get; init; }

    /// <summary>It says nothing of its own: what is late for its reader, all in one (<see cref="HeldMessages.GatherAsync"/>).</summary>
    [JsonIgnore]
    public bool IsGathering => Kind == MessageKind.Held && Morning is null;

    /// <summary>The workdays of which a morning message speaks; none for one that holds the office's notes only.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>Takes the place of the card of its item that the person holds, and is no message of its own.</summary>
    public bool IsOnCard { get; init; }

    /// <summary>It was caused when its reader is not to be written to and waits for the reader's morning message (<see cref="HeldMessages"/>).</summary>
    public bool IsHeld { get; init; }

    /// <summary>How often a held message waited on behind its time for a morning message that was late.</summary>
    public int Waits { get; init; }

    /// <summary>Urgent messages go out at night, on days off and in quiet times too.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Set while the message may have arrived: until this instant the platform recognises a repeat, after it nobody sends it of itself.</summary>
    public DateTimeOffset? RepeatableUntil { get; init; }

    /// <summary>How many attempts to send were made.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last attempt failed, in the operator's words.</summary>
    public string? LastError { get; init; }
}
