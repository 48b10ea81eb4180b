namespace KexieBot.Core.Plans.Text;

/// <summary>Chinese numerals up to 999, and years written figure by figure (二〇二六).</summary>
internal static class Han
{
    private const string Digits = "〇一二三四五六七八九";

    public static int? Number(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return null;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var plain))
            return plain;
        int total = 0, digit = 0;
        foreach (var c in text)
        {
            if (c is '百' or '十' or '拾')
            {
                total += Math.Max(digit, 1) * (c == '百' ? 100 : 10);
                digit = 0;
            }
            else if (Digit(c) is { } d)
            {
                digit = d;
            }
            else
            {
                return null;
            }
        }
        return total + digit;
    }

    /// <summary>一, （二）, 三、: a number in Chinese figures that heads something.</summary>
    public static bool IsOrdinal(string text) =>
        text.Trim('（', '）', '(', ')', '、', ' ') is { Length: > 0 and <= 4 } figures && !char.IsAsciiDigit(figures[0]) && Number(figures) > 0;

    public static int? Year(ReadOnlySpan<char> text)
    {
        var year = 0;
        foreach (var c in text)
        {
            if (Digit(c) is not { } d)
                return null;
            year = (year * 10) + d;
        }
        return year is >= 1900 and < 2200 ? year : null;
    }

    private static int? Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        '零' or '○' or 'Ｏ' => 0,
        '两' or '贰' => 2,
        '壹' => 1,
        '叁' or '参' => 3,
        '肆' => 4,
        '伍' => 5,
        '陆' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        _ => Digits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var d ? d : null,
    };
}
