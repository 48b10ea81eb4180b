using System.Text;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>Texts for cards. A TextBlock and a FactSet render a Markdown subset and expand {{DATE(…)}}: what people typed must come out as they typed it.</summary>
internal static class CardText
{
    private const string Markup = "\\`*_[]~<>|";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        var lineStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (lineStart && IsBlockMarker(text, i, out var marker))
            {
                escaped.Append(text, i, marker).Append('\\').Append(text[i + marker]);
                i += marker;
                lineStart = false;
                continue;
            }

            if (Markup.Contains(c, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(c);
            if (c is '{' && i + 1 < text.Length && text[i + 1] is '{')
                escaped.Append('\u200B');
            lineStart = c is '\n' || (lineStart && c is ' ');
        }

        return escaped.ToString();
    }

    /// <summary>The text with at most <paramref name="most"/> UTF-16 units, never cut inside a character.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary>A heading (#), a bullet (-, +) or a number with its dot (1.) at a line's start; <paramref name="before"/> characters stand before the one to escape.</summary>
    private static bool IsBlockMarker(string text, int at, out int before)
    {
        before = 0;
        if (text[at] is '#' or '-' or '+')
            return true;
        while (at + before < text.Length && char.IsAsciiDigit(text[at + before]))
            before++;
        return before > 0 && at + before < text.Length && text[at + before] is '.' or ')';
    }
}
