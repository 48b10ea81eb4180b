using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Writes out the automatic numbers of a Word document, which its text does not hold.</summary>
internal sealed class ListNumbers
{
    private const int Levels = 9;
    private readonly Dictionary<int, int> abstractOf = [];
    private readonly Dictionary<int, Level?[]> schemes = [];
    private readonly Dictionary<int, int[]> counters = [];
    private readonly Dictionary<string, NumberingProperties> styles = new(StringComparer.Ordinal);

    public ListNumbers(MainDocumentPart part)
    {
        var numbering = part.NumberingDefinitionsPart?.Numbering;
        foreach (var definition in numbering?.Elements<AbstractNum>() ?? [])
        {
            var levels = new Level?[Levels];
            foreach (var level in definition.Elements<Level>())
                if (level.LevelIndex?.Value is >= 0 and < Levels and var index)
                    levels[index] = level;
            schemes[definition.AbstractNumberId?.Value ?? -1] = levels;
        }
        foreach (var instance in numbering?.Elements<NumberingInstance>() ?? [])
            abstractOf[instance.NumberID?.Value ?? -1] = instance.AbstractNumId?.Val?.Value ?? -1;
        foreach (var style in part.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
            if (style.StyleId?.Value is { } id && style.StyleParagraphProperties?.NumberingProperties is { } properties)
                styles[id] = properties;
    }

    /// <summary>The number before this paragraph, "" where it has none. Call once a paragraph, in order.</summary>
    public string Next(Paragraph paragraph)
    {
        var properties = paragraph.ParagraphProperties?.NumberingProperties
            ?? (paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is { } style ? styles.GetValueOrDefault(style) : null);
        var number = properties?.NumberingId?.Val?.Value ?? 0;
        var index = properties?.NumberingLevelReference?.Val?.Value ?? 0;
        if (number == 0 || index is < 0 or >= Levels || !abstractOf.TryGetValue(number, out var abstractId)
            || !schemes.TryGetValue(abstractId, out var levels) || levels[index] is not { } level)
            return "";
        var counts = Count(abstractId, levels, index);
        return Written(level, levels, counts);
    }

    private int[] Count(int abstractId, Level?[] levels, int index)
    {
        if (!counters.TryGetValue(abstractId, out var counts))
            counters[abstractId] = counts = [.. levels.Select(level => StartOf(level) - 1)];
        counts[index]++;
        for (var deeper = index + 1; deeper < Levels; deeper++)
            counts[deeper] = StartOf(levels[deeper]) - 1;
        return counts;
    }

    private static int StartOf(Level? level) => level?.StartNumberingValue?.Val?.Value ?? 1;

    private static string Written(Level level, Level?[] levels, int[] counts)
    {
        var pattern = level.LevelText?.Val?.Value ?? "";
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
            {
                var at = pattern[++i] - '1';
                text.Append(Figure(levels[at]?.NumberingFormat?.Val?.Value, Math.Max(counts[at], StartOf(levels[at]))));
            }
            else
            {
                text.Append(pattern[i]);
            }
        }
        return level.NumberingFormat?.Val?.Value == NumberFormatValues.Bullet ? "" : text.ToString();
    }

    private static string Figure(NumberFormatValues? format, int number)
    {
        if (format == NumberFormatValues.ChineseCounting || format == NumberFormatValues.ChineseCountingThousand
            || format == NumberFormatValues.JapaneseCounting || format == NumberFormatValues.TaiwaneseCounting
            || format == NumberFormatValues.TaiwaneseCountingThousand || format == NumberFormatValues.IdeographDigital
            || format == NumberFormatValues.ChineseLegalSimplified && number < 11)
            return Chinese(number);
        if (format == NumberFormatValues.DecimalEnclosedCircle || format == NumberFormatValues.DecimalEnclosedCircleChinese)
            return number is >= 1 and <= 20 ? ((char)('①' + number - 1)).ToString() : $"({number})";
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static string Chinese(int number)
    {
        const string digits = "零一二三四五六七八九";
        if (number is < 1 or > 99)
            return number.ToString(CultureInfo.InvariantCulture);
        var tens = number / 10;
        var ones = number % 10 == 0 ? "" : digits[number % 10].ToString();
        return tens == 0 ? ones : (tens == 1 ? "" : digits[tens].ToString()) + "十" + ones;
    }
}
