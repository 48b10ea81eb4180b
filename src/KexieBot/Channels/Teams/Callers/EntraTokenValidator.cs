using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>
/// Judges a token that Entra issued: the second way by which channels may come to call (Agents SDK, AspNetExtensions). Off unless tenants and calling
/// applications are both named; the SDK's default lets any application in.
/// </summary>
internal sealed partial class EntraTokenValidator(CallerTokens tokens, EntraKeys keys, IOptions<TeamsOptions> options, ILogger<EntraTokenValidator> log)
{
    /// <summary>Whether the token claims to be of Entra; false while the way is closed.</summary>
    public bool Claims(string token) => options.Value.TakesEntraTokens && tokens.ReadUnverified(token) is { } unverified && TenantOf(unverified) is not null;

    /// <summary>The serviceUrl that the token vouches for, or null where the token is not good.</summary>
    public async Task<string?> ServiceUrlOfAsync(string token, CancellationToken cancellationToken)
    {
        if (tokens.ReadUnverified(token) is not { } unverified || TenantOf(unverified) is not { } tenant)
            return Refused("of another issuer");
        if (await keys.FindAsync(unverified.Kid, cancellationToken) is not { } key)
            return Refused("signed with a key that is not published");
        // The published set holds keys of other issuers too, that of personal accounts among them.
        if (key.Issuer?.Replace("{tenantid}", tenant, StringComparison.OrdinalIgnoreCase) != $"{options.Value.Endpoints.LoginEndpoint}/{tenant}/v2.0")
            return Refused("signed with another issuer's key");
        var (claims, refusal) = await tokens.ValidateAsync(token, unverified.Issuer, key.Key);
        if (claims is null)
            return Refused(refusal!);
        if (!tenant.Equals(ValueOf(claims, "tid"), StringComparison.OrdinalIgnoreCase))
            return Refused("of another tenant than its issuer");
        var caller = ValueOf(claims, "ver") switch { "1.0" => ValueOf(claims, "appid"), "2.0" => ValueOf(claims, "azp"), _ => null };
        if (caller is not { Length: > 0 } || !options.Value.EntraCallers.Contains(caller, StringComparer.OrdinalIgnoreCase))
            return Refused("of an application that is not named in Teams:EntraCallers");
        return ValueOf(claims, "serviceurl") is { Length: > 0 } serviceUrl ? serviceUrl : Refused("without a serviceurl");
    }

    // v1 tokens name the token service as their issuer, v2 tokens the login endpoint.
    private string? TenantOf(JsonWebToken token) => options.Value.EntraTenantIds.FirstOrDefault(tenant =>
        token.Issuer == $"{options.Value.Endpoints.StsEndpoint}/{tenant}/" || token.Issuer == $"{options.Value.Endpoints.LoginEndpoint}/{tenant}/v2.0");

    private static string? ValueOf(ClaimsIdentity claims, string name) => claims.FindFirst(name)?.Value;

    private string? Refused(string why)
    {
        Log.TokenRefused(log, why);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A token of Entra was refused: {Why}.")]
        public static partial void TokenRefused(ILogger logger, string why);
    }
}
