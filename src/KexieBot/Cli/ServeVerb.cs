using System.CommandLine;

namespace KexieBot.Cli;

/// <summary><c>serve</c>, the default: the bot with its channels and jobs, until Ctrl+C.</summary>
internal static class ServeVerb
{
    public const string Name = "serve";

    public static Command Create()
    {
        var serve = new Command(Name, "启动服务（默认）/ start the server (the default)");
        serve.SetAction((_, cancellationToken) => RunAsync([], cancellationToken));
        return serve;
    }

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var host = await KexieHost.BuildAsync(args, isToServe: true);
        await host.App.StartAsync(cancellationToken);
        Welcome(host);
        await host.App.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static void Welcome(KexieHost host)
    {
        var url = host.App.Urls.First();
        Console.WriteLine($"""

            科协Bot 已启动，按 Ctrl+C 结束。KexieBot is running; Ctrl+C ends it.
              网页 Web     {url}
              台账 Ledger  {(host.Store.IsEmbedded ? Path.GetFullPath(host.LedgerOptions.DataDirectory) : "Redis")}
            """);
        if (host.IsSampleLoaded)
            Console.WriteLine("  已装入虚构的“青澜区”示例方案与名册。A sample plan and roster of a made-up district were loaded.");
        Console.WriteLine("""
            在另一个终端里说 In another terminal, say:
              dotnet run --project src/KexieBot -- chat --as keji 我的任务
              dotnet run --project src/KexieBot -- chat --as leader 进展汇总

            """);
    }
}
