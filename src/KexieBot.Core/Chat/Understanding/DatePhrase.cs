using System.Globalization;
using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>A day, or a stretch to add, as said. Workdays stay a <see cref="Shift"/>: only the calendar can resolve them.</summary>
internal sealed partial record DatePhrase(DateOnly? Date, Shift? Shift, Span Span)
{
    /// <summary>The first day or stretch named in the text; at one place the longest reading.</summary>
    public static DatePhrase? Find(string text, DateOnly today)
    {
        // 13月40日 is a slip: no part of it is the day that was meant.
        if (FullDay.Matches(text).Any(match => Int(match, "m") is { } month && Int(match, "d") is { } day && Valid(Int(match, "y") ?? YearOf(today, month), month, day) is null))
            return null;
        DatePhrase? first = null;
        foreach (var (form, read) in Forms)
        {
            foreach (Match match in form.Matches(text))
            {
                var span = new Span(match.Index, match.Index + match.Length);
                var sooner = first is null || span.Start < first.Span.Start || (span.Start == first.Span.Start && span.End > first.Span.End);
                if (sooner && read(match, today) is { } phrase)
                    first = phrase with { Span = span };
            }
        }
        return first;
    }

    private delegate DatePhrase? Reading(Match match, DateOnly today);

    private static readonly (Regex Form, Reading Read)[] Forms =
    [
        (Form("(?<y>20[0-9]{2}) ?[-./年] ?(?<m>[0-9]{1,2}) ?[-./月] ?(?<d>[0-9]{1,2})[日号]?"), YearMonthDay),
        (Form("(?<y>明|今|去|后)年(?:的)?(?<m>" + N + ")月(?<d>" + N + ")[日号]?"), RelativeYearDay),
        (Form("(?<y>20[0-9]{2}|明|今)年(?:的)?(?<m>" + N + ")月(?<part>底|末|初|中旬?|上旬|下旬|份)?"), MonthPart),
        (Form("(?<m>" + N + ")月(?:份)?(?<part>底|末|初|中旬?|上旬|下旬)"), MonthPart),
        (Form("(?<m>" + N + ")月(?<d>" + N + ")[日号]?"), MonthDay),
        (Form("(?<m>1[0-2]|0?[1-9])[./-](?<d>3[01]|[12][0-9]|0?[1-9])[日号]?"), MonthDay),
        (Form("(?<m>" + N + ")月(?:份)?"), MonthPart),
        (Form("(?<rel>本|这个?|当|下下?个?|上个?)月(?:的)?(?:(?<part>底|末|初|中旬?|上旬|下旬)|(?<d>" + N + ")[日号])?"), RelativeMonth),
        (Form("(?<rel>)(?<part>月底|月末)"), (match, today) => Day(PartOf(today.Year, today.Month, "底"))),
        (Form("(?<rel>)(?<d>[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?)[日号]"), RelativeMonth),
        (Form("(?<rel>本|这个?|下下?个?|上个?)?(?:周|星期|礼拜)(?<d>[一二三四五六日天末])"), Weekday),
        (Form("(?<rel>本|这个?|下下?个?)(?:周|星期|礼拜)"), WeekEnd),
        (Form("(?<w>今天|今日|今儿|明天|明日|明儿|大后天|后天|昨天|today|tomorrow)"), NamedDay),
        (Form("(?<rel>明)?年(?:底|末)|end of (?:the )?year|year end"), (match, today) => Day(new DateOnly(today.Year + (match.Groups["rel"].Success ? 1 : 0), 12, 31))),
        (Form("元旦"), (_, today) => Day(new DateOnly(today.Year + 1, 1, 1))),
        (Form("国庆节?"), (_, today) => Day(Coming(today, 10, 1))),
        (Form("(?:五一|劳动节)"), (_, today) => Day(Coming(today, 5, 1))),
        (Form("(?<n>" + N + "|半) ?个?(?<u>工作日|周|星期|礼拜|月|季度|天|日|年)(?:时间)?"), Stretch),
        (Form("(?<n>[0-9]{1,3}|a|an|one|two|three) ?(?<u>work(?:ing )?days?|business days?|days?|weeks?|months?)"), Stretch),
        (Form("(?<rel>next |this )?(?<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)\\b"), EnglishWeekday),
        (Form("(?:(?<end>end of|the end of|late) )?(?<month>" + EnglishMonths + ")[a-z]*\\.?(?: (?<d>[0-9]{1,2})(?:st|nd|rd|th)?\\b)?(?:,? (?<y>20[0-9]{2}))?"), EnglishMonth),
        (Form("(?<d>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?(?<month>" + EnglishMonths + ")[a-z]*(?:,? (?<y>20[0-9]{2}))?"), EnglishMonth),
        (Form("(?<end>end of|the end of) (?:the |this )?month|month end"), (_, today) => Day(PartOf(today.Year, today.Month, "底"))),
        (Form("next week"), (_, today) => Day(Monday(today).AddDays(11))),
        (Form("next month"), (_, today) => Day(PartOf(today.AddMonths(1).Year, today.AddMonths(1).Month, "底"))),
    ];

    private const string N = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})";
    private const string EnglishMonths = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

    private static DatePhrase? YearMonthDay(Match match, DateOnly today) =>
        Day(Valid(Int(match, "y") ?? 0, Int(match, "m") ?? 0, Int(match, "d") ?? 0));

    private static DatePhrase? RelativeYearDay(Match match, DateOnly today) =>
        Int(match, "m") is { } month && Int(match, "d") is { } day
            ? Day(Valid(today.Year + match.Groups["y"].Value switch { "明" => 1, "后" => 2, "去" => -1, _ => 0 }, month, day))
            : null;

    private static DatePhrase? MonthDay(Match match, DateOnly today)
    {
        if (Int(match, "m") is not { } month || Int(match, "d") is not { } day)
            return null;
        return Day(Valid(YearOf(today, month), month, day));
    }

    private static DatePhrase? MonthPart(Match match, DateOnly today)
    {
        if (Int(match, "m") is not (>= 1 and <= 12 and var month))
            return null;
        var year = match.Groups["y"].Value switch
        {
            "明" => today.Year + 1,
            "今" => today.Year,
            { Length: 4 } said => int.Parse(said, CultureInfo.InvariantCulture),
            _ => YearOf(today, month),
        };
        return Day(PartOf(year, month, match.Groups["part"].Value));
    }

    private static DatePhrase? RelativeMonth(Match match, DateOnly today)
    {
        var month = today.AddMonths(match.Groups["rel"].Value switch
        {
            ['下', '下', ..] => 2,
            ['下', ..] => 1,
            ['上', ..] => -1,
            _ => 0,
        });
        if (Int(match, "d") is not { } day)
            return Day(PartOf(month.Year, month.Month, match.Groups["part"].Value));
        // 9号 said on the 23rd is the coming one.
        if (match.Groups["rel"].Length == 0 && day < today.Day)
            month = today.AddMonths(1);
        return Day(Valid(month.Year, month.Month, day));
    }

    private static DatePhrase? Weekday(Match match, DateOnly today)
    {
        var day = match.Groups["d"].Value switch { "日" or "天" => 6, "末" => 4, var figure => (ChineseNumber.Read(figure) ?? 1) - 1 };
        var date = Monday(today).AddDays(day + match.Groups["rel"].Value switch { ['下', '下', ..] => 14, ['下', ..] => 7, ['上', ..] => -7, _ => 0 });
        // 周一 said on a Wednesday means the coming one.
        return Day(!match.Groups["rel"].Success && date < today ? date.AddDays(7) : date);
    }

    private static DatePhrase? WeekEnd(Match match, DateOnly today) =>
        Day(Monday(today).AddDays(match.Groups["rel"].Value switch { ['下', '下', ..] => 18, ['下', ..] => 11, _ => 4 }));

    private static DatePhrase? NamedDay(Match match, DateOnly today) => Day(today.AddDays(match.Groups["w"].Value switch
    {
        ['明', ..] or "tomorrow" => 1,
        "后天" => 2,
        "大后天" => 3,
        "昨天" => -1,
        _ => 0,
    }));

    private static DatePhrase? Stretch(Match match, DateOnly today)
    {
        var half = match.Groups["n"].Value == "半";
        var count = half ? 1 : match.Groups["n"].Value switch { "a" or "an" or "one" => 1, "two" => 2, "three" => 3, var n => ChineseNumber.Read(n) ?? 0 };
        return count == 0 ? null : match.Groups["u"].Value switch
        {
            "工作日" or ['w', 'o', 'r', 'k', ..] or ['b', ..] => Of(count, ShiftUnit.Workdays),
            "周" or "星期" or "礼拜" or ['w', ..] => Of(count * 7, ShiftUnit.Days),
            "月" or ['m', ..] => half ? Of(15, ShiftUnit.Days) : Of(count, ShiftUnit.Months),
            "季度" => Of(count * 3, ShiftUnit.Months),
            "年" => half ? Of(6, ShiftUnit.Months) : count > 10 ? null : Of(count * 12, ShiftUnit.Months),
            _ => half ? null : Of(count, ShiftUnit.Days),
        };

        static DatePhrase Of(int count, ShiftUnit unit) => new(null, new Shift(count, unit), default);
    }

    private static DatePhrase? EnglishWeekday(Match match, DateOnly today)
    {
        var day = Array.FindIndex(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], name => match.Groups["day"].Value.StartsWith(name, StringComparison.Ordinal));
        var date = Monday(today).AddDays(day + (match.Groups["rel"].Value == "next " ? 7 : 0));
        return Day(date < today ? date.AddDays(7) : date);
    }

    private static DatePhrase? EnglishMonth(Match match, DateOnly today)
    {
        // may is also a verb: it counts with a day or with "end of" only.
        if (match.Groups["month"].Value == "may" && !match.Groups["d"].Success && !match.Groups["end"].Success)
            return null;
        var month = Array.IndexOf(EnglishMonths.Split('|'), match.Groups["month"].Value) + 1;
        var year = Int(match, "y") ?? YearOf(today, month);
        return Day(Int(match, "d") is { } day ? Valid(year, month, day) : PartOf(year, month, "底"));
    }

    private static DatePhrase? Day(DateOnly? date) => date is null ? null : new DatePhrase(date, null, default);

    private static DateOnly? Valid(int year, int month, int day) =>
        year is >= 2000 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day) : null;

    // The last day a phrase leaves: 中旬 the 20th, 初 and 上旬 the 10th, anything else the month's end.
    private static DateOnly PartOf(int year, int month, string part) => part switch
    {
        "初" or "上旬" => new DateOnly(year, month, 10),
        "中" or "中旬" => new DateOnly(year, month, 20),
        _ => new DateOnly(year, month, DateTime.DaysInMonth(year, month)),
    };

    // 1月 said in November is next year's; 10月 said then is the one just past.
    private static int YearOf(DateOnly today, int month) => today.Month - month > 6 ? today.Year + 1 : today.Year;

    private static DateOnly Coming(DateOnly today, int month, int day) =>
        new DateOnly(today.Year, month, day) is var date && date < today ? date.AddYears(1) : date;

    private static DateOnly Monday(DateOnly today) => today.AddDays(-(((int)today.DayOfWeek + 6) % 7));

    private static int? Int(Match match, string group) => match.Groups[group].Success ? ChineseNumber.Read(match.Groups[group].Value) : null;

    private static readonly Regex FullDay = Form("(?:(?<y>20[0-9]{2}) ?[-./年] ?(?<m>[0-9]{1,2}) ?[-./月] ?(?<d>[0-9]{1,2})|(?<m>[0-9]{1,3})月(?<d>[0-9]{1,3})[日号])");

    private static Regex Form(string pattern) =>
        new(pattern + "(?:下班)?(?:之前|以前|前)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
}
