namespace KexieBot.Channels.Teams.Protocol;

/// <summary>Where a conversation is held and how to write into it again.</summary>
internal sealed record ConversationReference(Uri ServiceUrl, string ConversationId)
{
    public string? TenantId { get; init; }

    /// <summary>The other side's 29:… id in a personal chat; null in groups.</summary>
    public string? UserId { get; init; }

    /// <summary>The activity to answer in its thread; null for a message of its own.</summary>
    public string? ActivityId { get; init; }
}
