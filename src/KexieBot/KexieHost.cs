using KexieBot.Channels.Teams;
using KexieBot.Channels.WeCom;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Scheduling;
using KexieBot.Storage;
using KexieBot.Web;

namespace KexieBot;

/// <summary>The server: the core, the channels, the jobs and the web, composed in one place.</summary>
internal sealed class KexieHost : IAsyncDisposable
{
    private KexieHost(WebApplication app, StoreSession store, LedgerOptions ledgerOptions)
    {
        App = app;
        Store = store;
        LedgerOptions = ledgerOptions;
    }

    public WebApplication App { get; }

    public StoreSession Store { get; }

    public LedgerOptions LedgerOptions { get; }

    public bool IsSampleLoaded { get; private init; }

    /// <summary>Opens the store and composes the server; it listens after <c>App.StartAsync</c>.</summary>
    /// <param name="args">Settings as <c>--Key=value</c>.</param>
    /// <param name="configure">Replaces services, for tests.</param>
    /// <param name="isToServe">It will listen and run the jobs, so it must own the embedded store; a verb only looks.</param>
    public static async Task<KexieHost> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null, bool isToServe = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        KexieConfiguration.Add(builder.Configuration).AddCommandLine(args);
        configure?.Invoke(builder);
        var ledgerOptions = KexieConfiguration.Ledger(builder.Configuration);
        var store = await StoreSession.OpenAsync(ledgerOptions, isToServe);
        try
        {
            // What is being sent is sent to its end and marked, or it would be sent twice.
            builder.Services.AddOptions<HostOptions>().Configure<DeliveryRules>((options, rules) => options.ShutdownTimeout = rules.SendDeadline + TimeSpan.FromSeconds(5));
            await LedgerBackup.DemandFinishedAsync(store.Connection.GetDatabase());
            builder.Services.AddCore(builder.Configuration, store);
            builder.Services.AddScheduling();
            builder.AddTeams();
            if (!string.IsNullOrEmpty(builder.Configuration["WeCom:CorpId"]))
                builder.Services.AddWeCom();
            builder.AddTelemetry();
            builder.AddWeb();
            var app = builder.Build();
            var isSampleLoaded = await SampleData.LoadIntoEmptyAsync(app.Services, builder.Configuration);
            app.MapWeb();
            app.MapTeams();
            app.MapWeCom();
            return new KexieHost(app, store, ledgerOptions) { IsSampleLoaded = isSampleLoaded };
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Store.DisposeAsync();
    }
}
