using System.Globalization;
using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>A stretch of the calendar as said: 这周, 上个月, 第三季度, 10月份.</summary>
internal sealed partial record PeriodPhrase(string Name, Span Span)
{
    public static PeriodPhrase? Find(string text, DateOnly today)
    {
        foreach (var (form, name) in Forms)
        {
            if (form.Match(text) is { Success: true } match && name(match, today) is { } read)
                return new PeriodPhrase(read, new Span(match.Index, match.Index + match.Length));
        }
        return null;
    }

    private static readonly (Regex Form, Func<Match, DateOnly, string?> Name)[] Forms =
    [
        (Form("(?:(?<y>20[0-9]{2}|今|去|明|本|上)年?)?(?:第 ?)?(?<q>[一二三四1-4])个?季度|(?<y>20[0-9]{2})? ?q(?<q>[1-4])"), Quarter),
        (Form("(?:(?<y>20[0-9]{2})年|(?<y>去年|今年|明年))?(?<m>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?"), Month),
        (Form("(?:(?<y>20[0-9]{2})年)(?:全年)?"), (match, _) => match.Groups["y"].Value),
        (Form("(?:下|next )(?:个)?(?:月|month)"), (_, _) => "next_month"),
        (Form("(?:上|last )(?:个)?(?:月|month)|上月"), (_, _) => "last_month"),
        (Form("(?:这|本|当)个?月|this month|月底|月内|月末"), (_, _) => "this_month"),
        (Form("下(?:个)?(?:周|星期|礼拜)|next week"), (_, _) => "next_week"),
        (Form("上(?:个)?(?:周|星期|礼拜)|last week"), (_, _) => "last_week"),
        (Form("(?:这|本)个?(?:周|星期|礼拜)|this week|周内|周五前"), (_, _) => "this_week"),
        (Form("(?:这|本)个?季度?|this quarter"), (_, _) => "this_quarter"),
        (Form("下个?季度?|next quarter"), (_, _) => "next_quarter"),
        (Form("上个?季度|last quarter"), (_, _) => "last_quarter"),
        (Form("上半年"), (_, today) => FormattableString.Invariant($"{today.Year}H1")),
        (Form("下半年"), (_, today) => FormattableString.Invariant($"{today.Year}H2")),
        (Form("明年|next year"), (_, _) => "next_year"),
        (Form("去年|上年|last year"), (_, _) => "last_year"),
        (Form("今年|本年|年底|年内|年末|年前|全年|this year|end of (?:the )?year"), (_, _) => "this_year"),
        (Form("后天"), (_, _) => "day_after_tomorrow"),
        (Form("明天|明日|明儿|tomorrow"), (_, _) => "tomorrow"),
        (Form("昨天|昨日|yesterday"), (_, _) => "yesterday"),
        (Form("今天|今日|今儿|当天|today|今晚|下班前"), (_, _) => "today"),
    ];

    private static string? Quarter(Match match, DateOnly today) => match.Groups["y"].Value switch
    {
        "去" => FormattableString.Invariant($"{today.Year - 1}Q{ChineseNumber.Read(match.Groups["q"].Value)}"),
        "明" => FormattableString.Invariant($"{today.Year + 1}Q{ChineseNumber.Read(match.Groups["q"].Value)}"),
        { Length: 4 } year => FormattableString.Invariant($"{year}Q{ChineseNumber.Read(match.Groups["q"].Value)}"),
        _ => FormattableString.Invariant($"{today.Year}Q{ChineseNumber.Read(match.Groups["q"].Value)}"),
    };

    private static string? Month(Match match, DateOnly today)
    {
        if (ChineseNumber.Read(match.Groups["m"].Value) is not (>= 1 and <= 12 and var month))
            return null;
        var year = match.Groups["y"].Value switch
        {
            "去年" => today.Year - 1,
            "明年" => today.Year + 1,
            { Length: 4 } said => int.Parse(said, CultureInfo.InvariantCulture),
            _ => today.Year,
        };
        return FormattableString.Invariant($"{year}-{month:00}");
    }

    private static Regex Form(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
