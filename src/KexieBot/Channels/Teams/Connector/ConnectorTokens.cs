using System.Text.Json;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>The bot's own token: fetched by client credentials, kept until it nears its end, renewed by one caller for all.</summary>
internal sealed partial class ConnectorTokens(IHttpClientFactory clients, IOptions<TeamsOptions> options, OfficeClock clock, ILogger<ConnectorTokens> log) : IDisposable
{
    public const string ClientName = "teams-token";

    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    /// <summary>A wrong secret must not turn every message into a call to the provider.</summary>
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Grant? held;
    private DateTimeOffset restUntil;

    /// <summary>A token that is good now. Throws <see cref="TokenUnavailableException"/> where the provider gives none.</summary>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var seen = held;
        if (seen is not null && Now < seen.RenewAt)
            return seen.Token;

        // Near its end the old token still works: one caller renews, the others do not wait for it.
        var usable = seen is not null && Now < seen.EndsAt ? seen : null;
        if (!await gate.WaitAsync(usable is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken))
            return usable!.Token;
        try
        {
            if (held is { } renewed && Now < renewed.RenewAt)
                return renewed.Token;
            if (Now >= restUntil && await FetchAsync(cancellationToken) is { } granted)
                return (held = granted).Token;
            return usable?.Token ?? throw new TokenUnavailableException();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The Connector refused <paramref name="token"/>: it is not given out again.</summary>
    public void Drop(string token)
    {
        if (held?.Token == token)
            held = null;
    }

    public void Dispose() => gate.Dispose();

    private DateTimeOffset Now => clock.Time.GetUtcNow();

    private async Task<Grant?> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = options.Value.AppId,
                ["client_secret"] = options.Value.AppSecret,
                ["scope"] = options.Value.Endpoints.Scope,
            });
            using var answer = await client.PostAsync(options.Value.Token, form, cancellationToken);
            if (answer.IsSuccessStatusCode
                && JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(cancellationToken), TeamsJson.Wire.TokenResponse) is { AccessToken.Length: > 0, ExpiresIn: > 0 } token)
                return Grant.Of(token, Now);
            Log.TokenRefused(log, (int)answer.StatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.TokenNotFetched(log, fault);
        }

        restUntil = Now + RestAfterFailure;
        return null;
    }

    private sealed record Grant(string Token, DateTimeOffset RenewAt, DateTimeOffset EndsAt)
    {
        /// <summary>A token shorter than ten minutes is renewed at its half, so that it is used at all.</summary>
        public static Grant Of(TokenResponse token, DateTimeOffset now)
        {
            var lifetime = TimeSpan.FromSeconds(token.ExpiresIn!.Value);
            return new Grant(token.AccessToken!, now + (lifetime > 2 * RenewBefore ? lifetime - RenewBefore : lifetime / 2), now + lifetime);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The identity provider refused the bot's token with status {Status}: check Teams:AppId, Teams:AppSecret and Teams:TenantId.")]
        public static partial void TokenRefused(ILogger logger, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The bot's token could not be fetched.")]
        public static partial void TokenNotFetched(ILogger logger, Exception fault);
    }
}

/// <summary>The identity provider gave no token, so nothing was sent.</summary>
internal sealed class TokenUnavailableException : Exception;
