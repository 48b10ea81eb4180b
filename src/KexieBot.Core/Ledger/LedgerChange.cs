using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;

namespace KexieBot.Core.Ledger;

/// <summary>One item before and after an event. <paramref name="Before"/> is null for a new item.</summary>
public sealed record ItemChange(EventKind Kind, WorkItem? Before, WorkItem After, string? Text);

/// <summary>What a command decided on the items it was shown: the answer, and what is to be committed with it. Without changes nothing is written, and the answer is given anew each time.</summary>
public sealed record Decision(Reply Reply)
{
    public IReadOnlyList<ItemChange> Changes { get; init; } = [];

    /// <summary>Messages that the changes cause; they are committed with them.</summary>
    public IReadOnlyList<OutboxEntry> Messages { get; init; } = [];

    /// <summary>The plan as it is to be from now on; null leaves it.</summary>
    public Plans.Plan? Plan { get; init; }
}
