using System.Globalization;
using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>A share of the work as said: 60%, 百分之六十, 六成五, 一半, 从60%改成75%. Never clamped.</summary>
internal sealed partial record PercentPhrase(int Percent, int? From, Span Span)
{
    /// <summary>True for a number without a sign behind another: 8 75 may name two measures. Never written without asking.</summary>
    public bool IsGuessed { get; init; }

    public bool IsOutOfRange => Percent is < 0 or > 100;

    public static PercentPhrase? Find(string text)
    {
        if (Change.Match(text) is { Success: true } change && Read(change, "a") is { } from && Read(change, "b") is { } to)
            return new PercentPhrase(to, from, SpanOf(change));
        if (Arrow.Match(text) is { Success: true } arrow && Number(arrow.Groups["n"].Value) is { } pointed)
            return new PercentPhrase(pointed, null, SpanOf(arrow.Groups["n"]));
        PercentPhrase? last = null, denied = null;
        foreach (Match match in Single.Matches(text))
        {
            if (Read(match, "a") is { } percent && !SaysSomethingElse(text, match))
            {
                // 不是60%: what is said not to be so is never the figure.
                if (Denial.IsMatch(text[..match.Index]))
                {
                    denied ??= new PercentPhrase(percent, null, SpanOf(match));
                    continue;
                }
                // "不是60%，应该是50%" corrects itself: the last counts where the text says so, else the first.
                last = last is null || Corrects(text, last.Span.End, match.Index) ? new PercentPhrase(percent, last?.Percent, SpanOf(match)) : last;
            }
        }
        if (last is not null)
            return last with { From = last.From ?? denied?.Percent };
        foreach (var form in new[] { Labelled, BehindNumber, Corrected, Alone })
        {
            if (form.Match(text) is { Success: true } bare && (Number(bare.Groups["n"].Value) ?? ChineseNumber.Read(bare.Groups["n"].Value)) is { } value)
                return new PercentPhrase(value, denied?.Percent, SpanOf(bare.Groups["n"])) { IsGuessed = form == Alone };
        }

        return null;
    }

    // 预计达到90%, 上月40%, 还差20%, 不到八成, 合格率100%, 50%的社区: a hope, a time that was, a rest, a bound or another figure, not how far the work is.
    private static bool SaysSomethingElse(string text, Match match)
    {
        var before = text[Math.Max(0, match.Index - 14)..match.Index];
        if (NotNow.IsMatch(before))
            return true;
        var isOwn = OwnFigure.IsMatch(before);
        return !isOwn && (OtherFigure.IsMatch(before) || ShareOf.IsMatch(text, match.Index + match.Length));
    }

    private static bool Corrects(string text, int from, int to) =>
        Correction.IsMatch(text[from..to]);

    private static int? Read(Match match, string suffix)
    {
        if (match.Groups["p" + suffix] is { Success: true } percent)
            return Number(percent.Value);
        if (match.Groups["h" + suffix] is { Success: true } hundredths)
            return hundredths.Value == "百" ? 100 : ChineseNumber.Read(hundredths.Value) ?? Number(hundredths.Value);
        if (match.Groups["t" + suffix] is { Success: true } tenths && ChineseNumber.Read(tenths.Value) is { } tenth)
            return tenth * 10 + (match.Groups["f" + suffix] is { Success: true } fifth ? ChineseNumber.Read(fifth.Value) ?? 5 : 0);
        if (match.Groups["m" + suffix] is { Success: true } parts && ChineseNumber.Read(match.Groups["d" + suffix].Value) is > 0 and var whole && ChineseNumber.Read(parts.Value) is { } part)
            return (int)Math.Round(100m * part / whole, MidpointRounding.AwayFromZero);
        return match.Groups["half" + suffix].Success ? 50 : match.Groups["whole" + suffix].Success ? 100 : null;
    }

    /// <summary>A pattern for the 75 of "8 75"; in 4 5 签收 and 3 20 家 the second number is none.</summary>
    internal const string Unmarked = "(?<n>[0-9]{1,3})(?=$|[ ,。;](?! ?(?:签收|收到|都|条|项|号|办结|销号|[0-9家个场次人名件篇份万元月日年])))";

    private static int? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? Whole(value < 1 && text.Contains('.', StringComparison.Ordinal) ? value * 100 : value)
            : null;

    // 99.5 % is not done yet.
    private static int Whole(decimal percent) => percent is > 99 and < 100 ? 99 : (int)Math.Round(percent, MidpointRounding.AwayFromZero);

    private static Span SpanOf(Capture capture) => new(capture.Index, capture.Index + capture.Length);

    private const string A =
        "(?:(?<pa>(?<![0-9])-?[0-9]{1,6}(?:\\.[0-9]{1,3})?) ?(?:%|percent|个百分点)|百分之(?<ha>[0-9.]{1,5}|[零〇一二两三四五六七八九十百]{1,6})" +
        "|(?<ta>[1-9]|[一二两三四五六七八九十])成(?:(?<fa>[一二三四五六七八九])|半)?(?![员立果绩功为效交本分都年人熟])|(?<da>[二三四五六七八九十])分之(?<ma>[一二两三四五六七八九])|(?<halfa>(?:过|大|将近|快到?|差不多)?一半|过半|half)|(?<wholea>百分百|百分之百))";
    private const string B =
        "(?:(?<pb>-?[0-9]{1,6}(?:\\.[0-9]{1,3})?) ?%?|百分之(?<hb>[0-9.]{1,5}|[零〇一二两三四五六七八九十百]{1,6})|(?<tb>[1-9]|[一二两三四五六七八九十])成(?:(?<fb>[一二三四五六七八九])|半)?|(?<halfb>一半)|(?<wholeb>百分百))";

    [GeneratedRegex("(?:从|由|把|将|from )? ?" + A + " ?(?:改成|改为|更新为|更新到|调整为|调整到|调到|改到|提高到|提升到|提到|推进到|推到|增加到|增至|升到|升至|涨到|降到|降至|降低到|下降到|下调到|回落到|退到|变成|变为|到|至|->|→|to) ?" + B + "(?![0-9个月年号条])", Options, Limit)]
    private static partial Regex Change { get; }

    [GeneratedRegex("^[^\\n]{0,12}?[0-9条项] ?(?:>|->|→|=|=>|(?<=^[0-9]{1,3} ?):) ?(?<n>[0-9]{1,6}(?:\\.[0-9]{1,2})?)(?=$|[ ,。;])", Options, Limit)]
    private static partial Regex Arrow { get; }

    [GeneratedRegex(A, Options, Limit)]
    private static partial Regex Single { get; }

    // 进度60 without a sign; 进展到12月 is a date, 完成3场 a count.
    [GeneratedRegex("(?:进度|进展|完成率|完成度|progress|jindu)(?:到了|到|达到|达|为|是|已到|[:=])? ?(?<n>[0-9]{1,6}(?:\\.[0-9]{1,2})?|[一二三四五六七八九]?十[一二三四五六七八九]?|一百)(?=$|[ ,。;了])(?! ?[月年日个场])", Options, Limit)]
    private static partial Regex Labelled { get; }

    // 更新 10 70, #9 55, 更新第10条到85: the second number of a report is its percent.
    [GeneratedRegex("^(?:(?:更新|上报|填报|报|update|report) ?(?:第 ?)?[0-9]{1,3}|(?:#|第 ?)[0-9]{1,3}) ?(?:条|项)?(?: ?(?:到|至) ?| )(?<n>[0-9]{1,3})(?=$|[ ,。;])", Options, Limit)]
    private static partial Regex BehindNumber { get; }

    // 第8条数填错，改成70: what a figure said to be wrong becomes; 时间填错，改成12 is another's.
    [GeneratedRegex("^(?![^\\n]*(?:时间|日期|时限|期限|人数|人次|场次|金额|电话|联络员|单位))[^\\n]{0,24}(?:错|有误|[填报写]多|[填报写]少|[填报写]高|[填报写]低|更正|纠正|订正|不对|不是)[^\\n]{0,16}?(?:改成|改为|改到|改|更正为|应该是|应该为|应该|应改成|应改为|应是|应为|实际是|实际为|实际|实为|是)(?:了)? ?(?<n>[0-9]{1,3})(?=$|[ ,。;了吧])(?! ?[月年日个场人次家条号])", Options, Limit)]
    private static partial Regex Corrected { get; }

    [GeneratedRegex("^[0-9]{1,3} " + Unmarked, Options, Limit)]
    private static partial Regex Alone { get; }

    [GeneratedRegex("(?:不是|并非|而非|不应是|不该是) ?$", Options, Limit)]
    private static partial Regex Denial { get; }

    // What comes or what was; 目前, 已 or 到 behind it turns to what is.
    [GeneratedRegex("(?:预计|预期|计划|力争|争取|目标|确保|拟|将|要求|打算|下一步|下个?(?:月|周|星期|季|旬)|明[年天]|[年月季周][底末]之?前|[0-9][月日号]之?前|上个?(?:月|周|星期|季|次|回|期)|此前|之前|原来|去年|还差|尚差|差|还?剩|(?:提高|提升|增长|增加|增幅|上升|下降|降低)(?!了?[到至]))(?:(?!目前|现在|现已|已|截至|到现)[^,。;:%]){0,9}$", Options, Limit)]
    private static partial Regex NotNow { get; }

    [GeneratedRegex("(?:未|没|不到|不足|不及|低于|不超过|[^成度展进]率|同比|环比|占|占比|比例|比重|满意度|覆盖|资金|投资|经费|预算)[^,。;:%]{0,9}$", Options, Limit)]
    private static partial Regex OtherFigure { get; }

    // 50%的社区已完成; 60%的进度, 完成了八成的样子 are its own.
    [GeneratedRegex("\\G ?的(?!样子|进度|进展|工作|任务|$|[ ,。;!])", Options, Limit)]
    private static partial Regex ShareOf { get; }

    [GeneratedRegex("(?:进度|进展|完成率|完成度|完成了|已完成|推进到|提高到|提升到)[^,。;预计力争未没不]{0,4}$", Options, Limit)]
    private static partial Regex OwnFigure { get; }

    [GeneratedRegex("应该是|应是|应为|改成|改为|而是|其实是|实际是|是$", Options, Limit)]
    private static partial Regex Correction { get; }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 1_000;
}
