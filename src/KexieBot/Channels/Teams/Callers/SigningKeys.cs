using System.Text.Json;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>Published signing keys, from an OpenID metadata document. Kept for a day; an unknown key id asks anew, but not more often than <see cref="RefreshGap"/>, or strangers could make us hammer the provider.</summary>
internal partial class SigningKeys(IHttpClientFactory clients, Uri metadataAddress, OfficeClock clock, ILogger<SigningKeys> log)
{
    public const string ClientName = "teams-signing-keys";

    /// <summary>Bot Framework documentation: keys change rarely; a day is what botframework-connector uses.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How long keys serve while the provider cannot be asked; then one that it has revoked is good no more (LastKnownGoodLifetime of Microsoft's own configuration manager).</summary>
    public static readonly TimeSpan LastGoodFor = TimeSpan.FromDays(5);

    public static readonly TimeSpan RefreshGap = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan GapAfterFailure = TimeSpan.FromSeconds(15);

    /// <summary>A provider that hangs must not hold up callers for longer than they have patience.</summary>
    private static readonly TimeSpan FetchWithin = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private volatile Snapshot? current;
    private Task<Snapshot?> loading = Task.FromResult<Snapshot?>(null);
    private DateTimeOffset nextLoad;
    private DateTimeOffset nextForced;

    /// <summary>The key of <paramref name="kid"/>, or null where the provider publishes none. Throws <see cref="KeysUnavailableException"/> while no keys could be had at all.</summary>
    public async Task<EndorsedKey?> FindAsync(string kid, CancellationToken cancellationToken)
    {
        var keys = Usable() ?? await LoadAsync(isForced: false).WaitAsync(cancellationToken) ?? throw new KeysUnavailableException();
        // Old keys stay in use while new ones are fetched, or cannot be: they were good, and a forger has none of them.
        if (clock.Time.GetUtcNow() >= keys.StaleAt)
            _ = LoadAsync(isForced: false);
        if (!keys.ByKid.ContainsKey(kid))
            keys = await LoadAsync(isForced: true).WaitAsync(cancellationToken) ?? keys;
        return keys.ByKid.GetValueOrDefault(kid);
    }

    /// <summary>One load for all who want it at the same time; the newest keys at hand where it is too early for another.</summary>
    private Task<Snapshot?> LoadAsync(bool isForced)
    {
        lock (gate)
        {
            var now = clock.Time.GetUtcNow();
            if (!loading.IsCompleted)
                return loading;
            if (now < (isForced ? nextForced : nextLoad))
                return Task.FromResult(Usable());
            if (isForced)
                nextForced = now + RefreshGap;
            return loading = RefreshAsync();
        }
    }

    private async Task<Snapshot?> RefreshAsync()
    {
        var fetched = await FetchAsync();
        var now = clock.Time.GetUtcNow();
        if (fetched is not null)
            return current = new Snapshot(fetched, now);
        lock (gate)
            (nextLoad, nextForced) = (now + GapAfterFailure, now + GapAfterFailure);
        return Usable();
    }

    private Snapshot? Usable() => current is { } keys && clock.Time.GetUtcNow() < keys.EndsAt ? keys : null;

    private async Task<Dictionary<string, EndorsedKey>?> FetchAsync()
    {
        using var deadline = new CancellationTokenSource(FetchWithin, clock.Time);
        try
        {
            using var client = clients.CreateClient(ClientName);
            var metadata = JsonSerializer.Deserialize(await client.GetStringAsync(metadataAddress, deadline.Token), TeamsJson.Wire.OpenIdMetadata);
            if (!Uri.TryCreate(metadata?.JwksUri, UriKind.Absolute, out var address) || !IsTrusted(address))
                throw new JsonException("The metadata names no https jwks_uri.");
            var set = new JsonWebKeySet(await client.GetStringAsync(address, deadline.Token));
            return set.Keys.Where(key => key.Kid is { Length: > 0 } && key.Kty == JsonWebAlgorithmsKeyTypes.RSA)
                .GroupBy(key => key.Kid, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => new EndorsedKey(group.First(), Endorsements(group.First()), Issuer(group.First())), StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or ArgumentException or OperationCanceledException)
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

    private static string? Issuer(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("issuer", out var value) ? (value as string ?? (value is JsonElement { ValueKind: JsonValueKind.String } text ? text.GetString() : null)) : null;

    private sealed record Snapshot(IReadOnlyDictionary<string, EndorsedKey> ByKid, DateTimeOffset FetchedAt)
    {
        public DateTimeOffset StaleAt => FetchedAt + Lifetime;

        public DateTimeOffset EndsAt => FetchedAt + LastGoodFor;
    }

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

/// <summary>A published key, the channels it may speak for, and whose tokens it signs where the provider says so (Entra does, with {tenantid} for any tenant).</summary>
internal sealed record EndorsedKey(SecurityKey Key, IReadOnlySet<string> Channels, string? Issuer);

/// <summary>No signing keys could be had, so no token can be judged.</summary>
internal sealed class KeysUnavailableException : Exception;
