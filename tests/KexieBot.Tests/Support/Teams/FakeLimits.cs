namespace KexieBot.Tests.Support.Teams;

/// <summary>How many calls the stand-in takes ("Rate limiting for agents"): sliding windows of real time, for the application and for each thread.</summary>
public sealed class FakeLimits
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> app = [];
    private readonly Dictionary<string, List<TimeSpan>> threads = new(StringComparer.Ordinal);

    /// <summary>Calls of the application in a second, in its one tenant.</summary>
    public int PerSecond { get; init; } = 50;

    /// <summary>Messages into one conversation.</summary>
    public IReadOnlyList<(int Count, TimeSpan Window)> PerThread { get; init; } =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1))];

    /// <summary>How many calls were turned away.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>Null where the call is taken; else how long to stay away. What is turned away counts for no window.</summary>
    public TimeSpan? Take(ConnectorCallSeen call)
    {
        var now = TimeProvider.System.GetElapsedTime(0, call.At);
        var isSend = call.Method == "POST" && call.Path.Contains("/activities", StringComparison.Ordinal);
        lock (gate)
        {
            if (!threads.TryGetValue(call.Conversation, out var thread))
                threads[call.Conversation] = thread = [];
            var waits = (isSend ? PerThread.Select(limit => Wait(thread, limit.Count, limit.Window, now)) : []).Append(Wait(app, PerSecond, TimeSpan.FromSeconds(1), now));
            if (waits.Max() is var wait && wait > TimeSpan.Zero)
            {
                TurnedAway++;
                return wait;
            }

            app.Add(now);
            if (isSend)
                thread.Add(now);
            return null;
        }
    }

    // Until the call that is as many back as the limit allows has left the window.
    private static TimeSpan Wait(List<TimeSpan> calls, int count, TimeSpan window, TimeSpan now) => calls.Count < count ? TimeSpan.Zero : calls[^count] + window - now;
}
