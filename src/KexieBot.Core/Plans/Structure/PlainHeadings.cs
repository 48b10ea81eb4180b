using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Structure;

/// <summary>Lines that structure a plan without a number. All methods expect folded text of one paragraph.</summary>
internal static partial class PlainHeadings
{
    // How the plan itself is to be kept and reported on.
    private const string Handling = "(?:调度|报送|填报|督办|考核|管理)要求";

    public static bool IsTitle(string folded) => folded.Length is > 6 and <= 80 && Title().IsMatch(folded);

    public static bool IsHeading(string folded) => folded.Length <= 16 && Heading().IsMatch(folded);

    public static bool IsTail(string folded, bool withDate = true) => Tail().IsMatch(folded) || (withDate && IsDateLine(folded));

    public static bool IsDateLine(string folded) => folded.AsSpan().Trim() is { Length: <= 40 } line && DateLine().IsMatch(line);

    /// <summary>说明：…, 备注：…: what is said about the paper itself.</summary>
    public static bool IsNote(string folded) => Note().IsMatch(folded);

    /// <summary>Sections that state aims, principles or assurance: items there are measures only when units are named.</summary>
    public static bool IsFrameSection(string title) => Frame().IsMatch(title);

    [GeneratedRegex(@"^(?!（)[^。；，：]{2,70}(?:方案|计划|措施|意见|要点|清单|规划|办法|通知|分工|分工表|细则|任务书|时间表|任务表|一览表|分解表|计划表|推进表)(?:（[^（）]{1,40}）)?\s*$|^[^。；]{4,70}(?:实施方案|行动方案|行动计划|工作方案|若干措施|政策措施|实施意见|工作要点|任务分工|工作任务时间表)(?:（[^。；]{1,30}）)?\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:附\s*则|保障措施|组织保障|组织实施|实施保障|工作保障|(?:工作|有关|总体)要求|" + Handling + @"|总体目标|工作目标|主要目标|发展目标|指导思想|基本原则|重点任务|主要任务|工作任务|主要措施|重点举措|工作举措|工作措施|其他事项)\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:（此件\S{0,6}公开\S{0,4}）|抄送：|附件\s*\d{0,2}\s*：|施行说明|填报说明|填表说明|(?:Note|Contact|Issued)\b|(?:本|上述|以上)(?:措施|意见|方案|政策|政策措施|若干措施|办法|通知|细则|文件|计划|行动方案|行动计划)[^。]{0,20}(?:自[^。]{0,24}(?:起)?(?:施行|实施|执行)|由[^。]{1,30}(?:解释|组织实施))|（?联系人：)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tail();

    [GeneratedRegex("^（?(?:说明|备注|注|(?:填表|填报|编制|有关|对账)说明)：", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Note();

    [GeneratedRegex(@"^\s*[^，。：；]{0,22}?(?<![至到于从自])(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日(?!\s*起)\s*(?:印发|发布)?[^，；]{0,24}。?\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateLine();

    [GeneratedRegex(@"总体(?:要求|目标|思路)|指导思想|基本原则|工作原则|(?:工作|发展|主要|行动|总)目标|目标要求|目标任务$|重要意义|适用(?:对象|范围)|支持对象|附\s*则|名词解释|(?:组织|实施|工作|服务|政策)?保障(?:措施|机制|体系)?$|组织(?:领导|实施|保障|推进)|工作(?:要求|机制|步骤|安排)|" + Handling + @"$|实施步骤|进度安排|有关要求|监督检查|督促(?:检查|落实)|考核评价", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Frame();
}
