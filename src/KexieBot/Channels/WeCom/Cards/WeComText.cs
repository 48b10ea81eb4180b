using System.Text;
using System.Text.RegularExpressions;

namespace KexieBot.Channels.WeCom.Cards;

/// <summary>Text within the platform's limits and free of its markup.</summary>
internal static partial class WeComText
{
    /// <summary>text.content and markdown.content: what exceeds it is cut off without a word.</summary>
    public const int MessageBytes = 2048;

    /// <summary>Cuts at line ends, else at sentence ends, else between characters. The parts joined are the text.</summary>
    public static IReadOnlyList<string> Split(string text, int maxBytes = MessageBytes)
    {
        var parts = new List<string>();
        var rest = text.AsSpan();
        while (Encoding.UTF8.GetByteCount(rest) > maxBytes)
        {
            var cut = CutAt(rest, maxBytes);
            parts.Add(rest[..cut].ToString());
            rest = rest[cut..];
        }

        if (rest.Length > 0)
            parts.Add(rest.ToString());
        return parts;
    }

    /// <summary>At most <paramref name="chars"/> characters, the last of them … where something was left out.</summary>
    public static string Shorten(string text, int chars)
    {
        if (text.Length <= chars)
            return text;
        var cut = char.IsHighSurrogate(text[chars - 2]) ? chars - 2 : chars - 1;
        return text[..cut] + "…";
    }

    /// <summary>A text message turns &lt;a href&gt; into links: what people typed must not.</summary>
    public static string EscapePlain(string text) => Anchor().Replace(text, "＜");

    /// <summary>The dialect has no escape, so its marks become their full-width twins.</summary>
    public static string EscapeMarkdown(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var isLineStart = true;
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '<' => '＜',
                '[' => '［',
                '`' => '｀',
                '*' => '＊',
                '#' when isLineStart => '＃',
                '>' when isLineStart => '＞',
                _ => c,
            });
            isLineStart = c == '\n' || (isLineStart && c is '#' or '>' or ' ');
        }

        return escaped.ToString();
    }

    private static int CutAt(ReadOnlySpan<char> text, int maxBytes)
    {
        var (fits, line, sentence) = (0, 0, 0);
        var bytes = 0;
        while (fits < text.Length)
        {
            Rune.DecodeFromUtf16(text[fits..], out var rune, out var used);
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
                break;
            fits += used;
            if (rune.Value == '\n')
                line = fits;
            else if (rune.Value is '。' or '！' or '？' or '；' or '!' or '?' or ';')
                sentence = fits;
        }

        // A cut so early that most of the message stays empty is worse than one inside a line.
        var enough = fits / 2;
        return line > enough ? line : sentence > enough ? sentence : fits;
    }

    [GeneratedRegex("<(?=/?[aA])", RegexOptions.None, 1000)]
    private static partial Regex Anchor();
}
