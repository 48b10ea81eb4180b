using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KexieBot.Core.Ledger;

/// <summary>What happened to an item. Stored in events by name: never rename a member.</summary>
public enum EventKind
{
    PlanImported,
    Assigned,
    Acknowledged,
    Reported,
    Corrected,
    CloseRequested,
    Closed,
    Returned,
    ExtensionRequested,
    ExtensionGranted,
    ExtensionRefused,
    Suspended,
    Resumed,
    Reopened,
    Voided,
    DeadlineChanged,
    RoleChanged,
    Urged,
    Instructed,
    Undone,
    MeasureChanged,
    EvidenceAdded,
    Disputed,
    HandedOver,
    DisputeRejected,
    PlanRemoved,
    StageClosed,
}

/// <summary>Who caused a change, over which channel, by which message. <paramref name="MessageId"/> is the channel's id of the message: one id changes the ledger once.</summary>
public sealed record Origin(string By, string Channel, string MessageId)
{
    /// <summary>Whoever works at the server's command line: no person of the roster, whose name would then vouch for it.</summary>
    public const string CommandLine = "(command line)";
}

/// <summary>One entry of a plan's history. <paramref name="Seq"/> counts from 1 without gaps; <paramref name="After"/> is the item as the event left it, null for events of the plan itself.</summary>
public sealed record LedgerEvent(long Seq, DateTimeOffset At, EventKind Kind, string By, string Channel, string MessageId, string? Item, string? Text, WorkItem? After)
{
    public int? FromPercent { get; init; }

    public WorkItemState? FromState { get; init; }

    public DateOnly? FromDeadline { get; init; }

    /// <summary>Of a plan that came or was edited: SHA-256 of its JSON as stored, in lower-case hex, so that the chain vouches for the plan too.</summary>
    public string? PlanHash { get; init; }

    /// <summary>The link to the event before: its hash in lower-case hex, "" for the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>The event as it is stored: SHA-256 of the JSON in lower-case hex, a space, the JSON (which holds <see cref="Previous"/>).</summary>
    public string Line()
    {
        var json = JsonSerializer.Serialize(this, StoreJson.Options);
        return $"{HashOf(json)} {json}";
    }

    /// <summary>Reads a stored line; null where its hash does not fit its text.</summary>
    public static LedgerEvent? FromLine(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space != 64 || HashOf(line[(space + 1)..]) != line[..space])
            return null;
        return JsonSerializer.Deserialize<LedgerEvent>(line[(space + 1)..], StoreJson.Options);
    }

    public static string HashIn(string line) => line[..64];

    internal static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
