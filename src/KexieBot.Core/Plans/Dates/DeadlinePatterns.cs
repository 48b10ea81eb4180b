using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Dates;

/// <summary>
/// One pattern for all deadline phrases. Groups: y, rel, fyp (five-year plan), m, d, part, q, half, fest, term, month, week + weekday, near (from the day of issue),
/// n + unit + since (relative), and what makes it a deadline in running text: limit, until, act.
/// </summary>
internal static partial class DeadlinePatterns
{
    private const string Year = @"(?:(?<y>(?:19|20)\d\d)\s*年(?:\s*年(?=[底末内]))?|(?<y>[二][〇○零一二三四五六七八九]{3})年|(?<rel>今年|本年度?|当年|明年|次年|后年))";
    private const string Limit = @"(?<limit>\s*(?:之前|以前|前(?![后期列沿三两\d])|底前|末前|内|为止|止))";
    private const string Month = @"(?<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?";

    private const string Pattern =
        // 2026-12-31, 2026/12/31, 2026.12.31
        @"(?<y>20\d\d)\s*[-/.]\s*(?<m>1[0-2]|0?[1-9])\s*[-/.]\s*(?<d>3[01]|[12]\d|0?[1-9])(?!\d)(?:" + Limit + @")?" +
        // 4/3前, 3.31前
        @"|(?<![\d./A-Za-z])(?<m>1[0-2]|0?[1-9])[/.](?<d>3[01]|[12]\d|0?[1-9])(?<limit>(?:之前|以前|前(?![后三两\d])))" +
        // 2026-12, 2026/12
        @"|(?<y>20\d\d)\s*[-/.]\s*(?<m>1[0-2]|0?[1-9])(?![\d.%/-])(?:" + Limit + @")?" +
        // 2026Q3
        @"|(?<y>20\d\d)\s*年?\s*[Qq](?<q>[1-4])(?<limit>(?:底|末|内)?(?:之?前)?)" +
        // 印发之日起30日内, 收到…之日起3个月内
        @"|(?:自\s*)?(?<since>[^，。；：（）、\s]{0,14}?)之日起\s*(?<n>\d{1,3}|[一二三四五六七八九十两]{1,3})\s*(?<unit>个?工作日|日|天|周|个月|月|年)\s*(?<limit>之?以?内)?" +
        // 本通知印发后3个月内
        @"|(?:自\s*)?(?<since>[^，。；：（）、\s]{0,10}?(?:印发|下发|发布|公布))后\s*(?<n>\d{1,3}|[一二三四五六七八九十两]{1,3})\s*(?<unit>个?工作日|日|天|周|个月|月|年)\s*(?<limit>之?以?内)" +
        // “十四五”期间
        @"|[“""]?(?<fyp>十[三四五六七])五[”""]?\s*(?<limit>期间|末期?|时期|期末|规划期内)" +
        // 2026年9月30日前, 9月中旬, 12月底
        @"|(?<until>到\s*|至\s*)?(?:" + Year + @"\s*)?" + Month + @"\s*(?:(?<d>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号](?!常|报|均|益)(?:“[^”]{2,16}”(?=之?前))?|(?<limit>(?<part>上旬|中旬|下旬|月底|底|末|初|中)(?:之?前)?))?(?:" + Limit + @")?(?<act>)" +
        // 第三季度, 上半年
        @"|(?<until>到\s*)?(?:" + Year + @"\s*)?(?<![每])(?:第?(?<q>[一二三四1-4])\s*季度|(?<half>[上下])半年)(?<limit>\s*(?:末|底|内|结束)(?:之?前)?|之?前(?!后))?(?<act>)" +
        // 本月底前, 下月10日, 本周五前: counted from the day of issue
        @"|(?<month>本月|下个?月)\s*(?:(?<d>3[01]|[12]\d|0?[1-9])\s*[日号]|(?<part>上旬|中旬|下旬|底|末|初))(?<limit>\s*(?:之?以?前)?)" +
        @"|(?<week>本周|这周|下周)(?<weekday>[一二三四五六日天])(?<limit>\s*(?:之?以?前)?)" +
        @"|(?<near>今[天日]|明[天日]|后天)(?<limit>(?:上午|中午|下午|晚上)?(?:下班|上班)?(?:\d{1,2}[点时：](?:\d{2}|半)?)?\s*之?以?前)" +
        // 2027年底前, 到2028年, 年内, 明年底
        @"|(?<until>到\s*|至\s*)(?<y>20\d\d)\s*年(?!度?\s*\d)(?:\s*年?(?:底|末))?(?:之?前)?" +
        @"|" + Year + @"\s*年?(?<limit>(?:底|末|内)(?:之?前)?|之?前(?![后三两\d]))" +
        @"|(?<rel>(?<![一二三四五六七八九十两几多半\d]\s*)年内)(?<limit>)(?=[^。]{0,12}(?:完成|出台|制定|建成|实现|启动|组织|印发|[，。；）|\n]|$))" +
        @"|(?<rel>(?<![\d\p{IsCJKUnifiedIdeographs}])年底|(?<=[，。；：（、]|于|在)年底)(?<limit>(?:之?前)?)" +
        // 国庆节前
        @"|(?:" + Year + @"\s*)?[“""]?(?<fest>元旦|春节|元宵|清明|劳动节|五一|(?<![一二三四五六七八九第])十一|端午|青年节|五四|儿童节|六一|建党节|七一|建军节|八一|教师节|中秋|国庆|重阳)[”""]?(?:节|假期|节日)?(?<limit>之?以?前)(?!后|夕)" +
        // 秋季学期开学前, 学期末
        @"|(?:" + Year + @"\s*)?(?<term>春季|秋季|上|下|本)?学期(?<limit>(?:开学|开始)前(?!\s*（(?:20\d\d\s*年)?\d{1,2}\s*月)|末|结束前|内|底)" +
        // 2026年 or 2026年度 standing alone in a field
        @"|" + Year + @"(?:度)?(?!\s*(?:[\d第上下“""]|[春秋]季))" +
        // Q2 2026, H1
        @"|(?<![A-Za-z\d])(?i:(?<until>by\s+)?(?:(?<limit>end\s+of)\s+)?(?:Q(?<q>[1-4])|H(?<half>[12])))(?![A-Za-z\d])(?:\s*，?\s*(?<y>20\d\d)(?!\d))?" +
        // EOY 2026, end of 2026, year-end; by 2028
        @"|(?<![A-Za-z])(?i:(?<limit>EOY|end\s+of\s+(?:the\s+)?year|year[ -]end|end\s+of(?=\s+20\d\d)))(?:\s*(?<y>20\d\d)(?!\d))?|(?<![A-Za-z])(?i:(?<until>by)\s+)(?<y>20\d\d)(?![\d年./-])" +
        // by end of June 2026, 30 June, Sept 2026, June 30， 2026
        @"|(?<![A-Za-z])(?i:(?<until>(?:by|before|until)\s+(?:the\s+)?)?(?:(?<limit>(?<part>early|mid|end)(?:\s*-\s*|\s+(?:of\s+)?))|(?<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?<m>" + EnglishMonths.Names + @")\.?(?![A-Za-z])(?:\s+(?<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d))?(?:\s*，?\s*(?<y>20\d\d)(?!\d))?)";

    [GeneratedRegex(Pattern, RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    public static partial Regex Any();
}
