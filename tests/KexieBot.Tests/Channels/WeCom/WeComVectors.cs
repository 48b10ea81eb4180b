using System.Text.Json;
using System.Text.Json.Serialization;

namespace KexieBot.Tests.Channels.WeCom;

/// <summary>Known answers that independent implementations agree on.</summary>
internal sealed record WeComVectors(
    IReadOnlyList<WeComVector> Official,
    IReadOnlyList<WeComVector> SignatureOnly,
    IReadOnlyList<WeComVector> EncryptFixedRandom,
    IReadOnlyList<WeComVector> PassiveReply,
    IReadOnlyList<WeComVector> AibotReply,
    IReadOnlyList<WeComMediaVector> AibotMedia,
    IReadOnlyList<WeComVector> Generated,
    IReadOnlyList<WeComVector> SortTraps,
    IReadOnlyList<WeComVector> Negative,
    IReadOnlyList<WeComVector> NegativeKeys,
    IReadOnlyList<WeComVector> NegativeBodies,
    IReadOnlyList<WeComJsSdkVector> JsSdk)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString };

    public IEnumerable<WeComVector> Sealed => Official.Concat(PassiveReply).Concat(AibotReply).Concat(Generated).Concat(SortTraps);

    public static WeComVectors Load() =>
        JsonSerializer.Deserialize<WeComVectors>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Channels", "WeCom", "wecom-vectors.json")), Json)!;
}

internal sealed record WeComMediaVector(string Id, string EncodingAesKey, string PlainBase64, string CipherBase64);

internal sealed record WeComVector
{
    public string Id { get; init; } = "";

    public string Token { get; init; } = "";

    public string EncodingAesKey { get; init; } = "";

    public string ReceiveId { get; init; } = "";

    [JsonConverter(typeof(TextOrNumber))]
    public string Timestamp { get; init; } = "";

    public string Nonce { get; init; } = "";

    public string MsgSignature { get; init; } = "";

    public string Encrypt { get; init; } = "";

    public string? Plain { get; init; }

    public string? RandomHex { get; init; }

    public string? Body { get; init; }

    public int ExpectedErrorCode { get; init; }
}

internal sealed record WeComJsSdkVector(string Ticket, string NonceStr, long Timestamp, string Url, string Signature);

internal sealed class TextOrNumber : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? reader.GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture) : reader.GetString() ?? "";

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
