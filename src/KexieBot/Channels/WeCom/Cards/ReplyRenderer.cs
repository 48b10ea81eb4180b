using KexieBot.Core.Chat;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Cards;

/// <summary>Renders a reply into the platform's messages: one card where everything fits, else text and a card with what can be tapped.</summary>
internal sealed class ReplyRenderer(IOptions<WeComOptions> options)
{
    public IReadOnlyList<WeComPart> Render(Reply reply) => reply.File is { } file ? [.. Words(reply), new WeComPart.File(file)] : Words(reply);

    private IReadOnlyList<WeComPart> Words(Reply reply)
    {
        if (options.Value.PlainTextOnly)
            return [.. Texts(reply, isMarkdown: false, actions: null)];
        if (RenderCard(reply) is { } whole)
            return [whole];
        var actions = ReplyCard.ActionsOnly(reply);
        // A text message also shows in WeChat; markdown only where there is something to mark.
        var isMarkdown = reply.Rows.Count + reply.Facts.Count > 0 || reply.Chart is not null;
        var parts = Texts(reply, isMarkdown, actions);
        return [.. actions is null ? parts : parts.Append(actions)];
    }

    /// <summary>The whole reply as one card, to send or to put in the place of the card that was tapped; null where it does not fit one.</summary>
    public WeComPart.Card? RenderCard(Reply reply) => options.Value.PlainTextOnly ? null : ReplyCard.Whole(reply, options.Value.LedgerUrl);

    private static IEnumerable<WeComPart> Texts(Reply reply, bool isMarkdown, WeComPart.Card? actions)
    {
        var body = new ReplyBody(reply, isMarkdown).Write(saysForm: actions?.FormSay is null, saysChoices: actions?.Content.ButtonList is null);
        return WeComText.Split(body).Select<string, WeComPart>(text => isMarkdown ? new WeComPart.Markdown(text) : new WeComPart.Text(text));
    }
}
