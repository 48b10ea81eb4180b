using Microsoft.Extensions.Options;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>Judges the Connector's token (bot-framework-rest-connector-authentication, "Step 4"); unlike the official validators an endorsement of the key is required.</summary>
internal sealed partial class ConnectorTokenValidator(CallerTokens tokens, ConnectorKeys keys, IOptions<TeamsOptions> options, ILogger<ConnectorTokenValidator> log)
{
    public const string ChannelId = "msteams";

    /// <summary>The serviceUrl that the token vouches for, or null where the token is not good.</summary>
    public async Task<string?> ServiceUrlOfAsync(string token, CancellationToken cancellationToken)
    {
        // A token for someone else must not cost a look at the provider.
        if (tokens.ReadUnverified(token) is not { } unverified || unverified.Issuer != options.Value.Endpoints.TokenIssuer)
        {
            Log.NoTokenOfOurs(log);
            return null;
        }

        if (await keys.FindAsync(unverified.Kid, cancellationToken) is not { } key)
            return Refused("signed with a key that is not published");
        if (!key.Channels.Contains(ChannelId))
            return Refused("signed with a key that may not speak for Teams");
        var (claims, refusal) = await tokens.ValidateAsync(token, options.Value.Endpoints.TokenIssuer, key.Key);
        if (claims is null)
            return Refused(refusal!);
        return claims.FindFirst("serviceurl")?.Value is { Length: > 0 } serviceUrl ? serviceUrl : Refused("without a serviceurl");
    }

    private string? Refused(string why)
    {
        Log.TokenRefused(log, why);
        return null;
    }

    private static partial class Log
    {
        // Whatever scans the internet comes by: nothing to look into.
        [LoggerMessage(Level = LogLevel.Information, Message = "A call was refused: its token is malformed, not RS256, of another issuer or for another bot.")]
        public static partial void NoTokenOfOurs(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An activity's token was refused: {Why}.")]
        public static partial void TokenRefused(ILogger logger, string why);
    }
}
