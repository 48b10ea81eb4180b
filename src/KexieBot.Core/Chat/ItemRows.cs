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
            { State: WorkItemState.Closed, MissedDeadline: not null } => turn.Say(Texts.State_ClosedLate),
            { IsOpen: true, Returned: { } reason } => turn.Say(Texts.State_Returned, TextCut.To(reason, LongestReason)),
            _ => StateWord(item.State, turn.Language),
        },
        Due = DueWords(item, turn.Today, turn.Language),
    };

    public Light LightOf(WorkItem item) => Lights.Of(item, clock.Today, clock, calendar);

    public static string StateWord(WorkItemState state, Language language) => state switch
    {
        WorkItemState.Assigned => language.Say(Texts.State_Assigned),
        WorkItemState.InProgress => language.Say(Texts.State_InProgress),
        WorkItemState.UnderReview => language.Say(Texts.State_UnderReview),
        WorkItemState.Closed => language.Say(Texts.State_Closed),
        WorkItemState.Suspended => language.Say(Texts.State_Suspended),
        _ => language.Say(Texts.State_Void),
    };

    public static string RoleWord(UnitRole role, Language language) => role switch
    {
        UnitRole.Lead => language.Say(Texts.Role_Lead),
        UnitRole.Supporting => language.Say(Texts.Role_Supporting),
        _ => language.Say(Texts.Role_Responsible),
    };

    public static string CycleWord(ReportingCycle cycle, Language language) => cycle switch
    {
        ReportingCycle.Weekly => language.Say(Texts.Cycle_Weekly),
        ReportingCycle.Monthly => language.Say(Texts.Cycle_Monthly),
        ReportingCycle.Quarterly => language.Say(Texts.Cycle_Quarterly),
        ReportingCycle.HalfYearly => language.Say(Texts.Cycle_HalfYearly),
        ReportingCycle.Yearly => language.Say(Texts.Cycle_Yearly),
        _ => language.Say(Texts.Cycle_Ongoing),
    };

    /// <summary>"12月31日 · 还有38天", "11月20日 · 逾期3天", or the cycle of an item without a deadline; a deadline that was missed before stands behind.</summary>
    public static string? DueWords(WorkItem item, DateOnly today, Language language)
    {
        if (item.Deadline is not { } deadline)
            return item.Cycle is { } cycle ? CycleWord(cycle, language) : null;
        var day = DayWord(deadline, today, language);
        if (!item.IsOpen)
            return day;
        if (item.HasLaterStage)
            day = language.Say(Texts.Due_NextStage, day);
        var days = deadline.DayNumber - today.DayNumber;
        var left = days switch
        {
            0 => language.Say(Texts.Due_Today),
            > 0 => language.Say(Texts.Due_DaysLeft, days),
            _ => language.Say(Texts.Due_DaysOverdue, -days),
        };
        // Of an item that is overdue now the days say enough.
        var missed = item.MissedDeadline is { } before && before != deadline ? language.Say(Texts.Due_Missed, DayWord(before, today, language)) : "";
        var final = item.HasLaterStage ? language.Say(Texts.Due_Final, DayWord(item.FinalDeadline!.Value, today, language)) : "";
        return $"{day} · {left}{final}{missed}";
    }

    /// <summary>"（12月15日节点）" behind a measure of which more stages follow; nothing otherwise.</summary>
    public static string StageWord(WorkItem item, DateOnly today, Language language) =>
        item.HasLaterStage ? language.Say(Texts.Due_OfStage, DayWord(item.Deadline!.Value, today, language)) : "";

    /// <summary>The day without its year where that is this year's.</summary>
    public static string DayWord(DateOnly day, DateOnly today, Language language) =>
        language.Say(day.Year == today.Year ? Texts.Day_OfThisYear : Texts.Day_OfAnotherYear, day);
}
