using System.Globalization;
using KexieBot.Core;
using KexieBot.Core.Delivery;
using StackExchange.Redis;

namespace KexieBot.Scheduling;

/// <summary>
/// How far this process's clock is from the store's. A lease is written and judged by the workers' own clocks: one that is ahead takes a message that another is
/// still sending. Each may be off the store's clock by half of what a lease leaves beside a send; above that this process plans and sends nothing.
/// </summary>
internal sealed partial class ClockSkew(Func<Task<DateTimeOffset>> storeTime, OfficeClock clock, DeliveryRules rules, ILogger<ClockSkew> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private (long At, TimeSpan Skew)? last;
    private bool isSaid;

    public TimeSpan Bearable => (rules.Lease - rules.SendDeadline) / 2;

    /// <summary>The time of the server that answers, in any of the store's shapes.</summary>
    public static async Task<DateTimeOffset> TimeOfAsync(IDatabase store)
    {
        var parts = (RedisValue[])(await store.ExecuteAsync("TIME"))!;
        return DateTimeOffset.FromUnixTimeSeconds((long)parts[0]).AddMicroseconds((long)parts[1]);
    }

    /// <summary>How far this clock is ahead; negative where it is behind. Measured anew every ten seconds.</summary>
    public async Task<TimeSpan> MeasureAsync()
    {
        if (last is { } known && clock.Time.GetElapsedTime(known.At) < Kept)
            return known.Skew;
        var before = clock.Now;
        var store = await storeTime();
        // Asking takes a moment: the store looked at its clock within it.
        var skew = before + ((clock.Now - before) / 2) - store;
        last = (clock.Time.GetTimestamp(), skew);
        KexieTelemetry.ClockSkew.Record(skew.TotalSeconds);
        return skew;
    }

    public async Task<bool> IsBearableAsync()
    {
        var skew = await MeasureAsync();
        var isBearable = skew.Duration() <= Bearable;
        if (!isBearable && !isSaid)
            Log.TooFar(logger, skew.TotalSeconds, Bearable.TotalSeconds);
        else if (isBearable && isSaid)
            Log.Near(logger);
        isSaid = !isBearable;
        return isBearable;
    }

    /// <summary>For <c>/readyz</c>: what is wrong, in one line; null where nothing is.</summary>
    public async Task<string?> FaultAsync()
    {
        if (await IsBearableAsync())
            return null;
        var skew = await MeasureAsync();
        return string.Create(CultureInfo.InvariantCulture, $"clock {skew.TotalSeconds:0} s off the store's, leases bear {Bearable.TotalSeconds:0}");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "This clock is {Skew:0} s ahead of the store's (behind where negative), and leases bear {Bearable:0} s: nothing is planned or sent here until it is set.")]
        public static partial void TooFar(ILogger logger, double skew, double bearable);

        [LoggerMessage(2, LogLevel.Information, "This clock agrees with the store's again; planning and sending go on.")]
        public static partial void Near(ILogger logger);
    }
}
