using System.CommandLine;
using KexieBot.Channels.Teams.Conversations;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

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
        var backup = session.Get<LedgerBackup>();
        await DemandNoOtherAsync(backup, path, cancellationToken);
        var learned = await session.Create<TeamsAddresses>().KeysOfAsync(await session.Get<RosterStore>().GetAsync(), await session.Get<SubscribedGroups>().ListAsync());
        long events = 0;
        // It holds every person, account and remark.
        await OutputFile.ReplaceAsync(path, async file => events = await backup.WriteAsync(file, cancellationToken, learned), isPrivate: true);
        Console.WriteLine($"已备份 {events} 个事件到 {path}。Backed up {events} events.");
        return 0;
    }

    private static async Task DemandNoOtherAsync(LedgerBackup backup, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return;
        await using var there = File.OpenRead(path);
        bool isOlder;
        try
        {
            isOlder = await backup.IsOfThisLedgerAsync(there, cancellationToken);
        }
        catch (BackupRefusedException)
        {
            isOlder = false;
        }

        if (!isOlder)
            throw new VerbRefusedException($"{path} 不是这个台账的备份，没有覆盖：请换一个文件名，并核对 Ledger:DataDirectory。The file there is no backup of this ledger; it was left as it is.");
    }

    private static async Task<int> RestoreAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new VerbRefusedException($"没有这个文件：{path}");
        await using var session = await CliSession.OpenAsync(Beginning.ToRestore);
        await using var file = File.OpenRead(path);
        var events = await session.Get<LedgerBackup>().RestoreAsync(file, cancellationToken, Show);
        Console.WriteLine($"已恢复 {events} 个事件。Restored {events} events.");
        return 0;
    }

    // For whoever watches; a pipe gets the result alone.
    private static void Show(long done, long all)
    {
        if (!Console.IsErrorRedirected && done % 10_000 == 0)
            Console.Error.WriteLine($"已恢复 {done} / {all} 个事件…");
    }
}
