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
            ["type"] = TypeOf(field.Kind),
            ["id"] = Prefix + field.Name,
            // A plain text on every client: the label is no Markdown.
            ["label"] = field.Label,
            // Labels came with 1.3: an older client shows this one in the empty field.
            ["placeholder"] = field.Label,
            ["errorMessage"] = field.IsRequired && string.IsNullOrEmpty(field.Value) ? words.Required(field.Label) : words.Wrong(field.Label),
        };
        if (field.IsRequired)
            input["isRequired"] = true;
        switch (field.Kind)
        {
            case FieldKind.Number:
                Set(input, "min", field.Min);
                Set(input, "max", field.Max);
                if (int.TryParse(field.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                    input["value"] = number;
                break;
            case FieldKind.Choice:
                input["style"] = "compact";
                input["placeholder"] = words.Choose(field.Label);
                input["choices"] = new JsonArray([.. field.Options.Select(option => new JsonObject { ["title"] = option.Label, ["value"] = option.Say })]);
                Set(input, "value", field.Value);
                break;
            case FieldKind.Text or FieldKind.Paragraph:
                if (field.Kind == FieldKind.Paragraph)
                    input["isMultiline"] = true;
                Set(input, "maxLength", field.MaxLength);
                Set(input, "value", field.Value);
                break;
            case FieldKind.Date:
                Set(input, "value", field.Value);
                break;
        }

        return input;
    }

    private static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Number => "Input.Number",
        FieldKind.Date => "Input.Date",
        FieldKind.Choice => "Input.ChoiceSet",
        _ => "Input.Text",
    };

    private static void Set(JsonObject input, string name, JsonNode? value)
    {
        if (value is not null)
            input[name] = value;
    }
}
