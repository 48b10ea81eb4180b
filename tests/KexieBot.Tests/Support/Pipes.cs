using System.Diagnostics;

namespace KexieBot.Tests.Support;

internal static class Pipes
{
    /// <summary>Throws away what a process writes: a full pipe would stop it.</summary>
    public static Process Drained(this Process process)
    {
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
