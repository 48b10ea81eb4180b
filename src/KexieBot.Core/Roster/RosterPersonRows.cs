using KexieBot.Core.Chat;
using static KexieBot.Core.Roster.RosterWorkbookColumns;

namespace KexieBot.Core.Roster;

/// <summary>The rows of the sheet 人员 as persons.</summary>
internal static class RosterPersonRows
{
    public static IReadOnlyList<Person> Read(IReadOnlyList<RosterRow> rows, Roster roster, RosterProblems problems)
    {
        var persons = new List<Person>();
        var rowOfId = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var rowOfAccount = new Dictionary<(ChannelKind, string), int>();
        foreach (var row in rows)
        {
            if (PersonIn(row, roster, problems) is not { } person)
                continue;
            if (IsFirst(person, row, rowOfId, problems) & HasOwnAccounts(person, row, rowOfAccount, problems))
                persons.Add(person);
        }

        return persons;
    }

    private static Person? PersonIn(RosterRow row, Roster roster, RosterProblems problems)
    {
        var before = problems.Found.Count;
        var name = RosterText.Name(row[NameOfPerson]);
        if (name.Length == 0)
            problems.Error(Persons.Name, row.Number, "缺少姓名，请填写姓名或删去这一行。");
        var id = RosterText.Id(row[IdOfPerson].Length > 0 ? row[IdOfPerson] : name);
        if (!RosterUnitRows.IsFitForId(id))
            problems.Error(Persons.Name, row.Number, $"工号“{id}”里不能有 / : {{ }}，请改用字母、数字或汉字。");
        var role = RosterWords.Role(row[Role]);
        if (role is null)
            problems.Error(Persons.Name, row.Number, $"身份“{row[Role]}”不认识，请填联络员、单位负责人、领导或办公室。");
        var units = UnitsIn(row, role, roster, problems);
        var accounts = RosterAccounts.Read(row, problems);
        var language = RosterWords.LanguageOf(row[LanguageOfPerson]);
        if (language is null)
            problems.Error(Persons.Name, row.Number, $"语言“{row[LanguageOfPerson]}”不认识，请填zh或en。");
        return problems.Found.Count > before || role is null || language is null
            ? null
            : new Person(id, name, role.Value) { UnitIds = units, Accounts = accounts, Language = language.Value };
    }

    private static IReadOnlyList<string> UnitsIn(RosterRow row, PersonRole? role, Roster roster, RosterProblems problems)
    {
        var names = NameList.Split(row[UnitsOfPerson]);
        if (names.Count == 0 && role is PersonRole.Liaison or PersonRole.UnitHead)
            problems.Error(Persons.Name, row.Number, $"{RosterWords.Of(role!.Value)}没有填单位，请写明是哪个单位的。");
        var found = new List<string>();
        foreach (var name in names)
        {
            if (roster.FindUnit(name) is { } unit)
                found.Add(unit.Id);
            else
                problems.Error(Persons.Name, row.Number, roster.FindGroup(name) is null ? RosterUnknown.Unit(name, roster, problems) : $"“{name}”是单位组，请写具体单位。");
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static bool IsFirst(Person person, RosterRow row, Dictionary<string, int> rowOfId, RosterProblems problems)
    {
        if (rowOfId.TryAdd(person.Id, row.Number))
            return true;
        problems.Error(Persons.Name, row.Number, row[IdOfPerson].Length > 0
            ? $"工号“{person.Id}”与第{rowOfId[person.Id]}行重复，请改用不同的工号；一人负责多个单位的写在一行。"
            : $"姓名“{person.Name}”与第{rowOfId[person.Id]}行相同，请给同名的人填工号；一人负责多个单位的写在一行。");
        return false;
    }

    private static bool HasOwnAccounts(Person person, RosterRow row, Dictionary<(ChannelKind, string), int> rowOfAccount, RosterProblems problems)
    {
        var shared = person.Accounts.Where(account => !rowOfAccount.TryAdd((account.Channel, account.Id.ToLowerInvariant()), row.Number)).ToList();
        foreach (var account in shared)
            problems.Error(Persons.Name, row.Number, $"账号“{account.Id}”与第{rowOfAccount[(account.Channel, account.Id.ToLowerInvariant())]}行重复，一个账号只能属于一个人，请改正。");
        return shared.Count == 0;
    }
}
