using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace KexieBot.Tests.Support;

/// <summary>
/// Waits for what comes about in real time: other threads, sockets, processes. Four minutes are more than a loaded machine needs;
/// whoever has waited that long is told what did not come.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary><paramref name="meanwhile"/> runs before each look, to turn a clock for instance.</summary>
    public static Task IsSoAsync(Func<bool> isSo, Action? meanwhile = null, Func<string>? orTell = null, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        IsSoAsync(() => Task.FromResult(isSo()), meanwhile, orTell, what);

    /// <summary>The same for what has to be asked for.</summary>
    public static async Task IsSoAsync(Func<Task<bool>> isSo, Action? meanwhile = null, Func<string>? orTell = null, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        for (var watch = Stopwatch.StartNew(); !await isSo(); await Task.Delay(Pause, TestContext.Current.CancellationToken))
        {
            if (watch.Elapsed > Longest)
                Assert.Fail($"Did not come about in {Longest.TotalMinutes} minutes: {what}\n{orTell?.Invoke()}");
            meanwhile?.Invoke();
        }
    }
}
