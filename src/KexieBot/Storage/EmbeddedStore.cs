using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Garnet;
using StackExchange.Redis;

namespace KexieBot.Storage;

/// <summary>
/// Garnet inside this process, kept in a data folder. One process owns the folder (<c>store.lock</c>, its number in <c>store.owner</c>) and runs the store; where that is a
/// server, others on the same machine and account reach it over a unix socket with the password in <c>store.key</c>.
/// </summary>
internal sealed class EmbeddedStore : IDisposable
{
    // Longer paths do not fit into sockaddr_un on any system that .NET runs on.
    private const int LongestSocketPath = 100;

    private readonly string folder;
    private readonly string socket;
    private readonly FileStream ownership;
    private readonly GarnetServer server;

    private EmbeddedStore(string folder, string socket, FileStream ownership, GarnetServer server)
    {
        this.folder = folder;
        this.socket = socket;
        this.ownership = ownership;
        this.server = server;
    }

    /// <summary>Whether a store was ever kept in <paramref name="directory"/>.</summary>
    public static bool IsIn(string directory) => Directory.Exists(Path.Combine(directory, "AOF"));

    /// <summary>Whether a server offers the store of <paramref name="directory"/> to others.</summary>
    public static bool IsServed(string directory) => File.Exists(SocketPath(Path.GetFullPath(directory)));

    /// <summary>The process that runs the store of <paramref name="directory"/>.</summary>
    public static string OwnerOf(string directory) => File.Exists(OwnerPath(directory)) ? File.ReadAllText(OwnerPath(directory)) : "?";

    /// <summary>Starts the store of <paramref name="directory"/>; null where another process runs it already.</summary>
    /// <param name="directory">The data folder.</param>
    /// <param name="memoryMegabytes">Its memory.</param>
    /// <param name="isToServe">Others may use it too, by the socket that they know.</param>
    /// <exception cref="StoreUnavailableException">The folder cannot be used or the data in it cannot be read.</exception>
    public static async Task<EmbeddedStore?> TryStartAsync(string directory, int memoryMegabytes, bool isToServe)
    {
        var folder = Directory.CreateDirectory(directory).FullName;
        FileStream ownership;
        try
        {
            ownership = new FileStream(Path.Combine(folder, "store.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }

        try
        {
            await File.WriteAllTextAsync(OwnerPath(folder), Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            // Of a server that was killed: nobody answers there.
            File.Delete(SocketPath(folder));
            var hasPast = IsIn(folder);
            AppendOnlyFile.Mend(folder);
            var server = Start(folder, memoryMegabytes);
            if (hasPast)
                await SettlePastAsync(folder);
            if (isToServe)
                File.Move(StartingSocketPath(folder), SocketPath(folder), overwrite: true);
            return new EmbeddedStore(folder, isToServe ? SocketPath(folder) : StartingSocketPath(folder), ownership, server);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            ownership.Dispose();
            throw new StoreUnavailableException($"无法打开数据目录 {folder} 中的台账：{exception.Message} 请检查磁盘与权限，或用备份恢复到空目录。The embedded store in this folder cannot be opened.", exception);
        }
    }

    /// <summary>How this process reaches it.</summary>
    public ConfigurationOptions ClientOptions() => OptionsFor(folder, socket);

    /// <summary>How a client reaches the store that a server runs on <paramref name="directory"/>.</summary>
    public static ConfigurationOptions ClientOptions(string directory)
    {
        var folder = Path.GetFullPath(directory);
        return OptionsFor(folder, SocketPath(folder));
    }

    private static ConfigurationOptions OptionsFor(string folder, string socket)
    {
        var options = new ConfigurationOptions
        {
            Password = ReadOrMakeKey(folder),
            AbortOnConnectFail = true,
            BacklogPolicy = BacklogPolicy.FailFast,
            ConnectRetry = 5,
            ConnectTimeout = 5000,
            // It is in this machine and answers late only where the machine has more to do than it can: then waiting is better than failing.
            AsyncTimeout = 30_000,
            ClientName = "kexiebot",
            // For INFO, which says how full it is.
            AllowAdmin = true,
        };
        options.EndPoints.Add(new UnixDomainSocketEndPoint(socket));
        return options;
    }

    public void Dispose()
    {
        server.Dispose();
        File.Delete(socket);
        ownership.Dispose();
    }

    // A process that was killed may leave half a transaction at the end of the append-only file. This start skips it, but what is
    // written behind it would make the next start refuse the file ("No nested transactions expected"). A checkpoint before the
    // first new write puts the file's past behind us; nobody knows the socket's name until it is done.
    private static async Task SettlePastAsync(string folder)
    {
        var options = OptionsFor(folder, StartingSocketPath(folder));
        // The answer comes when the checkpoint is on the disk: gigabytes on a slow one take longer than any other command.
        options.AsyncTimeout = (int)TimeSpan.FromMinutes(10).TotalMilliseconds;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        await connection.GetDatabase().ExecuteAsync("SAVE");
    }

    private static GarnetServer Start(string folder, int memoryMegabytes)
    {
        var listeners = Trace.Listeners.Count;
        var server = new GarnetServer(
        [
            "--unixsocket", StartingSocketPath(folder), "--unixsocketperm", "600", "--bind", "127.0.0.1", "--port", "0",
            "--auth", "Password", "--password", ReadOrMakeKey(folder),
            "--checkpointdir", folder, "--recover", "--fail-on-recovery-error",
            // An answer leaves only after its change is in the append-only file on disk.
            "--aof", "--aof-commit-freq", "0", "--aof-commit-wait", "true",
            // How far the file reaches is written beside it every so many commits; recovery finds the rest by reading on from there. Few, so that little hangs on that.
            "--fast-commit-throttle", "16",
            "--aof-memory", "16m", "--aof-page-size", $"{AppendOnlyFile.PageMegabytes}m", "--aof-segment-size", $"{AppendOnlyFile.FileMegabytes}m",
            // Past this size the file is replaced by a checkpoint, so a start never replays more than this.
            "--aof-size-limit", "64m", "--aof-size-limit-enforce-frequency", "30",
            // The default device needs libaio and ends the process where that is missing.
            "--device-type", "RandomAccess",
            "--lua", "--lua-transaction-mode",
            // Upper bounds that are taken page by page, not at once. What does not fit is dropped without an error: StoreRoomWatch keeps it from coming to that.
            "--memory", $"{memoryMegabytes}m", "--page", "1m", "--segment", "64m", "--index", "16m",
            "-q", "--disable-console-logger",
        ]);

        // Garnet adds a trace listener that writes to standard output, where JSON answers go.
        while (Trace.Listeners.Count > listeners)
            Trace.Listeners.RemoveAt(Trace.Listeners.Count - 1);
        server.Start();
        return server;
    }

    private static string OwnerPath(string folder) => Path.Combine(folder, "store.owner");

    private static string SocketPath(string folder) => ShortPath(folder, "store.sock");

    private static string StartingSocketPath(string folder) => ShortPath(folder, "starting.sock");

    private static string ShortPath(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return Encoding.UTF8.GetByteCount(path) <= LongestSocketPath
            ? path
            : Path.Combine(Path.GetTempPath(), $"kexie-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16]}-{name}");
    }

    private static string ReadOrMakeKey(string folder)
    {
        var path = Path.Combine(folder, "store.key");
        if (File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } existing)
            return existing;
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(key));
        return key;
    }
}

/// <summary>The store cannot be reached or opened; the message says what and how to mend it.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
