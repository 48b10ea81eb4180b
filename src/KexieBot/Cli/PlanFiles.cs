using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace KexieBot.Cli;

/// <summary>Reads and writes what the plan verbs work on.</summary>
internal static class PlanFiles
{
    /// <inheritdoc cref="PlanFile.Of"/>
    public static async Task<PlanFile> ReadAsync(string path, DateOnly? issuedOn, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return new PlanFile.Refused($"没有这个文件：{path}");
        if (new FileInfo(path).Length > DocumentReader.MaxBytes)
            return new PlanFile.Refused($"文件太大（最多 {DocumentReader.MaxBytes >> 20} MB），请只保留方案正文后再试。");
        return PlanFile.Of(await File.ReadAllBytesAsync(path, cancellationToken), Path.GetFileName(path), issuedOn, Calendar().IsWorkday);
    }

    private static WorkCalendar Calendar() => new CalendarFile(KexieConfiguration.Ledger(KexieConfiguration.Read()).DataDirectory, NullLogger<CalendarFile>.Instance).Calendar;

    public static async Task WriteWorkbookAsync(string path, PlanDraft draft, bool isForced)
    {
        await using var file = OutputFile.Create(path, isForced);
        DraftWorkbook.Write(file, draft);
    }
}
