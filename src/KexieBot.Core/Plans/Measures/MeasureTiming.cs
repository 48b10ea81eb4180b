namespace KexieBot.Core.Plans.Measures;

/// <summary>A measure's deadlines and cycle, from its time field first and from its words second.</summary>
internal sealed record MeasureTiming(DraftDeadline? Deadline, IReadOnlyList<DraftDeadline> Further, DraftCycle? Cycle)
{
    /// <summary>Two dates that cannot both be the end, as printed.</summary>
    public string? Conflict { get; private init; }

    public static MeasureTiming From(IEnumerable<string> timeFields, string text, DeadlineContext context)
    {
        var fields = timeFields.Where(field => field.Length > 0).ToList();
        var set = fields.SelectMany(field => DeadlinePhrase.InField(field, context)).ToList();
        var told = DeadlinePhrase.InText(text, context);
        var cycle = fields.Select(CyclePhrase.InField).FirstOrDefault(c => c is not null) ?? CyclePhrase.InText(text);
        var all = Distinct([.. set, .. told]);
        var late = set.Count > 0 ? told.FirstOrDefault(d => d.Date > set.Max(s => s.Date)) : null;
        return new MeasureTiming(all.FirstOrDefault(), [.. all.Skip(1)], cycle)
        {
            Conflict = late is null ? null : $"{set[0].Text}、{late.Text}",
        };
    }

    private static List<DraftDeadline> Distinct(List<DraftDeadline> deadlines)
    {
        var kept = new List<DraftDeadline>();
        foreach (var deadline in deadlines)
            if (!kept.Exists(other => other == deadline || (deadline.Date is not null && other.Date == deadline.Date)))
                kept.Add(deadline);
        return kept;
    }
}
