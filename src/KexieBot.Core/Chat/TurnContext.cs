using System.Runtime.CompilerServices;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>What the understanding is told before it reads a message: who asks, which units and measures there are.</summary>
internal static class TurnContext
{
    // A roster is immutable and the same object until it changes, so its lexicon is made once.
    private static readonly ConditionalWeakTable<Roster.Roster, UnitLexicon> Lexicons = [];

    public static UnderstandingContext Of(Person person, Roster.Roster roster, IReadOnlyList<Plan> plans, DateOnly today)
    {
        var numbers = plans.SelectMany(plan => plan.Measures).Select(measure => measure.Number).ToList();
        return new UnderstandingContext(today)
        {
            Units = Lexicons.GetValue(roster, LexiconOf),
            Asker = person.Role switch
            {
                PersonRole.Office => AskerRole.Office,
                PersonRole.Leader => AskerRole.Leader,
                _ => AskerRole.Liaison,
            },
            Plans = [.. plans.Select(plan => new PlanName(plan.Id, plan.Title))],
            LargestMeasure = numbers.Count == 0 ? null : numbers.Max(),
        };
    }

    private static UnitLexicon LexiconOf(Roster.Roster roster) => UnitLexicon.Of(
        roster.Units.Select(unit => (unit.Name, unit.Aliases.AsEnumerable()))
            .Concat(roster.Groups.Select(group => (group.Name, group.Aliases.AsEnumerable()))));
}
