namespace KexieBot.Channels.WeCom.Callback;

/// <summary>The outer XML of a delivery. Only Encrypt is covered by the signature, so nothing else of it is read.</summary>
internal static class WeComEnvelope
{
    public static WeComCallbackError TryRead(string body, out string encrypt)
    {
        encrypt = "";
        if (WeComXml.TryParse(body)?.Child("Encrypt") is not { HasElements: false } element)
            return WeComCallbackError.Malformed;
        encrypt = element.Value.Trim();
        return WeComCallbackError.None;
    }
}
