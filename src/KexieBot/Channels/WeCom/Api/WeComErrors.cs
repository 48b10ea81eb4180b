using System.Text.RegularExpressions;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>The platform's error codes (全局错误码) that this bot acts on.</summary>
internal static partial class WeComErrors
{
    public const int TaskIdIllegal = 42014;
    public const int ResponseCodeSpent = 60140;
    public const int TooOften = 45009;
    public const int OutOfSight = 81013;

    public static bool IsToken(int code) => code is 40014 or 42001 or 41001;

    /// <summary>Asking again soon helps: the platform is busy or two writes met.</summary>
    public static bool IsBusy(int code) => code is -1 or 6000 or 45033 or 45035;

    /// <summary>The member is unknown, has left, or lies outside the visible range.</summary>
    public static bool IsRecipient(int code) => code is 60011 or 60021 or 60111 or OutOfSight or 82001;

    /// <summary>The platform takes no card, or not this one: a private deployment without template_card, an app without callback, a breach of the cards' rules. A task id that is taken is none of it.</summary>
    public static bool IsCard(int code) => code is 40008 or 43012 or (>= 42015 and <= 42051);

    /// <summary>A group's webhook is not there, or not any more.</summary>
    public static bool IsWebhookGone(int code) => code is 93000 or 93004 or 93008;

    /// <summary>Only an administrator can mend it; until then every call fails.</summary>
    public static bool IsConfiguration(int code) => code is 40001 or 40013 or 40091 or 40056 or 301002 or 60020 or 43012 or 48002 or 48006 or 50003 or 60031;

    /// <summary>Asking again with the same credentials gets the server's address banned.</summary>
    public static bool IsCredential(int code) => code is 40001 or 40013 or 40091;

    public static WeComCall.Refused Refusal(int code, string message)
    {
        var hint = Hint().Match(message);
        var ip = FromIp().Match(message);
        return new WeComCall.Refused(code, hint.Success ? hint.Groups["hint"].Value : "") { FromIp = ip.Success ? ip.Groups["ip"].Value : null };
    }

    /// <summary>What an administrator can do about it.</summary>
    public static string Advice(WeComCall.Refused refused) => refused.Code switch
    {
        40001 or 40091 => "Secret 不正确：请在 应用管理 › 自建应用 重新查看 Secret，填入 WeCom:Secret。",
        40013 => "企业ID不正确：请在 我的企业 › 企业信息 核对，填入 WeCom:CorpId。",
        40056 or 301002 => "AgentId 与 Secret 不是同一个应用：请核对 WeCom:AgentId。",
        60020 => $"本机出口地址 {refused.FromIp ?? "（未知）"} 不在企业可信IP里：请在 应用管理 › 自建应用 › 企业可信IP 添加。",
        43012 => "应用还没有设置接收消息的服务器地址，交互卡片发不出去：请在 接收消息 › 设置API接收 保存回调地址。",
        48002 or 48006 or 60031 => "应用没有这个接口的权限：请在 应用管理 › 自建应用 检查权限是否被收回。",
        50003 => "应用已停用：请在 应用管理 › 自建应用 启用。",
        60011 or 60021 or 60111 or OutOfSight => "成员不在应用可见范围内，或已离开：请在 应用管理 › 自建应用 › 可见范围 添加。",
        TooOften => "调用过于频繁，平台已暂停受理，到时自动恢复。",
        94000 => "应用未开启工作台自定义展示：请在 应用管理 › 自建应用 › 工作台应用主页 开启。",
        _ when IsToken(refused.Code) => "访问凭证失效，已重新获取。",
        _ when IsBusy(refused.Code) => "平台繁忙，稍后自动重试。",
        _ => $"平台拒绝了请求，可在 https://open.work.weixin.qq.com/devtool/query?e={refused.Code} 查询原因。",
    };

    [GeneratedRegex(@"hint: \[(?<hint>[0-9A-Za-z_]{1,128})\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hint();

    [GeneratedRegex(@"from ip: (?<ip>[0-9A-Fa-f.:]{3,45})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FromIp();
}
