using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KexieBot.Channels.WeCom.Callback;

/// <summary>The signature that a page inside the client needs to call the JS-SDK (JS-SDK签名算法).</summary>
internal static class WeComJsSdkSignature
{
    /// <summary><paramref name="url"/> is the page's address; what follows # is left out. <paramref name="timestamp"/> is in unix seconds.</summary>
    public static string Of(string ticket, string nonce, long timestamp, string url)
    {
        var page = url.Split('#', 2)[0];
        var text = string.Create(CultureInfo.InvariantCulture, $"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={page}");
#pragma warning disable CA5350 // the protocol prescribes SHA-1
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }
}
