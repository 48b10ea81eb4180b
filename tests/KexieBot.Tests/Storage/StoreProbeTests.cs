using KexieBot.Core.Ledger;
using KexieBot.Storage;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Storage;

public sealed class StoreProbeTests(StoreServers stores)
{
    [Fact]
    public async Task A_ledger_that_goes_from_under_a_server_and_one_that_is_half_restored_are_faults()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var store = district.Get<IDatabase>();
        var probe = new StoreProbe(store, district.Reader);
        (await probe.FaultAsync()).ShouldBeNull();
        (await new StoreProbe(stores.Fresh(StoreKind.Garnet), new LedgerReader(stores.Fresh(StoreKind.Garnet))).FaultAsync()).ShouldBeNull("a new one has none yet");

        await store.KeyDeleteAsync(LedgerKeys.Plans);
        (await probe.FaultAsync()).ShouldBe("ledger gone from the store");
        await store.StringSetAsync(LedgerKeys.Restoring, "a backup");
        (await probe.FaultAsync()).ShouldBe("restore not finished");
    }
}
