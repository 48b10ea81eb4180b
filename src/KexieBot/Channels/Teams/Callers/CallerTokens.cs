using System.Security.Claims;
using KexieBot.Core;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>What is asked of every caller's token, whoever issued it: RS256, a named key, our audience, a lifetime with <c>exp</c> and five minutes' skew. Stricter than the official validators.</summary>
internal sealed class CallerTokens(IOptions<TeamsOptions> options, OfficeClock clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = 16 * 1024 };

    /// <summary>The token's claims before anything is proven, to see who is worth asking for keys; null where it is malformed, unsigned, not RS256 or for another bot.</summary>
    public JsonWebToken? ReadUnverified(string token)
    {
        try
        {
            return handler.CanReadToken(token) && handler.ReadJsonWebToken(token) is { Alg: SecurityAlgorithms.RsaSha256, Kid.Length: > 0 } read
                && read.Audiences.Contains(options.Value.AppId, StringComparer.Ordinal)
                    ? read
                    : null;
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>The proven claims, or why the token is refused.</summary>
    public async Task<(ClaimsIdentity? Claims, string? Refusal)> ValidateAsync(string token, string issuer, SecurityKey key)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = options.Value.AppId,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = IsAlive,
        });
        return result.IsValid ? (result.ClaimsIdentity, null) : (null, result.Exception.GetType().Name);
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.Time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < Later(end) && (notBefore is not { } start || now >= Earlier(start));
    }

    private static DateTime Later(DateTime instant) => instant > DateTime.MaxValue - Skew ? DateTime.MaxValue : instant + Skew;

    private static DateTime Earlier(DateTime instant) => instant < DateTime.MinValue + Skew ? DateTime.MinValue : instant - Skew;
}
