using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using static KexieBot.Tests.Reminders.Calendars;

namespace KexieBot.Tests.Reminders;

/// <summary>What a person decided about the own messages, in the morning's planning.</summary>
public sealed class OwnWishesTests
{
    [Fact]
    public void Nothing_comes_in_quiet_time()
    {
        // Due Friday 27 November 2026: usually brought up on Tuesday, Thursday and the day itself.
        DaysOf(new PersonSettings { QuietUntil = Day("2026-11-26") }, "2026-11-23", "2026-11-27").ShouldBe(["2026-11-26", "2026-11-27"]);
    }

    private static IEnumerable<string> DaysOf(PersonSettings settings, string from, string to)
    {
        var roster = Morning.Roster.WithPerson("li", person => person with { Settings = settings });
        var item = Morning.Item(7, "2026-11-27");
        for (var day = China.FirstWorkdayFrom(Day(from)); day <= Day(to); day = China.NextWorkday(day))
        {
            if (Morning.Planner().Plan(Morning.Facts(item) with { Roster = roster }, day).Any(message => message.PersonId == "li"))
                yield return Core.OfficeClock.Text(day);
        }
    }
}
