using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace KexieBot.Channels.WeCom.Callback;

/// <summary>What a decrypted callback says (接收消息格式, 事件格式). Anything this bot has no use for is <see cref="Other"/>, never an error.</summary>
internal abstract record WeComEvent
{
    // The platform gives no limit for incoming text; nothing that people type is longer than this.
    private const int MaxText = 4096;

    private WeComEvent()
    {
    }

    /// <summary>The member in lower case: the platform itself treats user ids as case-insensitive.</summary>
    public string From { get; init; } = "";

    /// <summary>The same for every redelivery: MsgId, and for events, which have none, a hash of everything that tells one from another: it stands in keys and logs, where nobody's words belong.</summary>
    public string Identity { get; init; } = "";

    /// <summary>When it happened, in unix seconds as the platform wrote it; the same for every redelivery.</summary>
    public string CreateTime { get; init; } = "";

    public sealed record Text(string Content) : WeComEvent;

    public sealed record Image(string MediaId) : WeComEvent;

    /// <summary>A kind that the bot cannot use: voice, video, location.</summary>
    public sealed record Unreadable(string Kind) : WeComEvent;

    public sealed record Link(string Title, string Url) : WeComEvent;

    /// <summary>The member opened the app. Comes on every entry.</summary>
    public sealed record Entered : WeComEvent;

    /// <summary>The member came into the app's visible range.</summary>
    public sealed record Subscribed : WeComEvent;

    public sealed record Unsubscribed : WeComEvent;

    /// <summary>A menu entry was tapped; its key is what to say.</summary>
    public sealed record MenuTapped(string Say) : WeComEvent;

    /// <summary>A card's button was tapped; its key is what to say.</summary>
    public sealed record CardTapped(string Say, string TaskId, string ResponseCode, IReadOnlyDictionary<string, string> Selected) : WeComEvent
    {
        /// <summary>From the menu in the card's corner: the card itself has no buttons to grey.</summary>
        public bool FromMenu { get; init; }
    }

    /// <summary>The platform will switch the app off for lack of use unless the office acts (长期未使用应用停用).</summary>
    public sealed record InactivityAlert(string Kind, string EffectTime) : WeComEvent;

    public sealed record Other(string Kind) : WeComEvent;

    /// <summary>Reads the decrypted XML; <paramref name="agentId"/> is what it names, 0 where it names none. Null when it is not XML.</summary>
    public static WeComEvent? TryParse(string xml, out int agentId)
    {
        agentId = 0;
        if (WeComXml.TryParse(xml) is not { } root)
            return null;
        _ = int.TryParse(root.Text("AgentID"), NumberStyles.None, CultureInfo.InvariantCulture, out agentId);
        var from = root.Text("FromUserName").ToLowerInvariant();
        var type = root.Text("MsgType").ToLowerInvariant();
        return Read(root, type) with { From = from, CreateTime = root.Text("CreateTime"), Identity = IdentityOf(root, type, from) };
    }

    private static WeComEvent Read(XElement root, string type) => type switch
    {
        "text" => new Text(Cut(root.Text("Content"))),
        "image" => new Image(root.Text("MediaId")),
        "voice" or "video" or "location" => new Unreadable(type),
        "link" => new Link(Cut(root.Text("Title")), Cut(root.Text("Url"))),
        "event" => ReadEvent(root, root.Text("Event").ToLowerInvariant()),
        _ => new Other(KindName(type)),
    };

    private static WeComEvent ReadEvent(XElement root, string name) => name switch
    {
        "enter_agent" => new Entered(),
        "subscribe" => new Subscribed(),
        "unsubscribe" => new Unsubscribed(),
        "click" => new MenuTapped(Cut(root.Text("EventKey"))),
        "template_card_event" => ReadTap(root),
        "template_card_menu_event" => ReadTap(root) with { FromMenu = true },
        "inactive_alert" or "low_active_alert" => new InactivityAlert(name, root.Text("EffectTime")),
        _ => new Other(KindName("event:" + name)),
    };

    private static CardTapped ReadTap(XElement root) =>
        new(Cut(root.Text("EventKey")), root.Text("TaskId"), root.Text("ResponseCode"), ReadSelected(root));

    private static Dictionary<string, string> ReadSelected(XElement root)
    {
        var selected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in root.Child("SelectedItems")?.Children("SelectedItem") ?? [])
        {
            if (item.Text("QuestionKey") is { Length: > 0 } question)
                selected[question] = string.Join(',', Options(item));
        }

        return selected;
    }

    // OpitonIds is how the platform spelt it for years.
    private static IEnumerable<string> Options(XElement item) =>
        (item.Child("OptionIds") ?? item.Child("OpitonIds"))?.Elements().Where(e => e.Name.LocalName.StartsWith("Op", StringComparison.OrdinalIgnoreCase)).Select(e => e.Value.Trim()) ?? [];

    // FromUserName+CreateTime alone, as the documentation advises, would drop two different taps of one second.
    private static string IdentityOf(XElement root, string type, string from)
    {
        if (root.Text("MsgId") is { Length: > 0 } id && type != "event")
            return "wecom:" + id;
        string[] parts = [root.Text("AgentID"), from, root.Text("CreateTime"), root.Text("Event"), root.Text("EventKey"), root.Text("TaskId"), root.Text("ResponseCode"), root.Text("ChangeType")];
        return "wecom:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))))[..40];
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];

    // Goes to the log: letters of a kind's name only.
    private static string KindName(string name) => new([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':').Take(64)]);
}
