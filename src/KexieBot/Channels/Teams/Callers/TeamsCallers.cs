using System.Net;
using KexieBot.Channels.Teams.Protocol;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.Teams.Callers;

/// <summary>Decides who may call, before the body is read, and then whether the activity is what the caller was vouched for.</summary>
internal sealed partial class TeamsCallers(
    ConnectorTokenValidator tokens,
    EntraTokenValidator entraTokens,
    ServiceUrlPolicy serviceUrls,
    IServer server,
    IOptions<TeamsOptions> options,
    ILogger<TeamsCallers> log) : IHostedLifecycleService
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via", "Origin"];

    /// <summary>Who calls, or null: then the answer is 401.</summary>
    public async Task<TeamsCaller?> IdentifyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        string authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0 || options.Value.AppId.Length == 0)
            return options.Value.AllowUnauthenticated && IsLocal(context) ? new TeamsCaller.Playground() : null;
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        var token = authorization["Bearer ".Length..].Trim();
        var vouched = entraTokens.Claims(token) ? await entraTokens.ServiceUrlOfAsync(token, cancellationToken) : await tokens.ServiceUrlOfAsync(token, cancellationToken);
        return vouched is null ? null : new TeamsCaller.Vouched(vouched);
    }

    /// <summary>The address to answer to, or null where the caller may not speak for this activity: then the answer is 403.</summary>
    public Uri? Vouch(TeamsCaller caller, Activity activity)
    {
        if (serviceUrls.Accept(activity.ServiceUrl) is not { } address)
            return Refused("its serviceUrl is missing or not on the list");
        if (caller is not TeamsCaller.Vouched vouched)
            return address.IsLoopback ? address : Refused("it came without a token and names a serviceUrl elsewhere");
        if (vouched.ServiceUrl.TrimEnd('/') != activity.ServiceUrl!.TrimEnd('/'))
            return Refused("its serviceUrl is not the token's");
        if (activity.ChannelId != ConnectorTokenValidator.ChannelId)
            return Refused("its channel is not Teams");
        return IsServed(activity) ? address : Refused("its tenant is not served");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Addresses are known only after the start.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AllowUnauthenticated && ListensOnLoopback())
            Log.OpenOnLoopback(log);
        else if (options.Value.AllowUnauthenticated)
            Log.NotOpenBeyondLoopback(log);
        if (options.Value.NamesTenantByDomain)
            Log.AnyTenant(log, options.Value.TenantId);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A tenant configured by its domain cannot be compared with ids, so only ids pin. Teams names the tenant in what it sends; an activity that names none still has Microsoft's signature and reaches nobody's data without a roster entry.</summary>
    private bool IsServed(Activity activity)
    {
        var served = options.Value.AllowedTenantIds.Append(options.Value.TenantId).Where(id => Guid.TryParse(id, out _)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return served.Count == 0 || new[] { activity.Conversation?.TenantId, activity.ChannelData?.Tenant?.Id }
            .All(id => string.IsNullOrEmpty(id) || served.Contains(id));
    }

    /// <summary>A reverse proxy on this machine and a web page in this machine's browser both come from loopback; their headers give them away.</summary>
    private bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (context.Request.Host.Host is "localhost" or "[::1]" || (IPAddress.TryParse(context.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)))
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey)
        && ListensOnLoopback();

    private bool ListensOnLoopback() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        && addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback);

    private Uri? Refused(string why)
    {
        Log.ActivityRefused(log, why);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams:AllowUnauthenticated is on: every program on this machine can speak as anyone. Never use it outside a local playground.")]
        public static partial void OpenOnLoopback(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "Teams:AllowUnauthenticated is on but the server listens beyond loopback: activities without a token are refused.")]
        public static partial void NotOpenBeyondLoopback(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams:TenantId is the domain {Domain}, which keeps no other tenant out: give the tenant's id, or Teams:AllowedTenantIds.")]
        public static partial void AnyTenant(ILogger logger, string domain);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An activity was refused: {Why}.")]
        public static partial void ActivityRefused(ILogger logger, string why);
    }
}

/// <summary>Who posts an activity.</summary>
internal abstract record TeamsCaller
{
    private TeamsCaller()
    {
    }

    /// <summary>Microsoft's Connector or a pinned application of Entra, with the serviceUrl that its token vouches for.</summary>
    public sealed record Vouched(string ServiceUrl) : TeamsCaller;

    /// <summary>A program on this machine, let in without a token.</summary>
    public sealed record Playground : TeamsCaller;
}
