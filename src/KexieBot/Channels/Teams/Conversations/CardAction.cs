using System.Globalization;
using System.Text.Json;
using KexieBot.Channels.Teams.Cards;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>A tap on one of our cards, as its data says it. It is worth as much as typed text: the sender is who Teams says, never who the data says.</summary>
internal sealed record CardAction(string Say, string Nonce)
{
    /// <summary>Far beyond any form of ours, and small enough to be handled.</summary>
    private const int LongestText = 20_000;

    public int Page { get; init; } = 1;

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When the card was drawn; null where it does not say.</summary>
    public DateTimeOffset? DrawnAt { get; init; }

    /// <summary>The client refreshes a card by itself: nobody tapped.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Of <c>adaptiveCard/action</c>: {action: {type, verb, data}, trigger}. Null where it is not ours.</summary>
    public static CardAction? OfInvoke(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } invoke
        && invoke.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object
        && Text(action, "type") == "Action.Execute" && Text(action, "verb") == CardActions.Verb
        && action.TryGetProperty("data", out var data)
            ? OfData(data) is { } tap ? tap with { IsAutomatic = Text(invoke, "trigger") == "automatic" } : null
            : null;

    /// <summary>Of a message that Action.Submit sends: the data are its value.</summary>
    public static CardAction? OfData(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || Text(data, CardActions.SayKey) is not { Length: > 0 and <= LongestText } say
            || Text(data, CardActions.NonceKey) is not { Length: > 0 and <= 100 } nonce)
            return null;
        var fields = data.EnumerateObject().Where(property => property.Name.StartsWith(CardForm.Prefix, StringComparison.Ordinal))
            .GroupBy(property => property.Name[CardForm.Prefix.Length..], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Shown(group.Last().Value), StringComparer.Ordinal);
        return new CardAction(say, nonce) { Page = PageOf(data), Fields = fields, DrawnAt = DrawnAtOf(data) };
    }

    private static int PageOf(JsonElement data) =>
        data.TryGetProperty(CardActions.PageKey, out var page) && int.TryParse(Shown(page), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, 10_000)
            : 1;

    private static DateTimeOffset? DrawnAtOf(JsonElement data) =>
        data.TryGetProperty(CardActions.DrawnKey, out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var instant) && instant is > 0 and < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(instant)
            : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Clients send inputs as strings, some send numbers as numbers.</summary>
    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind is JsonValueKind.Null ? "" : value.GetRawText();
        return text.Length <= LongestText ? text : text[..LongestText];
    }
}
