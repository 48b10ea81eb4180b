using System.Globalization;
using KexieBot.Channels.WeCom.Callback;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom;

/// <summary>Refuses to start on a value that cannot work; names the key, what was seen (a secret's length only) and a good example.</summary>
internal sealed class WeComOptionsValidator : IValidateOptions<WeComOptions>
{
    public ValidateOptionsResult Validate(string? name, WeComOptions options)
    {
        if (!options.IsOn)
            return ValidateOptionsResult.Success;
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(WeComOptions o)
    {
        if (!(o.CorpId.Length is >= 3 and <= 64 && (o.CorpId.StartsWith("ww", StringComparison.Ordinal) || o.CorpId.StartsWith("wx", StringComparison.Ordinal)) && o.CorpId.All(char.IsAsciiLetterOrDigit)))
            yield return Seen("CorpId", o.CorpId, "ww8a1f3c5e7b9d0246（我的企业 › 企业信息 › 企业ID）");
        if (o.Agent <= 0)
            yield return Seen("AgentId", o.AgentId, "1000002（应用管理 › 自建应用 › AgentId）");
        if (o.Secret.Length == 0 || !o.Secret.All(IsSecretLetter))
            yield return Hidden("Secret", o.Secret, "应用管理 › 自建应用 › Secret 里查看到的 43 位字符");
        if (o.CallbackToken.Length is < 1 or > 32 || !o.CallbackToken.All(char.IsAsciiLetterOrDigit))
            yield return Hidden("CallbackToken", o.CallbackToken, "接收消息 › 设置API接收 › Token，32 位以内的字母和数字");
        if (!WeComCallbackCrypto.IsEncodingAesKey(o.EncodingAesKey))
            yield return Hidden("EncodingAesKey", o.EncodingAesKey, "接收消息 › 设置API接收 › EncodingAESKey，43 位字母和数字");
        if (IsHttp(o.ApiBaseUrl) && new Uri(o.ApiBaseUrl) is { UserInfo.Length: > 0 } or { Query.Length: > 0 })
            yield return Hidden("ApiBaseUrl", o.ApiBaseUrl, "https://qyapi.weixin.qq.com，不含账号、密码和问号后的部分");
        else if (!IsSafe(o.ApiBaseUrl))
            yield return Seen("ApiBaseUrl", o.ApiBaseUrl, "https://qyapi.weixin.qq.com（http 只可用于本机：Secret 和访问凭证不能明文传送）");
        if (o.Proxy.Length > 0 && !IsProxy(o.Proxy))
            yield return Hidden("Proxy", o.Proxy, "http://10.0.0.8:3128");
        if (o.LedgerUrl.Length > 0 && !IsHttp(o.LedgerUrl))
            yield return Seen("LedgerUrl", o.LedgerUrl, "https://ledger.example.gov.cn/");
        if (o.ReplayWindow < TimeSpan.Zero || o.ReplayWindow > TimeSpan.FromDays(1))
            yield return Seen("ReplayWindow", o.ReplayWindow.ToString(null, CultureInfo.InvariantCulture), "00:05:00（00:00:00 不检查）");
        if (o.HalfHourMargin < TimeSpan.Zero || o.HalfHourMargin > TimeSpan.FromMinutes(5))
            yield return Seen("HalfHourMargin", o.HalfHourMargin.ToString(null, CultureInfo.InvariantCulture), "00:02:00（最多五分钟，00:00:00 不避开）");
        if (o.MemberCap <= 0)
            yield return Seen("MemberCap", o.MemberCap.ToString(CultureInfo.InvariantCulture), "200（我的企业 › 企业信息 › 账号上限）");
        if (o.BulletinKey.Length > 0 && !Guid.TryParse(o.BulletinKey, out _))
            yield return Hidden("BulletinKey", o.BulletinKey, "消息推送地址里 key= 后面的部分");
    }

    private static string Seen(string key, string value, string example) => $"WeCom:{key} 的值 \"{value}\" 不可用。示例：{example}";

    private static string Hidden(string key, string value, string example) =>
        string.Create(CultureInfo.InvariantCulture, $"WeCom:{key} {(value.Length == 0 ? "为空" : $"的值（{value.Length} 个字符，不显示）不可用")}。应为：{example}");

    private static bool IsSecretLetter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static bool IsHttp(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool IsSafe(string url) => IsHttp(url) && new Uri(url) is var uri && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);

    // A proxy's address may hold its password, so it is never shown.
    private static bool IsProxy(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "socks5";
}
