using System.Globalization;
using System.Net;
using System.Text;
using KexieBot.Core.Chat;

namespace KexieBot.Web;

/// <summary>A reply as HTML without scripts. Every text is encoded; buttons are forms that say their words.</summary>
internal static class ReplyHtml
{
    public static string Of(Reply reply, string person)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"{reply.Tone}\"><h2>{Text(reply.Title)}</h2>");
        foreach (var line in reply.Lines)
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(line)}</p>");
        if (reply.Facts.Count > 0)
        {
            html.Append("<dl>");
            foreach (var fact in reply.Facts)
                html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Text(fact.Name)}</dt><dd>{Text(fact.Value)}</dd></div>");
            html.Append("</dl>");
        }

        if (reply.Rows.Count > 0)
            AppendRows(html, reply, person);
        if (reply.Chart is { } chart)
            AppendChart(html, chart);
        if (reply.Form is { } form)
            AppendForm(html, form, person);
        if (reply.File is { } file)
            html.Append(Button($"📎 {file.Name}", file.Say, person, isPrimary: true, to: "/try/file"));
        foreach (var choice in reply.Choices)
            html.Append(Button(choice.Label, choice.Say, person, choice.IsPrimary));
        if (reply.Hint is { } hint)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"hint\">{Text(hint)}</p>");
        return html.Append("</article>").ToString();
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Button(string label, string say, string person, bool isPrimary = false, string to = "/try") =>
        $"<form method=\"post\" action=\"{to}\"><input type=\"hidden\" name=\"person\" value=\"{Text(person)}\"><input type=\"hidden\" name=\"id\" value=\"{Guid.NewGuid():N}\"><button name=\"text\" value=\"{Text(say)}\"{(isPrimary ? " class=\"primary\"" : "")}>{Text(label)}</button></form>";

    private static void AppendRows(StringBuilder html, Reply reply, string person)
    {
        html.Append("<ul>");
        foreach (var row in reply.Rows)
        {
            string?[] details = [row.Unit, row.State, row.Percent is { } percent ? $"{percent}%" : null, row.Due];
            html.Append(CultureInfo.InvariantCulture, $"<li><span class=\"light {row.Light}\"></span>{Button($"{row.Ref} {row.Title}", row.Ref, person)}<small>{Text(string.Join(" · ", details.Where(detail => !string.IsNullOrEmpty(detail))))}</small></li>");
        }

        html.Append("</ul>");
    }

    private static void AppendChart(StringBuilder html, ReplyChart chart)
    {
        var most = chart.Measure == "%" ? 100 : Math.Max(1, chart.Points.Select(point => point.Value).DefaultIfEmpty(1).Max());
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(chart.Title)}</h3><table>");
        foreach (var point in chart.Points)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(point.Label)}</td><td><meter min=\"0\" max=\"{most}\" value=\"{point.Value}\"></meter> {point.Value}{Text(chart.Measure)}</td></tr>");
        html.Append("</table>");
    }

    private static void AppendForm(StringBuilder html, ReplyForm form, string person)
    {
        html.Append(CultureInfo.InvariantCulture, $"<form class=\"card\" method=\"post\" action=\"/try\"><input type=\"hidden\" name=\"person\" value=\"{Text(person)}\"><input type=\"hidden\" name=\"id\" value=\"{Guid.NewGuid():N}\"><input type=\"hidden\" name=\"text\" value=\"{Text(form.Say)}\">");
        foreach (var field in form.Fields)
        {
            var required = field.IsRequired ? " required" : "";
            html.Append(CultureInfo.InvariantCulture, $"<label>{Text(field.Label)} ");
            html.Append(field.Kind == FieldKind.Number
                ? $"<input type=\"number\" name=\"f.{Text(field.Name)}\" min=\"{field.Min}\" max=\"{field.Max}\" value=\"{Text(field.Value ?? "")}\"{required}>"
                : $"<textarea name=\"f.{Text(field.Name)}\" rows=\"2\" maxlength=\"{field.MaxLength ?? ChatBot.LongestField}\"{required}>{Text(field.Value ?? "")}</textarea>");
            html.Append("</label>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<button class=\"primary\">{Text(form.SubmitLabel)}</button></form>");
    }
}
