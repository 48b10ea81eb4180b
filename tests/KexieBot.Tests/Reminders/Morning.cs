using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

/// <summary>A small district: two units with liaisons, a head, two leaders, an office; and mornings made from items.</summary>
internal static class Morning
{
    public static readonly OfficeClock Clock = new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public static readonly Roster Roster = new(
        [new Unit("区科技局", "区科技局"), new Unit("区教育局", "区教育局"), new Unit("区文旅局", "区文旅局")],
        [],
        [
            new Person("li", "李", PersonRole.Liaison) { UnitIds = ["区科技局"], Accounts = [new(ChannelKind.Teams, "li")] },
            new Person("wang", "Wang", PersonRole.Liaison) { UnitIds = ["区教育局"], Language = Language.English },
            new Person("head", "赵", PersonRole.UnitHead) { UnitIds = ["区科技局"] },
            new Person("chief", "钱", PersonRole.Leader),
            new Person("deputy", "孙", PersonRole.Leader) { UnitIds = ["区教育局"] },
            new Person("office", "周", PersonRole.Office),
        ]);

    public static readonly Plan Plan = new("p", "实施方案", null, [.. Enumerable.Range(1, 60).Select(n => new Measure(n, "一", $"第{n}条举措", ""))]);

    /// <summary>Signed and last reported on in the year before, unless said otherwise.</summary>
    public static WorkItem Item(int number, string? due = null, string unit = "区科技局") => new("p", number, unit, UnitRole.Responsible)
    {
        State = WorkItemState.InProgress,
        Deadline = due is null ? null : Day(due),
        AssignedAt = Clock.At(Day("2025-12-01"), new TimeOnly(9, 0)),
        AcknowledgedAt = Clock.At(Day("2025-12-01"), new TimeOnly(10, 0)),
        ReportedAt = Clock.At(Day("2025-12-02"), new TimeOnly(9, 0)),
    };

    public static MorningFacts Facts(params WorkItem[] items) => new(Roster, [new PlanFacts(Plan, items)]);

    public static MorningPlanner Planner(ReminderRules? rules = null) => new(rules ?? new ReminderRules(), China, Clock);

    public static IReadOnlyList<MorningMessage> Of(string day, params WorkItem[] items) => Planner().Plan(Facts(items), Day(day));

    public static MorningMessage? To(string person, string day, params WorkItem[] items) =>
        Of(day, items).SingleOrDefault(message => message.PersonId == person);

    /// <summary>The workdays from <paramref name="from"/> to <paramref name="to"/> on whose morning <paramref name="person"/> hears of the first item.</summary>
    public static IEnumerable<string> DaysOf(string person, string from, string to, params WorkItem[] items)
    {
        for (var day = China.FirstWorkdayFrom(Day(from)); day <= Day(to); day = China.NextWorkday(day))
        {
            if (To(person, OfficeClock.Text(day), items)?.Items.Contains(items[0].Id) == true)
                yield return OfficeClock.Text(day);
        }
    }
}
