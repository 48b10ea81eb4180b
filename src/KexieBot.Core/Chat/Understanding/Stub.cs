#pragma warning disable
using System.Text.RegularExpressions;
namespace KexieBot.Core.Chat.Understanding;

public enum Intent { Unknown, MyTasks, DueList, OverdueList, MeasureDetail, MeasureStatus, AskUnits, AskDeadline, ReportProgress, Sign, PlanSummary, UnitStatus, Help, Smalltalk }
public sealed record MeasureRef(int Number, string? Plan = null);
public sealed record Suggestion(Intent Intent, string Example);
public sealed record Slots
{
    public IReadOnlyList<MeasureRef> Measures { get; init; } = [];
    public int? Percent { get; init; }
    public string? Note { get; init; }
    public string? Problem { get; init; }
    public string? NextStep { get; init; }
    public string? Unit { get; init; }
    public string? Period { get; init; }
    public string? Scope { get; init; }
    public string? Reason { get; init; }
    public DateOnly? NewDeadline { get; init; }
    public string? Keyword { get; init; }
    public string? Status { get; init; }
    public string? RoleFilter { get; init; }
    public int? MinDays { get; init; }
}
public sealed record Understood(Intent Intent, Slots Slots, IReadOnlyList<Suggestion> Nearest);
public sealed record UnderstandingContext(DateOnly Today) { public static UnderstandingContext WithoutRoster(DateOnly d) => new(d); }
public static class UnderstoodJson { public static string Write(Understood u) => u.ToString(); }
public static class Utterances
{
    public static Understood Read(string text, UnderstandingContext context)
    {
        var m = Regex.Match(text, @"更新\s*(\d+)\s*(?:(-?\d+)%)?\s*(.*)");
        if (m.Success) return new(Intent.ReportProgress, new Slots { Measures = [new(int.Parse(m.Groups[1].Value))], Percent = m.Groups[2].Success ? int.Parse(m.Groups[2].Value) : null, Note = m.Groups[3].Value is { Length: > 0 } n ? n : null }, []);
        m = Regex.Match(text, @"签收\s*(\d+)?");
        if (m.Success) return new(Intent.Sign, new Slots { Measures = m.Groups[1].Success ? [new(int.Parse(m.Groups[1].Value))] : [] }, []);
        m = Regex.Match(text, @"第?(\d+)条?");
        if (m.Success) return new(Intent.MeasureDetail, new Slots { Measures = [new(int.Parse(m.Groups[1].Value))] }, []);
        var i = text switch { "我的任务" => Intent.MyTasks, "进展汇总" => Intent.PlanSummary, "帮助" => Intent.Help, "逾期任务" => Intent.OverdueList, "本月到期" => Intent.DueList, _ => Intent.Unknown };
        return new(i, new Slots(), []);
    }
}
