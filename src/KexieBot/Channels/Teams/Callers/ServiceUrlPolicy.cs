using Microsoft.Extensions.Options;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>Which addresses the bot answers to. A serviceUrl comes with the request, so without a list a stolen or odd activity could lead our token anywhere.</summary>
internal sealed class ServiceUrlPolicy(IOptions<TeamsOptions> options)
{
    private readonly HashSet<string> listed = new(
        options.Value.Endpoints.ServiceUrlHosts.Concat(options.Value.AllowedServiceUrlHosts.Select(host => host.Trim())),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The address, if activities may name it. Loopback counts only when listed or while the playground is let in.</summary>
    public Uri? Accept(string? serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return null;
        return IsSafe(uri) && (IsListed(uri) || IsPlayground(uri)) ? uri : null;
    }

    /// <summary>The playground on this machine, which is talked to without a token.</summary>
    public bool IsPlayground(Uri address) => address.IsLoopback && options.Value.AllowUnauthenticated;

    /// <summary>Our token is for listed hosts alone.</summary>
    public bool MayHaveToken(Uri address) => options.Value.AppId.Length > 0 && IsSafe(address) && IsListed(address);

    private static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    private bool IsListed(Uri uri) =>
        listed.Contains(uri.Authority) || (listed.Contains(uri.Host) && (uri.IsDefaultPort || uri.IsLoopback));
}
