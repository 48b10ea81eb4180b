using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>Common commands typed in pinyin, for whoever's input method was off; rewritten to characters before reading.</summary>
internal static partial class Pinyin
{
    private static readonly (string Pinyin, string Characters)[] Words =
    [
        ("wo ?de? ?ren ?wu", "我的任务"), ("dai ?ban", "待办"), ("qian ?shou", "签收"), ("shou ?dao", "收到"),
        ("jin ?du", "进度"), ("jin ?zhan", "进展"), ("hui ?zong", "汇总"), ("yu ?qi", "逾期"), ("chao ?qi", "超期"),
        ("bang ?zhu", "帮助"), ("qu ?xiao", "取消"), ("geng ?xin", "更新"), ("ban ?jie", "办结"), ("yan ?qi", "延期"),
        ("shen ?qing", "申请"), ("dao ?chu", "导出"), ("tai ?zhang", "台账"), ("cui ?ban", "催办"), ("che ?xiao", "撤销"),
        ("wan ?cheng", "完成"), ("ren ?wu", "任务"), ("que ?ren", "确认"), ("zong ?ti ?qing ?kuang", "总体情况"), ("pai ?ming", "排名"),
        ("ni ?hao", "你好"), ("xie ?xie", "谢谢"), ("li ?shi", "历史"), ("tong ?bao", "通报"), ("wu xin jin ?zhan", "无新进展"),
        ("shi ?sha", "是啥"), ("shi ?shen ?me", "是什么"), ("zen ?me ?yang", "怎么样"), ("jie ?zhi", "截止"), ("qian ?tou", "牵头"), ("lian ?luo ?yuan", "联络员"),
    ];

    private static readonly Dictionary<string, string> Figures = new(StringComparer.Ordinal)
    {
        ["yi"] = "一",
        ["er"] = "二",
        ["san"] = "三",
        ["si"] = "四",
        ["wu"] = "五",
        ["liu"] = "六",
        ["qi"] = "七",
        ["ba"] = "八",
        ["jiu"] = "九",
        ["shi"] = "十",
    };

    // Longest first, so that 我的任务 is not read as 任务 with a rest.
    private static readonly Regex AnyWord = new(
        @"\b(?:" + string.Join('|', Words.Select((word, at) => $"(?<w{at}>{word.Pinyin})")) + @")(?=\b|[^a-z])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Compiled, TimeSpan.FromMilliseconds(1_000));

    public static Normalised Rewrite(Normalised message)
    {
        // Only short messages are commands typed blind; a long one holds letters for other reasons.
        if (message.Text.Length > 120 || !message.Text.AsSpan().ContainsAnyInRange('a', 'z'))
            return message;
        while (Ordinal.Match(message.Text) is { Success: true } ordinal)
            message = message.Rewritten(ordinal.Index, ordinal.Length, $"第{string.Concat(ordinal.Groups["n"].Captures.Select(figure => Figures.GetValueOrDefault(figure.Value, figure.Value)))}条");
        while (AnyWord.Match(message.Text) is { Success: true } word)
            message = message.Rewritten(word.Index, word.Length, Words[Enumerable.Range(0, Words.Length).First(at => word.Groups[$"w{at}"].Success)].Characters);
        return message;
    }

    [GeneratedRegex(@"\bdi ?((?<n>yi|er|san|si|wu|liu|qi|ba|jiu|shi|[0-9]{1,3}) ?){1,3}(tiao|xiang)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Ordinal { get; }
}
