using System.Collections.Concurrent;
using KexieBot.Core;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>The turns under way. One that outlasts its request goes on here, and a stopping server waits for it.</summary>
internal sealed class RunningTurns(OfficeClock clock) : IHostedService
{
    /// <summary>More at once would only make all of them late.</summary>
    private const int Most = 512;

    private readonly ConcurrentDictionary<Task, bool> running = new();

    public bool IsFull => running.Count >= Most;

    /// <summary>True once <paramref name="turn"/> has ended, false where it goes on after <paramref name="patience"/>.</summary>
    public async Task<bool> EndsWithinAsync(Task turn, TimeSpan patience)
    {
        running[turn] = true;
        _ = turn.ContinueWith(ended => running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        using var enough = new CancellationTokenSource();
        var delay = Task.Delay(patience, clock.Time, enough.Token);
        var first = await Task.WhenAny(turn, delay);
        await enough.CancelAsync();
        return ReferenceEquals(first, turn);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(running.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
