using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>What happened in a stretch of time, counted from the events.</summary>
internal sealed record Movement(int Reports, int Units, int Closed, int Returned, int Extended, bool IsCut)
{
    // A district of a hundred units makes some hundred events a week; beyond this the counts say "more than".
    private const int MostEvents = 5_000;

    public static async Task<Movement> SinceAsync(LedgerReader reader, SummaryScope scope, DateTimeOffset from, DateTimeOffset? to = null)
    {
        var found = await Task.WhenAll(scope.Parts.Select(part => reader.EventsSinceAsync(part.Plan.Id, from, MostEvents)));
        var events = found.Zip(scope.Parts, (list, part) => list.Where(entry => part.Sections.Count == 0 || (entry.After is { } item && part.Sections.Contains(item.Section, StringComparer.Ordinal))))
            .SelectMany(list => list).Where(entry => to is null || entry.At < to).ToList();
        var reports = events.Where(entry => entry.Kind == EventKind.Reported).ToList();
        return new Movement(
            reports.Count,
            reports.Select(entry => entry.After!.UnitId).Distinct(StringComparer.Ordinal).Count(),
            events.Count(entry => entry.Kind == EventKind.Closed),
            events.Count(entry => entry.Kind == EventKind.Returned),
            events.Count(entry => entry.Kind == EventKind.ExtensionGranted),
            found.Any(list => list.Count == MostEvents));
    }

    /// <summary>"报送 12 次（8 个单位），办结 3 项，退回 1 项，延期 0 项".</summary>
    public string Words(Turn turn) => turn.Say(
        $"{(IsCut ? "至少" : "")}报送 {Reports} 次（{Units} 个单位），办结 {Closed} 项，退回 {Returned} 项，同意延期 {Extended} 项",
        $"{(IsCut ? "at least " : "")}{Reports} reports ({Units} units), {Closed} closed, {Returned} returned, {Extended} extended");
}
