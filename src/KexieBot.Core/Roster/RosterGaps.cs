using static KexieBot.Core.Roster.RosterWorkbookColumns;

namespace KexieBot.Core.Roster;

/// <summary>What a roster can be used without, but hardly ever is meant to be without.</summary>
internal static class RosterGaps
{
    public static void Find(Roster roster, RosterProblems problems)
    {
        if (!roster.InRole(PersonRole.Office).Any())
            problems.Warn(Persons.Name, 0, "没有身份为“办公室”的人，导入后无人能审核办结和延期，请至少填一人。");
        foreach (var unit in roster.Units.Where(unit => !roster.LiaisonsOf(unit.Id).Any()))
            problems.Warn(Units.Name, 0, $"“{unit.Name}”没有联络员，提醒将无人接收，请在“人员”表里补上。");
    }
}
