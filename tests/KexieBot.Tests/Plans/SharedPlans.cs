namespace KexieBot.Tests.Plans;

/// <summary>Real plan documents with hand-made answers, which stand beside the project and are no part of it.</summary>
internal static class SharedPlans
{
    public const string Absent = "Real plans are not on this machine; set KEXIE_SHARED to the folder that holds data/plans.";

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("KEXIE_SHARED") is { Length: > 0 } named)
            return Plans(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Plans(Path.Combine(folder.FullName, "shared")) is { } found)
                return found;
        return null;
    }

    private static string? Plans(string root) => Path.Combine(root, "data", "plans") is var plans && Directory.Exists(plans) ? plans : null;
}
