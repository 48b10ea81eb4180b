using KexieBot.Core.Evidence;
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

    public static async Task<CliSession> OpenAsync(bool loadsSample = true)
    {
        var configuration = KexieConfiguration.Read();
        var store = await StoreSession.OpenAsync(KexieConfiguration.Ledger(configuration));
        try
        {
            var collection = new ServiceCollection();
            collection.AddLogging(logging => logging.ClearProviders());
            collection.AddCore(configuration, store);
            collection.AddSingleton<IFileSource, LocalFiles>();
            var services = collection.BuildServiceProvider();
            await ActivatorUtilities.CreateInstance<StoreRoomWatch>(services).MeasureAsync();
            // Whoever stands in the wrong folder sees it.
            if (loadsSample && await SampleData.LoadIntoEmptyAsync(services, configuration))
                await Console.Error.WriteLineAsync($"这里还没有台账，已在 {Path.GetFullPath(KexieConfiguration.Ledger(configuration).DataDirectory)} 新建并装入虚构的示例。There was no ledger here: a new one with the made-up sample was made.");
            return new CliSession(services, store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await store.DisposeAsync();
    }
}
