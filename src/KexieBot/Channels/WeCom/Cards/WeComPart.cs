using KexieBot.Core.Chat;

namespace KexieBot.Channels.WeCom.Cards;

/// <summary>One message of the platform; a reply is one or several, in order.</summary>
internal abstract record WeComPart
{
    private WeComPart()
    {
    }

    public sealed record Text(string Content) : WeComPart;

    public sealed record Markdown(string Content) : WeComPart;

    /// <summary>The task id is given when it is sent. <paramref name="FormSay"/>: the key whose tap sends the card's selections as a form.</summary>
    public sealed record Card(WeComCard Content, string? FormSay) : WeComPart
    {
        /// <summary>What to say where the platform takes no card.</summary>
        public string InWords { get; init; } = "";
    }

    /// <summary>A file, which is uploaded when it is sent.</summary>
    public sealed record File(ReplyFile Content) : WeComPart;
}
