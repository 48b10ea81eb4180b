using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Rosters;

/// <summary>A hand-over of which the process died in the middle.</summary>
public sealed class RosterEditsTests(StoreServers stores)
{
    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task What_a_process_that_died_had_not_told_is_told_and_recorded_once(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        var (store, edits) = (district.Get<RosterStore>(), district.Get<RosterEdits>());
        // The roster is changed; the process dies before anybody is told.
        var notice = new OutboxEntry("liaison/m/kexie", "kexie", "event", Reply.Of("您现在是区科技局的联络员"), district.Clock.Office.Now);
        await store.ChangeAsync(
            roster => roster.WithPerson("kexie", person => person with { UnitIds = ["区科协", "区科技局"] }),
            "m",
            _ => new RosterAnswer(Reply.Of("换好了"), [notice]) { HandOver = new UnitHandOver("区科技局", "林晓 → 周岚", new Origin("office", "console", "m")) });
        (await district.WaitingAsync(Outbox.OfficeSlot)).ShouldBeEmpty();

        await edits.FinishAsync();
        await edits.FinishAsync();
        (await edits.AnswerToAsync("m"))!.Title.ShouldBe("换好了");

        (await district.WaitingAsync(Outbox.OfficeSlot)).ShouldHaveSingleItem().PersonId.ShouldBe("kexie");
        foreach (var number in new[] { 4, 6, 7, 8 })
            (await district.Reader.HistoryAsync(District.PlanId, WorkItem.RefOf(number, "区科技局"), 10)).Count(entry => entry.Kind == EventKind.HandedOver).ShouldBe(1);
        (await store.UntoldAsync()).ShouldBeEmpty();
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task What_was_told_is_not_told_again()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var asked = await district.SayAsync("office", "区科技局联络员换成小刘");
        await district.SayAsync("office", asked.Choices[0].Say);

        (await district.Get<RosterStore>().UntoldAsync()).ShouldBeEmpty();
    }
}
