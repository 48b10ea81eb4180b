using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Structure;

/// <summary>Levels of numbering, outermost first.</summary>
internal enum HeadingKind
{
    Part,
    Chapter,
    Han,
    Article,
    HanBracket,
    Figure,
    FigureBracket,
    Circled,
}

/// <param name="Length">Characters from the mark's start to the first character of its text.</param>
internal sealed record HeadingMark(HeadingKind Kind, int Number, int Start, int Length, string Label);

/// <summary>Finds the marks that open numbered items. All methods expect folded text.</summary>
internal static partial class HeadingMarks
{
    public static HeadingMark? AtStart(string folded)
    {
        var match = Start().Match(folded);
        return match.Success ? From(match) : null;
    }

    /// <summary>Marks inside a paragraph, wherever one might begin; the tree decides which are real.</summary>
    public static IEnumerable<HeadingMark> Inside(string folded)
    {
        for (var match = Inline().Match(folded); match.Success; match = match.NextMatch())
            if (From(match) is { } mark)
                yield return mark;
    }

    /// <summary>30 不断优化服务: a figure and a blank before a word that counts nothing.</summary>
    public static HeadingMark? WithoutDot(string folded) => Bare().Match(folded) is { Success: true } match ? From(match) : null;

    private static HeadingMark? From(Match match)
    {
        var (kind, group) =
            match.Groups["part"].Success ? (HeadingKind.Part, "part")
            : match.Groups["chapter"].Success ? (HeadingKind.Chapter, "chapter")
            : match.Groups["article"].Success ? (HeadingKind.Article, "article")
            : match.Groups["han"].Success ? (HeadingKind.Han, "han")
            : match.Groups["hanb"].Success ? (HeadingKind.HanBracket, "hanb")
            : match.Groups["sub"].Success ? (HeadingKind.FigureBracket, "sub")
            : match.Groups["subsub"].Success ? (HeadingKind.Circled, "subsub")
            : match.Groups["fig"].Success ? (HeadingKind.Figure, "fig")
            : match.Groups["figb"].Success ? (HeadingKind.FigureBracket, "figb")
            : (HeadingKind.Circled, "circ");
        var text = match.Groups[group].Value;
        var number = Enclosed(text[0]) ?? Han.Number(text.Replace(" ", "", StringComparison.Ordinal));
        if (number is not (> 0 and < 1000))
            return null;
        return new HeadingMark(kind, number.Value, match.Index, match.Length, match.Value.Trim().TrimEnd('、', '.', ' ', '，'));
    }

    // ①, ⑴, ⒈, ㈠, and the letter of Part A.
    private static int? Enclosed(char c) => c switch
    {
        >= '①' and <= '⑳' => c - '①' + 1,
        >= '⑴' and <= '⒇' => c - '⑴' + 1,
        >= '⒈' and <= '⒛' => c - '⒈' + 1,
        >= '㈠' and <= '㈩' => c - '㈠' + 1,
        >= 'A' and <= 'Z' => c - 'A' + 1,
        _ => null,
    };

    private const string HanFigure = "[一二三四五六七八九十百零〇壹贰叁参肆伍陆柒捌玖拾]";

    private const string Pattern =
        @"第\s*(?<part>" + HanFigure + @"{1,4}|\d{1,3})\s*(?:部分|篇)[：、\s]*" +
        @"|第\s*(?<chapter>" + HanFigure + @"{1,4}|\d{1,3})\s*[章节][：、\s]*" +
        @"|第\s*(?<article>" + HanFigure + @"{1,4}|\d{1,3})\s*条[：、\s]*" +
        @"|(?<han>" + HanFigure + @"{1,4})\s*[、.]\s*" +
        @"|（\s*(?<hanb>" + HanFigure + @"{1,4})\s*）\s*[、.]?\s*" +
        @"|(?<fig>\d{1,3})\s*(?:、|\.(?!\d)|\.(?=[45]G)|\.(?=\d{4}\s*年|\d{1,2}\s*月))\s*" +
        @"|（\s*(?<figb>\d{1,3})\s*）\s*[、.]?\s*|(?<figb>\d{1,2})）\s*" +
        @"|(?<hanb>[㈠-㈩])\s*[、.]?\s*|(?<fig>[⒈-⒛])\s*|(?<figb>[⑴-⒇])\s*" +
        @"|(?<circ>[①-⑳])\s*";

    // 2.1, 2-1 and 2.1.3 before a word, but not 2.5 亿元 or 6-12 岁.
    private const string Decimal =
        @"(?:\d{1,2}\.){2}(?<subsub>\d{1,2})\.?\s+(?=[\u4e00-\u9fff“]|[A-Z][a-z])|\d{1,2}[.-](?<sub>\d{1,2})\.?\s+(?=[\u4e00-\u9fff“]|[A-Z][a-z])(?![亿万元倍米公个年月日天岁级家名人场次处所件])|";

    // Part B, A1.
    private const string Lettered = @"(?i:part|section)\s+(?<part>[A-Z]|\d{1,2})(?![A-Za-z\d])[.：、\s]*|[A-Z](?<fig>\d{1,2})[.、）]\s*|";

    // 第3项 建馆, 第003号 关于…的建议: at a line's beginning only, for sentences speak of 第3项 too.
    private const string Counted = @"第\s*(?<article>" + HanFigure + @"{1,4}|\d{1,3})\s*[项号][：、\s]+|";

    [GeneratedRegex(@"^(?:\s|[*#>•◆■●▲★]{1,6}\s|[◆■●▲△★☆])*(?:" + Decimal + Lettered + Counted + Pattern + ")", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"^(?<fig>\d{1,3})\s+(?=[\u4e00-\u9fff]{4})(?![亿万元倍米公个年月日天岁级家名人场次处所件项条张台套座支批轮期类种余多至到号分])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?<![\d.第至（])(?:" + Pattern + ")", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Inline();
}
