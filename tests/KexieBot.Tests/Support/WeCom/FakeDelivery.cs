using System.Text.Json.Nodes;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>What reached a member.</summary>
internal sealed record FakeDelivery(string User, string Type, JsonObject Request, string MessageId)
{
    public string? Content => (string?)Request[Type]?["content"];

    public JsonNode? Card => Request["template_card"];
}

/// <summary>A tap on a card: the button's key, the card, a code that is good for one update, and the drop-down with its option, empty where the card has none.</summary>
internal sealed record FakeTap(string Key, string TaskId, string Code, string Question, string Option);
