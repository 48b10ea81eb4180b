namespace KexieBot.Core.Roster;

public enum RosterProblemLevel
{
    /// <summary>The workbook can be imported all the same.</summary>
    Warning,

    /// <summary>The workbook is refused as a whole.</summary>
    Error,
}

/// <summary>What is to be mended in a roster workbook. <paramref name="Message"/> is one Chinese sentence that names sheet and row and says what to mend.</summary>
public sealed record RosterProblem(RosterProblemLevel Level, string Message);

/// <summary>What a roster workbook says. With an error among the problems the roster is empty.</summary>
public sealed record RosterReading(Roster Roster, IReadOnlyList<RosterProblem> Problems)
{
    public bool IsRefused => Problems.Any(problem => problem.Level == RosterProblemLevel.Error);
}

/// <summary>Collects problems while a workbook is read: sheet "" for the whole file, row 0 for the whole sheet, rows as the spreadsheet program counts them.</summary>
internal sealed class RosterProblems
{
    private readonly List<RosterProblem> found = [];

    public IReadOnlyList<RosterProblem> Found => found;

    public bool HasError => found.Exists(problem => problem.Level == RosterProblemLevel.Error);

    public void Error(string sheet, int row, string what) => found.Add(new RosterProblem(RosterProblemLevel.Error, At(sheet, row) + what));

    public void Warn(string sheet, int row, string what) => found.Add(new RosterProblem(RosterProblemLevel.Warning, At(sheet, row) + what));

    private static string At(string sheet, int row) =>
        sheet.Length == 0 ? "" : row == 0 ? $"“{sheet}”表：" : $"“{sheet}”表第{row}行：";
}
