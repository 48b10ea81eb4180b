using System.Diagnostics;
using System.Globalization;
using KexieBot.Storage;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace KexieBot.Benchmarks;

/// <summary>A store to measure on, the embedded one in a folder of its own unless <c>--redis</c> names a server.</summary>
internal sealed class MeasuredStore : IAsyncDisposable
{
    private readonly StoreSession session;
    private readonly string folder;
    private readonly bool isKept;
    private int stores;

    private MeasuredStore(StoreSession session, string folder, bool isKept)
    {
        this.session = session;
        this.folder = folder;
        this.isKept = isKept;
    }

    /// <summary>With <c>--data FOLDER</c> the embedded store is kept there.</summary>
    public static async Task<MeasuredStore> OpenAsync(string[] args)
    {
        var kept = Argument(args, "--data");
        var folder = kept ?? Directory.CreateTempSubdirectory("kexie-bench-").FullName;
        return new MeasuredStore(await StoreSession.OpenAsync(new LedgerOptions { Redis = Argument(args, "--redis") ?? "", DataDirectory = folder }), folder, kept is not null);
    }

    public static string? Argument(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    public IDatabase Whole => session.Connection.GetDatabase();

    public IDatabase Fresh() => Whole.WithKeyPrefix($"bench{Environment.ProcessId}-{++stores}:");

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        if (!isKept)
            Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Many calls at once: how many a second, and how long one took.</summary>
internal sealed record Measured(double PerSecond, TimeSpan Median, TimeSpan P99)
{
    public static async Task<Measured> OfAsync(int calls, int concurrency, Func<int, Task> call)
    {
        var times = new long[calls];
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, calls, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (index, _) =>
        {
            var begun = Stopwatch.GetTimestamp();
            await call(index);
            times[index] = Stopwatch.GetTimestamp() - begun;
        });
        var taken = Stopwatch.GetElapsedTime(started);
        times.AsSpan().Sort();
        return new Measured(calls / taken.TotalSeconds, At(times, 0.5), At(times, 0.99));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond,8:0}/s   p50 {Median.TotalMilliseconds,7:0.00} ms   p99 {P99.TotalMilliseconds,7:0.00} ms");

    private static TimeSpan At(long[] sorted, double share) => Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))]);
}
