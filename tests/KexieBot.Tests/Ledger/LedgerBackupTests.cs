using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
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
        await using var restored = District.Again(store);
        var reader = restored.Reader;
        await Backup(restored).RestoreAsync(file, CancellationToken.None);

        (await new LedgerVerification(store).VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();
        (await reader.ItemAsync(District.PlanId, "7/区科技局")).ShouldBe(await district.ItemAsync(7, "区科技局"));
        (await new RosterStore(store).GetAsync()).Persons.Count.ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_restore_that_was_cut_off_is_no_ledger_and_is_run_again(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        await district.AddPlanAsync("q", "另一个方案");
        await district.SayAsync("keji", "更新 p/7 60% 已完成初评");
        using var file = new MemoryStream();
        await Backup(district).WriteAsync(file, CancellationToken.None);
        using var other = new MemoryStream();
        await district.SayAsync("keji", "更新 p/7 70% 又有进展");
        await Backup(district).WriteAsync(other, CancellationToken.None);

        // Asked for room at the beginning and before each plan: it dies between the two plans.
        var (store, asked) = (stores.Fresh(kind), 0);
        await using (var dying = District.Again(store, new StoreRoom(() => ++asked == 3 ? throw new TimeoutException() : Task.FromResult(0.1))))
            await Should.ThrowAsync<TimeoutException>(() => Backup(dying).RestoreAsync(file, CancellationToken.None));

        await using var restored = District.Again(store);
        (await restored.Reader.PlanIdsAsync()).ShouldBeEmpty("half of it is no ledger");
        await Should.ThrowAsync<BackupRefusedException>(() => LedgerBackup.DemandFinishedAsync(store));
        (await Should.ThrowAsync<BackupRefusedException>(() => Backup(restored).RestoreAsync(other, CancellationToken.None))).Message.ShouldContain("另一个备份");
        await Backup(restored).RestoreAsync(file, CancellationToken.None);

        await LedgerBackup.DemandFinishedAsync(store);
        (await restored.Reader.PlanIdsAsync()).Order().ShouldBe(["p", "q"]);
        foreach (var plan in new[] { "p", "q" })
            (await new LedgerVerification(store).VerifyAsync(plan)).Faults.ShouldBeEmpty();
        (await store.ListLengthAsync(LedgerKeys.History(District.PlanId, "7/区科技局"))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_was_learned_of_people_comes_back_and_no_morning_is_said_twice(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        var (store, marks) = (district.Get<IDatabase>(), district.Get<HeardMarks>());
        await district.Get<SubscribedGroups>().AddAsync(new GroupAddress(ChannelKind.Teams, "19:ABC@thread"));
        await store.HashSetAsync("kexie:{teams}:person:x", [new("user", "29:1"), new("service", "https://teams.example/")]);
        await store.StringSetAsync("kexie:{teams}:alias:keji@example", "x");
        await marks.PlannedAsync(new DateOnly(2026, 11, 20));
        await marks.HeardAsync(new DateOnly(2026, 11, 20), ["keji"]);
        await marks.HeardAsync(new DateOnly(2026, 11, 18), ["kexie"]);
        using var file = new MemoryStream();
        await Backup(district).WriteAsync(file, CancellationToken.None, ["kexie:{teams}:person:x", "kexie:{teams}:alias:keji@example", "kexie:{teams}:alias:nobody"]);

        // It is Monday the 23rd, nine o'clock: whether this morning had gone out when the machine died nobody knows.
        await using var restored = District.Again(stores.Fresh(kind));
        await Backup(restored).RestoreAsync(file, CancellationToken.None);

        (await restored.Get<SubscribedGroups>().ListAsync()).ShouldHaveSingleItem().ConversationId.ShouldBe("19:ABC@thread");
        (await restored.Get<IDatabase>().HashGetAllAsync("kexie:{teams}:person:x")).ShouldBe(await store.HashGetAllAsync("kexie:{teams}:person:x"), ignoreOrder: true);
        ((string?)await restored.Get<IDatabase>().StringGetAsync("kexie:{teams}:alias:keji@example")).ShouldBe("x");
        var heard = await restored.Get<HeardMarks>().ReadAsync();
        (heard.Planned, heard.UpTo["keji"], heard.UpTo["kexie"]).ShouldBe((new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 18)));
    }

    [Fact]
    public async Task A_backup_takes_the_place_of_an_earlier_one_of_the_same_ledger_only()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        using var file = new MemoryStream();
        await Backup(district).WriteAsync(file, CancellationToken.None);
        await district.SayAsync("keji", "更新 7 60% 已完成初评");
        await district.AddPlanAsync("q", "另一个方案");
        await using var other = District.Again(stores.Fresh(StoreKind.Garnet));

        (await Backup(district).IsOfThisLedgerAsync(file, CancellationToken.None)).ShouldBeTrue();
        (await Backup(other).IsOfThisLedgerAsync(file, CancellationToken.None)).ShouldBeFalse();
        using var cut = new MemoryStream(file.ToArray()[..(int)(file.Length / 2)]);
        await Should.ThrowAsync<BackupRefusedException>(() => Backup(district).IsOfThisLedgerAsync(cut, CancellationToken.None));
    }

    [Fact]
    public async Task A_store_without_room_is_not_filled_by_a_restore()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        using var file = new MemoryStream();
        await Backup(district).WriteAsync(file, CancellationToken.None);
        var store = stores.Fresh(StoreKind.Garnet);
        await using var full = District.Again(store, new StoreRoom(() => Task.FromResult(0.95)));

        await Should.ThrowAsync<StoreFullException>(() => Backup(full).RestoreAsync(file, CancellationToken.None));

        await LedgerBackup.DemandFinishedAsync(store);
        await Should.ThrowAsync<StoreFullException>(() => full.Get<RosterStore>().ChangeAsync(roster => roster));
        (await full.Get<Outbox>().TryEnqueueAsync("p", new OutboxEntry("event/1", "keji", "event", Reply.Of("还发得出"), full.Clock.Office.Now))).ShouldBeTrue("messages have what is kept free for them");
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
        await using var empty = District.Again(stores.Fresh(StoreKind.Garnet));

        using var cut = new MemoryStream(file.ToArray()[..(int)(file.Length / 2)]);
        await Should.ThrowAsync<BackupRefusedException>(() => Backup(empty).RestoreAsync(cut, CancellationToken.None));
        file.Position = 0;
        await Should.ThrowAsync<BackupRefusedException>(() => Backup(district).RestoreAsync(file, CancellationToken.None));
    }

    private static LedgerBackup Backup(District district) => district.Get<LedgerBackup>();
}
