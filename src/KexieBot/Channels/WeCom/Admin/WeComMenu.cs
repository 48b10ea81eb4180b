using System.Globalization;
using System.Text;
using System.Text.Json;
using KexieBot.Channels.WeCom.Api;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>Publishes the app's menu (创建菜单). A click entry's key is what the tap says to the bot.</summary>
internal sealed class WeComMenu(WeComApi api, IOptions<WeComOptions> options)
{
    private const int NoMenu = 46003;
    private const int TopNameBytes = 16;
    private const int EntryNameBytes = 40;
    private const int KeyBytes = 128;
    private const int UrlBytes = 1024;

    /// <summary>Null when it is published; otherwise what to mend, in one sentence.</summary>
    public async Task<string?> PublishAsync(byte[] menu, CancellationToken cancellationToken)
    {
        if (FirstBreach(menu) is { } breach)
            return breach;
        var query = string.Create(CultureInfo.InvariantCulture, $"&agentid={options.Value.Agent}");
        var answer = await api.PostJsonAsync("menu/create", query, menu, cancellationToken);
        return answer is WeComCall.Done ? null : answer.Describe();
    }

    /// <summary>Whether members see a menu, and whether it is <paramref name="menu"/>.</summary>
    public async Task<WeComFinding> CheckAsync(byte[] menu, CancellationToken cancellationToken)
    {
        const string Mend = "发布随程序的菜单请运行 kexiebot wecom menu。";
        var query = string.Create(CultureInfo.InvariantCulture, $"&agentid={options.Value.Agent}");
        return await api.GetAsync("menu/get", query, cancellationToken) switch
        {
            WeComCall.Refused { Code: NoMenu } => new WeComFinding(IsWell: false, "应用还没有菜单：" + Mend),
            WeComCall.Done { Body: var published } when Entries(published).SequenceEqual(Entries(JsonDocument.Parse(menu).RootElement)) => new WeComFinding(IsWell: true, "应用菜单与随程序的一致。"),
            WeComCall.Done => new WeComFinding(IsWell: true, "应用菜单与随程序的不同，自己改过的不必理会；" + Mend),
            var answer => new WeComFinding(IsWell: false, "读不到应用菜单：" + answer.Describe()),
        };
    }

    // The platform adds what was not published, as an empty sub_button.
    private static IEnumerable<string> Entries(JsonElement menu) => menu.TryGetProperty("button", out var buttons) && buttons.ValueKind == JsonValueKind.Array
        ? buttons.EnumerateArray().SelectMany(button => button.TryGetProperty("sub_button", out var entries) ? entries.EnumerateArray().Prepend(button) : [button]).Select(entry => string.Join('|', new[] { "name", "type", "key", "url" }.Select(name => Text(entry, name))))
        : [];

    /// <summary>What the platform would refuse, before it is asked.</summary>
    public static string? FirstBreach(byte[] menu)
    {
        try
        {
            using var document = JsonDocument.Parse(menu);
            if (!document.RootElement.TryGetProperty("button", out var buttons) || buttons.ValueKind != JsonValueKind.Array || buttons.GetArrayLength() is < 1 or > 3)
                return "菜单要有 1 到 3 个一级菜单（button）。";
            return buttons.EnumerateArray().Select(TopBreach).FirstOrDefault(b => b is not null);
        }
        catch (JsonException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"菜单不是合法的 JSON：第 {e.LineNumber + 1} 行。");
        }
        catch (InvalidOperationException)
        {
            return "菜单的字段类型不对：name、type、key、url 都应是文字。";
        }
    }

    private static string? TopBreach(JsonElement button)
    {
        var name = Text(button, "name");
        if (Bytes(name) is 0 or > TopNameBytes)
            return $"一级菜单“{name}”的名称要在 {TopNameBytes} 字节以内（约 5 个汉字）。";
        if (!button.TryGetProperty("sub_button", out var entries))
            return EntryBreach(button);
        if (entries.GetArrayLength() is < 1 or > 5)
            return $"“{name}”下要有 1 到 5 个子菜单。";
        return entries.EnumerateArray().Select(e => Bytes(Text(e, "name")) is 0 or > EntryNameBytes ? $"子菜单“{Text(e, "name")}”的名称要在 {EntryNameBytes} 字节以内。" : EntryBreach(e)).FirstOrDefault(b => b is not null);
    }

    private static string? EntryBreach(JsonElement entry) => Text(entry, "type") switch
    {
        "click" when Bytes(Text(entry, "key")) is 0 or > KeyBytes => $"“{Text(entry, "name")}”的 key 要在 {KeyBytes} 字节以内。",
        "view" when Bytes(Text(entry, "url")) is 0 or > UrlBytes => $"“{Text(entry, "name")}”的 url 要在 {UrlBytes} 字节以内。",
        "click" or "view" => null,
        var other => $"“{Text(entry, "name")}”的 type 是“{other}”，这里只用 click 和 view。",
    };

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
