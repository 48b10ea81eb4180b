using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using KexieBot.Core.Workbooks;
using KexieBot.Storage;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Processes;

/// <summary>The running server as an operator sees it: probes, metrics, and a store that goes away and comes back.</summary>
public sealed partial class ServeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-serve-").FullName;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task It_tells_monitoring_how_it_is_and_no_names()
    {
        using var kexie = KexieProcess.Start(folder, null, "serve");
        var url = await UrlOfAsync(kexie);
        await AskAsync(url, "keji", "我的任务");

        (await http.GetStringAsync($"{url}/healthz")).ShouldBe("ok");
        (await http.GetStringAsync($"{url}/readyz")).ShouldBe("ready");
        var metrics = await http.GetStringAsync($"{url}/metrics");
        metrics.ShouldContain("kexie_turn_duration_seconds_count");
        metrics.ShouldContain("intent=\"my_tasks\"");
        metrics.ShouldContain("kexie_outbox_depth");
        metrics.ShouldMatch("kexie_turn_duration_seconds_bucket\\{[^}]*le=\"0.05\"");
        metrics.ShouldNotContain("keji");
        metrics.ShouldNotContain("林晓");
    }

    [Fact]
    public async Task The_page_gives_the_ledger_as_a_file()
    {
        using var kexie = KexieProcess.Start(folder, null, "serve");
        var url = await UrlOfAsync(kexie);
        (await AskAsync(url, "office", "导出台账")).ShouldContain("action=\"/try/file\"");

        using var form = new FormUrlEncodedContent([new("person", "office"), new("text", "导出台账"), new("id", Guid.NewGuid().ToString())]);
        using var answer = await http.PostAsync($"{url}/try/file", form, TestContext.Current.CancellationToken);

        answer.Content.Headers.ContentDisposition!.FileNameStar!.ShouldEndWith(".xlsx");
        WorkbookReader.Read(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)).ShouldBeOfType<WorkbookResult.Sheets>().Items[0].Rows.Count.ShouldBe(107);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        using var kexie = KexieProcess.Start(folder, null, "serve");
        var url = await UrlOfAsync(kexie);

        var (exitCode, output, errors) = await KexieProcess.RunAsync(folder, null, "serve");

        exitCode.ShouldBe(1);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("Ledger:DataDirectory");
        output.ShouldNotContain("   at ");
        (await http.GetStringAsync($"{url}/readyz")).ShouldBe("ready");
    }

    [Fact]
    public async Task A_server_that_starts_while_a_verb_is_at_work_waits_for_the_folder()
    {
        var verb = await StoreSession.OpenAsync(new LedgerOptions { DataDirectory = Path.Combine(folder, "data") });
        using var kexie = KexieProcess.Start(folder, null, "serve");
        // Long enough for the server to have found the folder taken on most machines; on the slowest it never notices.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        await verb.DisposeAsync();

        var url = await UrlOfAsync(kexie);

        (await http.GetStringAsync($"{url}/readyz")).ShouldBe("ready");
    }

    [Fact]
    public async Task While_the_store_is_away_it_says_so_and_it_comes_back_by_itself()
    {
        Assert.SkipWhen(RedisServer.Path is null, RedisServer.MissingReason);
        var socket = Path.Combine(folder, "redis.sock");
        var arguments = new[] { "--port", "0", "--unixsocket", socket };
        var server = RedisServer.Start(folder, arguments);
        try
        {
            using var kexie = KexieProcess.Start(folder, $"!{socket}", "serve");
            var url = await UrlOfAsync(kexie);
            (await AskAsync(url, "keji", "更新 8 20% 停机之前")).ShouldContain("已记入");

            server.Kill();
            await server.WaitForExitAsync();
            (await http.GetAsync($"{url}/readyz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await AskAsync(url, "keji", "更新 8 40% 停机之间")).ShouldContain("台账暂时连不上");
            server.Dispose();
            server = RedisServer.Start(folder, arguments);
            await UntilReadyAsync(url);

            (await AskAsync(url, "keji", "更新 8 60% 恢复之后")).ShouldContain("已记入：第8条");

            await DemoteAsync(socket);
            (await http.GetAsync($"{url}/readyz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, "a replica answers and takes no writes");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> AskAsync(string url, string person, string text)
    {
        using var form = new FormUrlEncodedContent([new("person", person), new("text", text), new("id", Guid.NewGuid().ToString())]);
        using var answer = await http.PostAsync($"{url}/try", form);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task DemoteAsync(string socket)
    {
        var options = new ConfigurationOptions { AllowAdmin = true };
        options.EndPoints.Add(new UnixDomainSocketEndPoint(socket));
        await using var connection = await RedisServer.ConnectWhenReadyAsync(options);
        await connection.GetServers()[0].ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
    }

    // The client looks for a lost server about once a second.
    private Task UntilReadyAsync(string url) => Eventually.IsSoAsync(async () => (await http.GetAsync($"{url}/readyz")).StatusCode == HttpStatusCode.OK);

    private static async Task<string> UrlOfAsync(KexieProcess kexie)
    {
        while (await kexie.Output.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
            {
                _ = DrainAsync(kexie);
                return match.Groups["url"].Value;
            }
        }

        throw new InvalidOperationException(await kexie.Errors.ReadToEndAsync());
    }

    // A full pipe would stop the server.
    private static async Task DrainAsync(KexieProcess kexie)
    {
        while (await kexie.Output.ReadLineAsync() is not null)
        {
        }
    }

    [GeneratedRegex(@"Web\s+(?<url>http://\S+)")]
    private static partial Regex Address();
}
