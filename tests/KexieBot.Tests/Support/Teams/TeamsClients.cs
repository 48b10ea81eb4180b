namespace KexieBot.Tests.Support.Teams;

/// <summary>Other people's clients, installed by npm into tests/clients/teams.</summary>
public static class TeamsClients
{
    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = FindRepository();

    public static string Folder { get; } = Path.Combine(Repository, "tests", "clients", "teams");

    /// <summary>The path of a file of an installed package; the test is skipped where the package is not installed.</summary>
    public static string Module(string path)
    {
        var full = Path.Combine(Folder, "node_modules", path);
        Assert.SkipUnless(Path.Exists(full), "Run npm ci in tests/clients/teams first.");
        return full;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KexieBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
