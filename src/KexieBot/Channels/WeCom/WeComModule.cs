using System.Net;
using KexieBot.Channels.WeCom.Admin;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Callback;
using KexieBot.Channels.WeCom.Cards;
using KexieBot.Channels.WeCom.Inbox;
using KexieBot.Channels.WeCom.Sending;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom;

/// <summary>The WeCom channel. Needs ChatBot, OfficeClock and the store (IDatabase, or IConnectionMultiplexer) from the composition root.</summary>
internal static partial class WeComModule
{
    private const string HttpClientName = "wecom";

    public static IServiceCollection AddWeCom(this IServiceCollection services)
    {
        services.AddOptions<WeComOptions>().BindConfiguration(WeComOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeComOptions>, WeComOptionsValidator>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IConnectionMultiplexer>().GetDatabase());
        services.AddSingleton<WeComKeys>();
        services.AddWeComCalls();

        services.AddSingleton<ReplyRenderer>();
        services.AddSingleton<WeComSentLog>();
        services.AddSingleton<WeComCardLog>();
        services.AddSingleton<WeComSender>();
        services.AddSingleton<IChannelSender>(provider => provider.GetRequiredService<WeComSender>());

        services.AddSingleton<IFileSource, WeComFiles>();
        services.AddSingleton<WeComInbox>();
        services.AddSingleton<WeComWelcome>();
        services.AddSingleton<WeComConversation>();
        services.AddSingleton<WeComWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<WeComWorker>());
        services.AddSingleton<WeComCallbackEndpoint>();
        services.AddSingleton<WeComCallbackMark>();
        services.AddSingleton<WeComBulletin>();
        services.AddSingleton<WeComMenu>();
        services.AddSingleton<WeComDoctor>();
        services.AddSingleton<WeComVisibility>();
        services.AddSingleton<WeComWorkbench>();
        services.AddSingleton<WeComTiles>();
        return services;
    }

    /// <summary>Maps the callback, or says once that the channel is off.</summary>
    public static IEndpointRouteBuilder MapWeCom(this IEndpointRouteBuilder routes)
    {
        var provider = routes.ServiceProvider;
        if (!provider.GetRequiredService<IOptions<WeComOptions>>().Value.IsOn)
        {
            Log.Off(provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WeComModule)));
            return routes;
        }

        routes.MapGet("/wecom/callback", (HttpRequest request, WeComCallbackEndpoint endpoint) => endpoint.VerifyAsync(request));
        routes.MapPost("/wecom/callback", (HttpRequest request, WeComCallbackEndpoint endpoint) => endpoint.ReceiveAsync(request));
        return routes;
    }

    private static void AddWeComCalls(this IServiceCollection services)
    {
        services.AddHttpClient(HttpClientName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<WeComOptions>>().Value.ApiBaseUrl.TrimEnd('/') + "/");
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<IOptions<WeComOptions>>().Value))
            // The addresses hold tokens and the secret.
            .RemoveAllLoggers();
        services.AddSingleton(provider => new WeComHttp(provider.GetRequiredService<IHttpClientFactory>(), HttpClientName, provider.GetRequiredService<OfficeClock>()));
        services.AddSingleton<WeComAccessToken>();
        services.AddSingleton<WeComApi>();
        services.AddSingleton<WeComRates>();
    }

    private static SocketsHttpHandler CreateHandler(WeComOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.All,
        UseProxy = true,
        Proxy = options.Proxy.Length > 0 ? ProxyAt(options.Proxy) : null,
    };

    private static WebProxy ProxyAt(string address)
    {
        var uri = new Uri(address);
        var proxy = new WebProxy(uri);
        if (uri.UserInfo.Split(':', 2) is [var user, var password])
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        return proxy;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The WeCom channel is off: WeCom:CorpId is empty.")]
        public static partial void Off(ILogger logger);
    }
}
