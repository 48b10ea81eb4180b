using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using KexieBot.Channels.WeCom.Admin;

namespace KexieBot.Cli;

/// <summary><c>teams pack</c> makes the app package to upload; <c>wecom menu</c> publishes the app's menu. Both read the files that ship in <c>manifests</c>.</summary>
internal static class ManifestVerbs
{
    private static readonly string[] PackageFiles = ["manifest.json", "en.json", "color.png", "outline.png"];

    public static Command CreateTeams()
    {
        var file = new Argument<string>("file") { Description = "要写的 zip 文件 / the zip to write" };
        var appId = new Option<string?>("--app-id") { Description = "默认取 Teams:AppId / Teams:AppId by default" };
        var site = new Option<string?>("--site") { Description = "本单位网址，写进应用介绍和隐私、条款链接，必填 / your own web address, shown with the app and as that of its privacy and terms; required" };
        var pack = new Command("pack", "填好编号，打成可上传的应用包 / fill in the ids and zip the app package") { file, appId, site };
        pack.SetAction((parsed, cancellationToken) => PackAsync(parsed.GetValue(file)!, parsed.GetValue(appId), parsed.GetValue(site), cancellationToken));
        return new Command("teams", "Teams 应用 / the Teams app") { pack };
    }

    public static Command CreateWeCom()
    {
        var file = new Argument<string?>("file") { Description = "菜单文件，默认随程序的 menu.json / the menu, the shipped one by default", Arity = ArgumentArity.ZeroOrOne };
        var menu = new Command("menu", "发布应用菜单 / publish the app's menu") { file };
        menu.SetAction((parsed, cancellationToken) => PublishAsync(parsed.GetValue(file), cancellationToken));
        return new Command("wecom", "企业微信应用 / the WeCom app") { menu };
    }

    private static async Task<int> PackAsync(string file, string? appId, string? site, CancellationToken cancellationToken)
    {
        appId ??= KexieConfiguration.Read()["Teams:AppId"];
        if (!Guid.TryParse(appId, out var id))
            throw new VerbRefusedException($"应用编号“{appId}”不是 GUID，请用 --app-id 或 Teams:AppId 写明，例如 --app-id 3f2504e0-4f89-41d3-9a0c-0305e82c3301。");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Shipped("teams", "manifest.json"), cancellationToken))!.AsObject();
        manifest["id"] = id.ToString();
        foreach (var bot in manifest["bots"]!.AsArray())
            bot!["botId"] = id.ToString();
        if (!Uri.TryCreate(site, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            throw new VerbRefusedException($"网址“{site}”不可用：请用 --site 写明本单位以 https:// 开头的网址，例如 --site https://kexie.example.gov.cn。");
        foreach (var name in new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" })
            manifest["developer"]![name] = address.ToString();

        await OutputFile.ReplaceAsync(file, package => WriteAsync(package, manifest, cancellationToken));
        Console.WriteLine($"已写 {file}，请在 Teams 管理中心上传。Upload it in the Teams admin center.");
        return 0;
    }

    private static async Task WriteAsync(Stream package, JsonObject manifest, CancellationToken cancellationToken)
    {
        await using var zip = new ZipArchive(package, ZipArchiveMode.Create);
        foreach (var name in PackageFiles)
        {
            await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
            await entry.WriteAsync(name == "manifest.json" ? Encoding.UTF8.GetBytes(manifest.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) : await File.ReadAllBytesAsync(Shipped("teams", name), cancellationToken), cancellationToken);
        }
    }

    private static async Task<int> PublishAsync(string? file, CancellationToken cancellationToken)
    {
        await using var host = await KexieHost.BuildAsync([], builder => builder.Logging.ClearProviders());
        var menu = host.App.Services.GetService<WeComMenu>()
            ?? throw new VerbRefusedException("企业微信未配置：请先填写 WeCom:CorpId 等五项，见 manifests/wecom/README.md。");
        var path = file ?? Shipped("wecom", "menu.json");
        if (!File.Exists(path))
            throw new VerbRefusedException($"没有这个文件：{path}");
        if (await menu.PublishAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken) is { } refusal)
            throw new VerbRefusedException(refusal);
        Console.WriteLine("菜单已发布，成员重新进入应用后可见。The menu is published.");
        return 0;
    }

    internal static string Shipped(string channel, string name) => Path.Combine(AppContext.BaseDirectory, "manifests", channel, name);
}
