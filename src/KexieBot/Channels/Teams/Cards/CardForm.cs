using System.Globalization;
using System.Text.Json.Nodes;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>A form's inputs. Their ids have a prefix, so that no field can pass for what a button carries.</summary>
internal static class CardForm
{
    public const string Prefix = "field.";

    public static IEnumerable<JsonNode> Elements(ReplyForm form, CardWords words, CardActions actions)
    {
        foreach (var field in form.Fields)
            yield return Input(field, words);
        yield return new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray(actions.Submit(form)) };
    }

    private static JsonObject Input(FormField field, CardWords words)
    {
        var input = new JsonObject
        {
            ["type"] = field.Kind == FieldKind.Number ? "Input.Number" : "Input.Text",
            ["id"] = Prefix + field.Name,
            // A plain text on every client: the label is no Markdown.
            ["label"] = field.Label,
            // Labels came with 1.3: an older client shows this one in the empty field.
            ["placeholder"] = field.Label,
            ["errorMessage"] = field.IsRequired && string.IsNullOrEmpty(field.Value) ? words.Required(field.Label) : words.Wrong(field.Label),
        };
        if (field.IsRequired)
            input["isRequired"] = true;
        if (field.Kind == FieldKind.Number)
        {
            Set(input, "min", field.Min);
            Set(input, "max", field.Max);
            if (int.TryParse(field.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                input["value"] = number;
        }
        else
        {
            input["isMultiline"] = true;
            Set(input, "maxLength", field.MaxLength);
            Set(input, "value", field.Value);
        }

        return input;
    }

    private static void Set(JsonObject input, string name, JsonNode? value)
    {
        if (value is not null)
            input[name] = value;
    }
}
