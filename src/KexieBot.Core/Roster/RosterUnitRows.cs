using static KexieBot.Core.Roster.RosterWorkbookColumns;

namespace KexieBot.Core.Roster;

/// <summary>The rows of the sheet 单位 as units.</summary>
internal static class RosterUnitRows
{
    // A unit's id stands in keys and in plan/number/unit.
    private const string ForbiddenInIds = "/:{} \t\r\n";

    public static IReadOnlyList<Unit> Read(IReadOnlyList<RosterRow> rows, RosterProblems problems)
    {
        var units = new List<(RosterRow Row, Unit Unit)>();
        var rowOfId = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (UnitIn(row, problems) is not { } unit)
                continue;
            if (rowOfId.TryAdd(unit.Id, row.Number))
                units.Add((row, unit));
            else
                problems.Error(Units.Name, row.Number, $"编号或名称“{unit.Id}”与第{rowOfId[unit.Id]}行重复，请合并为一行或改用不同的编号。");
        }

        FindSharedNames(units, problems);
        return [.. units.Select(pair => pair.Unit)];
    }

    public static bool IsFitForId(string id) => id.All(c => !ForbiddenInIds.Contains(c, StringComparison.Ordinal));

    private static Unit? UnitIn(RosterRow row, RosterProblems problems)
    {
        var name = RosterText.Name(row[NameOfUnit]);
        if (name.Length == 0)
        {
            problems.Error(Units.Name, row.Number, "缺少名称，请填写单位名称或删去这一行。");
            return null;
        }

        var id = row[IdOfUnit].Length > 0 ? UnitName.Normal(row[IdOfUnit]) : UnitName.Normal(name);
        if (!IsFitForId(id))
        {
            problems.Error(Units.Name, row.Number, $"编号“{id}”里不能有 / : {{ }}，请改用字母、数字或汉字。");
            return null;
        }

        return new Unit(id, name) { Aliases = [.. NameList.Split(row[AliasesOfUnit]).Select(RosterText.Name).Where(alias => alias != name)] };
    }

    private static void FindSharedNames(List<(RosterRow Row, Unit Unit)> units, RosterProblems problems)
    {
        var owners = new Dictionary<string, (RosterRow Row, Unit Unit)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (row, unit) in units)
        {
            foreach (var name in unit.Aliases.Prepend(unit.Name).Prepend(unit.Id))
            {
                var key = UnitName.Normal(name);
                if (owners.TryGetValue(key, out var owner) && owner.Unit != unit)
                    problems.Error(Units.Name, row.Number, $"“{name}”同时指“{unit.Name}”和第{owner.Row.Number}行的“{owner.Unit.Name}”，请只留在一个单位里。");
                owners.TryAdd(key, (row, unit));
            }
        }
    }
}
