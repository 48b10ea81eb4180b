using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KexieBot.Core;

/// <summary>
/// What can be seen of the bot from outside: counters, durations and traces, named after the field's words. No value holds a name, a text or an
/// account; every label comes from a fixed set. Names follow OpenTelemetry's conventions (units in seconds, counters without "total").
/// </summary>
public static class KexieTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "KexieBot";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Messages answered, by <c>channel</c>, <c>intent</c> and <c>outcome</c> (answered, failed); the value is seconds from receipt to answer.</summary>
    public static Histogram<double> Turns { get; } = Meter.CreateHistogram<double>("kexie.turn.duration", "s", "Time from a message's receipt to its answer.", advice: Buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));

    /// <summary>Commits to the ledger, by <c>outcome</c>: committed, conflict (tried again), unchanged.</summary>
    public static Counter<long> Commits { get; } = Meter.CreateCounter<long>("kexie.commits", description: "Attempts to commit to the ledger.");

    /// <summary>Attempts to send, by <c>kind</c> and <c>outcome</c>.</summary>
    public static Counter<long> Sends { get; } = Meter.CreateCounter<long>("kexie.sends", description: "Attempts to send a message.");

    /// <summary>Calls that a platform refused, by <c>channel</c> and <c>reason</c> (blocked, not installed, too big …).</summary>
    public static Counter<long> Refusals { get; } = Meter.CreateCounter<long>("kexie.refusals", description: "Calls that a platform refused.");

    /// <summary>Seconds between the moment a message was due and the moment it was sent, by <c>kind</c>.</summary>
    public static Histogram<double> Lateness { get; } = Meter.CreateHistogram<double>("kexie.send.lateness", "s", "How late a message was sent.", advice: Buckets(1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 12 * 3600, 24 * 3600));

    /// <summary>Messages that ended, by <c>outcome</c>: the names of <see cref="Delivery.DeliveryOutcomes"/>.</summary>
    public static Counter<long> Settlements { get; } = Meter.CreateCounter<long>("kexie.settlements", description: "Messages that ended.");

    /// <summary>Runs of scheduled jobs, by <c>job</c> and <c>outcome</c> (planned, idle, disabled, skewed, failed).</summary>
    public static Counter<long> JobRuns { get; } = Meter.CreateCounter<long>("kexie.job.runs", description: "Runs of scheduled jobs.");

    /// <summary>Workdays since the last whose morning was planned: 0 from the morning's time on, 1 before it; more where runs did not happen.</summary>
    public static Gauge<long> WorkdaysSincePlanned { get; } = Meter.CreateGauge<long>("kexie.morning.age", "{workday}", "Workdays since the last planned morning.");

    /// <summary>How full the embedded store's memory is, from 0 to 1; at 0.9 changes are refused.</summary>
    public static Gauge<double> StoreUsed { get; } = Meter.CreateGauge<double>("kexie.store.used", description: "Share of the embedded store's memory in use.");

    /// <summary>Seconds by which this process's clock is ahead of the store's.</summary>
    public static Gauge<double> ClockSkew { get; } = Meter.CreateGauge<double>("kexie.clock.skew", "s", "How far this clock is ahead of the store's.");

    /// <summary>Messages waiting in all outboxes.</summary>
    public static Gauge<long> OutboxDepth { get; } = Meter.CreateGauge<long>("kexie.outbox.depth", description: "Messages waiting to be sent.");

    /// <summary>Seconds that the longest waiting message is overdue.</summary>
    public static Gauge<double> OutboxAge { get; } = Meter.CreateGauge<double>("kexie.outbox.age", "s", "Age of the oldest due message.");

    /// <summary>Messages that were given up and wait for the office.</summary>
    public static Gauge<long> DeadLetters { get; } = Meter.CreateGauge<long>("kexie.outbox.dead", description: "Messages given up.");

    // The default boundaries are made for milliseconds.
    private static InstrumentAdvice<double> Buckets(params double[] seconds) => new() { HistogramBucketBoundaries = seconds };
}
