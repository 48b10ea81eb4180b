namespace KexieBot.Core.Plans.Text;

/// <summary>
/// Folds width, bracket and character variants (traditional as simplified) so that patterns need one form only.
/// Character by character: an offset in the folded text is an offset in the original.
/// </summary>
internal static class TextFolding
{
    public static string Fold(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = Fold(source, i);
    });

    /// <summary>Full-width figures and letters as ASCII; everything else as printed.</summary>
    public static string NarrowFigures(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = Narrow(source[i]);
    });

    public static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff' or '〇';

    private static char Narrow(char c) => c switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' => (char)(c - 0xFEE0),
        '％' => '%',
        _ => c,
    };

    private static char Fold(string text, int i)
    {
        var c = text[i];
        return c switch
        {
            '(' or '[' or '〔' or '【' or '［' or '﹝' or '﹙' or '〖' or '{' or '〈' => '（',
            ')' or ']' or '〕' or '】' or '］' or '﹞' or '﹚' or '〗' or '}' or '〉' => '）',
            ':' or '﹕' or '︰' or '∶' => '：',
            ',' when BetweenFigures(text, i) => ',',
            ',' or '﹐' or '､' => '，',
            ';' or '﹔' => '；',
            '｜' => '|',
            '．' or '﹒' => '.',
            '｡' => '。',
            '「' or '『' => '“',
            '」' or '』' => '”',
            '\t' or '\u3000' or '\u00a0' or '\u2002' or '\u2003' => ' ',
            _ => TraditionalCharacters.Simplify(Narrow(c)),
        };
    }

    private static bool BetweenFigures(string text, int i) =>
        i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);
}
