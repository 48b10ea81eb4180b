using System.Buffers;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>Fills the slots that an intent has.</summary>
internal static class SlotFilling
{
    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create(",。;:!\n");

    public static Slots Fill(Skeleton skeleton, Intent intent)
    {
        var slots = Common(skeleton, intent);
        return intent switch
        {
            Intent.ReportProgress => ReportText.Fill(skeleton, slots),
            Intent.CorrectProgress => PlainSlots.Correct(skeleton, slots),
            Intent.ReportProblem => RequestSlots.Problem(skeleton, slots),
            Intent.RequestExtension or Intent.ApproveExtension => RequestSlots.Extension(skeleton, slots),
            Intent.RequestClose => RequestSlots.Close(skeleton, slots),
            Intent.Dispute => RequestSlots.Dispute(skeleton, slots),
            Intent.Snooze => RequestSlots.Snooze(skeleton, slots),
            Intent.Subscribe => PlainSlots.Subscribe(skeleton, slots),
            Intent.ChangeLiaison or Intent.SetLiaison or Intent.Delegate => PlainSlots.Liaison(skeleton, slots),
            Intent.Sign => slots.Measures.Count == 0 ? slots with { Scope = "all" } : slots,
            Intent.Upload or Intent.ImportPlan => PlainSlots.File(skeleton, slots),
            Intent.MyTasks => ListSlots.MyTasks(skeleton, slots),
            Intent.DueList => ListSlots.Due(skeleton, slots),
            Intent.OverdueList => ListSlots.Overdue(skeleton, slots),
            Intent.LightList => ListSlots.Light(skeleton, slots),
            Intent.NotReported => ListSlots.NotReported(skeleton, slots),
            Intent.Ranking => ListSlots.Ranking(skeleton, slots),
            Intent.ProblemList => ListSlots.Problems(skeleton, slots),
            Intent.PlanSummary or Intent.UnitStatus or Intent.Compare or Intent.AskHistory or Intent.Audit => ListSlots.WithPeriod(skeleton, slots),
            Intent.Urge => RequestSlots.Urge(skeleton, slots),
            Intent.Instruct => RequestSlots.Instruct(skeleton, slots),
            Intent.Bulletin => PlainSlots.Bulletin(skeleton, slots),
            Intent.Export => PlainSlots.Export(skeleton, slots),
            Intent.SetDeadline => RequestSlots.SetDeadline(skeleton, slots),
            Intent.AddMeasure => PlainSlots.AddMeasure(skeleton, slots),
            Intent.SetUnits => PlainSlots.UnitRole(skeleton, slots),
            Intent.RejectClose or Intent.RejectExtension or Intent.RejectDispute or Intent.VoidMeasure or Intent.Pause or Intent.Reopen => RequestSlots.WithReason(skeleton, slots),
            _ => slots,
        };
    }

    private static Slots Common(Skeleton skeleton, Intent intent)
    {
        var percent = skeleton.Percent;
        var addressed = Addressed(skeleton, intent);
        var slots = new Slots
        {
            Measures = HasText(intent) ? skeleton.HeadMeasures : skeleton.Measures,
            Unit = addressed.Count > 0 ? addressed[0].Name : null,
            Units = [.. addressed.Select(unit => unit.Name).Distinct(StringComparer.Ordinal)],
            Keyword = skeleton.Measures.Count == 0 && TakesKeyword(intent) ? PlainSlots.Keyword(skeleton) : null,
            Language = Suggestions.IsEnglish(skeleton) ? "en" : null,
        };
        if (percent is not null && intent is Intent.ReportProgress or Intent.CorrectProgress or Intent.RequestClose)
            slots = slots with { Percent = percent?.Percent, PercentFrom = percent?.From, Invalid = percent?.IsOutOfRange == true ? "percent_out_of_range" : null };
        return skeleton.Measures.Any(measure => measure.PlanId is null && measure.Number > skeleton.Context.LargestMeasure)
            ? slots with { Invalid = "no_such_measure" }
            : slots;
    }

    private static bool HasText(Intent intent) => intent is Intent.ReportProgress or Intent.CorrectProgress or Intent.RequestExtension or Intent.RequestClose or Intent.ReportProblem or Intent.Instruct;

    /// <summary>The units that say whose item is meant. In 更新 10 60% 已与区财政局对接 the unit belongs to the text.</summary>
    private static List<UnitMention> Addressed(Skeleton skeleton, Intent intent) => intent switch
    {
        Intent.ReportProgress or Intent.CorrectProgress or Intent.ReportProblem or Intent.RequestClose or Intent.RequestExtension or Intent.Upload or Intent.Sign =>
            [.. skeleton.Units.Where(unit => StandsBesideNumber(skeleton, unit.Span))],
        Intent.ApproveClose or Intent.RejectClose or Intent.ApproveExtension or Intent.RejectExtension or Intent.RejectDispute or Intent.Pause or Intent.Reopen or Intent.Instruct =>
            [.. skeleton.Units.Where(unit => skeleton.Text.AsSpan(0, unit.Span.Start).IndexOfAny(ClauseMarks) < 0)],
        _ => [.. skeleton.Units],
    };

    private static bool StandsBesideNumber(Skeleton skeleton, Span unit) => skeleton.MeasureSpans.Any(number =>
        unit.End <= number.Start ? skeleton.Text[unit.End..number.Start].Trim(' ', '的') is "" or "那" && IsOpening(skeleton.Text[..unit.Start])
        : number.End <= unit.Start && string.IsNullOrWhiteSpace(skeleton.Text[number.End..unit.Start]) && EndsAlone(skeleton, unit.End));

    private static bool IsOpening(string before) => before.AsSpan().IndexOfAny(ClauseMarks) < 0 && before.Length <= 8;

    // 第5条区科技局 60%, 更新 5 区科技局: set off; 第5条区财政局未拨付 is a sentence.
    private static bool EndsAlone(Skeleton skeleton, int end) => end == skeleton.Text.Length || skeleton.Text[end] is ' ' or ',' or ':' or '的' || skeleton.Percent?.Span.Start == end;

    private static bool TakesKeyword(Intent intent) => intent is Intent.MeasureDetail or Intent.MeasureStatus
        or Intent.ReportProgress or Intent.AskUnits or Intent.AskDeadline or Intent.RequestClose or Intent.RequestExtension;
}
