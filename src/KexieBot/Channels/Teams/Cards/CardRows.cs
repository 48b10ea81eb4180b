using System.Globalization;
using System.Text.Json.Nodes;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>Work items, two lines each: a table would be too narrow on a phone.</summary>
internal static class CardRows
{
    /// <summary>Up to this many rows show all their buttons; in a longer list each shows its first.</summary>
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
                ["items"] = new JsonArray(Line(row, words)),
            };
            if (row.Choices.Count > 0)
                container["items"]!.AsArray().Add(Buttons(row.Choices.Take(rows.Count <= RowsWithButtons ? 3 : 1), actions));
            yield return container;
        }
    }

    /// <summary>Only the dot has a colour: green and yellow letters cannot be read on white.</summary>
    private static JsonObject Line(ItemRow row, CardWords words)
    {
        var (dot, word, color) = words.For(row.Light);
        var percent = row.Percent is { } value ? value.ToString(CultureInfo.InvariantCulture) + "%" : null;
        var details = string.Join(" · ", new[] { word, percent, row.State, row.Unit, row.Due }.Where(part => !string.IsNullOrEmpty(part)));
        var texts = new JsonArray(Text($"**{CardText.Escape(row.Ref)}** {CardText.Escape(CardText.Cut(row.Title, 200))}"));
        if (details.Length > 0)
        {
            var quiet = Text(CardText.Escape(details));
            (quiet["spacing"], quiet["size"], quiet["isSubtle"]) = ("None", "Small", true);
            texts.Add(quiet);
        }

        var light = new JsonObject { ["type"] = "TextBlock", ["text"] = dot, ["color"] = color };
        return new()
        {
            ["type"] = "ColumnSet",
            ["columns"] = new JsonArray(Column("auto", new JsonArray(light)), Column("stretch", texts)),
        };
    }

    private static JsonObject Column(string width, JsonArray items) => new() { ["type"] = "Column", ["width"] = width, ["spacing"] = "Small", ["items"] = items };

    private static JsonObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    private static JsonObject Buttons(IEnumerable<Choice> choices, CardActions actions) => new()
    {
        ["type"] = "ActionSet",
        ["spacing"] = "Small",
        ["actions"] = new JsonArray([.. choices.Select(actions.For)]),
    };
}
