using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands.Shared;

/// <summary>What happened in a stretch of time, counted from the events.</summary>
internal sealed record Movement(int Reports, int Units, int Closed, int Returned, int Extended, bool IsCut)
{
    // A district of a hundred units makes some hundred events a week; beyond this the counts say "at least".
    private const int MostEvents = 20_000;

    public static async Task<Movement> BetweenAsync(LedgerReader reader, SummaryScope scope, UnitScope units, DateTimeOffset from, DateTimeOffset to)
    {
        var (events, isCut) = await EventsAsync(reader, scope, units, from, to);
        return Of(events, isCut);
    }

    /// <summary>The events of <paramref name="scope"/> and <paramref name="units"/> from <paramref name="from"/> to before <paramref name="to"/>, in one read of each plan; the latest of them where there are too many.</summary>
    public static async Task<(IReadOnlyList<LedgerEvent> Events, bool IsCut)> EventsAsync(LedgerReader reader, SummaryScope scope, UnitScope units, DateTimeOffset from, DateTimeOffset to)
    {
        var found = await Task.WhenAll(scope.Parts.Select(part => reader.EventsBetweenAsync(part.Plan.Id, from, to, MostEvents)));
        var events = found.Zip(scope.Parts, (list, part) => list.Where(entry => entry.After is not { } item ? units.UnitIds is null : units.Has(item.UnitId) && (part.Sections.Count == 0 || part.Sections.Contains(item.Section, StringComparer.Ordinal))));
        return ([.. events.SelectMany(list => list)], found.Any(list => list.Count == MostEvents));
    }

    public static Movement Of(IReadOnlyCollection<LedgerEvent> events, bool isCut)
    {
        var reports = events.Where(entry => entry.Kind == EventKind.Reported).ToList();
        return new Movement(
            reports.Count,
            reports.Select(entry => entry.After!.UnitId).Distinct(StringComparer.Ordinal).Count(),
            events.Count(entry => entry.Kind == EventKind.Closed),
            events.Count(entry => entry.Kind == EventKind.Returned),
            events.Count(entry => entry.Kind == EventKind.ExtensionGranted),
            isCut);
    }

    /// <summary>"报送 12 次（8 个单位），办结 3 项，退回 1 项，延期 0 项".</summary>
    public string Words(Turn turn) => turn.Say(IsCut ? Texts.Movement_AtLeast : Texts.Movement_All, Reports, Units, Closed, Returned, Extended);
}
