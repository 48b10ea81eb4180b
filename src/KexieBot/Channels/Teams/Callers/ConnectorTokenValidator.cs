using KexieBot.Core;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>Judges the Connector's token (bot-framework-rest-connector-authentication, "Step 4"). Stricter than the official validators: RS256 only, exp required, an endorsement required.</summary>
internal sealed partial class ConnectorTokenValidator(SigningKeys keys, IOptions<TeamsOptions> options, OfficeClock clock, ILogger<ConnectorTokenValidator> log)
{
    public const string ChannelId = "msteams";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = 16 * 1024 };

    /// <summary>The serviceUrl that the token vouches for, or null where the token is not good.</summary>
    public async Task<string?> ServiceUrlOfAsync(string token, CancellationToken cancellationToken)
    {
        if (!handler.CanReadToken(token) || Read(token) is not { Alg: SecurityAlgorithms.RsaSha256, Kid.Length: > 0 } unverified)
            return Refused("malformed, unsigned or not RS256");

        // A token for someone else must not cost a look at the provider.
        if (unverified.Issuer != options.Value.Endpoints.TokenIssuer || !unverified.Audiences.Contains(options.Value.AppId, StringComparer.Ordinal))
            return Refused("of another issuer or for another bot");
        if (await keys.FindAsync(unverified.Kid, cancellationToken) is not { } key)
            return Refused("signed with a key that is not published");
        if (!key.Channels.Contains(ChannelId))
            return Refused("signed with a key that may not speak for Teams");

        var result = await handler.ValidateTokenAsync(token, Parameters(key.Key));
        if (!result.IsValid)
            return Refused(result.Exception.GetType().Name);
        return result.ClaimsIdentity.FindFirst("serviceurl")?.Value is { Length: > 0 } serviceUrl ? serviceUrl : Refused("without a serviceurl");
    }

    private TokenValidationParameters Parameters(SecurityKey key) => new()
    {
        ValidIssuer = options.Value.Endpoints.TokenIssuer,
        ValidAudience = options.Value.AppId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = IsAlive,
    };

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.Time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < Later(end) && (notBefore is not { } start || now >= Earlier(start));
    }

    private static DateTime Later(DateTime instant) => instant > DateTime.MaxValue - Skew ? DateTime.MaxValue : instant + Skew;

    private static DateTime Earlier(DateTime instant) => instant < DateTime.MinValue + Skew ? DateTime.MinValue : instant - Skew;

    private JsonWebToken? Read(string token)
    {
        try
        {
            return handler.ReadJsonWebToken(token);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private string? Refused(string why)
    {
        Log.TokenRefused(log, why);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An activity's token was refused: {Why}.")]
        public static partial void TokenRefused(ILogger logger, string why);
    }
}
