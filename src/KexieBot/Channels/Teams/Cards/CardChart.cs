using System.Globalization;
using System.Text.Json.Nodes;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>Charts are an extension of Teams (charts-in-adaptive-cards) that phones do not all draw: a table stands behind, and plain facts behind that.</summary>
internal static class CardChart
{
    public static IEnumerable<JsonNode> Elements(ReplyChart chart)
    {
        yield return new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(chart.Title), ["weight"] = "Bolder", ["wrap"] = true, ["spacing"] = "Medium" };
        if (chart.Points.Count == 0)
            yield break;
        var drawn = Drawn(chart);
        drawn["title"] = chart.Title;
        drawn["fallback"] = Table(chart);
        yield return drawn;
    }

    private static JsonObject Drawn(ReplyChart chart) => chart.Kind switch
    {
        ChartKind.HorizontalBar => new()
        {
            ["type"] = "Chart.HorizontalBar",
            // On a phone an axis leaves its ticks no room, and the figure beside the longest bar is cut off: each bar says it in its name.
            ["displayMode"] = "AbsoluteNoAxis",
            ["data"] = Array(chart, point => new() { ["x"] = $"{point.Label} {Value(chart, point)}", ["y"] = point.Value, ["color"] = "categoricalBlue" }),
        },
        ChartKind.Line => new()
        {
            ["type"] = "Chart.Line",
            ["data"] = new JsonArray(new JsonObject
            {
                ["legend"] = chart.Title,
                ["values"] = Array(chart, point => new() { ["x"] = point.Label, ["y"] = point.Value }),
            }),
        },
        _ => throw new InvalidOperationException($"Unknown chart {chart.Kind}."),
    };

    private static JsonObject Table(ReplyChart chart) => new()
    {
        ["type"] = "Table",
        ["firstRowAsHeaders"] = false,
        ["showGridLines"] = false,
        ["columns"] = new JsonArray(new JsonObject { ["width"] = 3 }, new JsonObject { ["width"] = 1 }),
        ["rows"] = Array(chart, point => new()
        {
            ["type"] = "TableRow",
            ["cells"] = new JsonArray(Cell(point.Label), Cell(Value(chart, point))),
        }),
        ["fallback"] = new JsonObject
        {
            ["type"] = "FactSet",
            ["facts"] = Array(chart, point => new() { ["title"] = CardText.Escape(point.Label), ["value"] = Value(chart, point) }),
        },
    };

    private static JsonObject Cell(string text) => new()
    {
        ["type"] = "TableCell",
        ["items"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(text), ["wrap"] = true }),
    };

    private static JsonArray Array(ReplyChart chart, Func<ChartPoint, JsonObject> shape) => new([.. chart.Points.Select(shape)]);

    private static string Value(ReplyChart chart, ChartPoint point) =>
        point.Value.ToString("0.##", CultureInfo.InvariantCulture) + (chart.Measure is "%" or "" ? chart.Measure : " " + chart.Measure);
}
