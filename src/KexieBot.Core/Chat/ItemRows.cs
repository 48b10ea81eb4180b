using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;

namespace KexieBot.Core.Chat;

/// <summary>Work items as people read them: the same words for light, state and deadline everywhere.</summary>
public sealed class ItemRows(OfficeClock clock, WorkCalendar calendar)
{
    private const int LongestReason = 30;

    /// <summary><paramref name="showsUnit"/>: the list spans several units.</summary>
    public ItemRow RowOf(Turn turn, WorkItem item, bool showsUnit) => new(turn.RefOf(item.PlanId, item.Number), turn.TitleOf(item))
    {
        Unit = showsUnit ? turn.Roster.NameOf(item.UnitId) : null,
        Light = LightOf(item),
        Percent = item.IsLongTerm ? null : item.Percent,
        State = item switch
        {
            { State: WorkItemState.Closed, MissedDeadline: not null } => turn.Say("逾期办结", "closed late"),
            { IsOpen: true, Returned: { } reason } => turn.Say($"已退回：{Cut(reason)}", $"returned: {Cut(reason)}"),
            _ => StateWord(item.State, turn.IsEnglish),
        },
        Due = DueWords(item, turn.Today, turn.IsEnglish),
    };

    private static string Cut(string text) => text.Length > LongestReason ? text[..LongestReason] + "…" : text;

    public Light LightOf(WorkItem item) => Lights.Of(item, clock.Today, clock, calendar);

    public static string StateWord(WorkItemState state, bool isEnglish) => state switch
    {
        WorkItemState.Assigned => isEnglish ? "to be signed" : "待签收",
        WorkItemState.InProgress => isEnglish ? "in progress" : "办理中",
        WorkItemState.UnderReview => isEnglish ? "under review" : "待审核",
        WorkItemState.Closed => isEnglish ? "closed" : "已办结",
        WorkItemState.Suspended => isEnglish ? "suspended" : "暂缓",
        _ => isEnglish ? "void" : "已作废",
    };

    public static string RoleWord(UnitRole role, bool isEnglish) => role switch
    {
        UnitRole.Lead => isEnglish ? "lead" : "牵头",
        UnitRole.Supporting => isEnglish ? "supporting" : "配合",
        _ => isEnglish ? "responsible" : "责任",
    };

    public static string CycleWord(ReportingCycle cycle, bool isEnglish) => cycle switch
    {
        ReportingCycle.Weekly => isEnglish ? "weekly" : "每周报送",
        ReportingCycle.Monthly => isEnglish ? "monthly" : "每月报送",
        ReportingCycle.Quarterly => isEnglish ? "quarterly" : "每季度报送",
        ReportingCycle.HalfYearly => isEnglish ? "half-yearly" : "每半年报送",
        ReportingCycle.Yearly => isEnglish ? "yearly" : "每年报送",
        _ => isEnglish ? "ongoing" : "长期坚持",
    };

    /// <summary>"12月31日 · 还有38天", "11月20日 · 逾期3天", or the cycle of an item without a deadline; a deadline that was missed before stands behind.</summary>
    public static string? DueWords(WorkItem item, DateOnly today, bool isEnglish)
    {
        if (item.Deadline is not { } deadline)
            return item.Cycle is { } cycle ? CycleWord(cycle, isEnglish) : null;
        var day = DayWord(deadline, today, isEnglish);
        if (!item.IsOpen)
            return day;
        if (item.HasLaterStage)
            day = isEnglish ? $"next stage {day}" : $"下一节点 {day}";
        var days = deadline.DayNumber - today.DayNumber;
        var left = (isEnglish, days) switch
        {
            (false, 0) => "今天到期",
            (false, > 0) => $"还有{days}天",
            (false, _) => $"逾期{-days}天",
            (true, 0) => "due today",
            (true, > 0) => $"{days} days left",
            (true, _) => $"{-days} days overdue",
        };
        // Of an item that is overdue now the days say enough.
        var missed = item.MissedDeadline is { } before && before != deadline ? isEnglish ? $" · missed {OfficeClock.Text(before)}" : $" · 曾误期{DayWord(before, today, isEnglish: false)}" : "";
        var final = item.HasLaterStage ? isEnglish ? $" · final {OfficeClock.Text(item.FinalDeadline!.Value)}" : $" · 最终 {DayWord(item.FinalDeadline!.Value, today, isEnglish: false)}" : "";
        return $"{day} · {left}{final}{missed}";
    }

    /// <summary>"（12月15日节点）" behind a measure of which more stages follow; nothing otherwise.</summary>
    public static string StageWord(WorkItem item, DateOnly today, bool isEnglish) => !item.HasLaterStage ? ""
        : isEnglish ? $" (stage of {OfficeClock.Text(item.Deadline!.Value)})" : $"（{DayWord(item.Deadline!.Value, today, isEnglish: false)}节点）";

    /// <summary>The day without its year where that is this year's.</summary>
    public static string DayWord(DateOnly day, DateOnly today, bool isEnglish)
    {
        if (isEnglish)
            return OfficeClock.Text(day);
        return day.Year == today.Year ? $"{day.Month}月{day.Day}日" : $"{day.Year}年{day.Month}月{day.Day}日";
    }
}
