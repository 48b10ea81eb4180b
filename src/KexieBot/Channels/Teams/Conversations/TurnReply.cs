using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>What a turn came to: the bot's reply, to whom, and how its card is drawn.</summary>
internal sealed record TurnReply(string MessageId, ChannelAccount Sender, Reply Reply, CardTarget Target)
{
    public bool IsGroup { get; init; }

    /// <summary>The bot never got to it: the reply only says so.</summary>
    public bool IsFault { get; init; }

    /// <summary>Nothing came of it, and the card that was tapped is worth more than the news: it may hold a form that somebody filled in.</summary>
    public bool LeavesCard(bool wasForm) =>
        IsFault || (Reply is { Form: null, Chart: null, Rows.Count: 0, Facts.Count: 0 } && (Reply.Tone == ReplyTone.Bad || (wasForm && Reply.Tone == ReplyTone.Warning)));

    public string Text => string.Join('\n', ((string?[])[Reply.Title, .. Reply.Lines, Reply.Hint]).Where(line => !string.IsNullOrEmpty(line)));

    public Activity ToActivity() => ReplyActivity.Of(Reply, Target);
}
