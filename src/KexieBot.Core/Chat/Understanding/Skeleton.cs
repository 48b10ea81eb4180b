using System.Text;
using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// A message with what it names taken out: M for measures, P for a percent, U for units. The text is lower case,
/// so the capitals are free; spaces beside Chinese characters are gone. The intent is told from this; slots come from the rest.
/// </summary>
internal sealed partial class Skeleton
{
    private Skeleton(Normalised message, UnderstandingContext context)
    {
        Message = message;
        Context = context;
        Percent = PercentPhrase.Find(ReportText.WithoutPlans(Text));
        var refs = MeasureRefs.Find(Text);
        MeasureSpans = [.. refs.Spans.Where(span => Percent is null || !span.Overlaps(Percent.Span))];
        Measures = MeasureSpans.Count == refs.Spans.Count ? refs.Measures : [];
        Units = [.. context.Units.Find(Text).Where(unit => !MeasureSpans.Any(span => span.Overlaps(unit.Span)))];
        HeadEnd = EndOfHead();
        HeadMeasures = MeasureSpans.Count > 1 && MeasureRefs.Find(Text[..HeadEnd]).Measures is { Count: > 0 } named ? named : Measures;
        Shape = ShapeOf();
        Compact = CompactOf(Text);
        Asks = Question.IsMatch(Shape);
    }

    public Normalised Message { get; }
    public UnderstandingContext Context { get; }
    public string Text => Message.Text;
    public PercentPhrase? Percent { get; }
    public IReadOnlyList<MeasureRef> Measures { get; }
    public IReadOnlyList<Span> MeasureSpans { get; }
    public IReadOnlyList<UnitMention> Units { get; }

    /// <summary>Where a report's own text begins: behind its percent, or at the first mark behind its number. 更新 8 60% 与第7条合并推进 speaks of 8.</summary>
    public int HeadEnd { get; }
    public IReadOnlyList<MeasureRef> HeadMeasures { get; }

    /// <summary>The whole message with its capitals.</summary>
    public string Shape { get; }
    /// <summary>Letters and digits alone, without polite words around: for exact words.</summary>
    public string Compact { get; }
    /// <summary>True where the message ends as a question does, or begins as one: 第5条有没有….</summary>
    public bool Asks { get; }

    public static Skeleton Of(string text, UnderstandingContext context) => new(PlanWords.Rewrite(Pinyin.Rewrite(Normalised.Of(text)), context.Plans), context);

    public static string CompactOf(string text)
    {
        var letters = LettersOf(text);
        for (var before = ""; before != letters;)
        {
            before = letters;
            letters = Polite.Replace(letters, "");
        }
        return letters.Length == 0 ? LettersOf(text) : letters;
    }

    /// <summary>The text without spaces and marks; a message of pictures or of question marks alone stays.</summary>
    public static string LettersOf(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit));
        if (letters.Length > 0)
            return letters;
        var pictures = string.Concat(text.Where(letter => char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.OtherSymbol));
        return pictures.Length == 0 && text.Length > 0 && text.All(letter => letter is '?' or ' ') ? "?" : pictures;
    }

    private int EndOfHead()
    {
        if (MeasureSpans.Count == 0)
            return Text.Length;
        var from = MeasureSpans[0].End;
        var end = Text.AsSpan(from).IndexOfAny(",。;\n") is >= 0 and var mark ? from + mark : Text.Length;
        return Percent is { } percent && percent.Span.Start >= from ? Math.Min(end, percent.Span.Start) : end;
    }

    private string ShapeOf()
    {
        var marks = MeasureSpans.Select(span => (span, 'M')).Concat(Units.Select(unit => (unit.Span, 'U')));
        if (Percent is not null)
            marks = marks.Append((Percent.Span, 'P'));
        var shape = new StringBuilder(Text.Length);
        var at = 0;
        foreach (var (span, letter) in marks.OrderBy(mark => mark.Item1.Start))
        {
            if (span.Start < at)
                continue;
            shape.Append(Text, at, span.Start - at).Append(letter);
            at = span.End;
        }
        shape.Append(Text, at, Text.Length - at);
        var tight = LooseSpace.Replace(shape.ToString(), "$1$2");
        return Repeated.Replace(LooseSpace.Replace(tight, "$1$2"), "M");
    }

    [GeneratedRegex(" ?([\\u3400-\\u9fff]) ?|([MPU,;:]) (?=[MPU0-9,;:\\u3400-\\u9fff])", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex LooseSpace { get; }

    [GeneratedRegex("M(?:(?:和|跟|与|及|、|,|还有|到|至|-|~)M)+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Repeated { get; }

    [GeneratedRegex("(?:吗|么|呢|没有|了没|没|不|未|行不行|可以不|\\?)[ ?。!~]*$|\\?|^[^,。;]{0,8}(?:有没有|是不是|是否)", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Question { get; }

    [GeneratedRegex("^(?:请问|请帮我|麻烦|帮我|帮忙|给我|劳驾|请|那个|嗯+(?=.)|呃+|那就|please)|(?:谢谢您?|谢了|麻烦了|一下|吧|啊|呀|哈|哦|噢|啦|呗|嘛|咯|please|thanks)$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Polite { get; }
}
