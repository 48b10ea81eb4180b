namespace KexieBot.Channels.Teams;

/// <summary>The addresses of one Microsoft cloud (docs.azure.cn how-to-deploy-china-cloud; microsoft/teams.ts cloud-environment.ts).</summary>
internal sealed record TeamsCloud(string Name)
{
    public static TeamsCloud Public { get; } = new("Public")
    {
        LoginEndpoint = "https://login.microsoftonline.com",
        SharedTenant = "botframework.com",
        Scope = "https://api.botframework.com/.default",
        TokenIssuer = "https://api.botframework.com",
        StsEndpoint = "https://sts.windows.net",
        OpenIdMetadataUrl = "https://login.botframework.com/v1/.well-known/openidconfiguration",
        ServiceUrlHosts =
        [
            "smba.trafficmanager.net",
            "smba.onyx.prod.teams.trafficmanager.net",
            "smba.infra.gcc.teams.microsoft.com",
        ],
    };

    /// <summary>Operated by 21Vianet.</summary>
    public static TeamsCloud China { get; } = new("China")
    {
        LoginEndpoint = "https://login.partner.microsoftonline.cn",
        SharedTenant = "microsoftservices.partner.onmschina.cn",
        Scope = "https://api.botframework.azure.cn/.default",
        TokenIssuer = "https://api.botframework.azure.cn",
        StsEndpoint = "https://sts.chinacloudapi.cn",
        OpenIdMetadataUrl = "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        ServiceUrlHosts = ["frontend.botapi.msg.infra.teams.microsoftonline.cn"],
    };

    public required string LoginEndpoint { get; init; }

    /// <summary>The tenant that issues tokens to bots of no tenant of their own.</summary>
    public required string SharedTenant { get; init; }

    public required string Scope { get; init; }

    public required string TokenIssuer { get; init; }

    /// <summary>What Entra's tokens of version 1 name as their issuer.</summary>
    public required string StsEndpoint { get; init; }

    public required string OpenIdMetadataUrl { get; init; }

    public required IReadOnlyList<string> ServiceUrlHosts { get; init; }

    public static TeamsCloud? Find(string name) =>
        new[] { Public, China }.FirstOrDefault(cloud => cloud.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
}
