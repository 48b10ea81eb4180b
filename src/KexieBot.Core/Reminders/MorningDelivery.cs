using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>
/// A morning message between its planning and its reader. It may wait for hours, for the person's own time or for a platform, and whoever reports
/// meanwhile is not nudged: what it says is settled when it is sent. Only what was sent counts as heard.
/// </summary>
public sealed class MorningDelivery(LedgerReader reader, RosterStore rosters, MorningPlanner planner, HeardMarks marks)
{
    /// <summary><paramref name="entry"/> with what is still true of it and what was <paramref name="held"/> for it; null where nothing is left to say. What is no morning message stays as it is.</summary>
    public async Task<OutboxEntry?> AsOfNowAsync(OutboxEntry entry, IReadOnlyList<OutboxEntry> held) =>
        HeldText.With(await ContentAsync(entry), held, entry.IsGathering) is { } content ? entry with { Content = content } : null;

    private async Task<Reply?> ContentAsync(OutboxEntry entry)
    {
        if (entry.Kind == MessageKind.Held)
            return null;
        // A summary says how things stood in the morning.
        if (entry.Days.Count == 0 || entry.Items.Count == 0 || entry.Kind == MessageKind.Summary)
            return entry.Content;
        var roster = await rosters.GetAsync();
        return roster.FindPerson(entry.PersonId) is { } person
            ? planner.AsOfNow(person, entry.Content, entry.Items.Count, await FactsAsync(entry, roster), entry.Days)
            : entry.Content;
    }

    /// <summary>Notes that <paramref name="entry"/> was said, or that nothing of it was left to say.</summary>
    public Task HeardAsync(OutboxEntry entry) =>
        entry.Morning is { } day ? marks.HeardAsync(day, entry.Days.Count > 0 ? [entry.PersonId, Heard.NotesOf(entry.PersonId)] : [Heard.NotesOf(entry.PersonId)]) : Task.CompletedTask;

    private async Task<MorningFacts> FactsAsync(OutboxEntry entry, Roster.Roster roster)
    {
        var refs = entry.Items.Select(id => id.Split('/', 2)).ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        var count = reader.PlanIdsAsync();
        var plans = await Task.WhenAll(refs.Select(async ofPlan =>
            (Plan: await reader.PlanAsync(ofPlan.Key), Items: await reader.ItemsAsync(ofPlan.Key, [.. ofPlan]))));
        return new MorningFacts(roster, [.. plans.Where(plan => plan.Plan is not null).Select(plan => new PlanFacts(plan.Plan!, plan.Items))]) { PlanCount = (await count).Count };
    }
}
