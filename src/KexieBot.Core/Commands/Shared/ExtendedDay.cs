using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Reminders;

namespace KexieBot.Core.Commands.Shared;

/// <summary>The day until which a deadline is to be extended: as named, or counted.</summary>
internal static class ExtendedDay
{
    /// <summary>两周 counts from the deadline, or from today where that has passed; null where neither a day nor a stretch was named.</summary>
    public static DateOnly? Of(Slots slots, DateOnly deadline, DateOnly today, WorkCalendar calendar)
    {
        var from = deadline < today ? today : deadline;
        return slots.NewDeadline ?? slots.Shift switch
        {
            { Unit: ShiftUnit.Days, Count: var days } => from.AddDays(days),
            { Unit: ShiftUnit.Months, Count: var months } => from.AddMonths(months),
            { Unit: ShiftUnit.Workdays, Count: var days } => calendar.AddWorkdays(from, days),
            _ => null,
        };
    }
}
