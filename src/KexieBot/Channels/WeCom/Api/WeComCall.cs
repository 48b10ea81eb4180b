using System.Text.Json;
using KexieBot.Core.Evidence;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>What became of one call.</summary>
internal abstract record WeComCall
{
    private WeComCall()
    {
    }

    /// <summary>errcode 0.</summary>
    public sealed record Done(JsonElement Body) : WeComCall;

    /// <summary>The platform gave a file instead of JSON.</summary>
    public sealed record File(FetchedFile Fetched) : WeComCall;

    /// <summary>The platform answered with an errcode.</summary>
    public sealed record Refused(int Code, string Hint) : WeComCall
    {
        /// <summary>The address that the platform saw this server come from, where it says so.</summary>
        public string? FromIp { get; init; }
    }

    /// <summary>Nothing left this server, or the proxy did not pass it on.</summary>
    public sealed record NotSent(string Reason) : WeComCall;

    /// <summary>The request left and no answer came back.</summary>
    public sealed record Lost(string Reason) : WeComCall;

    /// <summary>Reads an answer's body. Success is errcode absent or 0 (全局错误码).</summary>
    public static WeComCall Read(byte[] body)
    {
        try
        {
            var root = JsonDocument.Parse(body).RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return new Lost("the answer is not a JSON object");
            var code = root.TryGetProperty("errcode", out var value) && value.TryGetInt32(out var number) ? number : 0;
            return code == 0 ? new Done(root) : WeComErrors.Refusal(code, root.TryGetProperty("errmsg", out var text) ? text.GetString() ?? "" : "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Lost("the answer is not what the platform documents");
        }
    }

    public string Describe() => this switch
    {
        Done or File => "done",
        Refused refused => $"errcode {refused.Code}: {WeComErrors.Advice(refused)}",
        NotSent notSent => notSent.Reason,
        Lost lost => lost.Reason,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
