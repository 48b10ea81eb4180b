using System.Text.Json.Serialization;

namespace KexieBot.Core.Plans;

/// <summary>实施方案: a document's worth of measures. <paramref name="Id"/> is a short name in [a-z0-9-] that stands in keys and item names.</summary>
public sealed record Plan(string Id, string Title, DateOnly? IssuedOn, IReadOnlyList<Measure> Measures)
{
    private const int LongestShortTitle = 18;

    /// <summary>The title as a button has room for it: what stands in 《》, where anything does.</summary>
    [JsonIgnore]
    public string ShortTitle
    {
        get
        {
            var (open, close) = (Title.IndexOf('《', StringComparison.Ordinal), Title.LastIndexOf('》'));
            var title = open >= 0 && close > open + 1 ? Title[(open + 1)..close] : Title;
            return TextCut.To(title, LongestShortTitle);
        }
    }

    /// <summary>When the plan came into the ledger.</summary>
    public DateTimeOffset ImportedAt { get; init; }

    /// <summary>When the office removed the plan: nobody works on it any more, and its history stays.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The version in the ledger that this was read from. 0 for a plan that was not read from there.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    public Measure? FindMeasure(int number) => Measures.FirstOrDefault(measure => measure.Number == number);
}

/// <summary>举措: one numbered item of a plan. <paramref name="Number"/> is unique within the plan.</summary>
public sealed record Measure(int Number, string Section, string Title, string Text)
{
    /// <summary>The number in the paper's latest version. <see cref="Number"/> stays what it was when the measure came into the ledger, so that what people wrote about it still fits.</summary>
    public int PrintedNumber { get; init; }

    /// <summary>A later version of the paper no longer has it; its items are void and its history stays.</summary>
    public bool IsVoid { get; init; }

    public IReadOnlyList<MeasureUnit> Units { get; init; } = [];

    /// <summary>The paper's words for the deadline, also where they give no day.</summary>
    public string? DeadlineText { get; init; }

    /// <summary>By when all of it is to be done.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>节点: the days of its stages in order, the last of them the <see cref="Deadline"/>; none where there is one day only.</summary>
    public IReadOnlyList<DateOnly> Stages { get; init; } = [];

    /// <summary>What is due next where so many stages are done.</summary>
    public DateOnly? DueAfter(int stagesDone) => stagesDone < Stages.Count ? Stages[stagesDone] : Deadline;

    public ReportingCycle? Cycle { get; init; }
}

/// <summary>A unit or group phrase as the paper names it.</summary>
public sealed record MeasureUnit(string Name, UnitRole Role, bool IsGroup);
