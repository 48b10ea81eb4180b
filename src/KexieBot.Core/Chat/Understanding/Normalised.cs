using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// A message in one writing: half width, simplified, lower case, single spaces, no invisible characters,
/// no leading mention. Every character remembers where it stood, so that texts come back as typed.
/// </summary>
public sealed partial class Normalised
{
    /// <summary>UTF-16 units that are looked at; what follows can only be more of a note.</summary>
    public const int Examined = 4_000;

    /// <summary>The longest text that is handed on from a message.</summary>
    public const int LongestText = 8_000;

    private readonly string original;
    private readonly (int Start, int End)[] origin;

    private Normalised(string original, string text, (int, int)[] origin) =>
        (this.original, Text, this.origin) = (original, text, origin);

    public string Text { get; }

    public static Normalised Of(string original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var text = new StringBuilder(Math.Min(original.Length, Examined));
        var origin = new List<(int, int)>(text.Capacity);
        for (var at = 0; at < original.Length && at < Examined;)
        {
            if (!Rune.TryGetRuneAt(original, at, out var rune))
            {
                at++;
                continue;
            }
            foreach (var letter in Plain(rune))
                Append(letter, (at, at + rune.Utf16SequenceLength));
            at += rune.Utf16SequenceLength;
        }
        return new Normalised(original, text.ToString(), [.. origin]).WithoutMention();

        void Append(char letter, (int, int) from)
        {
            if (letter is ' ' or '\n' && (text.Length == 0 || text[^1] is ' ' or '\n'))
                return;
            text.Append(letter);
            origin.Add(from);
        }
    }

    /// <summary>The words as typed between two places of <see cref="Text"/>, or null where nothing is left after trimming.</summary>
    public string? AsTyped(int start, int end)
    {
        while (start < end && IsEdge(Text[start]))
            start++;
        while (end > start && IsTail(Text[end - 1]))
            end--;
        if (start >= end)
            return null;
        var from = origin[start].Start;
        var to = end == Text.Length && original.Length > Examined ? original.Length : origin[end - 1].End;
        to = Math.Min(to, from + LongestText);
        if (to < original.Length && char.IsHighSurrogate(original[to - 1]))
            to--;
        return to > from ? original[from..to] : null;
    }

    /// <summary>The same message with a stretch written differently; the new letters stand where the old ones stood.</summary>
    internal Normalised Rewritten(int start, int length, string replacement)
    {
        var place = (origin[start].Start, origin[start + length - 1].End);
        var text = string.Concat(Text.AsSpan(0, start), replacement, Text.AsSpan(start + length));
        return new Normalised(original, text,
            [.. origin[..start], .. Enumerable.Repeat(place, replacement.Length), .. origin[(start + length)..]]);
    }

    private Normalised WithoutMention()
    {
        var start = 0;
        while (start < Text.Length && Mention.Match(Text, start) is { Success: true, Length: > 0 } mention)
            start += mention.Length;
        var end = Text.Length;
        while (end > start && Text[end - 1] is ' ' or '\n')
            end--;
        return new Normalised(original, Text[start..end], origin[start..end]);
    }

    private static string Plain(Rune rune)
    {
        if (rune.Value is '\n' or '\r' or 0x2028 or 0x2029)
            return "\n";
        if (Rune.IsWhiteSpace(rune))
            return " ";
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned || rune.Value is >= 0xFE00 and <= 0xFE0F)
            return "";
        if (rune.Value is >= 0x4E00 and <= 0x9FFF)
            return TraditionalCharacters.Simplify((char)rune.Value).ToString();
        return rune.IsAscii ? Rune.ToLowerInvariant(rune).ToString() : Compatible(rune);
    }

    private static string Compatible(Rune rune)
    {
        var compatible = rune.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        var plain = new StringBuilder(compatible.Length);
        foreach (var letter in compatible)
            plain.Append(char.IsWhiteSpace(letter) ? ' ' : TraditionalCharacters.Simplify(letter));
        return plain.ToString();
    }

    private static bool IsEdge(char letter) => letter is ' ' or '\n' or ',' or '。' or ';' or ':' or '、' or '.' or '!' or '-' or '—' or '~' or '>';

    private static bool IsTail(char letter) => letter is ' ' or '\n' or ',' or '。' or ';' or '、' or '~';

    // Teams writes <at>name</at>, people write @name; only names of bots, so that @ a colleague stays text.
    [GeneratedRegex(@"\G[ \n]*(<at>[^<]{0,64}</at>|@[^ \n,:]{0,20}?(科协bot|kexiebot|机器人|助手|bot))[ \n,:]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Mention { get; }
}
