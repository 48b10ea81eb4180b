using KexieBot.Core.Chat;
using KexieBot.Core.Workbooks;
using static KexieBot.Core.Roster.RosterWorkbookColumns;

namespace KexieBot.Core.Roster;

/// <summary>The roster as a workbook that the office fills in: sheets 单位, 单位组, 人员 and 填写说明.</summary>
public static class RosterWorkbook
{
    /// <summary>Writes an empty workbook with marked examples. The stream must be readable, writable and seekable.</summary>
    public static void Template(Stream stream) =>
        WriteSheets(stream, RosterTemplate.ExamplesOf(Units), RosterTemplate.ExamplesOf(Groups), RosterTemplate.ExamplesOf(Persons));

    /// <summary>Writes the whole roster, so that reading it gives the same. The stream must be readable, writable and seekable.</summary>
    public static void Write(Stream stream, Roster roster) => WriteSheets(
        stream,
        roster.Units.Select(unit => new[] { unit.Name, NameList.Join(unit.Aliases), unit.Id }),
        roster.Groups.Select(group => new[] { group.Name, NameList.Join(group.Aliases), NameList.Join(group.UnitIds.Select(roster.NameOf)) }),
        roster.Persons.Select(person => RowOf(person, roster)));

    /// <summary>Never throws on what a file holds: a broken file, a wrong sheet and a wrong cell are problems. The stream is left open.</summary>
    public static RosterReading Read(Stream stream) => ReadingOf(WorkbookReader.Read(stream));

    /// <summary>As <see cref="Read"/>; null for what has not the sheets that a roster cannot do without.</summary>
    public static RosterReading? ReadWhereRoster(Stream stream) =>
        WorkbookReader.Read(stream) is WorkbookResult.Sheets { Items: var sheets } workbook && new[] { Units, Persons }.All(form => sheets.Any(sheet => sheet.Name.Trim() == form.Name))
            ? ReadingOf(workbook)
            : null;

    private static RosterReading ReadingOf(WorkbookResult workbook)
    {
        var problems = new RosterProblems();
        var roster = workbook switch
        {
            WorkbookResult.Sheets sheets => ReadSheets(sheets.Items, problems),
            WorkbookResult.Refused refused => Refuse(refused.Message, problems),
            var other => throw new InvalidOperationException($"{other} is not a known result."),
        };
        if (problems.HasError)
            return new RosterReading(Roster.Empty, problems.Found);
        RosterGaps.Find(roster, problems);
        return new RosterReading(roster, problems.Found);
    }

    private static Roster Refuse(string message, RosterProblems problems)
    {
        problems.Error("", 0, message);
        return Roster.Empty;
    }

    private static Roster ReadSheets(IReadOnlyList<WorkbookSheet> sheets, RosterProblems problems)
    {
        var units = RosterUnitRows.Read(RosterWorkbookTable.Read(Units, sheets, problems), problems);
        if (units.Count == 0 && problems.Found.Count > 0)
            return Roster.Empty; // every unit named in the other sheets would be called unknown
        var groups = RosterGroupRows.Read(RosterWorkbookTable.Read(Groups, sheets, problems), units, problems);
        var persons = RosterPersonRows.Read(RosterWorkbookTable.Read(Persons, sheets, problems), new Roster(units, groups, []), problems);
        return new Roster(units, groups, persons);
    }

    private static void WriteSheets(Stream stream, params IEnumerable<IReadOnlyList<string>>[] rows) =>
        WorkbookWriter.Write(stream,
        [
            .. new[] { Units, Groups, Persons }.Zip(rows, (form, body) =>
                new WorkbookSheet(form.Name, [[.. form.Columns.Select(column => column.Name)], .. body])),
            new WorkbookSheet(RosterWorkbookColumns.Explanation, RosterTemplate.Explanation),
        ]);

    private static string[] RowOf(Person person, Roster roster) =>
    [
        person.Id,
        person.Name,
        RosterWords.Of(person.Role),
        NameList.Join(person.UnitIds.Select(roster.NameOf)),
        AccountsOf(person, ChannelKind.WeCom),
        AccountsOf(person, ChannelKind.Teams),
        person.Accounts is [{ Channel: ChannelKind.Teams }, ..] ? RosterWords.Teams : "",
        person.Language.Code(),
    ];

    private static string AccountsOf(Person person, ChannelKind channel) =>
        NameList.Join(person.Accounts.Where(account => account.Channel == channel).Select(account => account.Id));
}
