using System.CommandLine;
using KexieBot.Core.Ledger;

namespace KexieBot.Cli;

/// <summary><c>backup</c> and <c>restore</c>.</summary>
internal static class StoreVerbs
{
    public static Command CreateBackup()
    {
        var file = new Argument<string>("file") { Description = "备份文件 / the backup file" };
        var backup = new Command("backup", "备份名册、方案与全部事件 / back up roster, plans and all events") { file };
        backup.SetAction((parsed, cancellationToken) => BackupAsync(parsed.GetValue(file)!, cancellationToken));
        return backup;
    }

    public static Command CreateRestore()
    {
        var file = new Argument<string>("file") { Description = "备份文件 / the backup file" };
        var restore = new Command("restore", "恢复到空的存储 / restore into an empty store") { file };
        restore.SetAction((parsed, cancellationToken) => RestoreAsync(parsed.GetValue(file)!, cancellationToken));
        return restore;
    }

    private static async Task<int> BackupAsync(string path, CancellationToken cancellationToken)
    {
        await using var session = await CliSession.OpenAsync();
        long events = 0;
        await OutputFile.ReplaceAsync(path, async file => events = await session.Get<LedgerBackup>().WriteAsync(file, cancellationToken));
        Console.WriteLine($"已备份 {events} 个事件到 {path}。Backed up {events} events.");
        return 0;
    }

    private static async Task<int> RestoreAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new VerbRefusedException($"没有这个文件：{path}");
        await using var session = await CliSession.OpenAsync(loadsSample: false);
        await using var file = File.OpenRead(path);
        try
        {
            var events = await session.Get<LedgerBackup>().RestoreAsync(file, cancellationToken);
            Console.WriteLine($"已恢复 {events} 个事件。Restored {events} events.");
            return 0;
        }
        catch (BackupRefusedException refused)
        {
            throw new VerbRefusedException(refused.Message);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new VerbRefusedException("备份文件不完整或不是本程序写出的，请换一份。The backup is cut or was not written by this program.");
        }
    }
}
