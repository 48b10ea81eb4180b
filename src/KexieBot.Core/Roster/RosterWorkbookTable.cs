using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Roster;

/// <summary>A filled row: its number as the spreadsheet program shows it, and its cells by column.</summary>
internal sealed record RosterRow(int Number, IReadOnlyDictionary<RosterColumn, string> Cells)
{
    /// <summary>The cell's text; empty where the sheet has no such column.</summary>
    public string this[RosterColumn column] => Cells.GetValueOrDefault(column, "");
}

/// <summary>Finds a sheet's header by its words and gives the rows below it.</summary>
internal static class RosterWorkbookTable
{
    /// <summary>Begins the first cell of the template's examples.</summary>
    public const string ExampleMark = "【示例】";

    private const int MostRows = 20_000;
    private const int MostCharacters = 2_000;
    private const int MostRowsAboveHeader = 10;

    public static IReadOnlyList<RosterRow> Read(RosterSheetForm form, IReadOnlyList<WorkbookSheet> sheets, RosterProblems problems)
    {
        var sheet = sheets.FirstOrDefault(sheet => UnitName.Normal(sheet.Name) == form.Name);
        if (sheet is null)
        {
            if (form.IsRequired)
                problems.Error(form.Name, 0, $"工作簿里没有这张表，请从模板复制“{form.Name}”表后填写。");
            return [];
        }

        if (FindHeader(form, sheet) is not var (header, columns))
        {
            problems.Error(form.Name, 0, $"没有找到表头，请保留一行表头，至少写明{string.Join("、", form.Columns.Where(column => column.IsRequired).Select(column => $"“{column.Name}”"))}。");
            return [];
        }

        if (sheet.Rows.Count - header - 1 > MostRows)
        {
            problems.Error(form.Name, 0, $"超过{MostRows}行，请检查是否多出了空行或粘错了内容。");
            return [];
        }

        return [.. Enumerable.Range(header + 1, sheet.Rows.Count - header - 1)
            .Where(index => sheet.Rows[index].Any(cell => cell.Length > 0) && !IsExample(form, sheet.Rows[index], index, problems) && IsBounded(form, sheet.Rows[index], index, problems))
            .Select(index => new RosterRow(index + 1, columns.ToDictionary(column => column.Key, column => CellAt(sheet.Rows[index], column.Value))))
            .Where(row => row.Cells.Values.Any(cell => cell.Length > 0))];
    }

    // Office tables often have a title above the header.
    private static (int Row, Dictionary<RosterColumn, int> Columns)? FindHeader(RosterSheetForm form, WorkbookSheet sheet)
    {
        for (var row = 0; row < Math.Min(sheet.Rows.Count, MostRowsAboveHeader); row++)
        {
            var columns = ColumnsIn(form, [.. sheet.Rows[row].Select(HeaderWord)]);
            if (form.Columns.All(column => !column.IsRequired || columns.ContainsKey(column)))
                return (row, columns);
        }

        return null;
    }

    private static Dictionary<RosterColumn, int> ColumnsIn(RosterSheetForm form, List<string> words) =>
        form.Columns
            .Select(column => (column, index: column.Names
                .Select(name => words.FindIndex(word => string.Equals(word, name, StringComparison.OrdinalIgnoreCase)))
                .FirstOrDefault(index => index >= 0, -1)))
            .Where(found => found.index >= 0)
            .ToDictionary(found => found.column, found => found.index);

    // 姓名（必填） and *姓名 are 姓名.
    private static string HeaderWord(string cell)
    {
        var word = UnitName.Normal(cell).Trim('*', ':');
        return word.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket ? word[..bracket].TrimEnd('*') : word;
    }

    private static string CellAt(IReadOnlyList<string> row, int column) => column < row.Count ? row[column].Trim() : "";

    // An example that somebody wrote over is most likely meant to be imported.
    private static bool IsExample(RosterSheetForm form, IReadOnlyList<string> row, int index, RosterProblems problems)
    {
        if (!row.Any(cell => cell.TrimStart().StartsWith(ExampleMark, StringComparison.Ordinal)))
            return false;
        var filled = row.Where(cell => cell.Length > 0);
        if (!RosterTemplate.ExamplesOf(form).Any(example => example.Where(cell => cell.Length > 0).SequenceEqual(filled)))
            problems.Warn(form.Name, index + 1, $"带有“{ExampleMark}”字样，没有导入；要导入请删去这几个字。");
        return true;
    }

    private static bool IsBounded(RosterSheetForm form, IReadOnlyList<string> row, int index, RosterProblems problems)
    {
        if (row.All(cell => cell.Length <= MostCharacters))
            return true;
        problems.Error(form.Name, index + 1, $"有单元格超过{MostCharacters}字，请检查是否粘错了内容。");
        return false;
    }
}
