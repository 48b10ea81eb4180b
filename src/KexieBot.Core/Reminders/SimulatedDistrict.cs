using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>The people and items of a <see cref="ReminderSimulation"/>, and what was sent to whom and when.</summary>
internal sealed class SimulatedDistrict(Roster.Roster roster, IReadOnlyList<Plan> plans, IEnumerable<WorkItem> given, SimulatedPeople people, OfficeClock clock, OfficeHours hours)
{
    private const int MostPeakDays = 5;

    // A run must be repeatable, and nothing secret hangs on it.
#pragma warning disable CA5394
    private readonly Random dice = new(people.Seed);
#pragma warning restore CA5394
    private readonly Dictionary<string, WorkItem> items = given.ToDictionary(item => item.Id, StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, string Person, string Kind)> sent = [];
    private readonly List<TimeSpan> heldFor = [];
    private readonly List<OutboxEntry> held = [];

    public MorningFacts Facts(DateOnly day) => new(roster, [.. plans.Select(plan => FactsOf(plan, [.. items.Values.Where(item => item.PlanId == plan.Id)]))])
    {
        Held = held.Where(entry => clock.DayOf(entry.DueAt) <= day).GroupBy(entry => entry.PersonId, StringComparer.Ordinal)
            .ToDictionary(own => own.Key, IReadOnlyList<OutboxEntry> (own) => [.. own], StringComparer.Ordinal),
    };

    private static PlanFacts FactsOf(Plan plan, List<WorkItem> ofPlan) => new(plan, ofPlan) { Whole = Tally.Of(ofPlan) };

    /// <summary>Counts the morning message; its reader does now and then on the same day what it asks for.</summary>
    public void Receive(MorningMessage message, DateTimeOffset at)
    {
        sent.Add((at, message.PersonId, message.Kind));
        heldFor.AddRange(message.Held.Select(entry => at - entry.NotBefore));
        held.RemoveAll(message.Held.Contains);
        if (roster.FindPerson(message.PersonId)?.Role != PersonRole.Liaison)
            return;
        foreach (var item in message.Items.Where(items.ContainsKey).Select(id => items[id]).Where(item => item.IsOpen && Chance() < people.Diligence))
            Answer(item, clock.DayOf(at));
    }

    /// <summary>The office accepts what was handed in before today; each liaison hears of it.</summary>
    public void Decide(DateTimeOffset at)
    {
        foreach (var item in items.Values.Where(item => item.State == WorkItemState.UnderReview && clock.DayOf(item.StateSince) < clock.DayOf(at)).ToList())
        {
            items[item.Id] = WorkItemMoves.Close(item, at, plans.First(plan => plan.Id == item.PlanId).FindMeasure(item.Number)!.Stages)!;
            foreach (var liaison in roster.LiaisonsOf(item.UnitId))
                Cause(liaison, at);
        }
    }

    public SimulationResult Counted(int workdays, DateOnly last, SimulatedPace pace)
    {
        var late = Lateness(pace);
        return new SimulationResult
        {
            Workdays = workdays,
            Items = items.Count,
            Messages = sent.Count,
            Loads = [Load(null, workdays), .. Enum.GetValues<PersonRole>().Where(role => roster.InRole(role).Any()).Select(role => Load(role, workdays))],
            Hours =
            [
                .. sent.GroupBy(message => clock.Local(message.At).Hour).OrderBy(hour => hour.Key).Select(hour => (hour.Key, Count: hour.Count(), Busiest: ByDay(hour)[0]))
                    .Select(hour => new HourLoad(hour.Key, hour.Count, hour.Busiest.Messages, hour.Busiest.Day)),
            ],
            PeakDays = [.. ByDay(sent).Take(MostPeakDays)],
            ByKind = sent.CountBy(message => message.Kind).OrderByDescending(kind => kind.Value).ToDictionary(StringComparer.Ordinal),
            MeanLateness = late.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(late.Average(time => time.TotalSeconds)),
            P95Lateness = At(late, 0.95),
            MostLateness = At(late, 1),
            Held = heldFor.Count,
            LongestHeld = heldFor.DefaultIfEmpty().Max(),
            ClosedItems = items.Values.Count(item => item.State == WorkItemState.Closed),
            OverdueAtEnd = items.Values.Count(item => item.IsOpen && item.Deadline < last),
        };
    }

    private List<DayLoad> ByDay(IEnumerable<(DateTimeOffset At, string Person, string Kind)> messages) =>
        [.. messages.GroupBy(message => clock.DayOf(message.At)).Select(day => new DayLoad(day.Key, day.Count())).OrderByDescending(day => day.Messages).ThenBy(day => day.Day)];

    // Signs, then reports; near or after the deadline it is handed in.
    private void Answer(WorkItem item, DateOnly day)
    {
        var isLate = Chance() < people.AfterHours;
        var now = clock.At(day, isLate ? new TimeOnly(20, 0) : new TimeOnly(9, 0)).AddMinutes(Chance() * (isLate ? 180 : 540));
        var signed = item with { State = WorkItemState.InProgress, AcknowledgedAt = item.AcknowledgedAt ?? now, ReportedAt = now, Percent = Math.Min(90, item.Percent + 20) };
        if (item.Deadline is not { } deadline || deadline > day.AddDays(3))
        {
            items[item.Id] = signed;
            return;
        }

        items[item.Id] = WorkItemMoves.RequestClose(signed, now, day)!;
        foreach (var office in roster.InRole(PersonRole.Office))
            Cause(office, now);
    }

    private void Cause(Person person, DateTimeOffset at)
    {
        var release = hours.ReleaseOf(person, at);
        if (release == at)
            sent.Add((at, person.Id, MessageKind.Event));
        else
            held.Add(new OutboxEntry($"event/{sent.Count}/{held.Count}", person.Id, MessageKind.Event, Reply.Of(""), at) { DueAt = release });
    }

    private RoleLoad Load(PersonRole? role, int workdays)
    {
        var persons = roster.Persons.Where(person => role is null || person.Role == role).Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
        var perDay = sent.Where(message => persons.Contains(message.Person)).GroupBy(message => (message.Person, clock.DayOf(message.At))).Select(own => own.Count()).ToList();
        var (all, messages) = (persons.Count * workdays, perDay.Sum());
        var rank = (int)Math.Ceiling(all * 0.95) - 1 - (all - perDay.Count);
        return new RoleLoad(role, persons.Count, messages, all == 0 ? 0 : (double)messages / all, rank < 0 ? 0 : perDay.Order().ElementAt(rank), perDay.DefaultIfEmpty().Max());
    }

    // So many at one time; the others wait for them.
    private List<TimeSpan> Lateness(SimulatedPace pace)
    {
        var (late, lanes) = (new List<TimeSpan>(), new PriorityQueue<int, DateTimeOffset>());
        for (var lane = 0; lane < pace.AtOnce; lane++)
            lanes.Enqueue(lane, DateTimeOffset.MinValue);
        foreach (var (at, _, _) in sent.OrderBy(message => message.At))
        {
            lanes.TryDequeue(out var lane, out var free);
            var done = (free > at ? free : at) + pace.PerSend;
            late.Add(done - at);
            lanes.Enqueue(lane, done);
        }

        late.Sort();
        return late;
    }

    private static TimeSpan At(List<TimeSpan> sorted, double share) => sorted.Count == 0 ? TimeSpan.Zero : sorted[(int)Math.Ceiling(sorted.Count * share) - 1];

#pragma warning disable CA5394
    private double Chance() => dice.NextDouble();
#pragma warning restore CA5394
}
