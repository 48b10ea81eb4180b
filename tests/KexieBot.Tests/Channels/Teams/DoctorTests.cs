using System.Text.Json.Nodes;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

public sealed class DoctorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task With_Teams_on_the_doctor_looks_at_token_and_keys_and_at_all_else()
    {
        await using var microsoft = await FakeConnector.StartAsync();
        (string, string)[] settings =
        [
            ("Teams__AppId", FakeIdentity.AppId), ("Teams__AppSecret", FakeIdentity.AppSecret), ("Teams__TenantId", FakeIdentity.TenantId),
            ("Teams__EntraTenantIds", FakeIdentity.TenantId), ("Teams__EntraCallers", FakeIdentity.AppId),
            ("Teams__OpenIdMetadataUrl", $"{microsoft.Url}metadata"), ("Teams__EntraMetadataUrl", $"{microsoft.Url}nothing"), ("Teams__TokenEndpoint", $"{microsoft.Url}token"),
        ];

        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0, "there is a ledger to look at");
        var (exitCode, output, errors) = await KexieProcess.RunAsync(folder, null, settings, ["doctor", "--json"]);

        errors.ShouldBeEmpty();
        var findings = JsonNode.Parse(output)!.AsArray().Select(finding => finding!.AsObject()).ToList();
        findings.Select(finding => (string)finding["part"]!).Distinct().ShouldBe(["config", "store", "clock", "calendar", "morning", "roster", "teams", "wecom"]);
        findings.Where(finding => (string)finding["part"]! == "teams").Select(finding => (bool)finding["isWell"]!).ShouldBe([true, true, false]);
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_tenant_given_by_its_domain_is_told_to_keep_nobody_out()
    {
        await using var microsoft = await FakeConnector.StartAsync();
        (string, string)[] settings =
        [
            ("Teams__AppId", FakeIdentity.AppId), ("Teams__AppSecret", "wrong"), ("Teams__TenantId", "qinglan.example"),
            ("Teams__OpenIdMetadataUrl", $"{microsoft.Url}metadata"), ("Teams__TokenEndpoint", $"{microsoft.Url}token"),
        ];

        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0, "there is a ledger to look at");
        var (exitCode, output, _) = await KexieProcess.RunAsync(folder, null, settings, ["doctor"]);

        exitCode.ShouldBe(1);
        output.ShouldContain("✗ teams    Teams:TenantId（qinglan.example）是域名");
        output.ShouldContain("✗ teams    取不到机器人令牌");
        output.ShouldContain("✓ teams    已读到验证来访用的签名公钥");
    }
}
