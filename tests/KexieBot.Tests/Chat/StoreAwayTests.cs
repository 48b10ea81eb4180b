using System.Diagnostics;
using System.Net.Sockets;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Chat;

/// <summary>What people are told while the store does not answer.</summary>
public sealed class StoreAwayTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-away-").FullName;

    [Fact]
    public async Task A_change_that_the_store_did_not_answer_to_is_not_confirmed_and_not_denied()
    {
        Assert.SkipWhen(RedisServer.Path is null || OperatingSystem.IsWindows(), RedisServer.MissingReason);
        var socket = Path.Combine(folder, "redis.sock");
        using var server = RedisServer.Start(folder, "--port", "0", "--unixsocket", socket);
        try
        {
            var options = new ConfigurationOptions { AsyncTimeout = 1000, SyncTimeout = 1000, BacklogPolicy = BacklogPolicy.FailFast };
            options.EndPoints.Add(new UnixDomainSocketEndPoint(socket));
            await using var connection = await RedisServer.ConnectWhenReadyAsync(options);
            await using var district = await District.OnAsync(connection.GetDatabase());
            await SignalAsync(server, "-STOP");

            var reply = await district.SayAsync("keji", "更新 7 60% 已完成初评");

            reply.Title.ShouldContain("没有得到确认");
            reply.Title.ShouldNotContain("没有改动");
        }
        finally
        {
            server.Kill();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
