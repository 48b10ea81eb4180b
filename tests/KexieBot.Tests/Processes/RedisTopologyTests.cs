using System.Diagnostics;
using System.Globalization;
using System.Net;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Storage;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Processes;

/// <summary>The ledger on a cluster, on one whose master is killed while reports come in, and on a primary with a replica under three sentinels whose primary is.</summary>
[Collection(nameof(Alone))]
public sealed class RedisTopologyTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-topology-").FullName;
    private readonly List<Process> processes = [];

    [Fact]
    public async Task A_cluster_of_three_keeps_the_ledger()
    {
        Assert.SkipWhen(RedisServer.Path is null, RedisServer.MissingReason);
        var ports = FreePorts.Take(6);
        for (var node = 0; node < 3; node++)
            await StartAsync($"node{node}", ports[node], "--cluster-enabled", "yes", "--cluster-port", Text(ports[node + 3]), "--cluster-config-file", "nodes.conf");
        await RunCliAsync(["--cluster", "create", .. ports.Take(3).Select(port => $"127.0.0.1:{port}"), "--cluster-yes"]);
        await using var session = await OpenAsync(string.Join(',', ports.Take(3).Select(port => $"127.0.0.1:{port}")), async store => await store.StringSetAsync("{p}ready", 1) && await store.StringSetAsync("{office}ready", 1) && await store.StringSetAsync("{roster}ready", 1));

        await using var district = await District.OnAsync(session.Connection.GetDatabase());
        (await district.SayAsync("keji", "签收 4、6、7、8")).Tone.ShouldBe(ReplyTone.Good);
        (await district.SayAsync("keji", "更新 8 60% 场地已定；存在问题：经费未到位")).Title.ShouldStartWith("已记入");
        (await district.SayAsync("keji", "申请延期 8 到2027年1月31日，原因：场地调整")).Tone.ShouldBe(ReplyTone.Good);
        (await district.SayAsync("office", "同意延期 8")).Tone.ShouldBe(ReplyTone.Good);
        (await district.SayAsync("leader", "进展汇总")).Title.ShouldStartWith("共 10 项任务");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task When_the_primary_dies_the_replica_goes_on_with_a_whole_chain()
    {
        Assert.SkipWhen(RedisServer.Path is null, RedisServer.MissingReason);
        var ports = FreePorts.Take(5);
        // Without the delay the replica begins to copy at once; by default it waits five seconds for others.
        var primary = await StartAsync("primary", ports[0], "--repl-diskless-sync-delay", "0");
        await StartAsync("replica", ports[1], "--replicaof", "127.0.0.1", Text(ports[0]));
        await UntilInStepAsync(ports[1]);
        for (var sentinel = 2; sentinel < 5; sentinel++)
            await StartSentinelAsync(ports[sentinel], ports[0]);
        foreach (var sentinel in ports.Skip(2))
            await UntilAwareAsync(sentinel);
        await using var session = await OpenAsync(string.Join(',', ports.Skip(2).Select(port => $"127.0.0.1:{port}")) + ",serviceName=kexie", store => store.StringSetAsync("ready", 1));
        await using var district = await District.OnAsync(session.Connection.GetDatabase());

        await ShouldGoOnAsync(district, primary.Kill);
    }

    [Fact]
    public async Task When_a_clusters_master_dies_its_replica_goes_on_with_a_whole_chain()
    {
        Assert.SkipWhen(RedisServer.Path is null, RedisServer.MissingReason);
        var ports = FreePorts.Take(12);
        var nodes = new Dictionary<int, Process>();
        for (var node = 0; node < 6; node++)
        {
            nodes[ports[node]] = await StartAsync(
                $"node{node}", ports[node], "--cluster-enabled", "yes", "--cluster-port", Text(ports[node + 6]), "--cluster-config-file", "nodes.conf", "--cluster-node-timeout", "1000", "--repl-diskless-sync-delay", "0");
        }

        await RunCliAsync(["--cluster", "create", .. ports.Take(6).Select(port => $"127.0.0.1:{port}"), "--cluster-replicas", "1", "--cluster-yes"]);
        await using var session = await OpenAsync(string.Join(',', ports.Take(6).Select(port => $"127.0.0.1:{port}")), async store => await store.StringSetAsync("{p}ready", 1) && await store.StringSetAsync("{office}ready", 1) && await store.StringSetAsync("{roster}ready", 1));
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{ports[0]},allowAdmin=true");
        var masters = (await admin.GetServer("127.0.0.1", ports[0]).ClusterNodesAsync())!.Nodes;
        foreach (var replica in masters.Where(node => node.IsReplica))
            await UntilInStepAsync(((IPEndPoint)replica.EndPoint!).Port);
        await using var district = await District.OnAsync(session.Connection.GetDatabase());

        // The master that holds the plan.
        var slot = session.Connection.HashSlot("{p}");
        var master = masters.Single(node => !node.IsReplica && node.Slots.Any(range => range.From <= slot && slot <= range.To));
        await ShouldGoOnAsync(district, nodes[((IPEndPoint)master.EndPoint!).Port].Kill);
    }

    // Goes on reporting until two dozen reports were taken after the fail-over.
    private async Task ShouldGoOnAsync(District district, Action kill)
    {
        var acknowledged = new List<string>();
        var afterwards = 0;
        var watch = Stopwatch.StartNew();
        TimeSpan? killedAt = null, backAt = null;
        for (var number = 1; afterwards < 24; number++)
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), $"{acknowledged.Count} acknowledged, none after the primary's death for two minutes");
            if (number == 60)
            {
                kill();
                killedAt = watch.Elapsed;
            }

            var note = $"第{number}次报送";
            if ((await district.SayAsync("keji", $"更新 8 {note}", $"n{number}")).Title.StartsWith("已记入", StringComparison.Ordinal))
            {
                acknowledged.Add(note);
                backAt ??= killedAt is null ? null : watch.Elapsed;
                afterwards += killedAt is null ? 0 : 1;
            }
            else
            {
                await Task.Delay(100);
            }
        }

        await district.ShouldBeWholeAsync();
        var recorded = (await district.Reader.HistoryAsync(District.PlanId, "8/区科技局", 10_000)).Where(entry => entry.Kind == EventKind.Reported).Select(entry => entry.Text!).ToList();
        recorded.Distinct(StringComparer.Ordinal).Count().ShouldBe(recorded.Count);
        var lost = acknowledged.Except(recorded, StringComparer.Ordinal).ToList();
        output.WriteLine($"{acknowledged.Count} acknowledged, {lost.Count} lost with the primary; answered again {(backAt - killedAt)?.TotalSeconds:0.0} s after its death.");
        // Replication is asynchronous: what the primary had not sent on yet may go with it, and no more than that.
        lost.Count.ShouldBeLessThanOrEqualTo(5);
        (await district.Reader.EventsBetweenAsync(District.PlanId, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 10_000)).Count.ShouldBeGreaterThan(24);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<Process> StartAsync(string name, int port, params string[] arguments)
    {
        var process = RedisServer.Start(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, ["--bind", "127.0.0.1", "--port", Text(port), .. arguments]);
        processes.Add(process);
        await (await RedisServer.ConnectWhenReadyAsync(ConfigurationOptions.Parse($"127.0.0.1:{port}"))).DisposeAsync();
        return process;
    }

    private async Task StartSentinelAsync(int port, int primary)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, $"sentinel{port}")).FullName;
        var file = Path.Combine(home, "sentinel.conf");
        await File.WriteAllTextAsync(file, $"port {port}\nbind 127.0.0.1\ndir {home}\nsentinel monitor kexie 127.0.0.1 {primary} 2\nsentinel down-after-milliseconds kexie 1000\nsentinel failover-timeout kexie 5000\n");
        var process = Process.Start(new ProcessStartInfo(RedisServer.Path!, [file, "--sentinel"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!.Drained();
        processes.Add(process);
    }

    // A replica that has copied nothing yet cannot take over.
    private static async Task UntilInStepAsync(int port)
    {
        await using var replica = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true");
        await Eventually.IsSoAsync(async () => (await replica.GetServer("127.0.0.1", port).InfoRawAsync("replication"))!.Contains("master_link_status:up", StringComparison.Ordinal));
    }

    // A sentinel that has not met the others or the replica cannot fail over.
    private static async Task UntilAwareAsync(int port)
    {
        var options = ConfigurationOptions.Parse($"127.0.0.1:{port}");
        options.CommandMap = CommandMap.Sentinel;
        options.TieBreaker = "";
        await using var sentinel = await RedisServer.ConnectWhenReadyAsync(options);
        await Eventually.IsSoAsync(async () =>
        {
            var primary = (await sentinel.GetServer("127.0.0.1", port).SentinelMasterAsync("kexie")).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
            return primary["num-other-sentinels"] == "2" && primary["num-slaves"] == "1";
        });
    }

    private static async Task RunCliAsync(string[] arguments)
    {
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await cli.StandardOutput.ReadToEndAsync();
        await cli.WaitForExitAsync();
        cli.ExitCode.ShouldBe(0, said);
    }

    // As the program opens it, with its own settings. Sentinels and cluster nodes need a moment to know of each other.
    private static async Task<StoreSession> OpenAsync(string servers, Func<IDatabase, Task<bool>> isReady)
    {
        StoreSession? ready = null;
        await Eventually.IsSoAsync(async () =>
        {
            try
            {
                var session = await StoreSession.OpenAsync(new LedgerOptions { Redis = servers });
                if (await isReady(session.Connection.GetDatabase()))
                    ready = session;
                else
                    await session.DisposeAsync();
            }
            catch (Exception exception) when (StoreAway.Is(exception) || exception is StoreUnavailableException)
            {
                // Not yet.
            }

            return ready is not null;
        });
        return ready!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
