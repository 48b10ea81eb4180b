using System.Text;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Decodes text files as Chinese offices make them: UTF-8, UTF-16 or GB18030, with or without a mark.</summary>
internal static class TextDecoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)!;

    /// <summary>Null when the bytes are no text.</summary>
    public static string? Decode(byte[] bytes)
    {
        var text = ByMark(bytes) ?? Utf16WithoutMark(bytes) ?? Utf8(bytes) ?? Gb18030.GetString(bytes);
        return IsText(text) ? text.Replace("\0", "", StringComparison.Ordinal) : null;
    }

    private static string? ByMark(byte[] bytes)
    {
        var span = bytes.AsSpan();
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3);
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        return span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2) : null;
    }

    // Line feeds and figures of UTF-16 leave a zero in every other byte, and so does 一 (U+4E00) on the other side.
    private static string? Utf16WithoutMark(byte[] bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0 || !bytes.AsSpan().Contains((byte)0))
            return null;
        return new[] { Encoding.Unicode, Encoding.BigEndianUnicode }.Select(encoding => encoding.GetString(bytes))
            .FirstOrDefault(text => text.Count(c => char.IsAscii(c) || c is >= '\u3000' and <= '\u9fff' or >= '\uff00' and <= '\uffef') * 20 > text.Length * 19);
    }

    private static string? Utf8(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsText(string text)
    {
        var odd = text.Count(c => c is '\ufffd' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f')));
        return odd * 50 < text.Length;
    }
}
