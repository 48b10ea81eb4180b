using KexieBot.Channels.Teams.Callers;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Conversations;
using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.Teams;

/// <summary>The Teams channel. Needs a ChatBot, an OfficeClock and an IDatabase from the host.</summary>
internal static partial class TeamsModule
{
    private const int MostAnswerBytes = 1024 * 1024;

    public static IHostApplicationBuilder AddTeams(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(TeamsOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>();
        builder.Services.AddOptions<TeamsOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        var options = new TeamsOptions();
        Bind(section, options);
        if (options.IsOn)
            AddChannel(builder.Services);
        return builder;
    }

    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<TeamsEndpoint>() is { } endpoint)
            routes.MapPost(TeamsEndpoint.Route, (Delegate)endpoint.HandleAsync);
        else
            SayOff(routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TeamsModule)));
        return routes;
    }

    private static void SayOff(ILogger log) => Log.Off(log);

    private static void Bind(IConfigurationSection section, TeamsOptions options)
    {
        section.Bind(options);
        // An environment has no lists: Teams__AllowedServiceUrlHosts=a,b says the same as two numbered keys.
        AddListed(section, nameof(TeamsOptions.AllowedTenantIds), options.AllowedTenantIds);
        AddListed(section, nameof(TeamsOptions.AllowedServiceUrlHosts), options.AllowedServiceUrlHosts);
        AddListed(section, nameof(TeamsOptions.EntraTenantIds), options.EntraTenantIds);
        AddListed(section, nameof(TeamsOptions.EntraCallers), options.EntraCallers);
    }

    private static void AddListed(IConfigurationSection section, string name, IList<string> list)
    {
        foreach (var entry in section[name]?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [])
            list.Add(entry);
    }

    private static void AddChannel(IServiceCollection services)
    {
        services.TryAddSingleton(new TeamsRates());
        services.AddSingleton<ServiceUrlPolicy>();
        services.AddSingleton<ConnectorKeys>();
        services.AddSingleton<EntraKeys>();
        services.AddSingleton<CallerTokens>();
        services.AddSingleton<ConnectorTokenValidator>();
        services.AddSingleton<EntraTokenValidator>();
        services.AddSingleton<TeamsCallers>();
        services.AddHostedService(provider => provider.GetRequiredService<TeamsCallers>());
        services.AddSingleton<RunningTurns>();
        services.AddHostedService(provider => provider.GetRequiredService<RunningTurns>());
        services.AddSingleton<RateBuckets>();
        services.AddSingleton<ConnectorTokens>();
        services.AddSingleton<TeamsAddresses>();
        services.AddSingleton<TeamsPeople>();
        services.AddSingleton<Memberships>();
        services.AddSingleton<Redeliveries>();
        services.AddSingleton<HeldCards>();
        services.AddSingleton<ReplyDelivery>();
        services.AddSingleton<FileOffers>();
        services.AddSingleton<TeamsTurn>();
        services.AddSingleton<TeamsEndpoint>();
        services.AddSingleton<TeamsSender>();
        services.AddSingleton<IChannelSender>(provider => provider.GetRequiredService<TeamsSender>());
        services.AddSingleton<TeamsFiles>();
        services.AddSingleton<IFileSource>(provider => provider.GetRequiredService<TeamsFiles>());
        AddClients(services);
    }

    private static void AddClients(IServiceCollection services)
    {
        foreach (var name in new[] { SigningKeys.ClientName, ConnectorTokens.ClientName })
        {
            services.AddHttpClient(name, client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), MostAnswerBytes))
                .ConfigurePrimaryHttpMessageHandler(Handler)
                .RemoveAllLoggers(); // addresses hold ids of people and conversations
        }

        services.AddHttpClient(TeamsFiles.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(Handler)
            .RemoveAllLoggers();
        services.AddTransient<PacedHandler>();
        var connector = services.AddHttpClient<ConnectorClient>(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(Handler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the channel's singletons keep the client; connections age by themselves
            .RemoveAllLoggers();
        connector.AddResilienceHandler("connector", ConnectorResilience.Build);
        connector.AddHttpMessageHandler<PacedHandler>();
    }

    /// <summary>No redirects: our token goes to the host that was checked and to no other.</summary>
    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The Teams channel is off: Teams:AppId is empty.")]
        public static partial void Off(ILogger logger);
    }
}
