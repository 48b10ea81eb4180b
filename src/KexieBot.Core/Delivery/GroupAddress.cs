using KexieBot.Core.Chat;

namespace KexieBot.Core.Delivery;

/// <summary>A group chat or a channel that messages can go to. <paramref name="ConversationId"/> is the channel's own id and keeps its case.</summary>
public sealed record GroupAddress(ChannelKind Channel, string ConversationId)
{
    private const string Prefix = "group:";

    /// <summary>Stands where a person's id does: <c>group:Teams:19:…</c>.</summary>
    public string Id => $"{Prefix}{Channel}:{ConversationId}";

    /// <summary>The group of an <see cref="Id"/>; null for a person's.</summary>
    public static GroupAddress? Parse(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && id[Prefix.Length..].Split(':', 2) is [var channel, { Length: > 0 } conversation] && Enum.TryParse<ChannelKind>(channel, out var kind)
            ? new GroupAddress(kind, conversation)
            : null;

    /// <summary>Where <paramref name="message"/> was said, without the thread (Teams: <c>;messageid=…</c>).</summary>
    public static GroupAddress Of(InboundMessage message) => new(message.Sender.Channel, message.ConversationId.Split(';')[0]);
}
