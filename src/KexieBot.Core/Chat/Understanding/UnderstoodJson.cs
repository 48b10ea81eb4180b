using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>The JSON form of the contract: one measure as "measure", several as "measures", absent slots left out.</summary>
public static class UnderstoodJson
{
    // Chinese text stays readable on a terminal; the output goes to stdout, never into HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>"sure": false</c> stands beside a reading that the bot would ask about before it acts.</summary>
    public static string Write(Understood understood)
    {
        var json = new JsonObject { ["intent"] = understood.Intent.JsonName(), ["slots"] = ToJsonObject(understood.Slots) };
        if (!understood.IsSure)
            json["sure"] = false;
        return json.ToJsonString(Readable);
    }

    public static JsonObject ToJsonObject(Slots slots)
    {
        var json = new JsonObject();
        if (slots.Measures.Count == 1)
            json["measure"] = slots.Measures[0].ToString();
        else if (slots.Measures.Count > 1)
            json["measures"] = List(slots.Measures.Select(measure => measure.ToString()));
        if (slots.Units.Count > 1)
            json["units"] = List(slots.Units);
        foreach (var (name, text) in Texts(slots).Where(slot => slot.Text is not null))
            json[name] = text;
        foreach (var (name, number) in Numbers(slots).Where(slot => slot.Number is not null))
            json[name] = number;
        return json;
    }

    private static JsonArray List(IEnumerable<string> items) =>
        new([.. items.Select(item => (JsonNode?)JsonValue.Create(item))]);

    private static IEnumerable<(string Name, int? Number)> Numbers(Slots slots) =>
    [
        ("percent", slots.Percent), ("percent_from", slots.PercentFrom), ("min_days", slots.MinDays),
        ("months", slots.Months), ("n", slots.N),
    ];

    private static IEnumerable<(string Name, string? Text)> Texts(Slots slots) =>
    [
        ("keyword", slots.Keyword), ("note", slots.Note), ("problem", slots.Problem), ("next_step", slots.NextStep),
        ("unit", slots.Unit), ("suggest_unit", slots.SuggestUnit), ("unit_role", slots.UnitRole),
        ("period", slots.Period), ("scope", slots.Scope),
        ("new_deadline_text", slots.NewDeadlineText), ("new_deadline", Day(slots.NewDeadline)),
        ("shift", slots.Shift?.ToString()), ("deadline", Day(slots.Deadline)), ("reason", slots.Reason),
        ("light", slots.Light), ("format", slots.Format), ("by_text", slots.ByText), ("by", Day(slots.By)),
        ("until_text", slots.UntilText), ("until", slots.Until), ("role_filter", slots.RoleFilter),
        ("status", slots.Status), ("page", slots.Page), ("file", slots.File), ("title", slots.Title), ("name", slots.Name),
        ("issue", slots.Issue), ("group_by", slots.GroupBy), ("order", slots.Order), ("need", slots.Need),
        ("cadence", slots.Cadence), ("invalid", slots.Invalid), ("denied", slots.Denied), ("language", slots.Language),
    ];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
