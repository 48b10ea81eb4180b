using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>Names of messages: the same for every delivery of one message, different for any two.</summary>
internal static class MessageId
{
    public static string OfActivity(string conversationId, string activityId) => $"teams:{conversationId}:{activityId}";

    /// <summary>For as long as <see cref="Redeliveries"/> says. A tap is known by the card's nonce, who tapped, what it says and what the form held: activity ids differ between deliveries of one tap.</summary>
    public static string OfAction(string conversationId, string sender, CardAction action) =>
        $"teams:{conversationId}:{action.Nonce}:{Digest([sender, action.Say, action.Page.ToString(CultureInfo.InvariantCulture), .. action.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).SelectMany(field => new[] { field.Key, field.Value })])}";

    /// <summary>The nonce of the card that goes out for a message or an occurrence of that name.</summary>
    public static string Nonce(string name) => Digest([name]);

    /// <summary>Lengths stand before the parts, or "a" + "bc" would be "ab" + "c".</summary>
    private static string Digest(IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Length).Append(':').Append(part);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 15));
    }
}
