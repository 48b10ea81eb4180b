using System.Text.Json;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>Published signing keys, from an OpenID metadata document. Kept for a day; an unknown key id asks anew, but not more often than <see cref="RefreshGap"/>, or strangers could make us hammer the provider.</summary>
internal partial class SigningKeys(IHttpClientFactory clients, Uri metadataAddress, OfficeClock clock, ILogger<SigningKeys> log) : IDisposable
{
    public const string ClientName = "teams-signing-keys";

    /// <summary>Bot Framework documentation: keys change rarely; a day is what botframework-connector uses.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static readonly TimeSpan RefreshGap = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan GapAfterFailure = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Snapshot? current;
    private long nextLoad;
    private long nextForced;

    /// <summary>The key of <paramref name="kid"/>, or null where the provider publishes none. Throws <see cref="KeysUnavailableException"/> while no keys could be had at all.</summary>
    public async Task<EndorsedKey?> FindAsync(string kid, CancellationToken cancellationToken)
    {
        var keys = current;
        var now = clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (keys is null || now >= keys.StaleAt)
            keys = now >= Interlocked.Read(ref nextLoad) ? await RefreshAsync(keys, cancellationToken) : keys;
        else if (!keys.ByKid.ContainsKey(kid) && Interlocked.Read(ref nextForced) is var next && now >= next
            && Interlocked.CompareExchange(ref nextForced, now + (long)RefreshGap.TotalMilliseconds, next) == next)
            keys = await RefreshAsync(keys, cancellationToken);
        return (keys ?? throw new KeysUnavailableException()).ByKid.GetValueOrDefault(kid);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            gate.Dispose();
    }

    private async Task<Snapshot?> RefreshAsync(Snapshot? seen, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!ReferenceEquals(seen, current))
                return current;
            var fetched = await FetchAsync(cancellationToken);
            var now = clock.Time.GetUtcNow();
            if (fetched is not null)
                return current = new Snapshot(fetched, (now + Lifetime).ToUnixTimeMilliseconds());

            // Old keys stay in use while the provider is down: they were good, and a forger has none of them.
            Interlocked.Exchange(ref nextLoad, (now + GapAfterFailure).ToUnixTimeMilliseconds());
            Interlocked.Exchange(ref nextForced, (now + GapAfterFailure).ToUnixTimeMilliseconds());
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Dictionary<string, EndorsedKey>?> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            var metadata = JsonSerializer.Deserialize(await client.GetStringAsync(metadataAddress, cancellationToken), TeamsJson.Wire.OpenIdMetadata);
            if (!Uri.TryCreate(metadata?.JwksUri, UriKind.Absolute, out var address) || !IsTrusted(address))
                throw new JsonException("The metadata names no https jwks_uri.");
            var set = new JsonWebKeySet(await client.GetStringAsync(address, cancellationToken));
            return set.Keys.Where(key => key.Kid is { Length: > 0 } && key.Kty == JsonWebAlgorithmsKeyTypes.RSA)
                .GroupBy(key => key.Kid, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => new EndorsedKey(group.First(), Endorsements(group.First())), StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or ArgumentException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.KeysNotFetched(log, fault);
            return null;
        }
    }

    private bool IsTrusted(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.IsLoopback && metadataAddress.IsLoopback);

    /// <summary>JsonWebKey keeps what it does not know as JsonElement: anything else there is no list of channels, and then the key vouches for none.</summary>
    private static HashSet<string> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];

    private sealed record Snapshot(IReadOnlyDictionary<string, EndorsedKey> ByKid, long StaleAt);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The keys that sign callers' tokens could not be fetched.")]
        public static partial void KeysNotFetched(ILogger logger, Exception fault);
    }
}

/// <summary>The keys that sign the Connector's tokens.</summary>
internal sealed class ConnectorKeys(IHttpClientFactory clients, IOptions<TeamsOptions> options, OfficeClock clock, ILogger<SigningKeys> log) : SigningKeys(clients, options.Value.Metadata, clock, log);

/// <summary>The keys that sign Entra's tokens.</summary>
internal sealed class EntraKeys(IHttpClientFactory clients, IOptions<TeamsOptions> options, OfficeClock clock, ILogger<SigningKeys> log) : SigningKeys(clients, options.Value.EntraMetadata, clock, log);

/// <summary>A published key and the channels it may speak for.</summary>
internal sealed record EndorsedKey(SecurityKey Key, IReadOnlySet<string> Channels);

/// <summary>No signing keys could be had, so no token can be judged.</summary>
internal sealed class KeysUnavailableException : Exception;
