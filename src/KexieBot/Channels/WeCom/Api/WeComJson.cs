using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>JSON as the platform wants it: snake_case, nothing null, and no \u escapes (40033 "不能包含\uxxxx格式的字符").</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(SendResponse))]
[JsonSerializable(typeof(UpdateCardRequest))]
[JsonSerializable(typeof(RecallRequest))]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WorkbenchTemplateRequest))]
[JsonSerializable(typeof(WorkbenchDataRequest))]
internal sealed partial class WeComJson : JsonSerializerContext
{
    private static readonly WeComJson Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write<T>(T value) => Unescape(JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)Relaxed.GetTypeInfo(typeof(T))!));

    // Every ready-made encoder escapes what lies outside the basic plane, rare hanzi of names among it, and the ideographic space;
    // a custom one needs unsafe code. Control characters keep their escape: JSON demands it.
    private static byte[] Unescape(byte[] json)
    {
        if (json.AsSpan().IndexOf("\\u"u8) < 0)
            return json;
        var written = 0;
        for (var at = 0; at < json.Length;)
        {
            if (json[at] != '\\')
            {
                json[written++] = json[at++];
                continue;
            }

            var escape = ReadEscape(json.AsSpan(at), out var rune);
            if (rune is { } raw)
                written += raw.EncodeToUtf8(json.AsSpan(written));
            else
                json.AsSpan(at, escape).CopyTo(json.AsSpan((written += escape) - escape));
            at += escape;
        }

        return json[..written];
    }

    /// <summary>The length of the escape at the start of <paramref name="json"/>, and the rune to write instead of it, where there is one.</summary>
    private static int ReadEscape(ReadOnlySpan<byte> json, out Rune? rune)
    {
        rune = null;
        if (json[1] != 'u')
            return 2;
        var first = Unit(json);
        if (char.IsHighSurrogate(first) && json.Length >= 12 && json[6] == '\\' && json[7] == 'u' && char.IsLowSurrogate(Unit(json[6..])))
        {
            rune = new Rune(first, Unit(json[6..]));
            return 12;
        }

        if (first >= ' ' && first is not ('"' or '\\') && Rune.TryCreate(first, out var plain))
            rune = plain;
        return 6;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
