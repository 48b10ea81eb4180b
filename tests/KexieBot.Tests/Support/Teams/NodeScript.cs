using System.Diagnostics;

namespace KexieBot.Tests.Support.Teams;

/// <summary>Runs programs of node and waits for what they print.</summary>
public static class NodeScript
{
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(null, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await errors);
        return await output;
    }

    public static Process Start(Dictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = TeamsClients.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
