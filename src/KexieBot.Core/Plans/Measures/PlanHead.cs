using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Measures;

/// <summary>A document's title, its day of issue, and the year it is about.</summary>
internal sealed partial record PlanHead(string Title, DateOnly? IssuedOn, int? Year)
{
    private const int HeadParagraphs = 40;

    public static PlanHead Read(IReadOnlyList<PlanBlock.Line> lines, SourceText source)
    {
        var title = TitleOf(source);
        var issued = IssueDay(lines);
        return new PlanHead(title, issued, YearOf(title, issued, lines));
    }

    private static string TitleOf(SourceText source)
    {
        string? best = null, first = null;
        for (var i = 0; i < Math.Min(source.Paragraphs, HeadParagraphs); i++)
        {
            var folded = source.FoldedParagraph(i);
            if (folded.Contains("http", StringComparison.Ordinal) || folded.StartsWith('#'))
                continue;
            if (HeadingMarks.AtStart(folded) is not null && best is not null)
                break;
            var text = source.Original[source.Start(i)..source.End(i)].Trim();
            if (PlainHeadings.IsTitle(folded))
                best = best is null || best.Contains("通知", StringComparison.Ordinal) || best.Contains(text, StringComparison.Ordinal) ? text : best;
            else if (first is null && folded.Length is > 3 and <= 60 && !folded.AsSpan().ContainsAny("。：；"))
                first = text;
        }
        return (best ?? first ?? "").Trim('*', ' ', '#', '　');
    }

    private static DateOnly? IssueDay(IReadOnlyList<PlanBlock.Line> lines)
    {
        DateOnly? alone = null, printed = null, posted = null, held = null;
        foreach (var line in lines)
        {
            // Days of issue stand on short lines; long ones are the plan's own text.
            if (line.Text.Length > 120)
                continue;
            var folded = TextFolding.Fold(line.Text);
            if (Day().Match(folded) is not { Success: true } day || ToDate(day) is not { } date || EndsPeriod().IsMatch(folded.AsSpan(0, day.Index)))
                continue;
            if (Posted().IsMatch(folded) || NoiseLines.IsMessageHead(line.Text))
                posted ??= date;
            else if (PlainHeadings.IsDateLine(folded) && !folded.Contains("施行", StringComparison.Ordinal))
                alone ??= date;
            else if (Written().IsMatch(folded))
                printed ??= date;
            else if (Held().IsMatch(folded))
                held ??= date;
        }
        return alone ?? printed ?? posted ?? held;
    }

    private static int? YearOf(string title, DateOnly? issued, IReadOnlyList<PlanBlock.Line> lines)
    {
        var years = YearInTitle().Matches(TextFolding.Fold(title));
        if (years.Count == 1 && !Span().IsMatch(TextFolding.Fold(title)))
            return Han.Number(years[0].Groups["y"].Value);
        if (issued is not null)
            return null;
        foreach (var line in lines.Take(HeadParagraphs))
            if (OwnNumber().Match(line.Text) is { Success: true } number)
                return Han.Number(number.Groups["y"].Value);
        foreach (var line in lines.Take(HeadParagraphs))
            if (YearInTitle().Match(Span().Replace(TextFolding.Fold(line.Text), "")) is { Success: true } year && !line.Text.Contains("http", StringComparison.Ordinal))
                return Han.Number(year.Groups["y"].Value);
        return OnlyYear(lines);
    }

    // Where all days that the text names in full lie in one year, the others do too.
    private static int? OnlyYear(IReadOnlyList<PlanBlock.Line> lines)
    {
        var years = lines.SelectMany(line => FullDay().Matches(TextFolding.Fold(line.Text)).Select(day => day.Groups["y"].Value)).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return years.Count == 1 ? Han.Number(years[0]) : null;
    }

    private static DateOnly? ToDate(Match day)
    {
        if (Han.Year(day.Groups["y"].Value) is not { } year || Han.Number(day.Groups["m"].Value) is not (>= 1 and <= 12 and var month)
            || Han.Number(day.Groups["d"].Value) is not { } number || number < 1 || number > DateTime.DaysInMonth(year, month))
            return null;
        return new DateOnly(year, month, number);
    }

    [GeneratedRegex(@"(?<y>20\d\d|二[〇○零一二三四五六七八九]{3})\s*[年/.-]\s*(?<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月/.-]\s*(?<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Day();

    // 有效期至2028年12月31日
    [GeneratedRegex("(?:至|到|有效期限?)[：为]?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndsPeriod();

    [GeneratedRegex("发表时间|发布时间|发布日期|时间：|日期：", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Posted();

    [GeneratedRegex("成文日期|印发|发布(?!之日)|印制|制定|(?i:issued on|date of issue)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();

    // 2026年4月13日下午，副区长陈某主持召开会议: minutes count 本月底前 from the day of the meeting.
    [GeneratedRegex(@"^\s*20\d\d年\d{1,2}月\d{1,2}日[^。]{0,60}(?:召开|主持|会议)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Held();

    [GeneratedRegex(@"(?<!\d)(?<y>20\d\d)\s*年", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YearInTitle();

    [GeneratedRegex(@"(?<![到至自从\d])(?<y>20\d\d)\s*[-/.年]\s*(?:1[0-2]|0?[1-9])(?:\s*[-/.月]|(?!\d))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FullDay();

    // 鹿科协函〔2026〕15号 on a line of its own numbers this paper; within a sentence it would number another.
    [GeneratedRegex(@"^\s*[\u4e00-\u9fff]{2,12}[〔\[（(【](?<y>20\d\d)[〕\]）)】]\s*第?\s*\d{1,4}\s*号\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnNumber();

    [GeneratedRegex(@"20\d\d\s*年?\s*[—–\-－~至到]+\s*20\d\d\s*年?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();
}
