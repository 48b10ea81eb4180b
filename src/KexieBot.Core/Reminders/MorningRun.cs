using KexieBot.Core.Delivery;
using Microsoft.Extensions.Logging;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Plans the morning's messages into the outbox when their time has come, once a day however often it is asked: two replicas, a restart
/// at 08:30, a misfire and a clock that is set back all write the same occurrence keys. What a message says is settled when it is sent
/// (<see cref="MorningDelivery"/>); until then its days count as unheard, so that what was never sent comes up on the next morning.
/// </summary>
public sealed partial class MorningRun(
    LedgerFacts ledgerFacts,
    MorningPlanner planner,
    Outbox outbox,
    HeardMarks marks,
    WorkCalendar calendar,
    ReminderRules rules,
    OfficeClock clock,
    ILogger<MorningRun> logger)
{
    private const int Batch = 100;
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    /// <summary>The occurrence that <paramref name="personId"/>'s message of <paramref name="day"/> is.</summary>
    public static string KeyOf(DateOnly day, string personId) => $"morning/{OfficeClock.Text(day)}/{personId}";

    /// <summary>Plans today's messages if it is their time and nobody did so yet; how many were put into the outbox.</summary>
    public async Task<int> RunIfDueAsync()
    {
        var now = clock.Now;
        var today = clock.Today;
        var (begins, ends) = (clock.At(today, rules.MorningTime), clock.At(today, rules.Closes));
        if (!calendar.IsWorkday(today) || now < begins || now >= ends)
            return 0;
        var planned = await marks.LastPlannedAsync();
        // A mark further ahead was written by a clock that was wrong: it must not silence the others until then.
        var isAhead = planned > today.AddDays(1);
        if (planned >= today && !isAhead)
            return 0;
        if (isAhead)
            Log.PlannedAhead(logger, OfficeClock.Text(planned!.Value), OfficeClock.Text(today));
        if (!calendar.HasDataFor(today.Year))
            Log.YearWithoutHolidays(logger, today.Year);
        using var activity = KexieTelemetry.Activities.StartActivity("plan morning");
        var facts = await ledgerFacts.ReadAsync(today, today);
        var (name, missed) = (OfficeClock.Text(today), facts.Heard.MissedBefore(today, calendar));
        if (missed > 0)
            Log.Skipped(logger, missed, name);
        else if (planned < today && now - begins > LateAfter)
            Log.Late(logger, name, now - begins);
        if (facts.Heard.NotReached(facts.Roster, today, calendar).Count() is > 0 and var unreached)
            Log.NotReached(logger, unreached);

        var enqueued = await EnqueueAsync(planner.Plan(facts, today), facts, today, ends);
        // After the deed: dying before this plans again, and the keys let nothing through twice.
        await marks.PlannedAsync(today);
        Log.Planned(logger, name, enqueued);
        return enqueued;
    }

    private async Task<int> EnqueueAsync(IReadOnlyList<MorningMessage> messages, MorningFacts facts, DateOnly today, DateTimeOffset ends)
    {
        var readers = messages.SelectMany(message => new[] { message.PersonId, Heard.NotesOf(message.PersonId) }).ToHashSet(StringComparer.Ordinal);
        var silent = planner.Listeners(facts, today).Where(reader => !readers.Contains(reader)).ToHashSet(StringComparer.Ordinal);
        // Who has no mark yet begins with the day before; else a first message that is lost, or falls into quiet time, would not be missed.
        var fresh = facts.Roster.Persons.Select(person => person.Id).Concat(facts.Groups.Select(group => group.Id)).Where(reader => !facts.Heard.UpTo.ContainsKey(reader) && !silent.Contains(reader));
        await marks.BeginAsync(calendar.PreviousWorkday(today), fresh);
        await marks.HeardAsync(today, silent);
        var enqueued = 0;
        foreach (var batch in messages.Select(message => EntryOf(message, facts.Roster.FindPerson(message.PersonId), today, ends)).Chunk(Batch))
            enqueued += (await Task.WhenAll(batch.Select(entry => outbox.TryEnqueueAsync(Outbox.OfficeSlot, entry)))).Count(isNew => isNew);
        return enqueued;
    }

    private OutboxEntry EntryOf(MorningMessage message, Roster.Person? person, DateOnly day, DateTimeOffset ends) =>
        new(KeyOf(day, message.PersonId), message.PersonId, message.Kind, message.Content, clock.At(day, rules.TimeFor(person?.Settings.MorningTime)))
        {
            Items = message.Items,
            Morning = day,
            Days = message.Days,
            PointlessAfter = ends,
        };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Planned the morning of {Day}: {Messages} messages.")]
        public static partial void Planned(ILogger logger, string day, int messages);

        [LoggerMessage(2, LogLevel.Warning, "The mornings of {Workdays} workdays before {Day} were not planned; what they would have said is caught up today.")]
        public static partial void Skipped(ILogger logger, int workdays, string day);

        [LoggerMessage(5, LogLevel.Warning, "The last planned morning did not reach {Persons} persons; what it would have said is caught up today.")]
        public static partial void NotReached(ILogger logger, int persons);

        [LoggerMessage(6, LogLevel.Error, "The mark says that {Planned} was planned, and today is {Day}: a process planned with a wrong clock. Today is planned nevertheless.")]
        public static partial void PlannedAhead(ILogger logger, string planned, string day);

        [LoggerMessage(4, LogLevel.Warning, "The calendar file has no holidays of {Year}: Monday to Friday is assumed.")]
        public static partial void YearWithoutHolidays(ILogger logger, int year);

        [LoggerMessage(3, LogLevel.Warning, "The morning of {Day} is planned {Late} late.")]
        public static partial void Late(ILogger logger, string day, TimeSpan late);
    }
}
