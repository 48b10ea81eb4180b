using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Ledger;

public sealed class LedgerBackupTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_backup_restored_into_an_empty_store_is_the_same_ledger(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        await district.SayAsync("keji", "更新 7 60% 已完成初评");
        using var file = new MemoryStream();
        await Backup(district).WriteAsync(file, CancellationToken.None);

        var store = stores.Fresh(kind);
        var reader = new LedgerReader(store);
        file.Position = 0;
        await new LedgerBackup(store, new RosterStore(store), reader).RestoreAsync(file, CancellationToken.None);

        (await new LedgerVerification(store).VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();
        (await reader.ItemAsync(District.PlanId, "7/区科技局")).ShouldBe(await district.ItemAsync(7, "区科技局"));
        (await new RosterStore(store).GetAsync()).Persons.Count.ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_restore_that_was_cut_off_is_run_again_and_doubles_nothing(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        await district.SayAsync("keji", "更新 7 60% 已完成初评");
        using var file = new MemoryStream();
        await Backup(district).WriteAsync(file, CancellationToken.None);
        var store = stores.Fresh(kind);
        var reader = new LedgerReader(store);
        var backup = new LedgerBackup(store, new RosterStore(store), reader);

        file.Position = 0;
        await backup.RestoreAsync(file, CancellationToken.None);
        // As it is left by a death before the last write: everything is there but the plan's name.
        await store.KeyDeleteAsync(LedgerKeys.Plans);
        file.Position = 0;
        await backup.RestoreAsync(file, CancellationToken.None);

        (await new LedgerVerification(store).VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();
        (await store.ListLengthAsync(LedgerKeys.History(District.PlanId, "7/区科技局"))).ShouldBe(await district.Get<IDatabase>().ListLengthAsync(LedgerKeys.History(District.PlanId, "7/区科技局")));
    }

    [Fact]
    public async Task Verifying_beside_a_ledger_that_is_written_to_finds_no_false_faults()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var reporting = Task.Run(async () =>
        {
            for (var percent = 1; percent < 60; percent++)
            {
                await district.SayAsync("keji", $"更新 7 {percent}% 进展{percent}");
                await Task.Delay(20);
            }
        });

        while (!reporting.IsCompleted)
            (await FaultsAsync()).ShouldBeEmpty();

        await reporting;
        (await district.Get<LedgerVerification>().VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();

        // On a slow machine every walk may be disturbed: then it says so, and finds nothing.
        async Task<IReadOnlyList<string>> FaultsAsync()
        {
            try
            {
                return (await district.Get<LedgerVerification>().VerifyAsync(District.PlanId)).Faults;
            }
            catch (StoreBusyException)
            {
                return [];
            }
        }
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_or_a_store_in_use_is_refused()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        using var file = new MemoryStream();
        await Backup(district).WriteAsync(file, CancellationToken.None);
        var store = stores.Fresh(StoreKind.Garnet);
        var empty = new LedgerBackup(store, new RosterStore(store), new LedgerReader(store));

        using var cut = new MemoryStream(file.ToArray()[..(int)(file.Length / 2)]);
        await Should.ThrowAsync<BackupRefusedException>(() => empty.RestoreAsync(cut, CancellationToken.None));
        file.Position = 0;
        await Should.ThrowAsync<BackupRefusedException>(() => Backup(district).RestoreAsync(file, CancellationToken.None));
    }

    private static LedgerBackup Backup(District district) => district.Get<LedgerBackup>();
}
