using System.Diagnostics;
using StackExchange.Redis;

namespace KexieBot.Storage;

/// <summary>This process's connection to the ledger's store, and the embedded store itself where this process runs it.</summary>
internal sealed class StoreSession : IAsyncDisposable
{
    // A verb that runs while a server starts holds the folder for a moment.
    private static readonly TimeSpan PatienceWithVerbs = TimeSpan.FromSeconds(10);

    private readonly EmbeddedStore? embedded;

    private StoreSession(IConnectionMultiplexer connection, EmbeddedStore? embedded, bool isEmbedded)
    {
        Connection = connection;
        this.embedded = embedded;
        IsEmbedded = isEmbedded;
    }

    public IConnectionMultiplexer Connection { get; }

    /// <summary>The data lie in the data folder, not on a server that was configured.</summary>
    public bool IsEmbedded { get; }

    /// <summary>Opens the store: a server where one is configured, else the embedded one, started here or already running in another process.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="mustOwn">The embedded one is to run here: it would be gone when the other process ends.</param>
    /// <exception cref="StoreUnavailableException">It cannot be reached; the message says how to mend it.</exception>
    public static async Task<StoreSession> OpenAsync(LedgerOptions options, bool mustOwn = false)
    {
        if (!string.IsNullOrWhiteSpace(options.Redis))
            return new StoreSession(await ConnectAsync(ParseServer(options.Redis)), null, isEmbedded: false);

        var embedded = await EmbeddedStore.TryStartAsync(options.DataDirectory, options.MemoryMegabytes);
        for (var watch = Stopwatch.StartNew(); embedded is null && mustOwn; embedded = await EmbeddedStore.TryStartAsync(options.DataDirectory, options.MemoryMegabytes))
        {
            if (watch.Elapsed > PatienceWithVerbs)
                throw new StoreUnavailableException($"数据目录 {Path.GetFullPath(options.DataDirectory)} 正由另一个科协Bot服务使用：请先停掉那一个，或用 Ledger:DataDirectory 换一个目录；要同时运行几个服务，请用 Redis（Ledger:Redis）。Another server runs on this folder.");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        try
        {
            return new StoreSession(await ConnectAsync(EmbeddedStore.ClientOptions(options.DataDirectory)), embedded, isEmbedded: true);
        }
        catch
        {
            embedded?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.CloseAsync();
        await Connection.DisposeAsync();
        embedded?.Dispose();
    }

    private static ConfigurationOptions ParseServer(string connectionString)
    {
        try
        {
            var parsed = ConfigurationOptions.Parse(connectionString);
            parsed.ClientName ??= "kexiebot";
            // A command for a store that is away fails at once: what queued in memory would be lost with the process.
            parsed.BacklogPolicy = BacklogPolicy.FailFast;
            return parsed;
        }
        catch (ArgumentException exception)
        {
            throw new StoreUnavailableException($"Ledger:Redis 的值无法识别（{exception.Message}）。示例：localhost:6379,password=…", exception);
        }
    }

    private static async Task<IConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        try
        {
            return await ConnectionMultiplexer.ConnectAsync(options);
        }
        catch (RedisConnectionException exception)
        {
            var where = string.Join(", ", options.EndPoints.Select(endPoint => endPoint.ToString()));
            throw new StoreUnavailableException($"连不上台账存储 {where}：请确认服务已启动、地址与密码正确（Ledger:Redis）。The store cannot be reached.", exception);
        }
    }
}
