using System.Globalization;
using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>Names, files, formats, cadences and keywords.</summary>
internal static partial class PlainSlots
{
    public static Slots File(Skeleton skeleton, Slots slots)
    {
        var named = FileName.Match(skeleton.Text);
        return named.Success ? slots with { File = skeleton.Message.AsTyped(named.Groups["f"].Index, named.Groups["f"].Index + named.Groups["f"].Length) } : slots;
    }

    public static Slots Export(Skeleton skeleton, Slots slots) => slots with
    {
        Format = ListSlots.Says(skeleton, "csv") ? "csv" : ListSlots.Says(skeleton, "json") ? "json" : ListSlots.Says(skeleton, "docx|word") ? "docx" : ListSlots.Says(skeleton, "pdf") ? "pdf" : "xlsx",
        Scope = ListSlots.Says(skeleton, "逾期|超期|overdue") ? "overdue" : ListSlots.Says(skeleton, "(没|未)报") ? "not_reported" : null,
    };

    public static Slots Subscribe(Skeleton skeleton, Slots slots)
    {
        string? cadence = null;
        foreach (Match match in Cadences.Matches(skeleton.Text))
        {
            cadence = match.Groups["day"].Success ? "daily" : match.Groups["week"].Success ? "weekly"
                : match.Groups["quarter"].Success ? "quarterly" : match.Groups["month"].Success ? "monthly" : "none";
            // 退订周报: which one matters less than that it ends.
            if (cadence == "none")
                break;
        }
        return slots with { Cadence = cadence };
    }

    public static Slots Bulletin(Skeleton skeleton, Slots slots)
    {
        var issue = Issue.Match(skeleton.Text);
        var year = issue.Groups["y"].Success ? issue.Groups["y"].Value : skeleton.Context.Today.Year.ToString(CultureInfo.InvariantCulture);
        return slots with
        {
            Issue = issue.Success ? $"{year}-{ChineseNumber.Read(issue.Groups["n"].Value)}" : null,
            Period = issue.Success ? null : PeriodPhrase.Find(skeleton.Text, skeleton.Context.Today)?.Name,
        };
    }

    public static Slots UnitRole(Skeleton skeleton, Slots slots) => slots with
    {
        UnitRole = ListSlots.Says(skeleton, "牵头|主办|\\blead") ? "lead" : ListSlots.Says(skeleton, "配合|协办|参与|support|cooperat") ? "cooperating" : ListSlots.Says(skeleton, "责任|承办") ? "responsible" : null,
    };

    public static Slots Liaison(Skeleton skeleton, Slots slots)
    {
        // Units are blanked so that 绑定 赵敏 和平街道 and 区科技局联络员换成张三 read alike.
        var text = skeleton.Text.ToCharArray();
        foreach (var unit in skeleton.Units)
            Array.Fill(text, ' ', unit.Span.Start, unit.Span.End - unit.Span.Start);
        var name = NewName.Match(new string(text));
        return name.Success ? slots with { Name = skeleton.Message.AsTyped(name.Groups["n"].Index, name.Groups["n"].Index + name.Groups["n"].Length) } : slots;
    }

    public static Slots AddMeasure(Skeleton skeleton, Slots slots)
    {
        var title = NewTitle.Match(skeleton.Text);
        return title.Success ? slots with { Title = skeleton.Message.AsTyped(title.Groups["t"].Index, title.Groups["t"].Index + title.Groups["t"].Length) } : slots;
    }

    public static Slots Correct(Skeleton skeleton, Slots slots) => slots with
    {
        Scope = slots.Measures.Count == 0 && slots.Percent is null && ListSlots.Says(skeleton, "上一|刚才|刚刚|撤回|撤销|收回|last|withdraw") ? "last" : null,
    };

    public static string? Keyword(Skeleton skeleton)
    {
        var named = Pointed.Match(skeleton.Text);
        if (!named.Success)
            named = Asked.Match(skeleton.Text);
        return named.Success ? skeleton.Message.AsTyped(named.Groups["k"].Index, named.Groups["k"].Index + named.Groups["k"].Length) : null;
    }

    [GeneratedRegex("(?<f>[^ 】\\]\\[:/\\\\,。;\\n]{1,80}\\.(?:docx?|xlsx?|pdf|pptx?|jpe?g|png|txt|zip|rar|wps|et))", Options, Limit)]
    private static partial Regex FileName { get; }

    [GeneratedRegex("(?<day>每天|每日|天天|日报|daily|every day)|(?<week>每周|每个?星期|周报|weekly|一周一次|every week)|(?<quarter>每个?季度?|季报|quarterly)|(?<month>每个?月|月报|monthly|every month|一月一次)|(?<none>退订|取消订阅|unsubscribe)", Options, Limit)]
    private static partial Regex Cadences { get; }

    [GeneratedRegex("(?:(?<y>20[0-9]{2})年? ?第?|第) ?(?<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?期(?!限)", Options, Limit)]
    private static partial Regex Issue { get; }

    [GeneratedRegex("(?:绑定|登记|bind|让|请|叫|找|交给|转给|委托|授权|换成|换为|改成|改为|变更为|更换为|调整为|改由|以后是|今后是|现在是|由(?!于)|设为|换|改|是|为|设置|新增|liaison is(?: now)?|to|把)(?:联络员|了|一下)?[ :]*(?!联络|以后|谁|假|人|了|没|哪|各|大家|我)(?<n>[\\u4e00-\\u9fff]{2,4}?|[a-z]{2,20}(?: [a-z]{2,20})?)(?=$|[ ,。;!了吧]|同志|老师|主任|科长|担任|负责|接|替|代|帮|来|填|报|跟|盯|办(?!公)|处理|设为|绑|到|为)", Options, Limit)]
    private static partial Regex NewName { get; }

    // 新增一条任务：标题，责任单位: the title ends at the first mark, as where the measure is added.
    [GeneratedRegex("^(?:[^。;:]{0,24}(?<!单位|时限|牵头):|[^,。;:]{0,16},|[^,。;: ]{2,8}(?:任务|举措|措施|事项|一条|一项) ) ?(?<t>[^,。;:(]{2,60}?)(?=$|[,。;(]| ?(?:责任|牵头)?单位| 时限)", Options, Limit)]
    private static partial Regex NewTitle { get; }

    [GeneratedRegex("^(?:请|帮我|看一?下|看看|查一?下|关于|找一?下|说说)*(?<k>[^ ,。;:]{2,24}?)(?:那|这)(?:一)?(?:条|项|个|件|块)", Options, Limit)]
    private static partial Regex Pointed { get; }

    [GeneratedRegex("^(?:查找?|找|搜索?|search|find)(?:一下|下)? ?(?<k>[^,。;:]{2,24}?)(?:的任务|任务|那条|相关)?$|^(?<k>[^ ,。;:]{2,24}?)(?:搞得|办得|推进得|落实得|做得)", Options, Limit)]
    private static partial Regex Asked { get; }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 1_000;
}
