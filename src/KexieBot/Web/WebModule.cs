using System.Net;
using KexieBot.Core;
using KexieBot.Core.Ledger;
using KexieBot.Scheduling;
using KexieBot.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace KexieBot.Web;

/// <summary>What the web server itself needs, and the routes that belong to no channel.</summary>
internal static class WebModule
{
    // Far above any activity or callback; channels set tighter limits of their own.
    private const long LargestBody = 1 << 20;

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["ASPNETCORE_URLS"]) && string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(UrlsOf(builder.Configuration["Web:Urls"] ?? "http://127.0.0.1:3978"));
        builder.Services.AddSingleton<StoreProbe>();
        builder.Services.AddHostedService<StoreRoomWatch>();
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
        });
    }

    public static void MapWeb(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            try
            {
                await next(context);
            }
            catch (Exception exception) when (StoreAway.Is(exception) && !context.Response.HasStarted)
            {
                context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
                await context.Response.WriteAsync("台账暂时连不上，请稍后再试。The ledger is out of reach; please try again.");
            }
        });
        app.MapTryPage();
        app.MapPrometheusScrapingEndpoint();
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", async (StoreProbe store, StoreRoom room, SchedulingPulse pulse, ClockSkew skew) =>
            await FaultAsync(store, room, pulse, skew) is { } fault ? Results.Text(fault, statusCode: (int)HttpStatusCode.ServiceUnavailable) : Results.Text("ready"));
    }

    private static string[] UrlsOf(string setting)
    {
        var urls = setting.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.Length > 0 && urls.All(IsAddress)
            ? urls
            : throw new OptionsValidationException("Web", typeof(string), [$"Web:Urls 是“{setting}”，要写成网址，例如 http://127.0.0.1:3978（几个用分号隔开）。It must be an address such as http://127.0.0.1:3978."]);
    }

    // A host of + or * stands for all addresses and is no host to Uri.
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("//+", "//any", StringComparison.Ordinal).Replace("//*", "//any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static async Task<string?> FaultAsync(StoreProbe store, StoreRoom room, SchedulingPulse pulse, ClockSkew skew)
    {
        if (await store.FaultAsync() is { } fault)
            return fault;
        if (room.IsFull)
            return "store full";
        return await skew.FaultAsync() ?? (pulse.IsBeating ? null : "jobs not running");
    }
}
