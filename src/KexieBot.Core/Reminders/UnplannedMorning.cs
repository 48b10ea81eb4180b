using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>Tells the office in chat, once a day, that today's morning could not be planned although its time is long past. What kept the process down altogether the next morning's message tells.</summary>
public sealed class UnplannedMorning(RosterStore rosters, Outbox outbox, HeardMarks marks, WorkCalendar calendar, ReminderRules rules, OfficeClock clock)
{
    // What a failing minute or a restart makes late is not worth a message.
    private static readonly TimeSpan After = TimeSpan.FromHours(1);

    /// <summary>How many persons are told now.</summary>
    public async Task<int> TellAsync()
    {
        var today = clock.Today;
        if (!calendar.IsWorkday(today) || clock.Now < clock.At(today, rules.MorningTime) + After || await marks.LastPlannedAsync() >= today)
            return 0;
        var entries = (await rosters.GetAsync()).InRole(PersonRole.Office).Select(person => new OutboxEntry($"unplanned/{OfficeClock.Text(today)}/{person.Id}", person.Id, MessageKind.Event, NoticeFor(person), clock.Now));
        return (await Task.WhenAll(entries.Select(entry => outbox.TryEnqueueAsync(Outbox.OfficeSlot, entry)))).Count(isNew => isNew);
    }

    private static Reply NoticeFor(Person person) =>
        Reply.Of(person.Language.Say(Texts.Morning_Unplanned), ReplyTone.Bad) with { Language = person.Language };
}
