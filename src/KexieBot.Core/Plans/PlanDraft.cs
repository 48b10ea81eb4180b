namespace KexieBot.Core.Plans;

/// <summary>What a plan document says, as read by machine and before anyone has agreed to it.</summary>
/// <param name="IssuedOn">The day printed on the document; null where none is printed.</param>
public sealed record PlanDraft(
    string Title,
    DateOnly? IssuedOn,
    IReadOnlyList<DraftMeasure> Measures,
    IReadOnlyList<DraftProblem> Problems)
{
    /// <summary>True when the document says that the first unit of each list leads (列第一位的为牵头单位).</summary>
    public bool FirstUnitLeads { get; init; }

    /// <summary>Units said once for all measures (以下均需…落实，不再列出) and not repeated in each.</summary>
    public IReadOnlyList<string> ImpliedUnits { get; init; } = [];
}

/// <summary>One numbered item of a plan.</summary>
/// <param name="Number">The number in the text; counted within its section where sections restart.</param>
/// <param name="Section">The headings above it, outermost first, joined with " / ".</param>
/// <param name="Text">All of its words, title and unit list included.</param>
/// <param name="Line">The line of the source it starts on, from 1.</param>
public sealed record DraftMeasure(
    int Number,
    string Section,
    string Title,
    string Text,
    IReadOnlyList<DraftUnit> Units,
    DraftDeadline? Deadline,
    DraftCycle? Cycle,
    int Line)
{
    /// <summary>The number as printed where it is more than a plain number: （三）, 第五条, 1(2).</summary>
    public string Label { get; init; } = "";

    /// <summary>Later stages, in order, when the measure has more than one deadline.</summary>
    public IReadOnlyList<DraftDeadline> FurtherDeadlines { get; init; } = [];

    /// <summary>True when the list ends in 等部门 and the like: the named units are not all.</summary>
    public bool HasOtherUnits { get; init; }

    /// <summary>How far the reading can be trusted, from 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    public MeasureFlags Flags { get; init; }

    /// <summary>True when a person has corrected this row.</summary>
    public bool ByHand { get; init; }
}

/// <summary>What is wrong with the text a measure was read from.</summary>
[Flags]
public enum MeasureFlags
{
    None = 0,

    /// <summary>Its end is missing: a gap or the end of the file cuts it.</summary>
    Truncated = 1,

    /// <summary>Its beginning is missing; title and number come from the outline or from its neighbours.</summary>
    Partial = 2,
}

public sealed record DraftUnit(string Name, UnitRole Role, bool IsGroup);

/// <summary>A deadline as printed, and its day; no day where the text gives none that can be dated.</summary>
public sealed record DraftDeadline(string Text, DateOnly? Date);

public sealed record DraftCycle(string Text, ReportingCycle Kind);

/// <summary>Something the reader could not settle.</summary>
/// <param name="Line">The line of the source, from 1; 0 when it is about the whole document.</param>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Message">One sentence in Chinese.</param>
public sealed record DraftProblem(int Line, string Code, string Message);

/// <summary>The codes of problems that a document alone can show.</summary>
public static class ProblemCodes
{
    public const string NoMeasures = "no_measures";
    public const string NoUnits = "no_units";
    public const string DuplicateNumber = "duplicate_number";
    public const string Gap = "gap";
    public const string Truncated = "truncated";
    public const string OutlineOnly = "outline_only";
    public const string TwoDates = "two_dates";
    public const string NoYear = "no_year";
    public const string NoDay = "no_day";
    public const string OcrNoise = "ocr_noise";
}
