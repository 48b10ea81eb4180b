using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Ledger;

/// <summary>Brings a new version of a paper into the ledger and tells the liaisons whose items it gives, moves or takes away, each in one message.</summary>
public sealed class PlanRevisions(Ledger ledger, LedgerReader reader, OfficeClock clock)
{
    private const int MostFacts = 15;

    /// <summary>Commits <paramref name="revision"/>; refuses where the plan is no longer the one that it was compared with.</summary>
    public async Task<Reply> CommitAsync(PlanRevision revision, Roster.Roster roster, Origin origin)
    {
        var (planId, now) = (revision.Before.Id, clock.Now);
        var isOnlyPlan = (await reader.PlanIdsAsync()).Count == 1;
        var present = await Task.WhenAll(revision.Before.Measures.Select(measure => reader.ItemsOfMeasureAsync(planId, measure.Number)));
        var refs = present.SelectMany(items => items).Select(item => item.Ref).Union(revision.RefsOfAfter(roster, now), StringComparer.Ordinal).ToList();
        return await ledger.CommitPlanAsync(planId, origin, _ => refs, (plan, items) =>
        {
            if (plan.Version != revision.Before.Version)
                return new Decision(Reply.Refusal("方案刚刚被别人改过，没有修订，请重新导入。The plan was changed meanwhile; nothing was revised. Please import it again."));
            var changes = revision.ItemChanges(roster, items, now);
            return new Decision(Reply.Of($"已修订 {planId}：新增 {Count(changes, EventKind.Assigned)} 项、调整 {Count(changes, EventKind.MeasureChanged)} 项、作废 {Count(changes, EventKind.Voided)} 项任务。Revised."))
            {
                Plan = revision.After,
                Changes = changes,
                Messages = [.. Notices(revision, roster, changes, origin, isOnlyPlan)],
            };
        });
    }

    private static int Count(IReadOnlyList<ItemChange> changes, EventKind kind) => changes.Count(change => change.Kind == kind);

    private IEnumerable<OutboxEntry> Notices(PlanRevision revision, Roster.Roster roster, IReadOnlyList<ItemChange> changes, Origin origin, bool isOnlyPlan) => changes
        .Where(IsNews)
        .SelectMany(change => roster.LiaisonsOf(change.After.UnitId).Select(person => (person, change)))
        .GroupBy(pair => pair.person.Id, pair => pair, StringComparer.Ordinal)
        .Select(group => NoticeFor(group.First().person, revision, roster, [.. group.Select(pair => pair.change)], origin, isOnlyPlan));

    // Another order or section of the paper changes nothing for the unit.
    private static bool IsNews(ItemChange change) =>
        change.Before is not { } before || before.State != change.After.State || before.Deadline != change.After.Deadline || before.Role != change.After.Role || before.Cycle != change.After.Cycle;

    private OutboxEntry NoticeFor(Person person, PlanRevision revision, Roster.Roster roster, List<ItemChange> changes, Origin origin, bool isOnlyPlan)
    {
        var language = person.Language;
        return new OutboxEntry($"revision/{origin.MessageId}/{person.Id}", person.Id, MessageKind.Event, new Reply
        {
            Title = language.Say(Texts.Revision_Title, revision.After.Title, changes.Count),
            Tone = ReplyTone.Warning,
            Facts = [.. changes.OrderBy(change => change.After.Number).Take(MostFacts).Select(change => new Fact(NameOf(revision, roster, person, change.After, language, isOnlyPlan), string.Join(language.Say(Texts.Between_Clauses), WordsOf(change, language))))],
            Choices = [Offers.MyTasks(language)],
            Hint = changes.Count > MostFacts ? language.Say(Texts.Revision_FirstOnly, MostFacts) : null,
            Language = person.Language,
        }, clock.Now)
        {
            Items = [.. changes.Select(change => change.After.Id)],
        };
    }

    private static string NameOf(PlanRevision revision, Roster.Roster roster, Person person, WorkItem item, Language language, bool isOnlyPlan)
    {
        var reference = isOnlyPlan ? $"{item.Number}" : $"{item.PlanId}/{item.Number}";
        var title = (revision.After.FindMeasure(item.Number) ?? revision.Before.FindMeasure(item.Number))?.Title;
        var unit = person.UnitIds.Count > 1 ? $" {roster.NameOf(item.UnitId)}" : "";
        return language.Say(Texts.Revision_Item, reference, title, unit);
    }

    private static IEnumerable<string> WordsOf(ItemChange change, Language language)
    {
        var (before, after) = (change.Before, change.After);
        if (after.State == WorkItemState.Void)
        {
            yield return language.Say(Texts.Revision_NoLongerYours);
            yield break;
        }

        if (before is null || before.State == WorkItemState.Void)
            yield return language.Say(Texts.Revision_NewForYou);
        if (before is not null && before.Role != after.Role)
            yield return language.Say(Texts.Revision_Role, ItemRows.RoleWord(after.Role, language));
        if (before is null || before.Deadline != after.Deadline)
            yield return before is null ? language.Say(Texts.Revision_Deadline, Day(after, language)) : language.Say(Texts.Revision_DeadlineMoved, Day(before, language), Day(after, language));
        if (before is not null && before.Cycle != after.Cycle)
            yield return after.Cycle is { } cycle ? ItemRows.CycleWord(cycle, language) : language.Say(Texts.Revision_NoReports);
    }

    private static string Day(WorkItem item, Language language) => item.Deadline is { } day ? OfficeClock.Text(day) : language.Say(Texts.Revision_NoDay);
}
