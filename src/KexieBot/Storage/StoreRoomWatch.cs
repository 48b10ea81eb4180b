using KexieBot.Core;
using KexieBot.Core.Ledger;

namespace KexieBot.Storage;

/// <summary>Measures every few seconds how full the embedded store's memory is, for monitoring. A Redis has a memory limit and a policy of its own.</summary>
internal sealed partial class StoreRoomWatch(StoreRoom room, OfficeClock clock, ILogger<StoreRoomWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private const double WorthSaying = 0.75;

    private bool isSaid;

    private async Task MeasureAsync()
    {
        await room.MeasureAsync();
        KexieTelemetry.StoreUsed.Record(room.Used);
        if (room.Used >= WorthSaying && !isSaid)
            Log.Filling(logger, room.Used);
        isSaid = room.Used >= WorthSaying;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MeasureAsync();
            }
            catch (Exception exception) when (StoreAway.Is(exception))
            {
                Log.Unmeasured(logger, exception);
            }

            await Task.Delay(Pause, clock.Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The embedded store's memory is filled to {Used:P0}; from 90 % on changes are refused. Raise Ledger:MemoryMegabytes, or move to a Redis.")]
        public static partial void Filling(ILogger logger, double used);

        [LoggerMessage(2, LogLevel.Warning, "How full the embedded store is could not be measured.")]
        public static partial void Unmeasured(ILogger logger, Exception exception);
    }
}
