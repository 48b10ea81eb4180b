using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>What narrows a list: whose, when, which state, which order.</summary>
internal static partial class ListSlots
{
    public static Slots MyTasks(Skeleton skeleton, Slots slots) => slots with
    {
        RoleFilter = (Says(skeleton, "配合|协办|参与"), Says(skeleton, "牵头|主办")) switch { (true, false) => "cooperating", (false, true) => "lead", _ => null },
        Status = WaitingIn(skeleton) ?? (Says(skeleton, "(没|未|待|尚未)签收") ? "unsigned" : Says(skeleton, "(没|未|待).{0,2}(办结|完成|办完|做完|干完|弄完|搞完)|\\bopen\\b") ? "open" : Says(skeleton, "办结|完成的|\\bclosed\\b") ? "closed" : null),
        Page = Says(skeleton, "上一?页|previous|前一页") ? "previous" : Says(skeleton, "下一?页|翻页|next|后一页|继续看") ? "next" : null,
        Scope = Says(skeleton, "分管|我管") ? "in_charge" : null,
    };

    // What waits for a decision: all of it, or one kind.
    private static string? WaitingIn(Skeleton skeleton) =>
        Says(skeleton, "延期|extension") ? "extensions"
        : Says(skeleton, "异议|objection|dispute") ? "disputes"
        : Says(skeleton, "申请.{0,3}办结|办结(的)?申请|(close|closing) request|asks? to close") ? "closings"
        : Says(skeleton, "审|待批|要批|没批|等.{0,3}(我|办公室)|拿主意|waiting|approv|decision|decide") ? "waiting" : null;

    public static Slots Due(Skeleton skeleton, Slots slots) => slots with
    {
        Period = PeriodOf(skeleton),
        Scope = ScopeOf(skeleton),
        GroupBy = GroupOf(skeleton),
    };

    public static Slots Overdue(Skeleton skeleton, Slots slots)
    {
        var days = DaysOf(skeleton);
        return slots with
        {
            MinDays = days,
            Scope = days is null ? ScopeOf(skeleton) : Says(skeleton, "我") ? "mine" : "all",
            GroupBy = GroupOf(skeleton),
            Period = PeriodOf(skeleton),
        };
    }

    public static Slots Light(Skeleton skeleton, Slots slots) => slots with
    {
        Light = Says(skeleton, "红|\\bred\\b") ? "red" : Says(skeleton, "黄|橙|yellow|amber") ? "yellow" : Says(skeleton, "绿|green") ? "green" : null,
        GroupBy = GroupOf(skeleton),
    };

    public static Slots NotReported(Skeleton skeleton, Slots slots)
    {
        var months = Months.Match(skeleton.Text) is { Success: true } match ? ChineseNumber.Read(match.Groups["n"].Value) : null;
        return slots with { Months = months, Period = months is null ? PeriodOf(skeleton) : null, Status = Says(skeleton, "签收|签了|没签|\\b(un)?signed\\b") ? "unsigned" : null };
    }

    public static Slots Ranking(Skeleton skeleton, Slots slots)
    {
        var many = Many.Match(skeleton.Text) is { Success: true } match ? ChineseNumber.Read(match.Groups["n"].Value) : null;
        var slow = Says(skeleton, "最?(慢|差|低|拖|落后|滞后|靠后|不行)|倒数|垫底|末|后 ?[0-9一二三四五六七八九十]+ ?(名|位|家|个)|slow|worst|bottom");
        var fast = Says(skeleton, "最(快|好|高|靠前|积极)|fast|best");
        return slots with
        {
            Order = slow ? "slowest" : fast ? "fastest" : "desc",
            N = many ?? (Says(skeleton, "(哪个|哪家|谁).{0,10}最|垫底的?是?谁") ? 1 : null),
            Period = PeriodOf(skeleton),
        };
    }

    public static Slots Problems(Skeleton skeleton, Slots slots) =>
        slots with { Need = Says(skeleton, "协调|拍板|出面|过问|支持|解决") ? "coordination" : null, Period = PeriodOf(skeleton) };

    public static Slots WithPeriod(Skeleton skeleton, Slots slots) => slots with { Period = PeriodOf(skeleton) };

    private static string? PeriodOf(Skeleton skeleton) => PeriodPhrase.Find(skeleton.Text, skeleton.Context.Today)?.Name;

    // Who asks decides; where that is not known, a liaison asks what to hand in and by which day, who oversees them asks for lists and counts.
    private static string ScopeOf(Skeleton skeleton) =>
        Says(skeleton, "(我|咱|俺|本)(们|局|单位|办|街道)|我(的|有|还|要|该|名下|手|这|负责)|\\bm(y|ine)\\b|\\bour\\b|\\b(i|we)\\b") ? "mine"
        : Says(skeleton, "单位|部门|各|全区|全部|所有|全局|列出来|列一下|谁|哪家|哪几家|大家|都有|U|\\b(all|every|units?|who|anyone)\\b") ? "all"
        : skeleton.Context.Asker switch
        {
            AskerRole.Leader or AskerRole.Office => "all",
            AskerRole.Liaison => "mine",
            _ => !Says(skeleton, "[要该](交|报)|今[天日]|明[天日]|后天") && Says(skeleton, Overseeing) ? "all" : "mine",
        };

    private const string Overseeing = "清单|名单|明细|\\blist\\b|列|必须|季度|事项|拖|多少|情况|严重|最(久|多|长)|长期|截至|目前|到现在|哪个(局|街道|镇)|以上|超过|的(有|是)(哪|几)|[^有哪]几[条项件个]|[^还]有几[条项件个]|哪些(任务|措施|举措|事项|工作)(已经?|都)?[逾超过]";

    private static string? GroupOf(Skeleton skeleton) => Says(skeleton, "单位|部门|谁|哪家|哪几家|units?\\b|who") ? "unit" : null;

    private static int? DaysOf(Skeleton skeleton)
    {
        if (Stretch.Match(skeleton.Text) is not { Success: true } match)
            return null;
        var count = match.Groups["n"].Value == "半" ? 0 : ChineseNumber.Read(match.Groups["n"].Value) ?? 1;
        return match.Groups["u"].Value switch
        {
            "月" or "month" or "months" => count == 0 ? 15 : count * 30,
            "周" or "星期" or "礼拜" or "week" or "weeks" => count * 7,
            _ => count,
        };
    }

    internal static bool Says(Skeleton skeleton, string pattern) => Regex.IsMatch(skeleton.Shape, pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    [GeneratedRegex("(?<n>[0-9]{1,3}|[一二两三四五六七八九十半]{1,3}) ?个?(?<u>月|周|星期|礼拜|天|日(?!前)|days?|weeks?|months?)(?:以上|多|还|都|了|$| |没|的|未)", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Stretch { get; }

    [GeneratedRegex("(?<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2}) ?个月", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Months { get; }

    [GeneratedRegex("(?:前|后|倒数|末|top|bottom|最[慢快好差]的?) ?(?<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Many { get; }
}
