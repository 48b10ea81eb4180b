using static KexieBot.Core.Roster.RosterWorkbookColumns;

namespace KexieBot.Core.Roster;

/// <summary>The rows of the sheet 单位组 as groups. A group may have another group among its members; it is replaced by that one's members.</summary>
internal static class RosterGroupRows
{
    public static IReadOnlyList<UnitGroup> Read(IReadOnlyList<RosterRow> rows, IReadOnlyList<Unit> units, RosterProblems problems)
    {
        var roster = new Roster(units, [], []);
        var written = new Dictionary<string, RosterRow>(StringComparer.OrdinalIgnoreCase);
        var named = rows.Where(row => IsNamedOnce(row, roster, written, problems)).ToList();
        return [.. named.Select(row => GroupIn(row, roster, written, problems))];
    }

    private static bool IsNamedOnce(RosterRow row, Roster roster, Dictionary<string, RosterRow> written, RosterProblems problems)
    {
        if (row[NameOfGroup].Length == 0)
        {
            problems.Error(Groups.Name, row.Number, "缺少名称，请填写单位组名称或删去这一行。");
            return false;
        }

        foreach (var name in NamesOf(row))
        {
            if (written.TryGetValue(UnitName.Normal(name), out var first) && first != row)
                problems.Error(Groups.Name, row.Number, $"“{name}”与第{first.Number}行的单位组同名，请只留一处。");
            if (roster.FindUnits(name).Any(unit => unit.Aliases.Append(unit.Name).Any(other => UnitName.Normal(other) == UnitName.Normal(name))))
                problems.Error(Groups.Name, row.Number, $"“{name}”已是“单位”表里的一个单位，请改名或删去其中一处。");
            written.TryAdd(UnitName.Normal(name), row);
        }

        return true;
    }

    private static UnitGroup GroupIn(RosterRow row, Roster roster, Dictionary<string, RosterRow> written, RosterProblems problems)
    {
        if (row[Members].Length == 0)
            problems.Warn(Groups.Name, row.Number, $"单位组“{row[NameOfGroup]}”没有成员，用到它的任务将无人认领，请补上成员。");
        return new UnitGroup(RosterText.Name(row[NameOfGroup]), MembersOf(row, roster, written, problems))
        {
            Aliases = [.. NameList.Split(row[AliasesOfGroup]).Select(RosterText.Name)],
        };
    }

    private static List<string> MembersOf(RosterRow row, Roster roster, Dictionary<string, RosterRow> written, RosterProblems problems)
    {
        var members = new List<string>();
        var groups = new Queue<RosterRow>([row]);
        var seen = new HashSet<RosterRow> { row };
        while (groups.TryDequeue(out var group))
        {
            foreach (var name in NameList.Split(group[Members]))
            {
                if (written.TryGetValue(UnitName.Normal(name), out var inner))
                {
                    if (seen.Add(inner))
                        groups.Enqueue(inner);
                }
                else if (roster.FindUnit(name) is { } unit)
                {
                    members.Add(unit.Id);
                }
                else if (group == row)
                {
                    problems.Error(Groups.Name, row.Number, RosterUnknown.Unit(name, roster, problems));
                }
            }
        }

        return [.. members.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> NamesOf(RosterRow row) => NameList.Split(row[AliasesOfGroup]).Prepend(row[NameOfGroup]);
}
