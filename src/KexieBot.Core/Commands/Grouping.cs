using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>Items counted by unit, in one line.</summary>
internal static class Grouping
{
    private const int MostUnits = 15;

    /// <summary>"区科技局 3 项、区教育局 1 项", the most first.</summary>
    public static string ByUnit(Turn turn, IEnumerable<WorkItem> items)
    {
        var units = items.GroupBy(item => item.UnitId, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => turn.Roster.NameOf(group.Key), StringComparer.Ordinal).ToList();
        var words = units.Take(MostUnits).Select(group => turn.Say($"{turn.Roster.NameOf(group.Key)} {group.Count()} 项", $"{turn.Roster.NameOf(group.Key)} {group.Count()}"));
        return string.Join(turn.Say("、", ", "), words) + (units.Count > MostUnits ? turn.Say($"……共 {units.Count} 个单位", $" … {units.Count} units in all") : "");
    }
}
