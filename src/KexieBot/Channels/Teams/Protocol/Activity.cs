using System.Text.Json;

namespace KexieBot.Channels.Teams.Protocol;

/// <summary>What the Connector posts and takes, in the Bot Framework's own names; only the members that this bot reads or writes.</summary>
internal sealed record Activity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public TeamsChannelAccount? From { get; init; }

    public TeamsChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    public string? Locale { get; init; }

    /// <summary>The line that a notification shows.</summary>
    public string? Summary { get; init; }

    public string? Speak { get; init; }

    public string? ReplyToId { get; init; }

    /// <summary>Of an invoke: what is asked for.</summary>
    public string? Name { get; init; }

    /// <summary>Of an installationUpdate: add, remove, add-upgrade, remove-upgrade.</summary>
    public string? Action { get; init; }

    public JsonElement? Value { get; init; }

    public TeamsChannelData? ChannelData { get; init; }

    public IReadOnlyList<ActivityAttachment>? Attachments { get; init; }

    public IReadOnlyList<ActivityEntity>? Entities { get; init; }

    public IReadOnlyList<TeamsChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<TeamsChannelAccount>? MembersRemoved { get; init; }

    /// <summary>The tenant in which the conversation is held, where the activity tells.</summary>
    public string? TenantId() => Conversation?.TenantId ?? ChannelData?.Tenant?.Id;

    public bool IsPersonal() => Conversation?.ConversationType is "personal"
        || (Conversation?.ConversationType is null && Conversation?.IsGroup is not true);
}

/// <summary>A person or the bot itself; the members call fills in the last two.</summary>
internal sealed record TeamsChannelAccount
{
    /// <summary>29:… for people, 28:… for bots; a person's differs from bot to bot.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? AadObjectId { get; init; }

    /// <summary>What some members calls name the AAD object id.</summary>
    public string? ObjectId { get; init; }

    public string? UserPrincipalName { get; init; }
}

internal sealed record ConversationAccount
{
    public string? Id { get; init; }

    public string? TenantId { get; init; }

    /// <summary>personal, groupChat or channel.</summary>
    public string? ConversationType { get; init; }

    public bool? IsGroup { get; init; }
}

internal sealed record TeamsChannelData
{
    public IdOnly? Tenant { get; init; }

    public IdOnly? Team { get; init; }

    public string? EventType { get; init; }
}

internal sealed record IdOnly(string? Id);

internal sealed record ActivityEntity
{
    public string? Type { get; init; }

    /// <summary>Of a mention: the markup in the text that stands for it.</summary>
    public string? Text { get; init; }

    public TeamsChannelAccount? Mentioned { get; init; }
}

internal sealed record ActivityAttachment
{
    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    public string? Name { get; init; }

    public JsonElement? Content { get; init; }
}
