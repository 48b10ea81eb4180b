using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Makes the morning's messages: at most one per person, with everything that concerns the person on it, and the week's summary for groups. Pure; the same facts and
/// day give the same messages. Who has nothing to attend to gets nothing.
/// </summary>
public sealed class MorningPlanner(ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
{
    private readonly NudgeRules nudgeRules = new(rules, calendar, clock);

    /// <summary>The messages of <paramref name="today"/>: each speaks of the workdays since its reader's last, so that what an outage or a quiet time skipped is said once, in today's words.</summary>
    public IReadOnlyList<MorningMessage> Plan(MorningFacts facts, DateOnly today)
    {
        var items = facts.Plans.SelectMany(plan => plan.Items).Where(item => item.IsOpen).ToList();
        var (byUnit, texts) = (items.ToLookup(item => item.UnitId, StringComparer.Ordinal), TextsOf(facts, today));
        var alone = UnitsWithoutLiaison(items, facts, today);
        return
        [
            .. facts.Roster.Persons.Select(person => MessageFor(person, ConcernOf(person, items, byUnit), NotesFor(person, facts, alone, today), facts, texts)).OfType<MorningMessage>(),
            .. ForGroups(facts, today),
        ];
    }

    /// <summary>Who of the facts' readers is to have heard this morning once the messages are delivered: all but those in quiet time.</summary>
    public IEnumerable<string> Listeners(MorningFacts facts, DateOnly today) => facts.Roster.Persons
        .Where(person => facts.Heard.IsListening(person, today, calendar))
        .Select(person => person.Id)
        .Concat(facts.Roster.InRole(PersonRole.Office).Select(person => Heard.NotesOf(person.Id)))
        .Concat(facts.Groups.Select(group => group.Id));

    /// <summary>What a planned message says of those of its items that still are to be brought up, with the office's notes and the week's figures as they were; null where nothing is left.</summary>
    /// <param name="person">The reader.</param>
    /// <param name="planned">The message as it was planned.</param>
    /// <param name="plannedItems">Of how many items it spoke.</param>
    /// <param name="facts">These items as they are now.</param>
    /// <param name="days">The workdays of which it speaks.</param>
    public Reply? AsOfNow(Person person, Reply planned, int plannedItems, MorningFacts facts, IReadOnlyList<DateOnly> days)
    {
        var items = facts.Plans.SelectMany(plan => plan.Items).Where(item => item.IsOpen).ToList();
        var nudges = nudgeRules.For(person, ConcernOf(person, items, items.ToLookup(item => item.UnitId, StringComparer.Ordinal)), days);
        var notes = MorningText.NotesIn(planned, plannedItems);
        return nudges.Count == 0 && notes.Count == 0 && planned.Facts.Count == 0 ? null : TextsOf(facts, days[^1]).Of(person, nudges, notes, planned.Facts);
    }

    private MorningText TextsOf(MorningFacts facts, DateOnly today) => new(facts, nudgeRules, calendar, clock, today);

    private static IEnumerable<WorkItem> ConcernOf(Person person, List<WorkItem> items, ILookup<string, WorkItem> byUnit) => person.Role switch
    {
        PersonRole.Office => items,
        PersonRole.Leader when person.UnitIds.Count == 0 => items,
        _ => person.UnitIds.Distinct(StringComparer.Ordinal).SelectMany(unitId => byUnit[unitId]),
    };

    private MorningMessage? MessageFor(Person person, IEnumerable<WorkItem> items, OfficeNotes? notes, MorningFacts facts, MorningText texts)
    {
        var held = facts.Held.GetValueOrDefault(person.Id, []).Where(entry => clock.DayOf(entry.DueAt) <= texts.Today).ToList();
        return OwnMessageFor(person, items, notes, facts, texts) is { } own ? own with { Held = held }
            : held.Count > 0 ? new MorningMessage(person.Id, MessageKind.Held, [], Reply.Of(person.Language.Say(Texts.Held_TitleAlone))) { Days = DaysFor(person, facts, texts.Today), Held = held }
            : null;
    }

    private IReadOnlyList<DateOnly> DaysFor(Person person, MorningFacts facts, DateOnly today) =>
        facts.Heard.IsListening(person, today, calendar) ? facts.Heard.DaysOf(person.Id, today, calendar) : [];

    private MorningMessage? OwnMessageFor(Person person, IEnumerable<WorkItem> items, OfficeNotes? notes, MorningFacts facts, MorningText texts)
    {
        var days = DaysFor(person, facts, texts.Today);
        var nudges = nudgeRules.For(person, items, days);
        var lines = texts.Lines(notes, person.Language);
        var summary = GetsSummary(person) && days.Any(calendar.IsFirstWorkdayOfWeek) ? WeeklySummary.Of(facts, person.UnitIds, texts.Today) : null;
        if (nudges.Count > 0)
            return new MorningMessage(person.Id, nudges[0].Kind, [.. nudges.Select(nudge => nudge.Item.Id)], texts.Of(person, nudges, lines, texts.FactsOf(summary, person))) { Days = days };
        if (summary is not null)
            return new MorningMessage(person.Id, MessageKind.Summary, [.. summary.Overdue.Select(item => item.Id)], texts.OfSummary(person, summary)) { Days = days };
        return lines.Count > 0 ? new MorningMessage(person.Id, MessageKind.Digest, [], texts.Of(person, [], lines, [])) { Days = days } : null;
    }

    // A leader's; and of those who subscribed, whoever sees all or has units of which it can speak.
    private static bool GetsSummary(Person person) =>
        person.Role == PersonRole.Leader || (person.Settings.WantsWeeklySummary && (person.Role == PersonRole.Office || person.UnitIds.Count > 0));

    // Everyone in a group reads it: numbers, and no unit by name.
    private IEnumerable<MorningMessage> ForGroups(MorningFacts facts, DateOnly today)
    {
        var due = facts.Groups.Select(group => (group.Id, Days: facts.Heard.DaysOf(group.Id, today, calendar))).Where(group => group.Days.Any(calendar.IsFirstWorkdayOfWeek)).ToList();
        return due.Count > 0 && WeeklySummary.Of(facts, [], today) is { } summary
            ? due.Select(group => new MorningMessage(group.Id, MessageKind.Summary, [], MorningText.OfGroupSummary(summary)) { Days = group.Days })
            : [];
    }

    private OfficeNotes? NotesFor(Person person, MorningFacts facts, IReadOnlyList<string> alone, DateOnly today)
    {
        if (person.Role != PersonRole.Office)
            return null;
        // The night's and yesterday's failures are told once: those since the notes that the person has heard.
        var since = facts.Heard.UpTo.TryGetValue(Heard.NotesOf(person.Id), out var told) ? clock.At(told, rules.MorningTime) : DateTimeOffset.MinValue;
        var notes = new OfficeNotes(
            alone,
            [.. facts.Unreachable.Where(pair => pair.Value.At >= since).Select(pair => pair.Key)],
            YearWithoutCalendar(person, facts.Heard, today),
            facts.Undelivered,
            facts.Heard.MissedBefore(today, calendar),
            facts.Heard.NotReached(facts.Roster, today, calendar).Count(reader => !facts.Unreachable.ContainsKey(reader.Id)));
        return facts.Heard.IsListening(person, today, calendar) ? notes : notes.ForQuietTime();
    }

    private List<string> UnitsWithoutLiaison(List<WorkItem> items, MorningFacts facts, DateOnly today)
    {
        var days = facts.Heard.DaysOf("", today, calendar);
        return
        [
            .. items.Where(item => !facts.Roster.LiaisonsOf(item.UnitId).Any() && nudgeRules.ForLiaison(item, days) is not null)
                .Select(item => item.UnitId).Distinct(StringComparer.Ordinal),
        ];
    }

    // Next year's days off are published in November: what is missing in December somebody has to put in. Said until it was heard once.
    private int? YearWithoutCalendar(Person person, Heard heard, DateOnly today) =>
        today.Month == 12 && !calendar.HasDataFor(today.Year + 1) && !(heard.UpTo.TryGetValue(Heard.NotesOf(person.Id), out var told) && told >= new DateOnly(today.Year, 12, 1))
            ? today.Year + 1
            : null;
}
