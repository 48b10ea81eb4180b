using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace KexieBot.Tests.Delivery;

/// <summary>A redis-server of one test class, in its own folder and on its own port.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kexie-redis-");
    private Process? process;
    private ConnectionMultiplexer? connection;

    public IDatabase Store => connection!.GetDatabase();

    public static bool IsInstalled => Path() is not null;

    public static bool IsMissing => !IsInstalled;

    public async ValueTask InitializeAsync()
    {
        if (Path() is not { } path)
            return;
        var port = FreePort();
        process = Process.Start(new ProcessStartInfo(path, ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.FullName, "--appendonly", "yes", "--save", ""])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var options = ConfigurationOptions.Parse($"127.0.0.1:{port}");
        options.AbortOnConnectFail = false;
        options.ConnectRetry = 10;
        options.AllowAdmin = true;
        connection = await ConnectionMultiplexer.ConnectAsync(options);
        await connection.GetDatabase().PingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        process?.Kill();
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private static string? Path() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
