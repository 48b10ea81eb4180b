using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>The texts of a progress report: what was done, what is in the way, what comes next; as typed.</summary>
internal static partial class ReportText
{
    public static Slots Fill(Skeleton skeleton, Slots slots)
    {
        var labels = Label.Matches(skeleton.Text).Where(label => !Covers(skeleton.Percent, label)).ToList();
        var bodyEnd = labels.Count > 0 ? labels[0].Index : skeleton.Text.Length;
        slots = slots with { Note = Body(skeleton, bodyEnd, skeleton.Percent), Words = skeleton.Percent is null ? null : Body(skeleton, bodyEnd, percent: null) };
        for (var at = 0; at < labels.Count; at++)
        {
            var start = labels[at].Index + labels[at].Length;
            var end = at + 1 < labels.Count ? labels[at + 1].Index : skeleton.Text.Length;
            slots = Labelled(slots, labels[at], ValueOf(skeleton, start, end));
        }
        return slots;
    }

    /// <summary>The text with what stands behind 存在问题 and 下一步 blanked out: a percent there is no progress.</summary>
    public static string WithoutPlans(string text)
    {
        var labels = Label.Matches(text);
        if (labels.Count == 0)
            return text;
        var letters = text.ToCharArray();
        for (var at = 0; at < labels.Count; at++)
        {
            if (labels[at].Groups["problem"].Success || labels[at].Groups["next"].Success)
                letters.AsSpan(labels[at].Index, (at + 1 < labels.Count ? labels[at + 1].Index : text.Length) - labels[at].Index).Fill(' ');
        }

        return new string(letters);
    }

    private static bool Covers(PercentPhrase? percent, Match label) => percent is not null && percent.Span.Overlaps(new Span(label.Index, label.Index + label.Length));

    private static Slots Labelled(Slots slots, Match label, string? value) => label switch
    {
        _ when value is null => slots,
        _ when label.Groups["problem"].Success => slots with { Problem = value },
        _ when label.Groups["next"].Success => slots with { NextStep = value },
        _ => slots with { Note = slots.Note is null ? value : $"{slots.Note}；{value}" },
    };

    // 进展：60% is a percent behind a label; what follows it is the text.
    private static string? ValueOf(Skeleton skeleton, int start, int end)
    {
        if (skeleton.Percent is { } percent && percent.Span.Start >= start && percent.Span.Start - start <= 6 && percent.Span.End <= end)
            start = percent.Span.End;
        return skeleton.Message.AsTyped(SkipAll(Trail, skeleton.Text, start, end), end);
    }

    private static string? Body(Skeleton skeleton, int end, PercentPhrase? percent)
    {
        var marks = skeleton.MeasureSpans.Where(span => span.End <= Math.Min(end, skeleton.HeadEnd)).ToList();
        if (percent is not null && percent.Span.End <= end)
            marks.Add(percent.Span);
        marks.Sort((a, b) => a.Start.CompareTo(b.Start));
        var parts = new List<string?>();
        var at = 0;
        foreach (var mark in marks)
        {
            if (mark.Start > at)
                parts.Add(Between(skeleton, at, mark.Start, isLead: at == 0));
            at = Math.Max(at, mark.End);
        }
        parts.Add(Rest(skeleton, at, end, marks.Count > 0));
        var said = parts.OfType<string>().ToList();
        return said.Count == 0 ? null : string.Join('，', said);
    }

    private static string? Between(Skeleton skeleton, int start, int end, bool isLead)
    {
        var text = skeleton.Text[start..end];
        if (isLead)
        {
            foreach (var unit in skeleton.Units.Where(unit => unit.Span.Start >= start && unit.Span.End <= end))
                text = skeleton.Text[unit.Span.End..end];
            start = end - text.Length;
            if (Opening.Match(text) is { Success: true } opening)
                start += opening.Length;
        }
        text = skeleton.Text[start..end];
        // 更新 7 区科技局 60%: the unit says whose item it is, not what was done.
        if (skeleton.Units.Any(unit => unit.Span.Start >= start && unit.Span.End <= end && text.Trim(' ', ',', ':').Length == unit.Span.End - unit.Span.Start))
            return null;
        if (Joining.Match(text) is { Success: true } joining)
            end = start + joining.Index;
        else if (text.EndsWith('('))
            end--;
        return skeleton.Message.AsTyped(start, end);
    }

    private static string? Rest(Skeleton skeleton, int start, int end, bool afterMark)
    {
        foreach (var unit in skeleton.Units.Where(unit => afterMark && unit.Span.End <= end && unit.Span.Start - start is 0 or 1 && (unit.Span.End == end || skeleton.Text[unit.Span.End] is ' ' or ',' or ':')))
            start = unit.Span.End;
        if (afterMark)
            start = SkipAll(skeleton.Percent is { } percent && percent.Span.End == start ? Trail : Heading, skeleton.Text, start, end);
        else if (Opening.Match(skeleton.Text[start..end]) is { Success: true } opening)
            start += opening.Length;
        return NothingSaid.IsMatch(skeleton.Text[start..end]) ? null : skeleton.Message.AsTyped(start, end);
    }

    private static int SkipAll(Regex skip, string text, int start, int end) =>
        skip.Match(text[start..end]) is { Success: true } skipped ? start + skipped.Length : start;

    [GeneratedRegex("(?<=^|[;。,\\n 0-9%条项号])(?:(?<problem>存在的?主?要?(?:问题|困难)|主要问题|问题|困难|problems?|issues?)|(?<next>下一?步(?:工作)?(?:打算|措施|计划|安排|思路)?|next(?: steps?)?|plan)|(?<note>目前进展|最新进展|工作进展|进展情况|进展|完成情况|工作情况|progress|done)|(?<percent>进度|完成率|完成度|percent)) ?[:]", Options, Limit)]
    private static partial Regex Label { get; }

    [GeneratedRegex("^(?:请|帮我|麻烦|更新|上报|汇报|填报|报送|报一?下?|刚才|刚刚|update|report|把|将|任务|进展|进度|一下|progress|on|for|[ ,:;。!\\n]|[的是])+", Options, Limit)]
    private static partial Regex Opening { get; }

    [GeneratedRegex("(?:都|均|已经|已|目前|现在|大概|大约|约|差不多|基本上?|总体|进展情况|进展|进度|完成率|完成度|完成|推进|更新|做|办|干|搞|弄|达到|达|到|了|为|是|至|的|有|就|progress|is|at|now|about|从|由|把|[ ,:;、。\\n>=]|-)+$", Options, Limit)]
    private static partial Regex Joining { get; }

    [GeneratedRegex("^(?:了|左右|上下|以上|多(?=[ ,。]|$)|的样子|吧|啦|已完成$|完成(?=[ ,。]|$)|[ ,:;。、)!\\n]|done(?=$|[ ,.])(?= *$|[,.])|completed?(?= *$|[,.]))+", Options, Limit)]
    private static partial Regex Trail { get; }

    [GeneratedRegex("^(?:的)?(?:(?:更新|进展情况|目前进展|最新进展|本月进展|进展|进度|汇报|上报|情况|近况|update|progress)(?:一下)?(?:为|是|如下)?[ :,\\n]+|[ :,。;、\\n-])*", Options, Limit)]
    private static partial Regex Heading { get; }

    [GeneratedRegex("^[ ,。;!~]*(?:进展|进度|更新|的|了|吧)?[ ,。;!~]*$", Options, Limit)]
    private static partial Regex NothingSaid { get; }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 1_000;
}
