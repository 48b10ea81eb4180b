using System.Diagnostics;
using StackExchange.Redis;

namespace KexieBot.Tests.Support;

/// <summary>The redis-server on the PATH.</summary>
public static class RedisServer
{
    public const string MissingReason = "redis-server is not installed.";

    /// <summary>Where it is; null where it is not installed.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    /// <summary>Starts it with its append-only file in <paramref name="folder"/>, written before each answer. What it says goes nowhere.</summary>
    public static Process Start(string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Path!, ["--dir", folder, "--appendonly", "yes", "--appendfsync", "always", "--save", "", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!.Drained();

    public static async Task<ConnectionMultiplexer> ConnectWhenReadyAsync(ConfigurationOptions options)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await ConnectionMultiplexer.ConnectAsync(options);
            }
            catch (RedisConnectionException) when (attempt < 600)
            {
                await Task.Delay(50);
            }
        }
    }
}
