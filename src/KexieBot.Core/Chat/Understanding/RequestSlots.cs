using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>What comes with requests, decisions and orders: dates, reasons, names, files.</summary>
internal static partial class RequestSlots
{
    public static Slots Extension(Skeleton skeleton, Slots slots)
    {
        var date = DateIn(skeleton);
        return slots with
        {
            NewDeadline = date?.Date,
            Shift = date?.Shift,
            NewDeadlineText = date is null ? null : Before.Replace(skeleton.Message.AsTyped(date.Span.Start, date.Span.End) ?? "", ""),
            Reason = ReasonAfter(skeleton, AfterNames(skeleton, date?.Span.End ?? EndOfVerb(skeleton))) ?? StatedReason(skeleton),
            Invalid = slots.Invalid ?? (date?.Date < skeleton.Context.Today ? "date_in_past" : null),
        };
    }

    public static Slots SetDeadline(Skeleton skeleton, Slots slots) => slots with { Deadline = DateIn(skeleton)?.Date };

    public static Slots Dispute(Skeleton skeleton, Slots slots)
    {
        var other = skeleton.Units.Count > 0 ? skeleton.Units[^1].Name : null;
        return slots with { Unit = null, SuggestUnit = other, Reason = other is null ? LastClause(skeleton) : null };
    }

    public static Slots Close(Skeleton skeleton, Slots slots)
    {
        var after = skeleton.MeasureSpans.Count > 0 ? skeleton.MeasureSpans[^1].End : skeleton.Text.Length;
        // 已完成100%，申请办结: the percent is no text.
        if (skeleton.Percent is { } percent && percent.Span.Start >= after && Formula.Replace(skeleton.Text[after..percent.Span.Start], "").Length == 0)
            after = percent.Span.End;
        var note = Formula.Replace(skeleton.Text[after..], "");
        var at = note.Length < 2 ? -1 : skeleton.Text.IndexOf(note, after, StringComparison.Ordinal);
        return slots with { Note = at < 0 ? null : skeleton.Message.AsTyped(at, at + note.Length) };
    }

    public static Slots Problem(Skeleton skeleton, Slots slots)
    {
        var start = skeleton.MeasureSpans.Count > 0 ? skeleton.MeasureSpans[^1].End : 0;
        start += ProblemOpening.Match(skeleton.Text[start..]).Length;
        var text = skeleton.Text[start..];
        // A closing 卡住了 says that it is a problem, not which.
        var end = start + (MereStop.Match(text) is { Success: true, Index: > 0 } stop ? stop.Index : text.Length);
        return slots with { Problem = skeleton.Message.AsTyped(start, end) };
    }

    public static Slots Snooze(Skeleton skeleton, Slots slots)
    {
        var date = DateIn(skeleton);
        var day = date?.Date ?? (date?.Shift is { Unit: ShiftUnit.Days } shift ? skeleton.Context.Today.AddDays(shift.Count) : null);
        var isToday = day == skeleton.Context.Today;
        return slots with
        {
            UntilText = isToday || date is null ? null : skeleton.Message.AsTyped(date.Span.Start, date.Span.End),
            Until = isToday ? "today" : day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Shift = day is null ? date?.Shift : null,
        };
    }

    public static Slots Urge(Skeleton skeleton, Slots slots)
    {
        var date = DateIn(skeleton);
        var named = slots.Unit is not null || slots.Measures.Count > 0;
        return slots with
        {
            By = date?.Date,
            ByText = date?.Date is null ? null : skeleton.Message.AsTyped(date.Span.Start, date.Span.End),
            Scope = named ? null
                : ListSlots.Says(skeleton, "(没|未|还没)(上)?(报|交)|催报|not reported") ? "not_reported"
                : ListSlots.Says(skeleton, "(没|未)签收|unsigned|not signed") ? "unsigned"
                : ListSlots.Says(skeleton, "逾期|超期|过期|拖着|overdue|late") ? "overdue"
                : ListSlots.Says(skeleton, "各|所有|全体|全部|群发|大家|统一|一遍|都|\\b(all|every)") ? "all" : null,
        };
    }

    public static Slots Instruct(Skeleton skeleton, Slots slots)
    {
        var start = skeleton.MeasureSpans.Count > 0 ? skeleton.MeasureSpans[0].End : 0;
        start += Order.Match(skeleton.Text[start..]).Length;
        return slots with { Note = skeleton.Message.AsTyped(start, skeleton.Text.Length) };
    }

    public static Slots WithReason(Skeleton skeleton, Slots slots) => slots with { Reason = LastClause(skeleton) ?? StatedReason(skeleton) };

    public static DatePhrase? DateIn(Skeleton skeleton)
    {
        // Measure numbers and percents are no dates: 7号任务, 6条. Blanks keep the places.
        var text = skeleton.Text.ToCharArray();
        foreach (var span in skeleton.MeasureSpans.Concat(skeleton.Percent is { } percent ? [percent.Span] : []))
            Array.Fill(text, '_', span.Start, span.End - span.Start);
        return DatePhrase.Find(new string(text), skeleton.Context.Today);
    }

    private static int EndOfVerb(Skeleton skeleton) => ExtensionVerb.Match(skeleton.Text) is { Success: true } verb ? verb.Index + verb.Length : skeleton.Text.Length;

    // 同意延期 7 区科技局: what is named right behind the verb is no reason.
    private static int AfterNames(Skeleton skeleton, int at)
    {
        foreach (var span in skeleton.MeasureSpans.Concat(skeleton.Units.Select(unit => unit.Span)).OrderBy(span => span.Start))
            if (span.End > at && (span.Start <= at || skeleton.Text[at..span.Start].All(c => c is ' ' or ',' or ':')))
                at = span.End;
        return at;
    }

    private static string? ReasonAfter(Skeleton skeleton, int at)
    {
        at += ReasonOpening.Match(skeleton.Text[at..]).Length;
        var reason = skeleton.Message.AsTyped(at, skeleton.Text.Length);
        return reason is null or "吗" or "可以吗" or "行吗" or "好吗" or "行不行" or "行不" or "?" or "？" ? null : reason;
    }

    private static string? StatedReason(Skeleton skeleton) =>
        Stated.Match(skeleton.Text) is { Success: true } stated
            ? skeleton.Message.AsTyped(stated.Groups["r"].Index, stated.Groups["r"].Index + stated.Groups["r"].Length) : null;

    private static string? LastClause(Skeleton skeleton)
    {
        // 第6条佐证不全，办结退回: the decision comes last, what it rests on before.
        if (skeleton.MeasureSpans is [var named, ..] && DecisionLast.Match(skeleton.Text, named.End, skeleton.Text.Length - named.End) is { Success: true } decided)
            return skeleton.Message.AsTyped(decided.Groups["r"].Index, decided.Groups["r"].Index + decided.Groups["r"].Length);
        var from = Math.Max(skeleton.MeasureSpans.Count > 0 ? skeleton.MeasureSpans[^1].End : 0, 0);
        var comma = skeleton.Text.AsSpan(from).IndexOfAny(",。;:");
        if (comma < 0 && !(from < skeleton.Text.Length && skeleton.Text[from] == ' ' && AfterNames(skeleton, from) == from))
            return null;
        // 退回 7 缺签到表: behind a number that is set off, the rest is the reason.
        var start = comma < 0 ? from + 1 : from + comma + 1;
        start += ReasonOpening.Match(skeleton.Text[start..]).Length;
        return skeleton.Message.AsTyped(start, skeleton.Text.Length);
    }

    [GeneratedRegex("(?:之前|以前|前)$", Options, Limit)]
    private static partial Regex Before { get; }

    [GeneratedRegex("(?:延期|延后|推迟|顺延|宽限|延长|缓一?缓|extension|extend|postpone|delay)(?:一下|几天|申请)?", Options, Limit)]
    private static partial Regex ExtensionVerb { get; }

    [GeneratedRegex("^(?:[ ,。;:、-]|吧|吗|可以吗|行吗|好吗|行不行|再?(?:完成|办结|交|报|办|提交)|原因|因为|因|理由|由于|主要是|because(?: of)?|since|due to|reason|as)*[ :是为]*", Options, Limit)]
    private static partial Regex ReasonOpening { get; }

    [GeneratedRegex("(?:因为|由于|原因是?:?|理由是?:?|because(?: of)?|due to)(?<r>[^,。;]{2,80})", Options, Limit)]
    private static partial Regex Stated { get; }

    [GeneratedRegex("^[ ,:;。]*(?:(?:遇到|有|存在)(?:了|的|个)?(?:问题|困难)[:, ]+|问题[是:]+|困难[是:]+|problem:? *|issue:? *)?", Options, Limit)]
    private static partial Regex ProblemOpening { get; }

    [GeneratedRegex("[,。; ]+(?:现在|目前|已经|就)?(?:卡住|卡壳|推不动|推不下去|办不了|推进不了|没法推|没法办|进行不下去|停滞|搞不下去|搞不动|动不了)(?:了|啦)?[。!~ ]*$", Options, Limit)]
    private static partial Regex MereStop { get; }

    [GeneratedRegex("\\G[ ,:]*(?:的)?(?<r>[^,。;:]{2,40}(?:[,;、][^,。;:]{2,40})*)[,。; ]+(?:办结|销号|延期|申请|材料|请|先|予以|就|都|给|把它?|我|暂)*(?:退回|打回|驳回|退了|作废|取消|删掉|删了|去掉|不同意|不批|不予|不准|暂停|暂缓|先停|重新打开|重开)(?:办结|销号|延期|通过|批准|申请|重报|补充|去|来|了|吧|处理|它)*[。!~ ]*$", Options, Limit)]
    private static partial Regex DecisionLast { get; }

    [GeneratedRegex("^(?:请?(?:告诉|转告|传达给?|转达给?)[^,。;:]{2,12}[,:])?[ ,:]*(?:批示|指示|instruct)?[ :,]*", Options, Limit)]
    private static partial Regex Order { get; }

    [GeneratedRegex("^[ ,。;:]*(?:(?:都|已经|已|全部|可以|现在|请|麻烦|帮忙|予以|申请|完成|办结|销号|办完|做完|搞定|结项|审核|验收|了|done|finished|completed?|closed?|is|please|[ ,。;:!])+)", Options, Limit)]
    private static partial Regex Formula { get; }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 1_000;
}
