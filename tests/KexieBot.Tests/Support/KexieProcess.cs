using System.Diagnostics;

namespace KexieBot.Tests.Support;

/// <summary>The built program as a process of its own, as an operator starts it.</summary>
public sealed class KexieProcess : IDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "kexiebot.dll");

    private readonly Process process;

    private KexieProcess(Process process)
    {
        this.process = process;
    }

    public StreamWriter Input => process.StandardInput;

    public StreamReader Output => process.StandardOutput;

    public StreamReader Errors => process.StandardError;

    public int Id => process.Id;

    /// <summary>Starts it with the data in <paramref name="dataDirectory"/>, or on the server that <paramref name="redis"/> names.</summary>
    public static KexieProcess Start(string dataDirectory, string? redis, params string[] arguments) => Start(dataDirectory, redis, [], arguments);

    /// <summary>Starts it with further settings, by their names in the environment (<c>WeCom__CorpId</c>).</summary>
    public static KexieProcess Start(string dataDirectory, string? redis, IReadOnlyList<(string Name, string Value)> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            WorkingDirectory = dataDirectory,
        };
        start.Environment["Ledger__DataDirectory"] = Path.Combine(dataDirectory, "data");
        start.Environment["Ledger__Redis"] = redis ?? "";
        start.Environment["Sample__Enabled"] = "true";
        start.Environment["Web__Urls"] = "http://127.0.0.1:0";
        // A process that lives for seconds gains nothing from profiling itself.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new KexieProcess(Process.Start(start)!);
    }

    /// <summary>Starts it, waits for its end, and gives its exit code and what it wrote.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string dataDirectory, string? redis, params string[] arguments) => RunAsync(dataDirectory, redis, [], arguments);

    /// <summary>The same, with further settings by their names in the environment.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string dataDirectory, string? redis, IReadOnlyList<(string Name, string Value)> settings, string[] arguments)
    {
        using var kexie = Start(dataDirectory, redis, settings, arguments);
        kexie.Input.Close();
        var output = kexie.Output.ReadToEndAsync();
        var errors = kexie.Errors.ReadToEndAsync();
        await kexie.process.WaitForExitAsync();
        return (kexie.process.ExitCode, await output, await errors);
    }

    /// <summary>Throws away what it writes: a full pipe would stop it.</summary>
    public void Drain() => process.Drained();

    /// <summary>SIGSTOP for a while, then SIGCONT: a machine that was asleep, a container that was frozen.</summary>
    public async Task FreezeAsync(TimeSpan time)
    {
        await SignalAsync("-STOP");
        await Task.Delay(time);
        await SignalAsync("-CONT");
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("-TERM");
        return await WaitForExitAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
