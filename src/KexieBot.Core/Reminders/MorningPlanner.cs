using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Makes the morning's messages: at most one per person, with everything that concerns the person on it, and the week's summary for groups. Pure; the same facts and
/// days give the same messages. Who has nothing to attend to gets nothing.
/// </summary>
public sealed class MorningPlanner(ReminderRules rules, WorkCalendar calendar, OfficeClock clock)
{
    private readonly NudgeRules nudgeRules = new(rules, calendar, clock);

    /// <summary>The messages of the last of <paramref name="days"/>. The days are the workdays since the previous run, without it: one on an ordinary morning.</summary>
    public IReadOnlyList<MorningMessage> Plan(MorningFacts facts, IReadOnlyList<DateOnly> days)
    {
        var roster = facts.Roster;
        var items = facts.Plans.SelectMany(plan => plan.Items).Where(item => item.IsOpen).ToList();
        var isSummaryDay = days.Any(calendar.IsFirstWorkdayOfWeek);
        var nudged = NudgedOn(items, days);
        var nudges = ByPerson(nudged, items, days, roster);
        // Who wants one message a week gets in it what came up on the days since the last.
        var ofWeek = isSummaryDay && roster.Persons.Any(person => person.Settings.IsWeekly) ? ByPerson(NudgedOn(items, WeekUpTo(days[^1])), items, WeekUpTo(days[^1]), roster) : nudges;
        var texts = new MorningText(facts, nudgeRules, calendar, clock, days[^1]);
        var office = new OfficeNotes(
            [.. nudged.Select(nudge => nudge.Item.UnitId).Distinct(StringComparer.Ordinal).Where(unit => !roster.LiaisonsOf(unit).Any())],
            facts.Unreachable,
            YearWithoutCalendar(days),
            facts.Undelivered,
            days.Count - 1);
        return
        [
            .. roster.Persons
                .Where(person => !person.Settings.IsQuietOn(days[^1], isSummaryDay))
                .Select(person => MessageFor(person, (person.Settings.IsWeekly ? ofWeek : nudges).GetValueOrDefault(person.Id) ?? [], office, isSummaryDay, texts, facts))
                .OfType<MorningMessage>(),
            .. isSummaryDay ? ForGroups(facts, days[^1]) : [],
        ];
    }

    // Everyone in a group reads it: numbers, and no unit by name.
    private static IEnumerable<MorningMessage> ForGroups(MorningFacts facts, DateOnly today) =>
        facts.Groups.Count > 0 && WeeklySummary.Of(facts, [], today) is { } summary
            ? facts.Groups.Select(group => new MorningMessage(group.Id, NudgeKind.Summary, [], MorningText.OfGroupSummary(summary)))
            : [];

    private List<Nudge> NudgedOn(List<WorkItem> items, IReadOnlyList<DateOnly> days) =>
    [
        .. items
            .Select(item => (Item: item, Reason: nudgeRules.ForLiaison(item, days)))
            .Where(pair => pair.Reason is not null)
            .Select(pair => new Nudge(pair.Item, pair.Reason!.Value)),
    ];

    private Dictionary<string, List<Nudge>> ByPerson(List<Nudge> nudged, List<WorkItem> items, IReadOnlyList<DateOnly> days, Roster.Roster roster)
    {
        var nudges = new Dictionary<string, List<Nudge>>(StringComparer.Ordinal);
        foreach (var nudge in nudged)
            Add(nudges, roster.LiaisonsOf(nudge.Item.UnitId), nudge);
        AddEscalations(nudges, items, days, roster);
        AddWaitingForOffice(nudges, items, roster);
        return nudges;
    }

    private List<DateOnly> WeekUpTo(DateOnly today) => [.. Enumerable.Range(0, 7).Select(back => today.AddDays(back - 6)).Where(calendar.IsWorkday)];

    private static MorningMessage? MessageFor(Person person, List<Nudge> nudges, OfficeNotes office, bool isSummaryDay, MorningText texts, MorningFacts facts)
    {
        var ordered = nudges
            .OrderByDescending(nudge => nudge.Reason)
            .ThenBy(nudge => nudge.Item.Deadline ?? DateOnly.MaxValue)
            .ThenBy(nudge => nudge.Item.PlanId, StringComparer.Ordinal)
            .ThenBy(nudge => nudge.Item.Number)
            .ThenBy(nudge => nudge.Item.UnitId, StringComparer.Ordinal)
            .ToList();
        var items = ordered.Select(nudge => nudge.Item.Id).ToList();
        var summary = person.Role == PersonRole.Leader && isSummaryDay ? WeeklySummary.Of(facts, person.UnitIds, texts.Today) : null;
        if (ordered.Count > 0)
            return new MorningMessage(person.Id, NudgeKind.Of(ordered[0].Reason), items, texts.Of(person, ordered, office, summary));
        if (summary is not null)
            return new MorningMessage(person.Id, NudgeKind.Summary, [.. summary.Overdue.Select(item => item.Id)], texts.OfSummary(person, summary));
        if (person.Role == PersonRole.Office && office.HasAny)
            return new MorningMessage(person.Id, NudgeKind.Digest, [], texts.Of(person, [], office, null));
        return null;
    }

    private void AddEscalations(Dictionary<string, List<Nudge>> nudges, List<WorkItem> items, IReadOnlyList<DateOnly> days, Roster.Roster roster)
    {
        foreach (var item in items)
        {
            var nudge = new Nudge(item, NudgeReason.Escalation);
            if (nudgeRules.GoesToHead(item, days))
                Add(nudges, roster.HeadsOf(item.UnitId), nudge);
            if (nudgeRules.GoesToLeader(item, days))
                Add(nudges, roster.InRole(PersonRole.Leader).Where(leader => IsInChargeOf(leader, item.UnitId)), nudge);
        }
    }

    private static void AddWaitingForOffice(Dictionary<string, List<Nudge>> nudges, List<WorkItem> items, Roster.Roster roster)
    {
        var office = roster.InRole(PersonRole.Office).ToList();
        foreach (var item in items.Where(item => item.State == WorkItemState.UnderReview))
            Add(nudges, office, new Nudge(item, NudgeReason.Review));
        foreach (var item in items.Where(item => item.Extension is not null && item.State != WorkItemState.UnderReview))
            Add(nudges, office, new Nudge(item, NudgeReason.Extension));
    }

    private static bool IsInChargeOf(Person leader, string unitId) =>
        leader.UnitIds.Count == 0 || leader.UnitIds.Contains(unitId, StringComparer.Ordinal);

    private static void Add(Dictionary<string, List<Nudge>> nudges, IEnumerable<Person> persons, Nudge nudge)
    {
        foreach (var person in persons)
        {
            if (!nudges.TryGetValue(person.Id, out var list))
                nudges[person.Id] = list = [];
            list.Add(nudge);
        }
    }

    // Said once: on the day from which the rules first look into the year.
    private int? YearWithoutCalendar(IReadOnlyList<DateOnly> days)
    {
        var year = calendar.AddWorkdays(days[^1], rules.LongestLead).Year;
        var yearBefore = calendar.AddWorkdays(calendar.PreviousWorkday(days[0]), rules.LongestLead).Year;
        return year == yearBefore || calendar.HasDataFor(year) ? null : year;
    }
}
