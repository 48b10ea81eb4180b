using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace KexieBot.Cli;

/// <summary>A plan document or corrected draft, as read from a file.</summary>
internal abstract record PlanFile
{
    private PlanFile()
    {
    }

    public sealed record Read(PlanDraft Draft) : PlanFile;

    public sealed record Refused(string Sentence) : PlanFile;
}

/// <summary>Reads and writes what the plan verbs work on.</summary>
internal static class PlanFiles
{
    /// <summary>Reads a plan document, or a draft that was written as a workbook and perhaps corrected.</summary>
    /// <param name="issuedOn">The day of issue, for a document that prints none.</param>
    public static async Task<PlanFile> ReadAsync(string path, DateOnly? issuedOn, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return new PlanFile.Refused($"没有这个文件：{path}");
        if (new FileInfo(path).Length > DocumentReader.MaxBytes)
            return new PlanFile.Refused($"文件太大（最多 {DocumentReader.MaxBytes >> 20} MB），请只保留方案正文后再试。");
        if (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) && ReadDraft(path) is { } draft)
            return draft;
        return DocumentReader.Read(await File.ReadAllBytesAsync(path, cancellationToken), Path.GetFileName(path)) switch
        {
            DocumentResult.Read read => new PlanFile.Read(PlanReader.Read(read.Document, issuedOn, Calendar().IsWorkday)),
            DocumentResult.Refused refused => new PlanFile.Refused(refused.Message),
            _ => throw new InvalidOperationException("A new kind of DocumentResult has no answer here."),
        };
    }

    // The one of the office, so that a day counted in workdays is the one it will be nudged by.
    private static WorkCalendar Calendar() => new CalendarFile(KexieConfiguration.Ledger(KexieConfiguration.Read()).DataDirectory, NullLogger<CalendarFile>.Instance).Calendar;

    // Null for a workbook that is no draft, or none at all: the document reader has the word on those.
    private static PlanFile? ReadDraft(string path)
    {
        using var file = File.OpenRead(path);
        return DraftWorkbook.Read(file) switch
        {
            DraftWorkbookResult.Read read => new PlanFile.Read(read.Draft),
            DraftWorkbookResult.Refused refused => new PlanFile.Refused(refused.Message),
            _ => null,
        };
    }

    public static async Task WriteWorkbookAsync(string path, PlanDraft draft, bool isForced)
    {
        await using var file = OutputFile.Create(path, isForced);
        DraftWorkbook.Write(file, draft);
    }

    public static bool IsPlanId(string id) => id.Length is > 0 and <= 32 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
