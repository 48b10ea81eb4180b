using KexieBot.Core;

namespace KexieBot.Scheduling;

/// <summary>Whether the jobs are running: each says when it last came round. For the readiness probe.</summary>
internal sealed class SchedulingPulse(OfficeClock clock)
{
    // The slowest job comes round once a minute; delivery beats with each message, and none takes longer than its deadline.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private long lastMorningCheck = clock.Time.GetTimestamp();
    private long lastDispatch = clock.Time.GetTimestamp();

    public bool IsBeating => Since(ref lastDispatch) < Longest && Since(ref lastMorningCheck) < Longest;

    public void MorningChecked() => Volatile.Write(ref lastMorningCheck, clock.Time.GetTimestamp());

    public void Dispatched() => Volatile.Write(ref lastDispatch, clock.Time.GetTimestamp());

    private TimeSpan Since(ref long timestamp) => clock.Time.GetElapsedTime(Volatile.Read(ref timestamp));
}
