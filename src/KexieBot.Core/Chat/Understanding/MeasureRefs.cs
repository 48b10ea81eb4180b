using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>A stretch of normalised text.</summary>
internal readonly record struct Span(int Start, int End)
{
    public bool Overlaps(Span other) => Start < other.End && other.Start < End;
}

/// <summary>The measures a text names, and where it names them.</summary>
internal sealed partial record MeasureRefs(IReadOnlyList<MeasureRef> Measures, IReadOnlyList<Span> Spans)
{
    /// <summary>A range wider than this is a slip of the hand or a year, not a list of measures.</summary>
    private const int WidestRange = 60;

    public static MeasureRefs Find(string text)
    {
        var found = new List<(Span Span, Match Match)>();
        foreach (var form in new[] { OfPlan, Ordinal, Prefixed, Counted, Hashed, Bare, AfterVerb, Together })
        {
            foreach (Match match in form.Matches(text))
            {
                var group = match.Groups["ref"];
                var span = new Span(group.Index, group.Index + group.Length);
                if (!found.Exists(earlier => earlier.Span.Overlaps(span)) && !IsCompared(text, span))
                    found.Add((span, match));
            }
        }
        found.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        var measures = new List<MeasureRef>();
        var spans = new List<Span>();
        foreach (var (span, match) in found)
        {
            var read = Read(match);
            if (read.Count == 0)
                continue;
            measures.AddRange(read.Where(measure => !measures.Contains(measure)));
            spans.Add(span);
        }
        return new MeasureRefs(measures, spans);
    }

    // 第10条作废，和第7条重复了: the second is what the first is held against, not what is to go.
    private static bool IsCompared(string text, Span span) => ComparedBefore.IsMatch(text[..span.Start]) && ComparedAfter.IsMatch(text[span.End..]);

    private static List<MeasureRef> Read(Match match)
    {
        var plan = match.Groups["plan"] is { Success: true } named ? named.Value : null;
        var measures = new List<MeasureRef>();
        int? from = null;
        foreach (Match part in Part.Matches(match.Groups["list"].Value))
        {
            if (part.Groups["to"].Success)
            {
                from = measures.Count > 0 ? measures[^1].Number : null;
            }
            else if (ChineseNumber.Read(part.Value) is > 0 and < 1000 and var number)
            {
                for (var between = from + 1 ?? number; between < number && number - from <= WidestRange; between++)
                    measures.Add(new MeasureRef(between, plan));
                measures.Add(new MeasureRef(number, plan));
                from = null;
            }
        }
        return measures;
    }

    private const string N = "(?:[0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,6})";
    private const string Kind = "(?:条|项|号(?!文)(?:任务|措施|举措)?|款|件|tiao)";
    private const string Next = " ?(?:和|跟|与|及|、|, ?and\\b|,|and\\b|/|到|至|-|~|—|–|&) ?(?:第 ?)?";
    private const string List = "(?<list>" + N + "(?:(?: ?" + Kind + ")?" + Next + N + "(?![0-9%.年月日个家场次人天周万元]| ?" + "[0-9.]*%)){0,30})";

    [GeneratedRegex("(?<ref>(?<plan>[a-z][a-z0-9-]{0,30}|[0-9]{4}-[a-z0-9]{1,20}|plan)/(?<list>[0-9]{1,3})(?![0-9])|(?<![a-z0-9])(?<plan>[a-z][a-z0-9-]{0,29}[0-9]) ?(?:的|方案的?)? ?第(?<list>[0-9]{1,3}|[一二三四五六七八九十百]{1,6})(?:条|项))", Options, Limit)]
    private static partial Regex OfPlan { get; }

    // 第三季度, 第4期, 第一批 count other things; the kind word is required unless the text goes on at once. 地十一条 is a slip of the keyboard; 已并入第4条 names where a measure went.
    [GeneratedRegex("(?<!并入|归入|合并到|合并至|并到)(?<ref>(?:第|地(?=[0-9一二三四五六七八九十]+条)) ?" + List + " ?(?:个)?" + "(?:" + Kind + "(?:重点)?(?:任务|措施|举措|工作)?|任务|措施|举措))", Options, Limit)]
    private static partial Regex Ordinal { get; }

    [GeneratedRegex("(?<ref>(?:任务|措施|举措|事项|条目|\\b(?:measure|item|task|no\\.?)s? ?)(?:编?号)? ?第?(?:#|no\\.?)? ?" + List + "(?![0-9.]*%|[0-9个家场次人月日年])(?: ?" + Kind + ")?)", Options, Limit)]
    private static partial Regex Prefixed { get; }

    // 报了3条, 共5项 count; 7条 names. 7号 is a day unless what is said of it fits a measure only: 7号 65%, 7号现在到哪了.
    [GeneratedRegex("(?<![0-9.年/第]|意见|建议|信息|线索|问题|消息|稿件|集|共|还有|有|了|剩|报|前|后|第 )(?<ref>(?<list>[0-9]{1,3}(?:(?: ?" + Kind + ")?" + Next + "[0-9]{1,3}){0,30}) ?(?:[两二三四五六七八九十几]?[条项]|号(?:任务|措施|举措)|号(?=[^0-9]*(?:进|完|怎|咋|延|办|情|详))|(?<=^[0-9]{1,3})号(?= ?(?:[0-9.]{1,5} ?%|百分之|[一二三四五六七八九]成|一半|现在|目前|到哪|是什么|是啥|签收$|收到$|已?签收)))(?!联络))", Options, Limit)]
    private static partial Regex Counted { get; }

    [GeneratedRegex("(?<![a-z0-9])(?<ref>(?:#|no\\. ?|t ?- ?|t(?=0))(?<list>[0-9]{1,3})(?![0-9a-z]))", Options, Limit)]
    private static partial Regex Hashed { get; }

    // 7 60%, 7>60, 7：60%, 5 七成, 8 75, and a message that is a number alone.
    [GeneratedRegex("^(?<ref>(?<list>[0-9]{1,3}))(?=$| ?(?:>|->|→|:|=) ?[0-9]| ?[:,]? ?百分之| [0-9.]{1,5} ?%| " + PercentPhrase.Unmarked + "| (?:进度|进展|完成|办结|签收|延期|done|progress|[一二三四五六七八九]成|一半|全部完成|无|[\\u4e00-\\u9fff]))", Options, Limit)]
    private static partial Regex Bare { get; }

    [GeneratedRegex("(?:更新|更正|改正|修正|上报|填报|汇报|报进展|补报|报|报问题|问题|困难|反映|催报|督促|提醒|批示|转办|转交|移交|分派|上传|佐证|暂缓|挂起|中止|恢复|恢复办理|终止|取消|撤销|删除|延长|调整|异议|同意|批准|通过|驳回|同意办结|批准办结|同意延期|批准延期|驳回办结|驳回延期|不同意办结|不同意延期|退回|办结|销号|延期|签收|查看?|看|详情|历史|历史记录|催办?|督办|重开|重新打开|暂停|作废|撤回|" +
        "\\b(?:update|instruct|sign|close|extend|history|status|show|detail|details|open|approve(?: close| extension| extend)?|reject(?: close| extension| extend)?|return|reopen|pause|void|urge|nudge|chase|send back|remind|deadline|due|of|for|is|issue|problem|report|correct|undo|cancel|suspend|resume|unpause|evidence|upload|assign|transfer|delegate|dispute|who owns|qianshou|gengxin|cui|banjie|yanqi)) ?(?<ref>" +
        "(?<list>[0-9]{1,3}(?:" + Next + "[0-9]{1,3}(?! ?%|[0-9])){0,30}))(?![0-9%.年月日号个家场次人天周份名位处所座篇台辆户批轮期万元]|-[0-9]| ?(?:%|工作日|days?|weeks?|am|pm))", Options, Limit)]
    private static partial Regex AfterVerb { get; }

    // 5和7签收, 4 5 签收, 6到9都收到了, 5和6都完成50%: numbers before what is done with them; read as none they would sign everything.
    [GeneratedRegex("^(?:那|把|将)? ?(?<ref>(?<list>[0-9]{1,3}(?:(?: ?" + Kind + ")?(?:" + Next + "| )[0-9]{1,3}){0,30})(?: ?" + Kind + ")?)(?= ?(?:[都均]|全部?)(?![0-9])| ?(?:已经?)?(?:签收|确认签收|收到|接收|申请办结|办结|销号|申请延期))", Options, Limit)]
    private static partial Regex Together { get; }

    [GeneratedRegex("(?:^|[,。; ])(?:因?为?(?:和|与|跟|同)) ?$", Options, Limit)]
    private static partial Regex ComparedBefore { get; }

    [GeneratedRegex("^ ?(?:的?(?:内容|任务))?(?:有些?|有点|是|完全|基本)?(?:重复|重了|重叠|雷同|一样|相同|合并|一致|同一|一回事)", Options, Limit)]
    private static partial Regex ComparedAfter { get; }

    [GeneratedRegex("(?<to>到|至|-|~|—|–)|" + N, Options, Limit)]
    private static partial Regex Part { get; }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 1_000;
}
