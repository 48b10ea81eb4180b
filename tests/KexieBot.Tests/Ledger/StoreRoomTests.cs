using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Storage;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Ledger;

public sealed class StoreRoomTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-room-").FullName;

    [Fact]
    public async Task A_full_store_refuses_with_one_sentence_goes_on_reading_and_has_lost_nothing_that_was_acknowledged()
    {
        var options = new LedgerOptions { DataDirectory = folder, MemoryMegabytes = 16 };
        var acknowledged = new List<string>();
        await using (var session = await StoreSession.OpenAsync(options))
        {
            await using var district = await District.OnAsync(session.Connection.GetDatabase(), room: new StoreRoom(session.MeasureRoomAsync));
            for (var number = 1; ; number++)
            {
                number.ShouldBeLessThan(20_000, $"the store never filled: {district.Get<StoreRoom>().Used:P0}");
                var note = $"第{number}次报送{new string('文', 1500)}";
                var reply = await district.SayAsync("keji", $"更新 8 {note}");
                if (!reply.Title.StartsWith("已记入", StringComparison.Ordinal))
                {
                    reply.Title.ShouldStartWith("台账的存储快满了，为了不丢东西，这次没有记入");
                    break;
                }

                acknowledged.Add(note);
            }

            (await district.SayAsync("keji", "我的任务")).Rows.ShouldNotBeEmpty("reading goes on");
            await ShouldHoldAsync(district, acknowledged);
        }

        // With more memory it takes changes again, and still has everything.
        options.MemoryMegabytes = 64;
        await using var larger = await StoreSession.OpenAsync(options);
        await using var after = District.Again(larger.Connection.GetDatabase(), new StoreRoom(larger.MeasureRoomAsync));
        await after.Get<StoreRoom>().MeasureAsync();
        after.Get<StoreRoom>().IsFull.ShouldBeFalse();
        await ShouldHoldAsync(after, acknowledged);
        (await after.SayAsync("keji", "更新 8 又能记了", "after")).Title.ShouldStartWith("已记入");
    }

    [Fact]
    public async Task An_import_that_is_too_big_stops_before_anything_is_dropped()
    {
        await using var session = await StoreSession.OpenAsync(new LedgerOptions { DataDirectory = folder, MemoryMegabytes = 16 });
        await using var district = await District.OnAsync(session.Connection.GetDatabase(), room: new StoreRoom(session.MeasureRoomAsync));
        var plan = new Plan("big", "大方案", null, [.. Enumerable.Range(1, 20_000).Select(number => new Measure(number, "一", $"第{number}条", ""))]);

        await Should.ThrowAsync<StoreFullException>(() => district.Get<Core.Ledger.Ledger>().ImportAsync(plan, [.. plan.Measures.Select(measure => new WorkItem("big", measure.Number, "区科技局", UnitRole.Responsible))], new Origin("office", "console", "big")));

        (await session.MeasureRoomAsync()).ShouldBeLessThan(1);
        (await district.Reader.PlanIdsAsync()).ShouldBe([District.PlanId]);
        await district.ShouldBeWholeAsync();
        (await new LedgerVerification(session.Connection.GetDatabase()).VerifyAsync("big")).Faults.ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task ShouldHoldAsync(District district, List<string> acknowledged)
    {
        var recorded = (await district.Reader.HistoryAsync(District.PlanId, "8/区科技局", 100_000)).Where(entry => entry.Kind == EventKind.Reported).Select(entry => entry.Text!).ToHashSet(StringComparer.Ordinal);
        acknowledged.Count.ShouldBeGreaterThan(100);
        acknowledged.Except(recorded, StringComparer.Ordinal).Count().ShouldBe(0, $"of {acknowledged.Count}");
        await district.ShouldBeWholeAsync();
    }
}
