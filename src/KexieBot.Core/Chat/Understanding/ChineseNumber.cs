namespace KexieBot.Core.Chat.Understanding;

/// <summary>Whole numbers 0–9999 as people write them: 7, 十二, 两百零三, 一〇三.</summary>
public static class ChineseNumber
{
    /// <summary>A pattern for a number in either writing, for use inside other patterns.</summary>
    internal const string Pattern = "(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百千]{1,7})";

    private const string Figures = "零一二三四五六七八九";

    public static int? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > 7)
            return null;
        if (text.All(char.IsAsciiDigit))
            return text.Length > 4 ? null : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return text.Any(letter => letter is '十' or '百' or '千') ? ReadPlaces(text) : ReadFigures(text);
    }

    /// <summary>The formal writing of 0–999: 一百零三.</summary>
    public static string Write(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999);
        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        if (hundreds > 0)
            return $"{Figures[hundreds]}百{(number % 100 == 0 ? "" : (tens == 0 ? "零" : $"{Figures[tens]}十") + (ones == 0 ? "" : Figures[ones]))}";
        return tens switch
        {
            0 => Figures[ones].ToString(),
            1 => ones == 0 ? "十" : $"十{Figures[ones]}",
            _ => $"{Figures[tens]}十{(ones == 0 ? "" : Figures[ones])}",
        };
    }

    private static int? ReadPlaces(string text)
    {
        var (sum, figure, place) = (0, -1, 10_000);
        foreach (var letter in text)
        {
            if (Place(letter) is { } next)
            {
                if (next >= place || figure == 0 || (figure < 0 && next != 10))
                    return null;
                sum += (figure < 0 ? 1 : figure) * next;
                (figure, place) = (-1, next);
            }
            else if (Figure(letter) is { } read)
            {
                if (figure > 0)
                    return null;
                figure = read;
            }
            else
            {
                return null;
            }
        }
        return sum + Math.Max(figure, 0);
    }

    private static int? ReadFigures(string text)
    {
        if (text.Length > 4)
            return null;
        var number = 0;
        foreach (var letter in text)
        {
            if (Figure(letter) is not { } figure)
                return null;
            number = number * 10 + figure;
        }
        return number;
    }

    private static int? Place(char letter) => letter switch { '十' => 10, '百' => 100, '千' => 1000, _ => null };

    private static int? Figure(char letter) => letter switch
    {
        '〇' => 0,
        '两' => 2,
        >= '0' and <= '9' => letter - '0',
        _ => Figures.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var figure ? figure : null,
    };
}
