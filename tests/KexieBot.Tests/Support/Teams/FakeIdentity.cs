using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KexieBot.Tests.Support.Teams;

/// <summary>Signs what the Connector would sign, with keys that can be rolled over. Writes tokens by hand: a library would refuse to write the bad ones.</summary>
public sealed class FakeIdentity : IDisposable
{
    public const string AppId = "11111111-2222-4333-8444-555555555555";

    public const string AppSecret = "a-secret-for-tests";

    public const string TenantId = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

    private readonly List<PublishedKey> keys = [];
    private readonly Lock gate = new();
    private int made;

    public FakeIdentity() => AddKey("msteams");

    public int MetadataReads { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>How long the provider takes to answer.</summary>
    public TimeSpan Delay { get; set; }

    public string CurrentKid => keys[^1].Kid;

    /// <summary>Publishes a further key; the ones before stay good until <see cref="RollOver"/>.</summary>
    public string AddKey(params string[]? endorsements) => Publish(endorsements, issuer: null);

    /// <summary>A key as Entra publishes it: without endorsements, with whose tokens it signs.</summary>
    public string AddEntraKey(string? issuer) => Publish(null, issuer);

    private string Publish(string[]? endorsements, string? issuer)
    {
        lock (gate)
        {
            var key = new PublishedKey($"kid-{++made}", RSA.Create(2048), endorsements, issuer);
            keys.Add(key);
            return key.Kid;
        }
    }

    public void RollOver()
    {
        lock (gate)
        {
            keys.Clear();
        }

        AddKey("msteams");
    }

    public JsonObject Metadata(Uri at)
    {
        MetadataReads++;
        return new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = new Uri(at, "/keys").AbsoluteUri, ["id_token_signing_alg_values_supported"] = new JsonArray("RS256") };
    }

    public JsonObject Keys()
    {
        lock (gate)
        {
            return new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.ToJson())]) };
        }
    }

    /// <summary>A token as the Connector makes it: exactly aud, exp, iss, nbf and serviceurl.</summary>
    public string Token(string serviceUrl, DateTimeOffset now, Action<TokenDraft>? spoil = null)
    {
        var draft = new TokenDraft();
        draft.Header["kid"] = CurrentKid;
        draft.Header["x5t"] = CurrentKid;
        draft.Claims["serviceurl"] = serviceUrl;
        draft.Claims["nbf"] = now.ToUnixTimeSeconds();
        draft.Claims["exp"] = now.AddHours(1).ToUnixTimeSeconds();
        draft.Claims["iss"] = "https://api.botframework.com";
        draft.Claims["aud"] = AppId;
        spoil?.Invoke(draft);
        return Sign(draft);
    }

    public void Dispose() => keys.ForEach(key => key.Rsa.Dispose());

    private string Sign(TokenDraft draft)
    {
        var payload = $"{Encode(draft.Header.ToJsonString())}.{Encode(draft.Claims.ToJsonString())}";
        var kid = draft.SignWith ?? (string?)draft.Header["kid"];
        var rsa = draft.Key ?? keys.FirstOrDefault(key => key.Kid == kid)?.Rsa ?? keys[^1].Rsa;
        var bytes = Encoding.ASCII.GetBytes(payload);
        var signature = (string?)draft.Header["alg"] switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(rsa.ExportSubjectPublicKeyInfo(), bytes),
            "RS512" => rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "RS384" => rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return draft.Finish($"{payload}.{Base64(signature)}");
    }

    public static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Encode(string json) => Base64(Encoding.UTF8.GetBytes(json));

    private sealed record PublishedKey(string Kid, RSA Rsa, string[]? Endorsements, string? Issuer)
    {
        public JsonObject ToJson()
        {
            var parameters = Rsa.ExportParameters(includePrivateParameters: false);
            var json = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Kid, ["x5t"] = Kid, ["n"] = Base64(parameters.Modulus!), ["e"] = Base64(parameters.Exponent!) };
            if (Endorsements is not null)
                json["endorsements"] = JsonSerializer.SerializeToNode(Endorsements);
            if (Issuer is not null)
                json["issuer"] = Issuer;
            return json;
        }
    }
}

/// <summary>A token before it is signed, to be spoilt by a test.</summary>
public sealed class TokenDraft
{
    public JsonObject Header { get; } = new() { ["typ"] = "JWT", ["alg"] = "RS256" };

    public JsonObject Claims { get; } = [];

    /// <summary>The kid of the key to sign with, where the header is to name another.</summary>
    public string? SignWith { get; set; }

    /// <summary>A key that nobody publishes.</summary>
    public RSA? Key { get; set; }

    /// <summary>Changes the finished token.</summary>
    public Func<string, string> Finish { get; set; } = token => token;
}
