namespace KexieBot.Core;

/// <summary>Shortens what there is no room for.</summary>
public static class TextCut
{
    /// <summary>At most <paramref name="most"/> UTF-16 units, never cut inside a character; the last is … where something was left out.</summary>
    public static string To(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
