using Microsoft.Extensions.Options;

namespace KexieBot.Channels.Teams;

/// <summary>The section <c>Teams</c>. Without an AppId the channel is off, unless the local playground is let in.</summary>
internal sealed class TeamsOptions
{
    public const string Section = "Teams";

    public string AppId { get; set; } = "";

    public string AppSecret { get; set; } = "";

    /// <summary>The bot's own tenant; empty for a bot of several tenants. Given as an id, it also refuses conversations of other tenants.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Tenants that a bot of several tenants serves; empty: all.</summary>
    public IList<string> AllowedTenantIds { get; set; } = [];

    public string Cloud { get; set; } = TeamsCloud.Public.Name;

    /// <summary>Hosts (or host:port) of Connectors, added to the cloud's own.</summary>
    public IList<string> AllowedServiceUrlHosts { get; set; } = [];

    /// <summary>Empty: the cloud's.</summary>
    public string OpenIdMetadataUrl { get; set; } = "";

    /// <summary>Tenants whose Entra tokens are taken beside the Connector's, from the applications in <see cref="EntraCallers"/> alone. Both empty: none are.</summary>
    public IList<string> EntraTenantIds { get; set; } = [];

    /// <summary>Application ids (<c>azp</c>, <c>appid</c>) that may call with a token of Entra.</summary>
    public IList<string> EntraCallers { get; set; } = [];

    /// <summary>Empty: the cloud's.</summary>
    public string EntraMetadataUrl { get; set; } = "";

    /// <summary>Empty: the cloud's, for <see cref="TenantId"/>.</summary>
    public string TokenEndpoint { get; set; } = "";

    /// <summary>Takes activities without a token, from loopback to loopback only: for the local playground.</summary>
    public bool AllowUnauthenticated { get; set; }

    public bool IsOn => AppId.Length > 0 || AllowUnauthenticated;

    /// <summary>A domain cannot be compared with the ids in what Teams sends, so alone it keeps no other tenant out.</summary>
    public bool NamesTenantByDomain => TenantId.Length > 0 && !Guid.TryParse(TenantId, out _) && AllowedTenantIds.Count == 0;

    public TeamsCloud Endpoints => TeamsCloud.Find(Cloud) ?? TeamsCloud.Public;

    public Uri Metadata => new(OpenIdMetadataUrl.Length > 0 ? OpenIdMetadataUrl : Endpoints.OpenIdMetadataUrl);

    public bool TakesEntraTokens => EntraTenantIds.Count > 0 && EntraCallers.Count > 0;

    public Uri EntraMetadata => new(EntraMetadataUrl.Length > 0 ? EntraMetadataUrl : $"{Endpoints.LoginEndpoint}/common/v2.0/.well-known/openid-configuration");

    public Uri Token => new(TokenEndpoint.Length > 0
        ? TokenEndpoint
        : $"{Endpoints.LoginEndpoint}/{Uri.EscapeDataString(TenantId.Length > 0 ? TenantId : Endpoints.SharedTenant)}/oauth2/v2.0/token");
}

internal sealed class TeamsOptionsValidator : IValidateOptions<TeamsOptions>
{
    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(TeamsOptions options)
    {
        if (TeamsCloud.Find(options.Cloud) is null)
            yield return $"Teams:Cloud is '{options.Cloud}'; it must be Public or China, e.g. Public.";
        if (options.AppId.Any(char.IsWhiteSpace))
            yield return $"Teams:AppId is '{options.AppId}'; it must be the bot's application id, e.g. 11111111-2222-3333-4444-555555555555.";
        if (options.AppId.Length > 0 && options.AppSecret.Length == 0 && !options.AllowUnauthenticated)
            yield return "Teams:AppSecret is empty while Teams:AppId is set; give the client secret of the app registration, e.g. in the environment as Teams__AppSecret.";
        if (options.AllowUnauthenticated && (options.AppSecret.Length > 0 || Guid.TryParse(options.AppId, out _)))
            yield return "Teams:AllowUnauthenticated is true beside a real Teams:AppId or Teams:AppSecret; it is for the local playground, and a proxy in front would let anybody in. Set it to false, or use it with an AppId such as local and no secret.";
        if (options.TenantId.Length > 0 && Uri.CheckHostName(options.TenantId) != UriHostNameType.Dns)
            yield return $"Teams:TenantId is '{options.TenantId}'; it must be the tenant's id or domain, e.g. 11111111-2222-3333-4444-555555555555.";
        foreach (var id in options.AllowedTenantIds.Where(id => !Guid.TryParse(id, out _)))
            yield return $"Teams:AllowedTenantIds has '{id}'; each entry must be a tenant's id, e.g. 11111111-2222-3333-4444-555555555555.";

        if (options.EntraTenantIds.Count > 0 != options.EntraCallers.Count > 0)
            yield return "Teams:EntraTenantIds and Teams:EntraCallers must be given together; without them tokens of Entra are refused.";
        foreach (var id in options.EntraTenantIds.Concat(options.EntraCallers).Where(id => !Guid.TryParse(id, out _)))
            yield return $"Teams:EntraTenantIds or Teams:EntraCallers has '{id}'; each entry must be an id, e.g. 11111111-2222-3333-4444-555555555555.";

        foreach (var (key, value) in new[] { ("OpenIdMetadataUrl", options.OpenIdMetadataUrl), ("EntraMetadataUrl", options.EntraMetadataUrl), ("TokenEndpoint", options.TokenEndpoint) })
        {
            if (value.Length > 0 && !IsSafe(value))
                yield return $"Teams:{key} is '{value}'; it must be an https address (http only on loopback), e.g. https://login.microsoftonline.com/contoso.cn/oauth2/v2.0/token.";
        }

        foreach (var host in options.AllowedServiceUrlHosts)
        {
            if (!Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri) || uri.AbsolutePath != "/" || uri.UserInfo.Length > 0)
                yield return $"Teams:AllowedServiceUrlHosts has '{host}'; each entry must be a host or host:port, e.g. smba.trafficmanager.net.";
        }
    }

    private static bool IsSafe(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
