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
    public static Histogram<double> Turns { get; } = Meter.CreateHistogram<double>("kexie.turn.duration", "s", "Time from a message's receipt to its answer.");

    /// <summary>Commits to the ledger, by <c>outcome</c>: committed, conflict (tried again), unchanged.</summary>
    public static Counter<long> Commits { get; } = Meter.CreateCounter<long>("kexie.commits", description: "Attempts to commit to the ledger.");

    /// <summary>Attempts to send, by <c>kind</c> and <c>outcome</c>.</summary>
    public static Counter<long> Sends { get; } = Meter.CreateCounter<long>("kexie.sends", description: "Attempts to send a message.");

    /// <summary>Calls that a platform refused, by <c>channel</c> and <c>reason</c> (blocked, not installed, too big …).</summary>
    public static Counter<long> Refusals { get; } = Meter.CreateCounter<long>("kexie.refusals", description: "Calls that a platform refused.");

    /// <summary>Seconds between the moment a message was due and the moment it was sent, by <c>kind</c>.</summary>
    public static Histogram<double> Lateness { get; } = Meter.CreateHistogram<double>("kexie.send.lateness", "s", "How late a message was sent.");

    /// <summary>Runs of scheduled jobs, by <c>job</c> and <c>outcome</c> (done, failed).</summary>
    public static Counter<long> JobRuns { get; } = Meter.CreateCounter<long>("kexie.job.runs", description: "Runs of scheduled jobs.");

    /// <summary>Messages waiting in all outboxes.</summary>
    public static Gauge<long> OutboxDepth { get; } = Meter.CreateGauge<long>("kexie.outbox.depth", description: "Messages waiting to be sent.");

    /// <summary>Seconds that the longest waiting message is overdue.</summary>
    public static Gauge<double> OutboxAge { get; } = Meter.CreateGauge<double>("kexie.outbox.age", "s", "Age of the oldest due message.");

    /// <summary>Messages that were given up and wait for the office.</summary>
    public static Gauge<long> DeadLetters { get; } = Meter.CreateGauge<long>("kexie.outbox.dead", description: "Messages given up.");
}
