using System.Globalization;
using System.Text.Json.Nodes;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>Work items, two lines each: a table would be too narrow on a phone.</summary>
internal static class CardRows
{
    /// <summary>Up to this many rows show their buttons; in a longer list a tap on the row does its first choice.</summary>
    private const int RowsWithButtons = 3;

    public static IEnumerable<JsonNode> Elements(IReadOnlyList<ItemRow> rows, CardWords words, CardActions actions)
    {
        foreach (var row in rows)
        {
            var container = new JsonObject
            {
                ["type"] = "Container",
                ["separator"] = true,
                ["spacing"] = "Small",
                ["items"] = new JsonArray(Title(row, words), Details(row, words)),
            };
            if (row.Choices.Count > 0 && rows.Count <= RowsWithButtons)
                container["items"]!.AsArray().Add(Buttons(row, actions));
            else if (row.Choices.Count > 0)
                container["selectAction"] = actions.Tap(row.Choices[0]);
            yield return container;
        }
    }

    private static JsonObject Title(ItemRow row, CardWords words) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = $"{words.For(row.Light).Dot} **{CardText.Escape(row.Ref)}** {CardText.Escape(CardText.Cut(row.Title, 200))}",
        ["wrap"] = true,
    };

    private static JsonObject Details(ItemRow row, CardWords words)
    {
        var (_, word, color) = words.For(row.Light);
        var percent = row.Percent is { } value ? value.ToString(CultureInfo.InvariantCulture) + "%" : null;
        var details = new[] { word, percent, row.State, row.Unit, row.Due }.Where(part => !string.IsNullOrEmpty(part)).Select(part => CardText.Escape(part!));
        return new()
        {
            ["type"] = "TextBlock",
            ["text"] = string.Join(" · ", details),
            ["wrap"] = true,
            ["spacing"] = "None",
            ["size"] = "Small",
            ["color"] = color,
            ["isSubtle"] = color == "Default",
        };
    }

    private static JsonObject Buttons(ItemRow row, CardActions actions) => new()
    {
        ["type"] = "ActionSet",
        ["spacing"] = "Small",
        ["actions"] = new JsonArray([.. row.Choices.Take(3).Select(actions.For)]),
    };
}
