using System.CommandLine;
using KexieBot.Core;
using KexieBot.Core.Ledger;
using KexieBot.Storage;

namespace KexieBot.Cli;

/// <summary>The command line. Exit codes: 0 done; 1 refused or failed, one sentence on standard error; 2 usage.</summary>
internal static class KexieCli
{
    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var root = new RootCommand("科协Bot：读实施方案，记台账，催进展。KexieBot reads the plan, keeps the ledger and nudges.")
        {
            ServeVerb.Create(),
            PlanVerbs.Create(),
            RosterVerbs.Create(),
            ChatVerbs.Create(),
            LedgerVerbs.Create(),
            RemindVerbs.Create(),
            OutboxVerbs.Create(),
            DoctorVerb.Create(),
            ManifestVerbs.CreateTeams(),
            ManifestVerbs.CreateWeCom(),
            StoreVerbs.CreateBackup(),
            StoreVerbs.CreateRestore(),
        };
        root.SetAction((_, cancellationToken) => ServeVerb.RunAsync([], cancellationToken));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} （kexiebot --help 列出用法）");
            return 2;
        }

        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            // A server is stopped by its host, which takes the time that running sends need; this library would end the process after two seconds.
            if (parsed.CommandResult.Command is RootCommand or { Name: ServeVerb.Name })
                configuration.ProcessTerminationTimeout = null;
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception exception) when (Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    // What a user or an operator can cause is one sentence; anything else is a fault of ours, and its type says more than silence.
    private static string? Sentence(Exception exception) => exception switch
    {
        VerbRefusedException or BackupRefusedException or StoreUnavailableException or StoreBusyException or StoreFullException => exception.Message,
        Microsoft.Extensions.Options.OptionsValidationException => exception.Message,
        OperationCanceledException => "已中断。Interrupted.",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            "端口已被占用：请先停掉占用它的程序，或用 Web:Urls 换一个地址，例如 Web__Urls=http://127.0.0.1:3979。The port is in use; stop what uses it, or set Web:Urls.",
        DirectoryNotFoundException => "没有这个文件夹，请先建好再试。No such folder: make it first.",
        UnauthorizedAccessException => "没有读写这个文件或文件夹的权限。No permission to read or write this file or folder.",
        IOException => $"读写文件失败：{exception.Message}",
        _ when StoreAway.Is(exception) => $"台账存储没有应答，未改动任何内容：{exception.Message}",
        _ => $"内部错误，未完成：{exception.GetType().Name}: {exception.Message}",
    };
}

/// <summary>A verb refuses what it was asked; the message is one sentence that says what and how to mend it.</summary>
internal sealed class VerbRefusedException(string message) : Exception(message);
