using System.Text.Json.Nodes;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>From what the bot says to an activity with its card.</summary>
internal static class ReplyActivity
{
    public static Activity Of(Reply reply, CardTarget target) => Of(reply, new ReplyCard(target).Draw(reply));

    public static Activity Of(Reply reply, JsonObject card) => new()
    {
        Type = "message",
        // The toast and the chat list show the summary; without one they say "sent a card".
        Summary = CardText.Cut(reply.Title, 200),
        Locale = reply.Language == Language.English ? "en-US" : "zh-CN",
        Attachments = [new ActivityAttachment { ContentType = ReplyCard.ContentType, Content = TeamsJson.ElementOf(card) }],
    };
}
