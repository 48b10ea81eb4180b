using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;

namespace KexieBot.Storage;

/// <summary>This process's connection to the ledger's store, and the embedded store itself where this process runs it.</summary>
internal sealed class StoreSession : IAsyncDisposable
{
    // A server that is being replaced takes a moment to end; a command waits for another's end, and for the start of a server with a large ledger.
    private static readonly TimeSpan PatienceWithServers = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceWithVerbs = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

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

    /// <summary>Opens the store: a server where one is configured, else the embedded one, of the server that runs on the folder, or started here.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="isToServe">The embedded one is to run here, and for others too. One that a command starts is its own: it would be gone for others when the command ends, so these wait for that.</param>
    /// <exception cref="StoreUnavailableException">It cannot be reached; the message says how to mend it.</exception>
    public static async Task<StoreSession> OpenAsync(LedgerOptions options, bool isToServe = false)
    {
        if (!string.IsNullOrWhiteSpace(options.Redis))
            return new StoreSession(await ConnectAsync(ParseServer(options.Redis)), null, isEmbedded: false);

        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            if (await EmbeddedStore.TryStartAsync(options.DataDirectory, options.MemoryMegabytes, isToServe) is { } embedded)
                return await OnAsync(embedded);
            var isServed = EmbeddedStore.IsServed(options.DataDirectory);
            if (isServed && !isToServe && await TryConnectAsync(options.DataDirectory) is { } connection)
                return new StoreSession(connection, null, isEmbedded: true);
            if (watch.Elapsed > (isServed ? PatienceWithServers : PatienceWithVerbs))
                throw Taken(options.DataDirectory, isServed);
        }
    }

    /// <summary>How full the embedded store's memory is, from 0 to 1; 0 for another store.</summary>
    public async Task<double> MeasureRoomAsync()
    {
        if (!IsEmbedded)
            return 0;
        var info = (await Connection.GetDatabase().ExecuteAsync("INFO", "STORE")).ToString();
        return (NumberOf(info, "Log.CurrentMemorySizeBytes") + NumberOf(info, "Log.CurrentHeapSizeBytes")) / NumberOf(info, "Log.MaxMemorySizeBytes");
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.CloseAsync();
        await Connection.DisposeAsync();
        embedded?.Dispose();
    }

    private static async Task<StoreSession> OnAsync(EmbeddedStore embedded)
    {
        try
        {
            return new StoreSession(await ConnectAsync(embedded.ClientOptions()), embedded, isEmbedded: true);
        }
        catch
        {
            embedded.Dispose();
            throw;
        }
    }

    // The server may be ending just now.
    private static async Task<IConnectionMultiplexer?> TryConnectAsync(string directory)
    {
        try
        {
            return await ConnectionMultiplexer.ConnectAsync(EmbeddedStore.ClientOptions(directory));
        }
        catch (RedisConnectionException)
        {
            return null;
        }
    }

    private static StoreUnavailableException Taken(string directory, bool isServed)
    {
        var (folder, owner) = (Path.GetFullPath(directory), EmbeddedStore.OwnerOf(directory));
        return new StoreUnavailableException(isServed
            ? $"数据目录 {folder} 正由另一个科协Bot服务使用（进程 {owner}）：请先停掉那一个，或用 Ledger:DataDirectory 换一个目录；要同时运行几个服务，请用 Redis（Ledger:Redis）。Another server runs on this folder."
            : $"数据目录 {folder} 正由另一条 kexiebot 命令使用（进程 {owner}），例如开着的 chat：请等它结束再试，或先启动服务，命令就可以同时用。Another command is at work on this folder.");
    }

    private static double NumberOf(string info, string name)
    {
        var line = info.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length + 1).Trim(), CultureInfo.InvariantCulture);
    }

    private static ConfigurationOptions ParseServer(string connectionString)
    {
        try
        {
            var parsed = ConfigurationOptions.Parse(connectionString);
            parsed.ClientName ??= "kexiebot";
            // A command for a store that is away fails at once: what queued in memory would be lost with the process.
            parsed.BacklogPolicy = BacklogPolicy.FailFast;
            // For INFO, which says whether it keeps what it is given.
            parsed.AllowAdmin = true;
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
