using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands.Shared;

/// <summary>Items counted by unit, in one line.</summary>
internal static class Grouping
{
    private const int MostUnits = 15;

    /// <summary>"区科技局 3 项、区教育局 1 项", the most first.</summary>
    public static string ByUnit(Turn turn, IEnumerable<WorkItem> items)
    {
        var units = items.GroupBy(item => item.UnitId, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => turn.Roster.NameOf(group.Key), StringComparer.Ordinal).ToList();
        var words = units.Take(MostUnits).Select(group => turn.Say(Texts.Grouping_Unit, turn.Roster.NameOf(group.Key), group.Count()));
        return turn.Language.Join(words) + (units.Count > MostUnits ? turn.Say(Texts.Grouping_InAll, units.Count) : "");
    }
}
