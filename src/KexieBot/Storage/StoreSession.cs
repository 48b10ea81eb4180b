using StackExchange.Redis;

namespace KexieBot.Storage;

/// <summary>This process's connection to the ledger's store, and the embedded store itself where this process runs it.</summary>
internal sealed class StoreSession : IAsyncDisposable
{
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

    /// <summary>This process runs the embedded store; others may be using it.</summary>
    public bool IsOwner => embedded is not null;

    /// <summary>Opens the store: a server where one is configured, else the embedded one, started here or already running in another process.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be reached; the message says how to mend it.</exception>
    public static async Task<StoreSession> OpenAsync(LedgerOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.Redis))
            return new StoreSession(await ConnectAsync(ParseServer(options.Redis)), null, isEmbedded: false);

        var embedded = await EmbeddedStore.TryStartAsync(options.DataDirectory, options.MemoryMegabytes);
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
