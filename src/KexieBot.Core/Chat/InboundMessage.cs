namespace KexieBot.Core.Chat;

/// <summary>The ways to reach a person.</summary>
public enum ChannelKind
{
    Console,
    Teams,
    WeCom,
}

/// <summary>A sender whom the channel has verified. <paramref name="Id"/> is the channel's own id in lower case (Teams: AAD object id; WeCom: userid; console: person id).</summary>
public sealed record ChannelAccount(ChannelKind Channel, string Id)
{
    /// <summary>Further names of the same account that the roster may know (Teams: UPN, 29:… id).</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>A group's conversation and nobody's account; <see cref="Id"/> then keeps its case.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The name the channel shows for the sender; shown to the office when the roster does not know the account.</summary>
    public string? DisplayName { get; init; }
}

/// <summary>A file or picture that came with a message; <paramref name="Source"/> is where the channel keeps it (URL or media id).</summary>
public sealed record InboundAttachment(string Name, string ContentType, string Source)
{
    /// <summary>The channel itself vouches for <see cref="Source"/>: it may be asked for with the bot's own credentials.</summary>
    public bool IsOfChannel { get; init; }

    /// <summary>A picture that nobody named: what kind it is only its bytes can tell.</summary>
    public bool IsNamelessPicture => ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !Name.Contains('.', StringComparison.Ordinal);

    /// <summary>The source to write down: what stands after the ? may open the file to anybody for a while.</summary>
    public string SourceToKeep => Source.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? Source.Split('?')[0] : Source;
}

/// <summary>One message from a verified sender, in no channel's shape. A tapped button arrives as the text that the button says; a sent form as that text with <see cref="Fields"/>.</summary>
public sealed record InboundMessage(string MessageId, ChannelAccount Sender, string Text)
{
    /// <summary>What a form's fields held, by field name; empty for typed text. Values are untrusted strings.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<InboundAttachment> Attachments { get; init; } = [];

    /// <summary>A file, a picture or a link without a word: it asks for nothing and answers no question.</summary>
    public bool IsFileAlone => Attachments.Count > 0 && string.IsNullOrWhiteSpace(Text);

    /// <summary>The client's language as a BCP 47 tag, where the channel tells.</summary>
    public string? Locale { get; init; }

    /// <summary>Others read along: answers must show no more than the whole group may see.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The client asks by itself, to show a card anew: nobody said anything, so nothing is answered, asked or changed by it.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>When the card was drawn whose button this is, as the card itself says; null for typed text. Shown, and never decided by.</summary>
    public DateTimeOffset? CardDrawnAt { get; init; }

    /// <summary>The channel's id of the conversation, where a pending question belongs.</summary>
    public string ConversationId { get; init; } = "";
}
