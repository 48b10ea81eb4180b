using System.Diagnostics;
using System.Net.Sockets;
using KexieBot.Storage;
using KexieBot.Tests.Support;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

[assembly: AssemblyFixture(typeof(StoreServers))]

namespace KexieBot.Tests.Support;

/// <summary>The stores that tests run against.</summary>
public enum StoreKind
{
    Garnet,
    Redis,
}

/// <summary>One embedded Garnet and, where it is installed, one redis-server for all tests. Each test gets keys of its own by a prefix.</summary>
public sealed class StoreServers : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-tests-").FullName;
    // A machine that runs a thousand tests at once answers late; what is tested is not how late.
    private static readonly int Patience = (int)TimeSpan.FromMinutes(1).TotalMilliseconds;

    private StoreSession? server;
    private ConnectionMultiplexer? garnet;
    private Process? redisServer;
    private ConnectionMultiplexer? redis;
    private int tests;

    public static TheoryData<StoreKind> All { get; } = new(StoreKind.Garnet, StoreKind.Redis);

    public async ValueTask InitializeAsync()
    {
        var data = Path.Combine(folder, "garnet");
        server = await StoreSession.OpenAsync(new LedgerOptions { DataDirectory = data }, isToServe: true);
        garnet = await ConnectAsync(EmbeddedStore.ClientOptions(data));
        if (RedisServer.Path is null)
            return;
        var socket = Path.Combine(folder, "redis.sock");
        redisServer = RedisServer.Start(folder, "--port", "0", "--unixsocket", socket);
        redis = await ConnectAsync(new ConfigurationOptions { EndPoints = { new UnixDomainSocketEndPoint(socket) } });
    }

    /// <summary>An empty store of the kind; the test is skipped, with the reason, where a redis-server is not installed.</summary>
    public IDatabase Fresh(StoreKind kind)
    {
        Assert.SkipWhen(kind == StoreKind.Redis && redis is null, RedisServer.MissingReason);
        var database = (kind == StoreKind.Redis ? redis : garnet)!.GetDatabase();
        return database.WithKeyPrefix($"t{Interlocked.Increment(ref tests)}:");
    }

    public async ValueTask DisposeAsync()
    {
        if (garnet is not null)
            await garnet.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        if (redis is not null)
            await redis.DisposeAsync();
        redisServer?.Kill();
        redisServer?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        (options.AbortOnConnectFail, options.ConnectRetry, options.AsyncTimeout, options.SyncTimeout) = (true, 20, Patience, Patience);
        return RedisServer.ConnectWhenReadyAsync(options);
    }
}
