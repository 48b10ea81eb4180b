namespace KexieBot.Core.Roster;

/// <summary>How the workbook's reader says that it does not know a unit.</summary>
internal static class RosterUnknown
{
    // Each proposal looks at every unit; who has more to mend than this has pasted the wrong table.
    private const int MostProposals = 20;

    public static string Unit(string name, Roster roster, RosterProblems problems)
    {
        var found = roster.FindUnits(name);
        var near = found.Count > 0 || problems.Found.Count >= MostProposals ? found : NearestUnits.Of(name, roster);
        return (found.Count, near.Count) switch
        {
            ( > 1, _) => $"“{name}”可以指{RosterMatch.NamesOf(near)}，请写全称。",
            (_, > 0) => $"“单位”表里没有“{name}”，是否指{RosterMatch.NamesOf(near)}？请改正或先在“单位”表里添加。",
            _ => $"“单位”表里没有“{name}”，请改正或先在“单位”表里添加。",
        };
    }
}
