using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;

namespace KexieBot.Core.Reminders;

/// <summary>The one message that a person, or a group by its id, gets on a morning.</summary>
public sealed record MorningMessage(string PersonId, string Kind, IReadOnlyList<string> Items, Reply Content)
{
    /// <summary>The workdays of which it speaks; none where it holds nothing but the office's notes, said to somebody who wants quiet.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>What was held for it; said with it, and not part of <see cref="Content"/>, as it may be taken back until then.</summary>
    public IReadOnlyList<OutboxEntry> Held { get; init; } = [];
}
