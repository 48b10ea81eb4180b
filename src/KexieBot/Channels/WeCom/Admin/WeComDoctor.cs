using System.Globalization;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Core;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>One thing looked at: whether it is well, and in an administrator's words what was found or is to be done.</summary>
internal sealed record WeComFinding(bool IsWell, string Text);

/// <summary>Walks the way of a message, setting by setting, and stops where nothing after can work.</summary>
internal sealed class WeComDoctor(WeComApi api, WeComAccessToken accessToken, WeComCallbackMark mark, IOptions<WeComOptions> options, OfficeClock clock)
{
    public async Task<IReadOnlyList<WeComFinding>> CheckAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
            return [new WeComFinding(IsWell: true, "企业微信未配置（WeCom:CorpId 为空），渠道关闭。")];
        var findings = new List<WeComFinding>();
        await accessToken.ForgetRefusalAsync();
        var (token, failure) = await accessToken.GetAsync(cancellationToken);
        if (token is null)
        {
            findings.Add(Bad("取不到访问凭证", failure!));
            return findings;
        }

        findings.Add(new WeComFinding(IsWell: true, "企业ID 与 Secret 正确，已取得访问凭证。"));
        findings.AddRange(await CheckAppAsync(cancellationToken));
        findings.Add(await CheckCallbackAsync());
        return findings;
    }

    private async Task<IEnumerable<WeComFinding>> CheckAppAsync(CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"&agentid={options.Value.Agent}");
        var answer = await api.GetAsync("agent/get", query, cancellationToken);
        if (answer is not WeComCall.Done { Body: var app })
            return [Bad("读不到应用资料", answer)];
        var findings = new List<WeComFinding> { new(IsWell: true, "AgentId 正确，本机出口地址在企业可信IP里。") };
        if (Number("close") == 1)
            findings.Add(new WeComFinding(IsWell: false, "应用已停用：请在 应用管理 › 自建应用 启用。"));
        if (Number("isreportenter") == 0)
            findings.Add(new WeComFinding(IsWell: false, "未开启“上报进入应用事件”，成员打开应用时收不到问候：请在 应用管理 › 自建应用 › 接收消息 勾选。"));
        return findings;

        int? Number(string name) => app.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;
    }

    private async Task<WeComFinding> CheckCallbackAsync() => await mark.LastAsync() is { } at
        ? new WeComFinding(IsWell: true, string.Create(CultureInfo.InvariantCulture, $"回调地址可用，最近一次回调 {clock.Local(at):yyyy-MM-dd HH:mm}。"))
        : new WeComFinding(IsWell: false, "三十天内没有收到企业微信的回调：请在 应用管理 › 自建应用 › 接收消息 › 设置API接收 填写 https://本机域名/wecom/callback 以及 WeCom:CallbackToken、WeCom:EncodingAesKey，再点保存。");

    private static WeComFinding Bad(string what, WeComCall answer) => new(IsWell: false, $"{what}：{answer.Describe()}");
}
