namespace KexieBot.Core.Plans;

/// <summary>What a file gave: a draft, or one Chinese sentence that says what is wrong and how to mend it.</summary>
public abstract record PlanFile
{
    private PlanFile()
    {
    }

    public sealed record Read(PlanDraft Draft) : PlanFile;

    public sealed record Refused(string Sentence) : PlanFile;

    /// <summary>Reads a plan document, or a draft that was written as a workbook and perhaps corrected. Never throws on what the bytes hold.</summary>
    /// <param name="bytes">The whole file; more than <see cref="DocumentReader.MaxBytes"/> are refused.</param>
    /// <param name="name">With its ending; it also names a plan whose paper has no title.</param>
    /// <param name="issuedOn">The day of issue, for a document that prints none.</param>
    /// <param name="isWorkday">The office's calendar, so that a day counted in workdays is the one it will be nudged by.</param>
    public static PlanFile Of(byte[] bytes, string name, DateOnly? issuedOn, Func<DateOnly, bool> isWorkday)
    {
        if (name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) && OfWorkbook(bytes) is { } draft)
            return draft;
        return DocumentReader.Read(bytes, name) switch
        {
            DocumentResult.Read read => new Read(PlanReader.Read(read.Document, issuedOn, isWorkday)),
            DocumentResult.Refused refused => new Refused(refused.Message),
            _ => throw new InvalidOperationException("A new kind of DocumentResult has no answer here."),
        };
    }

    // Null for a workbook that is no draft, or none at all: the document reader has the word on those.
    private static PlanFile? OfWorkbook(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return DraftWorkbook.Read(stream) switch
        {
            DraftWorkbookResult.Read read => new Read(read.Draft),
            DraftWorkbookResult.Refused refused => new Refused(refused.Message),
            _ => null,
        };
    }
}
