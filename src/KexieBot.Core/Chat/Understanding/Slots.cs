namespace KexieBot.Core.Chat.Understanding;

/// <summary>A measure as a person names it: "7", or "plan/7" where several plans are open.</summary>
public sealed record MeasureRef(int Number, string? PlanId = null)
{
    public override string ToString() =>
        PlanId is null ? FormattableString.Invariant($"{Number}") : FormattableString.Invariant($"{PlanId}/{Number}");
}

/// <summary>A stretch of time to add: calendar days, months, or workdays that only the calendar can resolve.</summary>
public sealed record Shift(int Count, ShiftUnit Unit)
{
    /// <summary>ISO 8601 (P14D, P2M); workdays, which the standard lacks, as P10WD.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"P{Count}{Unit switch { ShiftUnit.Months => "M", ShiftUnit.Workdays => "WD", _ => "D" }}");
}

public enum ShiftUnit { Days, Months, Workdays }

/// <summary>What was said beside the intent. Texts are as typed; dates are resolved against the day of asking.</summary>
public sealed record Slots
{
    public static Slots None { get; } = new();

    public IReadOnlyList<MeasureRef> Measures { get; init; } = [];
    /// <summary>As typed, so it may lie outside 0–100; then <see cref="Invalid"/> says so.</summary>
    public int? Percent { get; init; }
    public int? PercentFrom { get; init; }
    public string? Note { get; init; }
    /// <summary>A report's text with its percent left in, where it has one: 完成率达到85%. For what is not judged by percent; no part of the contract's JSON.</summary>
    public string? Words { get; init; }
    public string? Problem { get; init; }
    public string? NextStep { get; init; }
    public string? Unit { get; init; }
    /// <summary>Every unit named, in order, where more than one is.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];
    public string? SuggestUnit { get; init; }
    /// <summary>today, this_week, next_month …, 2026-10, 2026Q3.</summary>
    public string? Period { get; init; }
    /// <summary>mine, all, in_charge, overdue, not_reported, last.</summary>
    public string? Scope { get; init; }
    public DateOnly? NewDeadline { get; init; }
    public string? NewDeadlineText { get; init; }
    public Shift? Shift { get; init; }
    public DateOnly? Deadline { get; init; }
    public string? Reason { get; init; }
    /// <summary>red, yellow, green.</summary>
    public string? Light { get; init; }
    public string? Format { get; init; }
    public DateOnly? By { get; init; }
    public string? ByText { get; init; }
    public string? Until { get; init; }
    public string? UntilText { get; init; }
    public string? RoleFilter { get; init; }
    public string? Status { get; init; }
    public string? Page { get; init; }
    public string? Keyword { get; init; }
    public string? File { get; init; }
    /// <summary>What a measure to be added is called.</summary>
    public string? Title { get; init; }
    public string? Name { get; init; }
    public string? UnitRole { get; init; }
    /// <summary>Year and number of a bulletin: 2026-4.</summary>
    public string? Issue { get; init; }
    public string? GroupBy { get; init; }
    public int? MinDays { get; init; }
    public int? Months { get; init; }
    public string? Order { get; init; }
    public int? N { get; init; }
    public string? Need { get; init; }
    public string? Cadence { get; init; }
    /// <summary>percent_out_of_range, no_such_measure, date_in_past.</summary>
    public string? Invalid { get; init; }
    /// <summary>not_allowed: asks for what nobody gets by chat.</summary>
    public string? Denied { get; init; }
    public string? Language { get; init; }
}
