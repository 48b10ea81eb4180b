using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Text;

/// <summary>Lines that belong to a website or to a printed page, not to the plan.</summary>
internal static partial class NoiseLines
{
    // A page saved without line breaks begins with the website's words and goes on with the plan.
    private const int Longest = 300;

    public static bool IsNoise(string line) => IsPageMark(line) || IsMessageHead(line) || IsWatermark(line) || (line.Length <= Longest && Website().IsMatch(line));

    public static bool IsPageMark(string line) => (line.AsSpan().Trim().Length <= 24 && PageMark().IsMatch(TextFolding.NarrowFigures(line))) || (line.Length <= Longest && PrintedFoot().IsMatch(line));

    /// <summary>区创文办-李科长 2026/3/2 09:12: above each message of a chat.</summary>
    public static bool IsMessageHead(string line) => line.Length <= 60 && MessageHead().IsMatch(line);

    /// <summary>内部资料  严禁外传, printed across a page.</summary>
    public static bool IsWatermark(string line) => line.Length <= 60 && Watermark().IsMatch(line);

    [GeneratedRegex(@"^\s*(?:(?:内部(?:资料|文件|使用)|征求意见稿|送审稿|讨论稿|严禁外传|请勿外传|不得外传|注意保存|仅供参考)[\s，,　]*){1,3}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Watermark();

    [GeneratedRegex(@"^[^，。；：:]{0,24}20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[：:]\d{2}(?:[：:]\d{2})?\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MessageHead();

    /// <summary>What a browser prints at a page's head: 2026/11/29 10:05 and the title. A line of a programme may look the same, so only one that comes again is.</summary>
    public static bool IsPrintedHead(string line) => line.Length <= Longest && PrintedHead().IsMatch(line);

    [GeneratedRegex(@"^\s*\d{1,4}/\d{1,2}/\d{1,4},?\s+(?:上午|下午)?\d{1,2}:\d{2}(?:\s*[AP]M)?(?:\s[^，。；：]{0,80})?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrintedHead();

    // The address and 1/3 at a printed page's foot.
    [GeneratedRegex(@"^\s*(?:https?|file|ﬁle)://\S{1,200}\s+\d{1,4}\s*/\s*\d{1,4}\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrintedFoot();

    [GeneratedRegex(@"^\s*(?:[—–－\-_·•~]+\s*\d{1,4}\s*[—–－\-_·•~]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|#*\s*Page\s+\d{1,4}.*)\s*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageMark();

    [GeneratedRegex(@"^\s*[【\[]?(?:您(?:的|当前|现在)?(?:所在)?(?:的)?位置|当前位置|首页\s*[>»›]|发表时间|发布时间|发布日期|来源\s*[:：]|信息来源|作者\s*[:：]|浏览(?:次数|量)|点击(?:数|量)|阅读(?:次数|量)|字[号体]\s*[:：]|文章搜索|相关(?:文章|阅读|链接|附件)|上一篇|下一篇|分享到|打印(?:本页)?|关闭(?:窗口|本页)?|收藏本页|扫一扫|版权所有|主办(?:单位)?\s*[:：].*(?:网站|ICP|标识码)|网站(?:地图|标识码)|.{0,6}ICP备|.{0,4}公网安备|联系我们|返回(?:顶部|首页|列表)|目录\s*[/／]\s*提纲|收到(?:[\[，,！!。~～]|$))",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Website();
}
