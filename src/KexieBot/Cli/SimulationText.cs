using System.Globalization;
using System.Text;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Cli;

/// <summary>What <c>remind simulate</c> found, as tables that a clerk can read.</summary>
internal static class SimulationText
{
    public static string Of(IReadOnlyList<PlanDraft> drafts, SimulatedPeople people, SimulatedPace pace, SimulationResult result, Language language)
    {
        var text = new StringBuilder();
        foreach (var draft in drafts)
            text.AppendLine(draft.Title);
        text.AppendLine(language.Say(drafts.Count == 1 ? Texts.Simulation_OfOnePlan : Texts.Simulation_OfPlans, drafts.Count, result.Items, people.Persons, result.Workdays, people.Diligence));
        text.AppendLine(language.Say(Texts.Simulation_Messages, result.Messages, result.ClosedItems, result.OverdueAtEnd));
        Table(
            text,
            language.Say(Texts.Simulation_PerPerson),
            [
                [language.Say(Texts.Simulation_Role), language.Say(Texts.Simulation_Persons), language.Say(Texts.Simulation_AllMessages), language.Say(Texts.Simulation_Mean), "95%", language.Say(Texts.Simulation_Most)],
                .. result.Loads.Select(load => new[] { RoleName(load.Role, language), $"{load.Persons}", $"{load.Messages}", Text(load.MeanPerPersonAndDay), $"{load.P95PerPersonAndDay}", $"{load.MostPerPersonAndDay}" }),
            ]);
        Table(text, language.Say(Texts.Simulation_BusiestDays), [[language.Say(Texts.Simulation_Day), language.Say(Texts.Simulation_MessagesOfDay)], .. result.PeakDays.Select(day => new[] { OfficeClock.Text(day.Day), $"{day.Messages}" })]);
        Table(
            text,
            language.Say(Texts.Simulation_Hours),
            [
                [language.Say(Texts.Simulation_Hour), language.Say(Texts.Simulation_AllMessages), language.Say(Texts.Simulation_MostOnADay), language.Say(Texts.Simulation_WhichDay)],
                .. result.Hours.Select(hour => new[] { $"{hour.Hour:00}:00", $"{hour.Messages}", $"{hour.Most}", OfficeClock.Text(hour.BusiestDay) }),
            ]);
        Table(text, language.Say(Texts.Simulation_Kinds), [[language.Say(Texts.Simulation_Kind), language.Say(Texts.Simulation_MessagesOfDay)], .. result.ByKind.Select(kind => new[] { language.Say(KindName(kind.Key)), $"{kind.Value}" })]);
        text.AppendLine();
        text.AppendLine(language.Say(Texts.Simulation_Lateness, pace.PerSend.TotalSeconds, pace.AtOnce, result.MeanLateness.TotalSeconds, result.P95Lateness.TotalSeconds, result.MostLateness.TotalSeconds));
        text.AppendLine(language.Say(Texts.Simulation_Held, result.Held, result.LongestHeld.TotalHours));
        if (drafts.SelectMany(draft => draft.Measures).SelectMany(measure => measure.Units).Any(unit => unit.IsGroup))
            text.AppendLine(language.Say(Texts.Simulation_GroupsAreOne));
        text.Append(language.Say(Texts.Simulation_NotIncluded));
        return text.ToString();
    }

    private static string RoleName(PersonRole? role, Language language) => language.Say(role switch
    {
        null => Texts.Simulation_Everybody,
        PersonRole.Liaison => Texts.Person_Liaison,
        PersonRole.UnitHead => Texts.Person_UnitHead,
        PersonRole.Leader => Texts.Person_Leader,
        _ => Texts.Person_Office,
    });

    private static string KindName(string kind) => kind switch
    {
        MessageKind.Digest => Texts.Simulation_Digest,
        MessageKind.Deadline => Texts.Simulation_Deadline,
        MessageKind.Progress => Texts.Simulation_Progress,
        MessageKind.Overdue => Texts.State_Overdue,
        MessageKind.Escalation => Texts.Simulation_Escalation,
        MessageKind.Summary => Texts.Simulation_Summary,
        MessageKind.Held => Texts.Simulation_HeldMessages,
        _ => Texts.Simulation_Events,
    };

    private static void Table(StringBuilder text, string title, IReadOnlyList<string[]> rows)
    {
        text.AppendLine().AppendLine(title);
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => Width(row[column]))).ToList();
        foreach (var row in rows)
        {
            text.Append(' ', 2).Append(row[0]);
            // The first column says what, and is aligned to the left; numbers to the right.
            for (var column = 1; column < row.Length; column++)
                text.Append(' ', (column == 1 ? widths[0] - Width(row[0]) : 0) + 3 + widths[column] - Width(row[column])).Append(row[column]);
            text.AppendLine();
        }
    }

    // A terminal gives a Chinese character two columns.
    private static int Width(string text) => text.Sum(character => character >= '\u2e80' ? 2 : 1);

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
