using KexieBot.Core.Ledger;
using KexieBot.Storage;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Processes;

/// <summary>kill -9 at random moments, on the real program with the embedded store.</summary>
public sealed class KillOnGarnetTests : KillAgainAndAgain
{
    [Fact]
    public Task No_acknowledged_change_is_lost_or_doubled() => RunAsync(null);
}

/// <summary>kill -9 at random moments, on the real program with a redis-server.</summary>
public sealed class KillOnRedisTests : KillAgainAndAgain
{
    [Fact]
    public async Task No_acknowledged_change_is_lost_or_doubled()
    {
        Assert.SkipWhen(RedisServer.Path is null, RedisServer.MissingReason);
        var socket = Path.Combine(Folder, "redis.sock");
        using var server = RedisServer.Start(Folder, "--port", "0", "--unixsocket", socket);
        try
        {
            await RunAsync($"!{socket}");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }
}

/// <summary>Starts the program, sends reports, kills it at a random moment, twenty times; then everything that it acknowledged is there once.</summary>
public abstract class KillAgainAndAgain : IDisposable
{
    private const int Kills = 20;
    private const int Measure = 8;
    private const string Item = "8/区科技局";

    private static string Witness { get; } = Path.Combine(Path.GetTempPath(), "kexie-kill-failed", Guid.NewGuid().ToString("N"));

    protected string Folder { get; } = Directory.CreateTempSubdirectory("kexie-kill-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task RunAsync(string? redis)
    {
        try
        {
            await KillAndCheckAsync(redis);
        }
        catch
        {
            // The data of a failed run are its only witness.
            Directory.CreateDirectory(Path.GetDirectoryName(Witness)!);
            Directory.Move(Folder, Witness);
            Directory.CreateDirectory(Folder);
            throw;
        }
    }

    private async Task KillAndCheckAsync(string? redis)
    {
        var acknowledged = new List<string>();
        var sent = 0;
        for (var round = 0; round < Kills; round++)
        {
            using var kexie = KexieProcess.Start(Folder, redis, "chat", "--as", "keji", "--json");
            await kexie.Output.ReadLineAsync();
            // Each start is looked at by itself, so that a loss is known by its round.
            if (acknowledged.Count > 0)
                (await SayAsync(kexie, $"历史 {Measure}"))!.ShouldContain(acknowledged[^1], Case.Sensitive, $"lost at start {round}");
            // The first message warms the process up; after its answer the kill falls at random into the stream of commits.
            Task? killing = null;
            while (true)
            {
                var note = $"第{++sent}次报送";
                if (await SayAsync(kexie, $"更新 {Measure} {note}") is not { } answer)
                    break;
                if (answer.Contains("已记入", StringComparison.Ordinal))
                    acknowledged.Add(note);
                // Mostly soon after the start, and now and then in a life of many commits.
                killing ??= KillAfterAsync(kexie, TimeSpan.FromMilliseconds(Random.Shared.Next(0, round % 5 == 4 ? 3000 : 150)));
            }

            if (killing is null)
                Assert.Fail($"The process ended by itself: {await kexie.Errors.ReadToEndAsync()}");
            await killing;
        }

        await CheckAsync(redis, acknowledged);
    }

    private static async Task KillAfterAsync(KexieProcess kexie, TimeSpan delay)
    {
        await Task.Delay(delay);
        await kexie.KillAsync();
    }

    // Null: the process died before it answered.
    private static async Task<string?> SayAsync(KexieProcess kexie, string text)
    {
        try
        {
            await kexie.Input.WriteLineAsync(text);
            await kexie.Input.FlushAsync();
            return await kexie.Output.ReadLineAsync();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task CheckAsync(string? redis, List<string> acknowledged)
    {
        await using var session = await StoreSession.OpenAsync(redis is null
            ? new LedgerOptions { DataDirectory = Path.Combine(Folder, "data") }
            : new LedgerOptions { Redis = redis });
        var store = session.Connection.GetDatabase();
        (await new LedgerVerification(store).VerifyAsync("qinglan")).Faults.ShouldBeEmpty();
        var history = await new LedgerReader(store).HistoryAsync("qinglan", Item, int.MaxValue - 1);
        var recorded = history.Where(entry => entry.Kind == EventKind.Reported).Select(entry => entry.Text!).ToList();
        acknowledged.Count.ShouldBeGreaterThan(Kills);
        recorded.Distinct(StringComparer.Ordinal).Count().ShouldBe(recorded.Count);
        var lost = acknowledged.Except(recorded, StringComparer.Ordinal).ToList();
        lost.ShouldBeEmpty(lost.Count == 0 ? null : $"{lost.Count} of {acknowledged.Count} lost, {lost[0]} to {lost[^1]}; the last one recorded is {recorded[0]}.");
    }
}
