using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Dates;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans;

/// <summary>What a phrase needs to become a day.</summary>
/// <param name="IssuedOn">The day from which 印发之日起30日内 and years left out are counted.</param>
/// <param name="Year">The year the document is about (2026年工作要点); stronger than the year of issue.</param>
public sealed record DeadlineContext(DateOnly? IssuedOn = null, int? Year = null)
{
    /// <summary>Workdays for N个工作日内; Monday to Friday where nothing better is given.</summary>
    public Func<DateOnly, bool> IsWorkday { get; init; } =
        static day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}

/// <summary>Reads Chinese deadline phrases. Pure: text and context in, days out.</summary>
public static partial class DeadlinePhrase
{
    private const int LastQuarter = 10;
    private const int LongestRule = 100;

    /// <summary>A whole cell or field that is a deadline, so that a bare "12月" or "第三季度" counts.</summary>
    public static IReadOnlyList<DraftDeadline> InField(string text, DeadlineContext context) => Find(EndOfRange(text), context, bare: true);

    /// <summary>
    /// Deadlines inside running text, in order: only phrases that say so (底, 前, 内, 完成, 到2028年).
    /// Terms of validity, yearly repeats and periods of the past are passed over.
    /// </summary>
    public static IReadOnlyList<DraftDeadline> InText(string text, DeadlineContext context) => Find(text, context, bare: false);

    // 2025年—2026年, 2025年3月-11月: a field that names a period is due at its end.
    private static string EndOfRange(string field) =>
        Range().Replace(field, match => match.Groups["year"].Success ? "" : match.Groups["y"].Value);

    private static List<DraftDeadline> Find(string text, DeadlineContext context, bool bare)
    {
        var found = FindEach(text, context, bare);
        return context is { Year: null, IssuedOn: { } issued } && RunsBack(found, issued) ? FindEach(text, context with { Year = issued.Month < LastQuarter ? issued.Year : issued.Year + 1 }, bare) : found;
    }

    // 4月底前开工，11月底前建成 in a paper of July: stages run forward, so that one cannot be the April to come. A paper of the last quarter sets out the next year.
    private static bool RunsBack(List<DraftDeadline> stages, DateOnly issued) =>
        stages.Zip(stages.Skip(1)).Any(pair => pair.First.Date is { } first && pair.Second.Date is { } second && first > second
            && first.Year == issued.Year + 1 && second.Year == issued.Year && second.Month > first.Month
            && !NamesYear(pair.First) && !NamesYear(pair.Second));

    private static bool NamesYear(DraftDeadline deadline) => deadline.Text.Contains('年', StringComparison.Ordinal) || deadline.Text.Contains("20", StringComparison.Ordinal);

    private static List<DraftDeadline> FindEach(string text, DeadlineContext context, bool bare)
    {
        var folded = TextFolding.Fold(text);
        var found = new List<DraftDeadline>();
        var year = context.Year;
        for (var match = DeadlinePatterns.Any().Match(folded); match.Success; match = match.NextMatch())
        {
            if (!IsDeadline(folded, match, bare))
                continue;
            var date = DeadlineDay.Of(match, context, ref year);
            var printed = text.Substring(match.Index, match.Length).Trim('，', ',', ' ', '。');
            if (!found.Exists(other => date is not null && other.Date == date))
                found.Add(new DraftDeadline(printed, date));
        }
        return found;
    }

    private static bool IsDeadline(string folded, Match match, bool bare)
    {
        var before = folded.AsSpan(Math.Max(0, match.Index - 8), match.Index - Math.Max(0, match.Index - 8));
        var afterAt = match.Index + match.Length;
        var after = folded.AsSpan(afterAt, Math.Min(10, folded.Length - afterAt));
        // 实施期限截至2023年12月31日: the phrase itself begins with 至.
        var withUntil = folded.AsSpan(match.Index - before.Length, before.Length + match.Groups["until"].Length);
        if (before.EndsWith("每") || before.EndsWith("每年") || before.EndsWith("自") || before.EndsWith("从") || Past().IsMatch(before) || Validity().IsMatch(bare ? before : withUntil))
            return false;
        // 自受理之日起5个工作日内答复: how long a service takes.
        if (Handled().IsMatch(match.Groups["since"].ValueSpan))
            return false;
        // 2019年1月1日至12月31日 is a period, not a deadline.
        if (match.Groups["until"].Value.StartsWith('至') && before.Length > 0 && before[^1] is '日' or '月' or '年' or '起')
            return false;
        // 6月底前已开工的项目: over when the paper was written. 2020年底前建成的小区: which ones, not by when.
        if (after.StartsWith("已") || TellsWhich().IsMatch(after))
            return false;
        // 年底前，对小微企业减免租金: how long the money is to be had.
        if (match.Groups["limit"].Success && GivesMoney().IsMatch(folded.AsSpan(afterAt, Math.Min(LongestRule, folded.Length - afterAt))))
            return false;
        // 5月底前发布 is a task; 2021年5月发布的 is a paper.
        if (match.Groups["rel"].Value != "年内" && !match.Groups["limit"].Value.Contains('前', StringComparison.Ordinal) && BeginsToApply().IsMatch(after))
            return false;
        return bare || match.Groups["limit"].Success || match.Groups["until"].Success
            || (match.Groups["act"].Success && (DoneFollows().IsMatch(after) || ((match.Groups["half"].Success || match.Groups["q"].Success) && CountFollows().IsMatch(after))));
    }

    [GeneratedRegex(@"(?:(?<y>20\d\d年)?\d{1,2}月(?:\d{1,2}日)?|(?<y>20\d\d年))\s*(?:[-—–~～]|至|——)\s*(?:(?=(?<year>20\d\d年))|(?=\d{1,2}月))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();

    // 去年11月30日前就该完成, 原定今年3月底前: what was due once. 可在年底前补缴: what one may do.
    [GeneratedRegex("(?:去年|上年|往年|原定|原定于|原计划|原要求|本应|本该|(?<!确保|力争|争取|均|都)可(?:以)?(?:在|于)?)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Past();

    [GeneratedRegex("(?:有效期|有效|期限为|(?:补助|补贴|支持|奖励|减免|免租|优惠)期限?|政策(?:执行|实施)?(?:时间|时限|期限)|政策(?:继续|暂|延续)?执行|执行(?:期|时间)|截至|截止|失效|期限延|延长|延续|可延期?|可顺延|可展期)(?:限|至|到|自|为)?[^，。；]{0,2}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Validity();

    [GeneratedRegex("^(?:日)?(?:起|开始|以来|至今|发布|公布|印发的|颁布)(?:施行|实施|执行|生效)?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeginsToApply();

    [GeneratedRegex("(?:受理|收到申请|提交申请|提出申请|提交材料|收件|申报)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Handled();

    [GeneratedRegex("^(?:未|尚未)?(?:到期|期满|建成|建设|竣工|投产|投运|投用|注册|登记|成立|设立|参保|取得|获批|签订|立项|开工|购买|购置|入学|入职|毕业|退役|发放|批准|备案|招用|缴纳){1,2}的|^[\\u4e00-\\u9fff]{2,6}的(?=，)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TellsWhich();

    [GeneratedRegex("^，?(?:继续(?:按照?|执行|享受|延续|免|减|缓|暂)|(?:对|鼓励|支持|给予)[^。；]{0,80}?(?:给予[^，。；]{0,30}(?:补贴|补助|奖励|贴息|减免|优惠|支持)|免收|免征|减征|减按|减免|减半|缓缴|免缴|免除))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GivesMoney();

    // 上半年培训300人次，下半年2场: so many by its end.
    [GeneratedRegex(@"^(?:再)?(?:培训|培育|新建|新增|建设|组织|安排|发展)?\d{1,6}余?(?:场|期|次|人|名|家|个|项|所|座|处|支|户)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountFollows();

    [GeneratedRegex("^(?:份)?(?:，)?(?:全面|全部|基本|正式|集中|力争|要|应|须)?(?:完成|建成|竣工|投用|投入|启动|出台|印发|上线|取得|开展|实行|开工|动工|通车|交付|清零|举办|召开|实现|报送|形成|发布|到位)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DoneFollows();
}
