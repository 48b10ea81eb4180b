namespace KexieBot.Core.Chat.Understanding;

/// <summary>Fills the slots that an intent has.</summary>
internal static class SlotFilling
{
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
            Intent.SetUnits => PlainSlots.UnitRole(skeleton, slots),
            Intent.RejectClose or Intent.RejectExtension or Intent.VoidMeasure or Intent.Pause or Intent.Reopen => RequestSlots.WithReason(skeleton, slots),
            _ => slots,
        };
    }

    private static Slots Common(Skeleton skeleton, Intent intent)
    {
        var percent = skeleton.Percent;
        var slots = new Slots
        {
            Measures = skeleton.Measures,
            Unit = skeleton.Units.Count > 0 ? skeleton.Units[0].Name : null,
            Units = [.. skeleton.Units.Select(unit => unit.Name).Distinct(StringComparer.Ordinal)],
            Keyword = skeleton.Measures.Count == 0 && TakesKeyword(intent) ? PlainSlots.Keyword(skeleton) : null,
            Language = skeleton.Text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff') ? null : "en",
        };
        if (percent is not null && intent is Intent.ReportProgress or Intent.CorrectProgress)
            slots = slots with { Percent = percent?.Percent, PercentFrom = percent?.From, Invalid = percent?.IsOutOfRange == true ? "percent_out_of_range" : null };
        return skeleton.Measures.Any(measure => measure.PlanId is null && measure.Number > skeleton.Context.LargestMeasure)
            ? slots with { Invalid = "no_such_measure" }
            : slots;
    }

    private static bool TakesKeyword(Intent intent) => intent is Intent.MeasureDetail or Intent.MeasureStatus
        or Intent.ReportProgress or Intent.AskUnits or Intent.AskDeadline or Intent.RequestClose or Intent.RequestExtension;
}
