using System.Globalization;
using KexieBot.Core.Delivery;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Plans the morning's messages into the outbox when their time has come, once a day however often it is asked: two replicas, a restart
/// at 08:30, a misfire and a clock that is set back all write the same occurrence keys. Key:
/// <c>kexie:{office}:reminders:planned</c> the last day that was planned, yyyy-MM-dd.
/// </summary>
public sealed partial class MorningRun(
    IDatabase store,
    LedgerFacts ledgerFacts,
    MorningPlanner planner,
    Outbox outbox,
    UnreachablePersons unreachable,
    WorkCalendar calendar,
    ReminderRules rules,
    OfficeClock clock,
    ILogger<MorningRun> logger)
{
    // What an outage longer than this skipped is not caught up: the rules' own repetition finds it.
    private const int MostWorkdays = 10;
    private const int Batch = 100;
    private static readonly RedisKey PlannedKey = $"kexie:{{{Outbox.OfficeSlot}}}:reminders:planned";
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
        var planned = await LastPlannedAsync();
        if (planned >= today)
            return 0;
        if (!calendar.HasDataFor(today.Year))
            Log.YearWithoutHolidays(logger, today.Year);
        var days = DaysSince(planned, today);
        var name = OfficeClock.Text(today);
        if (days.Count > 1)
            Log.Skipped(logger, days.Count - 1, name);
        else if (planned is not null && now - begins > LateAfter)
            Log.Late(logger, name, now - begins);

        var enqueued = await PlanAsync(days, begins, ends);
        // After the deed: dying before this plans again, and the keys let nothing through twice.
        await store.StringSetAsync(PlannedKey, name);
        Log.Planned(logger, name, enqueued);
        return enqueued;
    }

    /// <summary>The last day whose messages were planned; null before the first.</summary>
    public async Task<DateOnly?> LastPlannedAsync() =>
        DateOnly.TryParseExact(await store.StringGetAsync(PlannedKey), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private async Task<int> PlanAsync(List<DateOnly> days, DateTimeOffset begins, DateTimeOffset ends)
    {
        var facts = await ledgerFacts.ReadAsync(days);
        var enqueued = 0;
        foreach (var batch in planner.Plan(facts, days).Select(message => EntryOf(message, days[^1], TimeOf(facts.Roster.FindPerson(message.PersonId), begins, days[^1]), ends)).Chunk(Batch))
            enqueued += (await Task.WhenAll(batch.Select(entry => outbox.TryEnqueueAsync(Outbox.OfficeSlot, entry)))).Count(isNew => isNew);

        if (facts.Unreachable.Count > 0 && facts.Roster.InRole(Roster.PersonRole.Office).Any())
            await unreachable.RemoveAsync(facts.Unreachable.Keys);
        return enqueued;
    }

    // A person may have it later than the office, not earlier.
    private DateTimeOffset TimeOf(Roster.Person? person, DateTimeOffset begins, DateOnly day) =>
        person?.Settings.MorningTime is { } wished && clock.At(day, wished) > begins ? clock.At(day, wished) : begins;

    private static OutboxEntry EntryOf(MorningMessage message, DateOnly day, DateTimeOffset begins, DateTimeOffset ends) =>
        new(KeyOf(day, message.PersonId), message.PersonId, message.Kind, message.Content, begins) { Items = message.Items, PointlessAfter = ends };

    /// <summary>The workdays after <paramref name="planned"/> up to today, without the first ones of a long outage.</summary>
    private List<DateOnly> DaysSince(DateOnly? planned, DateOnly today)
    {
        var first = calendar.AddWorkdays(today, 1 - MostWorkdays);
        if (planned is null)
            return [today];
        var days = new List<DateOnly>();
        for (var day = calendar.NextWorkday(planned.Value > first ? planned.Value : calendar.PreviousWorkday(first)); day <= today; day = calendar.NextWorkday(day))
            days.Add(day);
        return days;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Planned the morning of {Day}: {Messages} messages.")]
        public static partial void Planned(ILogger logger, string day, int messages);

        [LoggerMessage(2, LogLevel.Warning, "The mornings of {Workdays} workdays before {Day} were not planned; what they would have said is caught up today.")]
        public static partial void Skipped(ILogger logger, int workdays, string day);

        [LoggerMessage(4, LogLevel.Warning, "The calendar file has no holidays of {Year}: Monday to Friday is assumed.")]
        public static partial void YearWithoutHolidays(ILogger logger, int year);

        [LoggerMessage(3, LogLevel.Warning, "The morning of {Day} is planned {Late} late.")]
        public static partial void Late(ILogger logger, string day, TimeSpan late);
    }
}
