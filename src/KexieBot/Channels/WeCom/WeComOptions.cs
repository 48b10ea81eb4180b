using System.Globalization;

namespace KexieBot.Channels.WeCom;

/// <summary>The self-built app (自建应用), as its page in the admin console shows it. Section <c>WeCom</c>; an empty <see cref="CorpId"/> leaves the channel off.</summary>
internal sealed class WeComOptions
{
    public const string Section = "WeCom";

    public string CorpId { get; set; } = "";

    /// <summary>A number; kept as it was written, so that a wrong one can be shown. See <see cref="Agent"/>.</summary>
    public string AgentId { get; set; } = "";

    public string Secret { get; set; } = "";

    public string CallbackToken { get; set; } = "";

    public string EncodingAesKey { get; set; } = "";

    /// <summary>A private deployment, an egress gateway with a fixed address, or a stand-in.</summary>
    public string ApiBaseUrl { get; set; } = "https://qyapi.weixin.qq.com";

    /// <summary>Forward proxy for outgoing calls, where only one machine has a trusted address (可信IP).</summary>
    public string Proxy { get; set; } = "";

    /// <summary>The page that a card's head leads to; empty: cards lead nowhere.</summary>
    public string LedgerUrl { get; set; } = "";

    /// <summary>Members who read in WeChat (微工作台) see neither cards nor markdown: everything goes out as text.</summary>
    public bool PlainTextOnly { get; set; }

    /// <summary>A callback whose timestamp is further away than this is refused. Zero accepts any age.</summary>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Nudges keep this far from the full and the half hour, when the platform is late because everybody sends then. Zero keeps no distance.</summary>
    public TimeSpan HalfHourMargin { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many members the corporation may have (账号上限): the app may send 200 times as many messages a day (频率限制).</summary>
    public int MemberCap { get; set; } = 200;

    /// <summary>The key of a group's webhook (消息推送) for bulletins; empty: none are sent there.</summary>
    public string BulletinKey { get; set; } = "";

    /// <summary>Sets each member's numbers on the app's tile (工作台自定义展示). The app must be set to show key data.</summary>
    public bool WorkbenchTile { get; set; }

    /// <summary><see cref="AgentId"/> as the platform's calls take it; 0 for what is none.</summary>
    public int Agent => int.TryParse(AgentId, NumberStyles.None, CultureInfo.InvariantCulture, out var agent) ? agent : 0;

    public bool IsOn => CorpId.Length > 0;
}
