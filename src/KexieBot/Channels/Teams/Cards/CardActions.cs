using System.Text.Json.Nodes;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>
/// Buttons. Each says what it stands for and carries the card's nonce: a tap that arrives four times (botbuilder-dotnet#5005) is one message.
/// Action.Execute replaces the card in place; where a client does not know it, Action.Submit sends the same data as a message.
/// </summary>
internal sealed class CardActions(string nonce, DateTimeOffset drawnAt)
{
    public const string Verb = "say";

    public const string SayKey = "say";

    public const string NonceKey = "nonce";

    public const string PageKey = "page";

    /// <summary>When the card was drawn, in unix milliseconds.</summary>
    public const string DrawnKey = "at";

    public JsonObject For(Choice choice) => Execute(choice.Label, choice.Say, choice.IsPrimary);

    public JsonObject Page(string label, string say, int page) => Execute(label, say, isPrimary: false, page);

    /// <summary>Sends the form's fields with it; the client checks them first.</summary>
    public JsonObject Submit(ReplyForm form) => Execute(form.SubmitLabel, form.Say, isPrimary: true);

    /// <summary>Clients before 1.4 do not know it and leave the card as it is.</summary>
    public JsonObject Refresh(string say, int page, string userId) => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "refresh", ["verb"] = Verb, ["data"] = Data(say, page) },
        ["userIds"] = new JsonArray(userId),
    };

    private JsonObject Execute(string label, string say, bool isPrimary, int page = 1)
    {
        var action = Button("Action.Execute", label, say, isPrimary, page);
        action["verb"] = Verb;
        action["fallback"] = Button("Action.Submit", label, say, isPrimary, page);
        return action;
    }

    private JsonObject Button(string type, string label, string say, bool isPrimary, int page)
    {
        var button = new JsonObject { ["type"] = type, ["title"] = CardText.Cut(label, 40), ["data"] = Data(say, page) };
        if (isPrimary)
            button["style"] = "positive";
        return button;
    }

    private JsonObject Data(string say, int page)
    {
        var data = new JsonObject { [SayKey] = say, [NonceKey] = nonce, [DrawnKey] = drawnAt.ToUnixTimeMilliseconds() };
        if (page > 1)
            data[PageKey] = page;
        return data;
    }
}
