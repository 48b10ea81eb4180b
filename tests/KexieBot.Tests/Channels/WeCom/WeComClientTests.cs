using System.Diagnostics;
using System.Globalization;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Channels.WeCom;

/// <summary>Runs clients that nobody on this project wrote against the callback and against the stand-in.</summary>
public sealed class WeComClientTests(StoreServers stores)
{
    [Fact]
    public async Task The_platforms_own_crypto_package_finds_nothing_wrong_with_the_callback()
    {
        var folder = ClientsOrSkip();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        var output = await RunAsync(folder, "callback.mjs", app.CallbackUrl.ToString(), WeComApp.Token, WeComApp.AesKey, app.Platform.CorpId, app.Platform.AgentId.ToString(CultureInfo.InvariantCulture));

        output.ShouldContain("11 checks");
        // Acknowledged is not answered: the tap changed the ledger, and what was delivered three times is answered once.
        const string OfTheHelp = "第7条 无新进展";
        await Eventually.IsSoAsync(() => Answers(OfTheHelp) > 0);
        Answers(OfTheHelp).ShouldBe(1);
        await Eventually.IsSoAsync(async () => (await app.Get<LedgerReader>().ItemAsync(District.PlanId, WorkItem.RefOf(8, "区科技局")))!.State == WorkItemState.InProgress);

        int Answers(string with) => app.Platform.Delivered.Count(delivery => string.Equals(delivery.User, "zhangsan", StringComparison.OrdinalIgnoreCase) && delivery.Content?.Contains(with, StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_published_client_finds_the_stand_in_to_be_as_documented()
    {
        var folder = ClientsOrSkip();
        await using var platform = await FakeWeCom.StartAsync();

        var output = await RunAsync(folder, "api.cjs", platform.BaseUrl, platform.CorpId, platform.Secret, platform.AgentId.ToString(CultureInfo.InvariantCulture));

        output.ShouldContain("18 checks");
        platform.TokenCalls.ShouldBe(1);
    }

    private static string ClientsOrSkip()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var clients = Path.Combine(folder.FullName, "tests", "clients", "wecom");
            if (!Directory.Exists(clients))
                continue;
            Assert.SkipUnless(Directory.Exists(Path.Combine(clients, "node_modules")), "npm ci has not been run in tests/clients/wecom.");
            return clients;
        }

        Assert.Skip("tests/clients/wecom is not beside this build.");
        return "";
    }

    // In a folder of its own: the published client leaves its token in the working directory.
    private static async Task<string> RunAsync(string folder, string script, params string[] arguments)
    {
        var scratch = Directory.CreateTempSubdirectory("kexie-wecom-");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments]) { WorkingDirectory = scratch.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        var said = await output + await errors;
        scratch.Delete(recursive: true);
        node.ExitCode.ShouldBe(0, said);
        return said;
    }
}
