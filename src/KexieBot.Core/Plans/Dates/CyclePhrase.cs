using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans;

/// <summary>Reads how often a measure recurs or is reported.</summary>
public static partial class CyclePhrase
{
    /// <summary>A whole field: 持续推进, 每季度, 长期.</summary>
    public static DraftCycle? InField(string text) => Find(text, OngoingField());

    /// <summary>Running text. A cadence inside a rule about money (每年最高50万元) is none.</summary>
    public static DraftCycle? InText(string text) => Find(text, OngoingText());

    private static DraftCycle? Find(string text, Regex ongoing)
    {
        var folded = TextFolding.Fold(text);
        for (var match = Cadence().Match(folded); match.Success; match = match.NextMatch())
        {
            if (!IsAboutMoney(folded, match))
                return new DraftCycle(text.Substring(match.Index, match.Length), Kind(match));
        }
        var lasting = ongoing.Match(folded);
        return lasting.Success
            ? new DraftCycle(text.Substring(lasting.Groups["w"].Index, lasting.Groups["w"].Length), ReportingCycle.Ongoing)
            : null;
    }

    private static ReportingCycle Kind(Match match) =>
        match.Groups["week"].Success ? ReportingCycle.Weekly
        : match.Groups["month"].Success ? ReportingCycle.Monthly
        : match.Groups["quarter"].Success ? ReportingCycle.Quarterly
        : match.Groups["half"].Success ? ReportingCycle.HalfYearly
        : ReportingCycle.Yearly;

    private static bool IsAboutMoney(string folded, Match match)
    {
        var from = match.Index + match.Length;
        var clause = folded.AsSpan(from, Math.Min(24, folded.Length - from));
        var end = clause.IndexOfAny("，。；");
        return Money().IsMatch(end >= 0 ? clause[..end] : clause) || PerHead().IsMatch(folded.AsSpan(Math.Max(0, match.Index - 6), match.Index - Math.Max(0, match.Index - 6)));
    }

    [GeneratedRegex(@"(?:每个?|按|逐)(?:(?<week>周|星期)|(?<month>月)|(?<quarter>季度?)|(?<half>半年|学期)|(?<year>年度?))(?!期|份|龄|级)(?:(?:\d{1,2}月)?\d{1,2}日(?:之?前)?)?|(?<week>周(?:报告|调度))|(?<month>月(?:度)?(?:报送|调度|通报)(?:制度)?)|(?<quarter>季度(?:报送|调度|通报))|(?<half>半年(?:报送|调度|通报|一次))|(?<year>年度(?:报告|报送)制度)|(?<![A-Za-z])(?i:(?<week>weekly)|(?<month>monthly)|(?<quarter>quarterly)|(?<half>half-yearly)|(?<year>annually|yearly)|every\s+(?:(?<week>week)|(?<month>month)|(?<quarter>quarter)|(?<half>six\s+months)|(?<year>year)))(?![A-Za-z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cadence();

    [GeneratedRegex("元|%|最高|不超过|补助|补贴|奖励|额度|租金", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Money();

    [GeneratedRegex("(?:每[家户个人]|单个|单家)[^，。；]{0,5}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PerHead();

    [GeneratedRegex("(?<w>立行立改[、，]长期坚持|(?:长期|持续|常态化?|不断|滚动)(?:性)?(?:坚持|推进|实施|开展|跟踪|落实|深化|抓好|进行|坚持推进)?|常抓不懈|长期|定期|适时|随时|(?i:ongoing|continuous))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OngoingField();

    [GeneratedRegex("(?<=[，、。；（]|并|，且)(?<w>立行立改[、，]长期坚持|长期坚持|长期推进|持续(?:推进|实施|跟踪|坚持|抓好)|常抓不懈)(?=[，。；）]|$)|(?<w>长期坚持|常态化(?=举办|开展|组织|推进|梳理|实施)|定期(?=举办|开展|组织|发布|报送|通报|召开|调度))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OngoingText();
}
