using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Storage;

namespace KexieBot.Cli;

/// <summary>What a verb works with: the configuration, the open store and the core's services. A server that runs on the same data folder is used, not disturbed.</summary>
internal sealed class CliSession : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly StoreSession store;

    private CliSession(ServiceProvider services, StoreSession store)
    {
        this.services = services;
        this.store = store;
    }

    /// <param name="beginning">What happens where there is no store yet.</param>
    public static async Task<CliSession> OpenAsync(Beginning beginning = Beginning.Refused)
    {
        var configuration = KexieConfiguration.Read();
        if (beginning == Beginning.Refused)
            DemandStore(KexieConfiguration.Ledger(configuration));
        var store = await StoreSession.OpenAsync(KexieConfiguration.Ledger(configuration));
        try
        {
            if (beginning != Beginning.ToRestore)
                await LedgerBackup.DemandFinishedAsync(store.Connection.GetDatabase());
            var collection = new ServiceCollection();
            collection.AddLogging(logging => logging.ClearProviders());
            collection.AddCore(configuration, store);
            collection.AddSingleton<IFileSource, LocalFiles>();
            var services = collection.BuildServiceProvider();
            // Whoever stands in the wrong folder sees it.
            if (beginning == Beginning.WithSample && await SampleData.LoadIntoEmptyAsync(services, configuration))
                await Console.Error.WriteLineAsync($"这里还没有台账，已在 {Path.GetFullPath(KexieConfiguration.Ledger(configuration).DataDirectory)} 新建并装入虚构的示例。There was no ledger here: a new one with the made-up sample was made.");
            return new CliSession(services, store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>The folder is where the program was started unless it is set: a verb in the wrong place must not make a ledger there and report on it.</summary>
    public static void DemandStore(LedgerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Redis) && !EmbeddedStore.IsIn(options.DataDirectory))
            throw new VerbRefusedException($"{Path.GetFullPath(options.DataDirectory)} 里没有台账：请在放台账的目录里运行，或设置 Ledger:DataDirectory；新建台账请启动服务，或用 plan import、roster import、restore。There is no ledger in that folder.");
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>One that the verbs' services do not have.</summary>
    public T Create<T>() => ActivatorUtilities.CreateInstance<T>(services);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await store.DisposeAsync();
    }
}

/// <summary>What a verb does where there is no store yet.</summary>
internal enum Beginning
{
    Refused,
    Empty,
    WithSample,

    /// <summary>As <see cref="Empty"/>; and a restore that was cut off goes on.</summary>
    ToRestore,
}
