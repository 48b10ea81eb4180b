using System.Globalization;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Tests.Processes;

/// <summary>Two servers on one redis-server share the outbox while each of them is killed, frozen for longer than its lease and cut off from the store. The stand-in counts what reaches people.</summary>
[Collection(nameof(Alone))]
public sealed class WorkersUnderFireTests(ITestOutputHelper output) : IDisposable
{
    private const int Messages = 400;
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(60);
    private static readonly DeliveryRules Quick = new() { Lease = TimeSpan.FromSeconds(6), SendDeadline = TimeSpan.FromSeconds(3) };

    private readonly string folder = Directory.CreateTempSubdirectory("kexie-fire-").FullName;

    [Fact]
    public async Task Whatever_happens_to_the_workers_everybody_gets_each_message_once()
    {
        Assert.SkipWhen(RedisServer.Path is null || OperatingSystem.IsWindows(), RedisServer.MissingReason);
        await using var platform = await FakeWeCom.StartAsync();
        platform.Latency = Usual;
        platform.Members.UnionWith(Enumerable.Range(0, Messages).Select(index => $"member{index}"));
        var port = FreePorts.Take(1)[0];
        using var redis = RedisServer.Start(folder, "--port", port.ToString(CultureInfo.InvariantCulture));
        await using var connection = await RedisServer.ConnectWhenReadyAsync(ConfigurationOptions.Parse($"127.0.0.1:{port}"));
        await using var line = new CuttableLine(port);
        var outbox = await PrepareAsync(connection.GetDatabase());

        var first = StartWorker(platform, line.Port, "first", Quick);
        var second = StartWorker(platform, port, "second", Quick);
        try
        {
            await EnqueueAsync(outbox, 0, 100);
            await Eventually.IsSoAsync(() => platform.Delivered.Count >= 30, what: "the workers began to send");
            // Both hold messages that the platform has and whose answers have not come: the death between sending and marking.
            platform.Latency = TimeSpan.FromSeconds(1);
            var calls = Sends(platform);
            await Eventually.IsSoAsync(() => Sends(platform) >= calls + Quick.Concurrency, what: "every hand of one is sending");
            await first.KillAsync();
            platform.Latency = Usual;
            await EnqueueAsync(outbox, 100, 200);
            await second.FreezeAsync(Quick.Lease + TimeSpan.FromSeconds(2));
            first.Dispose();
            first = StartWorker(platform, line.Port, "first", Quick);
            await EnqueueAsync(outbox, 200, 300);
            await Eventually.IsSoAsync(() => platform.Delivered.Count >= 240, what: "both went on");
            await line.CutAsync(Quick.Lease + TimeSpan.FromSeconds(2));
            await EnqueueAsync(outbox, 300, Messages);
            await Eventually.IsSoAsync(() => platform.Delivered.Count >= 330, what: "the one that was not cut off went on");
            await second.KillAsync();
            // The one that was cut off has come back by itself and ends the work.
            await Eventually.IsSoAsync(async () => (await outbox.DepthAsync(Outbox.OfficeSlot)).Waiting == 0, what: "nothing waits any more");
        }
        finally
        {
            first.Dispose();
            second.Dispose();
            redis.Kill();
        }

        var reached = platform.Delivered.GroupBy(delivery => delivery.User, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        output.WriteLine($"{Sends(platform)} calls for {Messages} messages, {reached.Values.Count(count => count > 1)} persons reached more than once.");
        reached.Count.ShouldBe(Messages);
        // A worker that died between sending and marking had its message sent again: the platform's own check for duplicates swallowed it.
        reached.Values.ShouldAllBe(count => count == 1);
        // The stand-in swallows repeats too, so it is the calls that tell whether workers send what others have sent: each of two killed, one frozen and one cut off may have had its hands full.
        Sends(platform).ShouldBeLessThanOrEqualTo(Messages + (4 * Quick.Concurrency));
        platform.Dropped.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_ends_and_marks_what_it_is_sending()
    {
        Assert.SkipWhen(RedisServer.Path is null || OperatingSystem.IsWindows(), RedisServer.MissingReason);
        await using var platform = await FakeWeCom.StartAsync();
        platform.Latency = TimeSpan.FromSeconds(5);
        platform.Members.UnionWith(["member0"]);
        var port = FreePorts.Take(1)[0];
        using var redis = RedisServer.Start(folder, "--port", port.ToString(CultureInfo.InvariantCulture));
        await using var connection = await RedisServer.ConnectWhenReadyAsync(ConfigurationOptions.Parse($"127.0.0.1:{port}"));
        var outbox = await PrepareAsync(connection.GetDatabase());
        using var worker = StartWorker(platform, port, "stopped", new DeliveryRules { Lease = TimeSpan.FromSeconds(60), SendDeadline = TimeSpan.FromSeconds(20) });
        try
        {
            await EnqueueAsync(outbox, 0, 1);
            await Eventually.IsSoAsync(() => platform.Delivered.Count == 1, what: "it began to send");

            (await worker.StopAsync()).ShouldBe(0);

            (await outbox.OutcomesAsync(Outbox.OfficeSlot)).GetValueOrDefault("sent").ShouldBe(1);
        }
        finally
        {
            redis.Kill();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static int Sends(FakeWeCom platform) => platform.Calls.Count(path => path == "/message/send");

    private static async Task<Outbox> PrepareAsync(IDatabase store)
    {
        await new RosterStore(store).ChangeAsync(_ => new Roster([], [], [.. Enumerable.Range(0, Messages).Select(index => new Person($"p{index}", $"联络员{index}", PersonRole.Liaison) { Accounts = [new PersonAccount(ChannelKind.WeCom, $"member{index}")] })]));
        return new Outbox(store, new OfficeClock(TimeProvider.System, TimeZoneInfo.Utc), NullLogger<Outbox>.Instance);
    }

    private static async Task EnqueueAsync(Outbox outbox, int from, int to)
    {
        for (var index = from; index < to; index++)
            (await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry($"fire/{index}", $"p{index}", "event", Reply.Of($"第{index}号通知：请及时报送进展。"), DateTimeOffset.UnixEpoch) { IsUrgent = true })).ShouldBeTrue();
    }

    private KexieProcess StartWorker(FakeWeCom platform, int redisPort, string name, DeliveryRules rules)
    {
        var worker = KexieProcess.Start(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, $"127.0.0.1:{redisPort}",
            [.. WeComApp.Settings(platform).Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!)), ("Sample__Enabled", "false"), ("Delivery__Lease", rules.Lease.ToString()), ("Delivery__SendDeadline", rules.SendDeadline.ToString())],
            ["serve"]);
        worker.Drain();
        return worker;
    }
}
