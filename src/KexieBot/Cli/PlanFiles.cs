using KexieBot.Core.Plans;

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
    private const int LargestFile = 20 << 20;

    public static async Task<PlanFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return new PlanFile.Refused($"没有这个文件：{path}");
        if (new FileInfo(path).Length > LargestFile)
            return new PlanFile.Refused($"文件太大（最多 {LargestFile >> 20} MB），请只保留方案正文后再试。");
        return new PlanFile.Read(PlanReader.Read(PlanDocument.FromText(Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellationToken))));
    }

    public static bool IsPlanId(string id) => id.Length is > 0 and <= 32 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
