using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core.Chat;
using Microsoft.AspNetCore.StaticFiles;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>From an activity to what was said.</summary>
internal static partial class InboundTranslator
{
    private const string FileDownloadInfo = "application/vnd.microsoft.teams.file.download.info";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Null where a message in a group is not for the bot.</summary>
    public static InboundMessage? OfText(Activity activity, ChannelAccount sender, DateTimeOffset now) =>
        !activity.IsPersonal() && !MentionsBot(activity)
            ? null
            : Of(activity, sender, MessageId.OfActivity(activity.Conversation!.Id!, activity.Id!), TextOf(activity)) with { Attachments = AttachmentsOf(activity, now) };

    public static InboundMessage OfAction(Activity activity, ChannelAccount sender, CardAction action, string messageId) =>
        Of(activity, sender, messageId, action.Say) with
        { Fields = action.Fields, CardDrawnAt = action.DrawnAt, IsAutomatic = action.IsAutomatic };

    public static InboundMessage OfFileConsent(Activity activity, ChannelAccount sender, string text) =>
        Of(activity, sender, MessageId.OfActivity(activity.Conversation!.Id!, activity.Id!), text);

    public static InboundMessage OfInstall(Activity activity, ChannelAccount sender, string text) =>
        Of(activity, sender, MessageId.OfActivity(activity.Conversation!.Id!, "welcome:" + activity.Id), text);

    private static InboundMessage Of(Activity activity, ChannelAccount sender, string messageId, string text) => new(messageId, sender, text)
    {
        Locale = activity.Locale,
        IsGroup = !activity.IsPersonal(),
        ConversationId = activity.Conversation!.Id!,
    };

    private static bool MentionsBot(Activity activity) => activity.Entities?.Any(entity => IsOwnMention(entity, activity)) is true;

    private static bool IsOwnMention(ActivityEntity entity, Activity activity) =>
        entity.Type == "mention" && entity.Mentioned?.Id is { Length: > 0 } id && id == activity.Recipient?.Id;

    /// <summary>Without the bot's own mention; other people's mentions stay as their names.</summary>
    private static string TextOf(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var entity in activity.Entities ?? [])
        {
            if (IsOwnMention(entity, activity) && entity.Text is { Length: > 0 } markup)
                text = text.Replace(markup, " ", StringComparison.Ordinal);
        }

        return AtTag().Replace(text, "").Replace("&nbsp;", " ", StringComparison.Ordinal).Replace('\u00A0', ' ').Trim();
    }

    private static List<InboundAttachment> AttachmentsOf(Activity activity, DateTimeOffset now) =>
        [.. (activity.Attachments ?? []).Select((attachment, index) => Attached(activity, attachment, NameOf(attachment, index, now))).OfType<InboundAttachment>()];

    /// <summary>Pasted pictures come without a name, often as image/*.</summary>
    private static string NameOf(ActivityAttachment attachment, int index, DateTimeOffset now) =>
        attachment.Name is { Length: > 0 } given ? given
        : attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) is true ? string.Create(CultureInfo.InvariantCulture, $"图片-{now:MMdd-HHmm}{(index > 0 ? $"-{index + 1}" : "")}")
        : "附件";

    /// <summary>Teams repeats every formatted message as an attachment of text/html; only what has an address is a file. What lies at the Connector is for our token; no other address gets it, on whatever host.</summary>
    private static InboundAttachment? Attached(Activity activity, ActivityAttachment attachment, string name)
    {
        if (attachment.ContentType == FileDownloadInfo)
        {
            return attachment.Content is { ValueKind: JsonValueKind.Object } content && content.TryGetProperty("downloadUrl", out var url)
                && url.ValueKind == JsonValueKind.String && IsAddress(url.GetString())
                    ? new InboundAttachment(name, ContentTypes.TryGetContentType(name, out var type) ? type : "application/octet-stream", url.GetString()!)
                    : null;
        }

        return IsAddress(attachment.ContentUrl) && attachment.ContentType is { Length: > 0 } contentType and not "text/html"
            ? new InboundAttachment(name, contentType, attachment.ContentUrl!) { IsOfChannel = IsAtConnector(activity, attachment.ContentUrl!) }
            : null;
    }

    private static bool IsAtConnector(Activity activity, string url) =>
        Uri.TryCreate($"{activity.ServiceUrl?.TrimEnd('/')}/v3/attachments/", UriKind.Absolute, out var folder) && folder.IsBaseOf(new Uri(url));

    private static bool IsAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp);

    [GeneratedRegex("</?at[^>]{0,200}>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex AtTag();
}
