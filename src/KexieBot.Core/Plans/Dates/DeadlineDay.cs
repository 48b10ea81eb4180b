using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Dates;

/// <summary>Turns one matched phrase into a day.</summary>
internal static partial class DeadlineDay
{
    /// <param name="year">The last year named, carried on to phrases that name none.</param>
    public static DateOnly? Of(Match match, DeadlineContext context, ref int? year)
    {
        if (match.Groups["n"].Success)
            return Relative(match, context);
        if (match.Groups["month"].Success || match.Groups["week"].Success || match.Groups["near"].Success)
            return context.IssuedOn is { } issuedOn ? FromIssue(match, issuedOn) : null;
        if (match.Groups["fyp"].Success)
            return new DateOnly(2015 + (5 * "三四五六七".IndexOf(match.Groups["fyp"].Value[1], StringComparison.Ordinal)) + 5, 12, 31);
        var named = NamedYear(match, context);
        year = named ?? year;
        if ((named ?? year ?? context.IssuedOn?.Year) is not { } y || y is < 1 or > 9998)
            return null;
        var day = InYear(match, y);
        // A plan of November that says 3月底前 means the March to come.
        if (named is null && year is null && day is { } d && context.IssuedOn is { } issued && d < issued && y < 9998)
            day = InYear(match, y + 1);
        return day;
    }

    private static int? NamedYear(Match match, DeadlineContext context)
    {
        if (match.Groups["y"].Success)
            return Han.Year(match.Groups["y"].Value);
        if (!match.Groups["rel"].Success || (context.IssuedOn?.Year ?? context.Year) is not { } now)
            return null;
        return match.Groups["rel"].Value switch
        {
            "明年" or "次年" => now + 1,
            "后年" => now + 2,
            "年底" or "年内" => context.Year ?? now,
            _ => now,
        };
    }

    private static DateOnly? InYear(Match match, int year)
    {
        if (match.Groups["fest"].Success)
            return FestivalDays.EveOf(match.Groups["fest"].Value, EndsYear(match) ? year + 1 : year);
        if (match.Groups["term"].Success || match.Value.Contains("学期", StringComparison.Ordinal))
            return TermDays.Of(match.Groups["term"].Value, match.Groups["limit"].Value, year);
        if (match.Groups["q"].Success && Han.Number(match.Groups["q"].Value) is { } quarter)
            return LastDay(year, quarter * 3);
        if (match.Groups["half"].Success)
            return LastDay(year, match.Groups["half"].Value is "上" or "1" ? 6 : 12);
        if (!match.Groups["m"].Success || (Han.Number(match.Groups["m"].Value) ?? EnglishMonths.Number(match.Groups["m"].Value)) is not { } month)
            return BeforeYear(match) ? new DateOnly(year - 1, 12, 31) : new DateOnly(year, 12, 31);
        return InYear(match, year, month);
    }

    // 元旦前 in a plan of 2026 is the end of 2026, but 2026年元旦前 the end of 2025.
    private static bool EndsYear(Match match) =>
        match.Groups["fest"].Value == "元旦" && !match.Groups["y"].Success && match.Groups["rel"].Value is not ("明年" or "次年" or "后年");

    private static DateOnly? InYear(Match match, int year, int month)
    {
        if (match.Groups["d"].Success)
            return Han.Number(match.Groups["d"].Value) is { } d && d >= 1 && d <= DateTime.DaysInMonth(year, month)
                ? new DateOnly(year, month, d)
                : null;
        return match.Groups["part"].Value switch
        {
            "上旬" or "初" or "early" or "Early" => new DateOnly(year, month, 10),
            "中旬" or "中" or "mid" or "Mid" => new DateOnly(year, month, 20),
            _ => LastDay(year, month),
        };
    }

    // 2027年前 ends when 2027 begins; 2027年底前 does not.
    private static bool BeforeYear(Match match) => match.Groups["limit"].Value is "前" or "之前" && !match.Groups["rel"].Success;

    private static DateOnly? FromIssue(Match match, DateOnly issued)
    {
        if (match.Groups["week"].Success)
        {
            var monday = issued.AddDays(-(((int)issued.DayOfWeek + 6) % 7) + (match.Groups["week"].Value[0] == '下' ? 7 : 0));
            return monday.AddDays(match.Groups["weekday"].Value is "日" or "天" ? 6 : Han.Number(match.Groups["weekday"].Value)!.Value - 1);
        }

        if (match.Groups["near"].Success)
            return issued.AddDays("今明后".IndexOf(match.Groups["near"].Value[0], StringComparison.Ordinal));
        var month = issued.AddMonths(match.Groups["month"].Value[0] == '下' ? 1 : 0);
        return InYear(match, month.Year, month.Month);
    }

    private static DateOnly LastDay(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    private static DateOnly? Relative(Match match, DeadlineContext context)
    {
        // Only the plan's own issue has a known day; 收到反馈意见之日起 has none.
        var since = match.Groups["since"].Value;
        if (context.IssuedOn is not { } from || Han.Number(match.Groups["n"].Value) is not { } n || !IsIssue(since))
            return null;
        return match.Groups["unit"].Value switch
        {
            "工作日" or "个工作日" => AddWorkdays(from, n, context.IsWorkday),
            "周" => from.AddDays(7 * n),
            "个月" or "月" => from.AddMonths(n),
            "年" => from.AddYears(n),
            _ => from.AddDays(n),
        };
    }

    private static bool IsIssue(string since) => Issue().IsMatch(since);

    private static DateOnly AddWorkdays(DateOnly from, int count, Func<DateOnly, bool> isWorkday)
    {
        // A calendar that knows no workday must not hold the reader up.
        var day = from;
        for (var guard = 0; count > 0 && guard < 5_000; guard++)
        {
            day = day.AddDays(1);
            if (isWorkday(day))
                count--;
        }
        return day;
    }

    // 本通知印发, 方案下发, and the bare verb; 目录发布 is the issue of another paper.
    [GeneratedRegex("(?:(?:本|此)[^本此]{1,10}|方案|计划|意见|通知|措施|文件|要点|办法|政策|规定|细则|^自?)(?:正式)?(?:印发|发布|公布|下发|发文|印发实施)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Issue();
}
