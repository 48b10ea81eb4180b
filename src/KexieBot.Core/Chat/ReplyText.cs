using System.Globalization;
using System.Text;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Chat;

/// <summary>A reply as plain text: for the console, for logs of what would be sent, and for channels without cards.</summary>
public static class ReplyText
{
    public static string Of(Reply reply)
    {
        var text = new StringBuilder();
        text.AppendLine(reply.Title);
        foreach (var line in reply.Lines)
            text.AppendLine(line);
        foreach (var fact in reply.Facts)
            text.Append(fact.Name).Append(reply.Language.Say(Texts.Between_NameAndValue)).AppendLine(fact.Value);
        foreach (var row in reply.Rows)
            AppendRow(text, row);
        if (reply.Chart is { } chart)
            AppendChart(text, chart);
        if (reply.File is { } file)
            text.Append("📎 ").AppendLine(file.Name);
        if (reply.Choices.Count > 0)
            text.Append("→ ").AppendJoin(reply.Language.Say(Texts.ReplyText_BetweenChoices), reply.Choices.Select(choice => choice.Say)).AppendLine();
        if (reply.Hint is { } hint)
            text.AppendLine(hint);
        return text.ToString().TrimEnd();
    }

    public static string Mark(Light light) => light switch
    {
        Light.Red => "🔴",
        Light.Yellow => "🟡",
        Light.Green => "🟢",
        _ => "⚪",
    };

    private static void AppendRow(StringBuilder text, ItemRow row)
    {
        text.Append(Mark(row.Light)).Append(' ').Append(row.Ref).Append(' ').Append(row.Title);
        string?[] all = [row.Unit, row.State, row.Percent is { } percent ? $"{percent}%" : null, row.Due];
        var details = all.Where(detail => !string.IsNullOrEmpty(detail)).ToList();
        text.AppendLine();
        if (details.Count > 0)
            text.Append("   ").AppendJoin(" · ", details).AppendLine();
    }

    private static void AppendChart(StringBuilder text, ReplyChart chart)
    {
        const int Width = 20;
        text.AppendLine(chart.Title);
        var most = chart.Measure == "%" ? 100 : chart.Points.Select(point => point.Value).DefaultIfEmpty(0).Max();
        foreach (var point in chart.Points)
        {
            var bar = most <= 0 ? 0 : (int)Math.Round(point.Value / most * Width);
            text.Append("  ").Append('█', bar).Append('░', Width - bar).Append(' ').Append(point.Label).Append(' ')
                .AppendLine(string.Create(CultureInfo.InvariantCulture, $"{point.Value:0.#}{chart.Measure}"));
        }
    }
}
