namespace KexieBot.Core.Workbooks;

/// <summary>One sheet as rows of text; a merged cell's text stands in its first cell only.</summary>
public sealed record WorkbookSheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Merged ranges, in zero-based rows and columns of <see cref="Rows"/>.</summary>
    public IReadOnlyList<MergedRange> Merges { get; init; } = [];

    /// <summary>Put out of sight by whoever made the workbook: lists for choosing from, old versions.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Columns put out of sight, counted from zero.</summary>
    public IReadOnlySet<int> HiddenColumns { get; init; } = new HashSet<int>();

    /// <summary>For writing: what the columns hold, so that people can sort and add up; those beyond the list hold text.</summary>
    public IReadOnlyList<CellKind> Kinds { get; init; } = [];
}

/// <summary>What the cells of a column are to Excel. The text of a <see cref="Day"/> is 2026-12-31, of a <see cref="Moment"/> 2026-12-31 08:30.</summary>
public enum CellKind
{
    Text,
    Number,
    Day,
    Moment,
}

/// <summary>A merged range, both ends included.</summary>
public sealed record MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>What reading a workbook gave: its sheets, or one Chinese sentence on why not.</summary>
public abstract record WorkbookResult
{
    private WorkbookResult() { }

    public sealed record Sheets(IReadOnlyList<WorkbookSheet> Items) : WorkbookResult;

    public sealed record Refused(string Message) : WorkbookResult;
}
