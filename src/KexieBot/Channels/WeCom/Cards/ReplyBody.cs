using System.Globalization;
using System.Text;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Channels.WeCom.Cards;

/// <summary>A reply as running text, in the platform's markdown or in none.</summary>
internal sealed class ReplyBody(Reply reply, bool isMarkdown)
{
    private readonly StringBuilder body = new();

    /// <summary>What no card follows to offer must be typed, so it is said.</summary>
    public string Write(bool saysForm, bool saysChoices)
    {
        Line(Strong(Plain(reply.Title)));
        foreach (var line in reply.Lines)
            Line(Plain(line));
        foreach (var fact in reply.Facts)
            Line((isMarkdown ? "> " : "") + Plain(fact.Name) + Colon + Plain(fact.Value));
        foreach (var row in reply.Rows)
            Row(row);
        if (reply.Chart is { } chart)
            Chart(chart);
        if (saysForm && reply.Form is { } form)
            Form(form);
        if (saysChoices && reply.Choices.Count > 0)
            Choices();
        if (reply.Hint is { Length: > 0 } hint)
            Line(Coloured("comment", Plain(hint)));
        return body.ToString().TrimEnd('\n');
    }

    public static string LightWord(Light light, Language language) => light switch
    {
        Light.Red => language.Say(Texts.Light_Red),
        Light.Yellow => language.Say(Texts.Light_Yellow),
        Light.Green => language.Say(Texts.Light_Green),
        _ => "",
    };

    /// <summary>"60% · 办理中 · 12月31日": what there is of it.</summary>
    public static string Standing(ItemRow row) => string.Join(" · ", Parts(row));

    public static string Percent(int percent) => string.Create(CultureInfo.InvariantCulture, $"{percent}%");

    private string Colon => reply.Language.Say(Texts.Between_NameAndValue);

    private static IEnumerable<string> Parts(ItemRow row)
    {
        if (row.Percent is { } percent)
            yield return Percent(percent);
        if (row.State is { Length: > 0 } state)
            yield return state;
        if (row.Due is { Length: > 0 } due)
            yield return due;
    }

    private void Row(ItemRow row)
    {
        var unit = row.Unit is { Length: > 0 } ? reply.Language.Say(Texts.Words_InBrackets, row.Unit) : "";
        Line(Strong(Plain(row.Ref)) + " " + Plain(row.Title + unit));
        var standing = Plain(Standing(row));
        var light = LightWord(row.Light, reply.Language);
        if (light.Length > 0)
            standing = Coloured(row.Light switch { Light.Red => "warning", Light.Green => "info", _ => "comment" }, "● " + light) + (standing.Length > 0 ? " · " + standing : "");
        if (standing.Length > 0)
            Line("  " + standing);
    }

    private void Chart(ReplyChart chart)
    {
        Line(Strong(Plain(chart.Title)));
        foreach (var point in chart.Points)
            Line(Plain(point.Label) + Colon + point.Value.ToString("0.##", CultureInfo.InvariantCulture) + Plain(chart.Measure));
    }

    private void Form(ReplyForm form)
    {
        var wanted = reply.Language.Join(form.Fields.Select(f => f.Label));
        Line(Plain(reply.Language.Say(Texts.ReplyBody_HowToAnswer, form.Say, wanted)));
    }

    private void Choices() =>
        Line(Plain(reply.Language.Say(Texts.ReplyBody_YouCanReply) + string.Join(reply.Language.Say(Texts.ReplyBody_BetweenChoices), reply.Choices.Select(c => c.Say))));

    private void Line(string line) => body.Append(line).Append('\n');

    private string Plain(string text) => isMarkdown ? WeComText.EscapeMarkdown(text) : WeComText.EscapePlain(text);

    private string Strong(string text) => isMarkdown && text.Length > 0 ? $"**{text}**" : text;

    private string Coloured(string colour, string text) => isMarkdown ? $"<font color=\"{colour}\">{text}</font>" : text;
}
