namespace KexieBot.Tests.Support.WeCom;

/// <summary>The folder of public reference data beside the checkout; tests that read it are skipped where it is missing.</summary>
internal static class SharedFolder
{
    public static string? Find(string relative)
    {
        if (Environment.GetEnvironmentVariable("KEXIE_SHARED") is { Length: > 0 } root)
            return Existing(Path.Combine(root, relative));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", relative)) is { } found)
                return found;
        }

        return null;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
