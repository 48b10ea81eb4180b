using System.Globalization;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Core;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>One thing looked at: whether it is well, and in an administrator's words what was found or is to be done.</summary>
internal sealed record WeComFinding(bool IsWell, string Text)
{
    /// <summary>No call to the platform can go well before this is mended, so nothing more is to be learnt from any.</summary>
    public bool StopsCalls { get; init; }
}

/// <summary>Walks the way of a message, setting by setting, and stops where nothing after can work.</summary>
internal sealed class WeComDoctor(WeComApi api, WeComAccessToken accessToken, WeComCallbackMark mark, IOptions<WeComOptions> options, OfficeClock clock)
{
    public async Task<IReadOnlyList<WeComFinding>> CheckAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
            return [new WeComFinding(IsWell: true, "企业微信未配置（WeCom:CorpId 为空），渠道关闭。") { StopsCalls = true }];
        var (token, failure) = await accessToken.AskAnewAsync(cancellationToken);
        IEnumerable<WeComFinding> calls = token is null
            ? [Bad("取不到访问凭证", failure!) with { StopsCalls = true }]
            : [new WeComFinding(IsWell: true, "企业ID 与 Secret 正确，已取得访问凭证。"), .. await CheckAppAsync(cancellationToken)];
        return [.. calls, await CheckCallbackAsync(), .. options.Value.BulletinKey.Length > 0 ? new[] { await CheckGroupAsync(cancellationToken) } : []];
    }

    /// <summary>The platform refuses an empty message for being empty where the webhook is good: so nobody in the group reads of the check.</summary>
    private async Task<WeComFinding> CheckGroupAsync(CancellationToken cancellationToken)
    {
        var answer = await api.PostWebhookAsync(options.Value.BulletinKey, new WebhookRequest("markdown_v2", new SendContent("")), cancellationToken);
        return answer switch
        {
            WeComCall.Refused { Code: var code } when WeComErrors.IsWebhookGone(code) => new WeComFinding(IsWell: false, $"群的消息推送已被移除或停用，或 key 不对（{code}）：请在群里重新添加消息推送，把地址里 key= 后面的部分填入 WeCom:BulletinKey。"),
            WeComCall.NotSent or WeComCall.Lost => Bad("群的消息推送没有应答", answer),
            _ => new WeComFinding(IsWell: true, "群的消息推送（WeCom:BulletinKey）有应答，通报和周报发到该群。"),
        };
    }

    /// <summary>What stands in the way of a call, with the place to mend it.</summary>
    public string Describe(WeComCall answer) => answer switch
    {
        WeComCall.NotSent or WeComCall.Lost =>
            $"连不上 {options.Value.ApiBaseUrl}（{answer.Describe()}）。请检查：域名解析（DNS）、防火墙是否放行到该地址的出站访问、WeCom:Proxy（{(options.Value.Proxy.Length > 0 ? "已填" : "未填")}）、WeCom:ApiBaseUrl。",
        WeComCall.Refused { Hint.Length: > 0 } refused => $"{answer.Describe()}（hint {refused.Hint}）",
        _ => answer.Describe(),
    };

    private async Task<IEnumerable<WeComFinding>> CheckAppAsync(CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"&agentid={options.Value.Agent}");
        var answer = await api.GetAsync("agent/get", query, cancellationToken);
        if (answer is not WeComCall.Done { Body: var app })
            return [Bad("读不到应用资料", answer) with { StopsCalls = true }];
        var findings = new List<WeComFinding> { new(IsWell: true, "AgentId 正确，本机出口地址在企业可信IP里。") };
        if (Number("close") == 1)
            findings.Add(new WeComFinding(IsWell: false, "应用已停用：请在 应用管理 › 自建应用 启用。"));
        if (Number("isreportenter") == 0)
            findings.Add(new WeComFinding(IsWell: false, "未开启“上报进入应用事件”，成员打开应用时收不到问候：请在 应用管理 › 自建应用 › 接收消息 勾选。"));
        return findings;

        int? Number(string name) => app.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;
    }

    private async Task<WeComFinding> CheckCallbackAsync()
    {
        var taken = await mark.LastAsync();
        if (await mark.LastRefusalAsync() is { } refused && (taken is null || refused.At > taken))
        {
            return new WeComFinding(IsWell: false, string.Create(
                CultureInfo.InvariantCulture,
                $"最近一次到回调地址的访问在 {clock.Local(refused.At):yyyy-MM-dd HH:mm} 被拒绝（{(int)refused.Error}）：请核对 {WeComCallbackMark.KeyOf(refused.Error)} 与 接收消息 › 设置API接收 里的一致，再点保存。不是企业微信的访问（如扫描）不必理会。"));
        }

        return taken is { } at
            ? new WeComFinding(IsWell: true, string.Create(CultureInfo.InvariantCulture, $"回调地址可用，最近一次回调 {clock.Local(at):yyyy-MM-dd HH:mm}。"))
            : new WeComFinding(IsWell: false, "用现在的 Token、EncodingAESKey，三十天内没有收到企业微信的回调：请在 应用管理 › 自建应用 › 接收消息 › 设置API接收 填写 https://本机域名/wecom/callback 以及 WeCom:CallbackToken、WeCom:EncodingAesKey，再点保存。");
    }

    private WeComFinding Bad(string what, WeComCall answer) => new(IsWell: false, $"{what}：{Describe(answer)}");
}
