using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;

namespace KexieBot.Scheduling;

/// <summary>Keeps the dispatcher going while the host runs.</summary>
internal sealed partial class DispatchLoop(
    Dispatcher dispatcher,
    Outbox outbox,
    DeadLetters letters,
    LedgerReader reader,
    IEnumerable<IChannelSender> senders,
    SchedulingPulse pulse,
    ClockSkew skew,
    OfficeHours hours,
    OfficeClock clock,
    ILogger<DispatchLoop> logger) : BackgroundService
{
    // How long a person waits for what somebody else did; a round over empty outboxes costs a command per plan.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Sweep = TimeSpan.FromHours(1);

    private DateTimeOffset nextSweep;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Without a channel everything would end as unreachable; so it waits for one.
        if (!senders.Any())
            Log.NoChannel(logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await RoundAsync(stoppingToken);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, clock.Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            var slots = await reader.PlanIdsAsync();
            var taken = senders.Any() && await skew.IsBearableAsync() ? await dispatcher.RunOnceAsync(slots, stoppingToken, pulse.Dispatched) : 0;
            await MeasureAsync(slots);
            await SweepAsync(slots);
            pulse.Dispatched();
            return taken > 0 ? TimeSpan.Zero : Pause;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.RoundFailed(logger, e);
            return PauseAfterFailure;
        }
    }

    private async Task MeasureAsync(IReadOnlyList<string> slots)
    {
        var depths = await Task.WhenAll(slots.Append(Outbox.OfficeSlot).Select(outbox.DepthAsync));
        KexieTelemetry.OutboxDepth.Record(depths.Sum(depth => depth.Waiting));
        // Of what a verb put in on a Sunday while no server ran, the night is not counted.
        KexieTelemetry.OutboxAge.Record(hours.OverdueAt(clock.Now, clock.Now - depths.Max(depth => depth.OldestAge)).TotalSeconds);
        KexieTelemetry.DeadLetters.Record(depths.Sum(depth => depth.Dead));
    }

    private async Task SweepAsync(IReadOnlyList<string> slots)
    {
        if (clock.Now < nextSweep)
            return;
        var expired = await Task.WhenAll(slots.Append(Outbox.OfficeSlot).Select(letters.ExpireAsync));
        if (expired.Sum() is > 0 and var count)
            Log.Expired(logger, count);
        nextSweep = clock.Now + Sweep;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "No channel is on: messages wait in the outbox until one is.")]
        public static partial void NoChannel(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "{Count} messages that nobody decided on were forgotten after 45 days among the dead letters.")]
        public static partial void Expired(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "A round of delivery failed; the next follows in ten seconds.")]
        public static partial void RoundFailed(ILogger logger, Exception exception);
    }
}
