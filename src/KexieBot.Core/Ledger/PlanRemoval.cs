using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Ledger;

/// <summary>What goes with a plan that is removed: its measures, and its items but void ones.</summary>
public sealed record PlanContents(int Measures, IReadOnlyList<WorkItem> Items)
{
    /// <summary>How many items somebody has reported on.</summary>
    public int Reported => Items.Count(item => item.ReportedAt is not null);
}

/// <summary>删除方案: takes a plan out of the ledger and tells those whose open items go with it, each once.</summary>
public sealed class PlanRemoval(Ledger ledger, LedgerReader reader, RosterStore rosters, Outbox outbox, OfficeClock clock)
{
    public async Task<PlanContents> ContentsOfAsync(Plan plan) => new(plan.Measures.Count(measure => !measure.IsVoid), await reader.ItemsOfPlanAsync(plan));

    public async Task RemoveAsync(Plan plan, PlanContents contents, Origin origin)
    {
        await ledger.RemoveAsync(plan, contents.Items, origin);
        // The plan's own outbox goes with it, so the messages are the office's.
        var roster = await rosters.GetAsync();
        var concerned = contents.Items.Where(item => item.IsOpen)
            .SelectMany(item => roster.LiaisonsOf(item.UnitId))
            .Where(person => person.Id != origin.By)
            .CountBy(person => person.Id, StringComparer.Ordinal);
        await Task.WhenAll(concerned.Select(pair => outbox.TryEnqueueAsync(Outbox.OfficeSlot, NoticeFor(roster.FindPerson(pair.Key)!, plan, pair.Value))));
    }

    private OutboxEntry NoticeFor(Person person, Plan plan, int items)
    {
        var title = person.Language.Say(Texts.PlanRemoval_ToUnit, plan.Title, items);
        return new OutboxEntry($"removed/{plan.Id}/{person.Id}", person.Id, MessageKind.Event, Reply.Of(title) with { Language = person.Language }, clock.Now);
    }
}
