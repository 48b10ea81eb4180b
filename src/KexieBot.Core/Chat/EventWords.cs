using System.Globalization;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Chat;

/// <summary>An event of the ledger in the reader's words.</summary>
internal static class EventWords
{
    private const int LongestText = 60;

    /// <summary>"11-24 09:00", with the year where that is not this year's.</summary>
    public static string Moment(OfficeClock clock, LedgerEvent entry)
    {
        var local = clock.Local(entry.At);
        return local.ToString(local.Year == clock.Today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Who did what, from what to what, and the text beside it.</summary>
    public static string Of(Turn turn, LedgerEvent entry, bool showsUnit)
    {
        var who = entry.By == Origin.CommandLine ? turn.Say(Texts.History_CommandLine) : turn.Roster.FindPerson(entry.By)?.Name ?? entry.By;
        var unit = showsUnit && entry.After is { } item ? $"{turn.Roster.NameOf(item.UnitId)} · " : "";
        var changed = string.Concat(Changes(turn, entry).Select(change => " " + change));
        var text = entry.Text is { Length: > 0 } said ? turn.Say(Texts.Between_NameAndValue) + TextCut.To(said, LongestText) : "";
        return $"{unit}{who}（{entry.Channel}） {Word(turn, entry.Kind)}{changed}{text}";
    }

    private static IEnumerable<string> Changes(Turn turn, LedgerEvent entry)
    {
        // A new item comes from nowhere.
        if (entry is not { After: { } after, FromState: { } state })
            yield break;
        if (entry.FromPercent is { } percent && percent != after.Percent)
            yield return $"{percent}% → {after.Percent}%";
        if (state != after.State)
            yield return $"{ItemRows.StateWord(state, turn.Language)} → {ItemRows.StateWord(after.State, turn.Language)}";
        if (entry.FromDeadline != after.Deadline)
            yield return $"{Day(turn, entry.FromDeadline)} → {Day(turn, after.Deadline)}";
    }

    private static string Day(Turn turn, DateOnly? day) => day is { } set ? OfficeClock.Text(set) : turn.Say(Texts.Day_None);

    public static string Word(Turn turn, EventKind kind) => kind switch
    {
        EventKind.Assigned => turn.Say(Texts.Event_Assigned),
        EventKind.Acknowledged => turn.Say(Texts.Event_Acknowledged),
        EventKind.Reported => turn.Say(Texts.Event_Reported),
        EventKind.Corrected => turn.Say(Texts.Event_Corrected),
        EventKind.CloseRequested => turn.Say(Texts.Event_CloseRequested),
        EventKind.Closed => turn.Say(Texts.Event_Closed),
        EventKind.Returned => turn.Say(Texts.Event_Returned),
        EventKind.ExtensionRequested => turn.Say(Texts.Event_ExtensionRequested),
        EventKind.ExtensionGranted => turn.Say(Texts.Event_ExtensionGranted),
        EventKind.ExtensionRefused => turn.Say(Texts.Event_ExtensionRefused),
        EventKind.Suspended => turn.Say(Texts.Event_Suspended),
        EventKind.Resumed => turn.Say(Texts.Event_Resumed),
        EventKind.Reopened => turn.Say(Texts.Event_Reopened),
        EventKind.DeadlineChanged => turn.Say(Texts.Event_DeadlineChanged),
        EventKind.RoleChanged => turn.Say(Texts.Event_RoleChanged),
        EventKind.Urged => turn.Say(Texts.Event_Urged),
        EventKind.Instructed => turn.Say(Texts.Event_Instructed),
        EventKind.Undone => turn.Say(Texts.Event_Undone),
        EventKind.EvidenceAdded => turn.Say(Texts.Event_EvidenceAdded),
        EventKind.Disputed => turn.Say(Texts.Event_Disputed),
        EventKind.StageClosed => turn.Say(Texts.Event_StageClosed),
        EventKind.PlanImported => turn.Say(Texts.Event_PlanImported),
        EventKind.PlanRemoved => turn.Say(Texts.Event_PlanRemoved),
        EventKind.DisputeRejected => turn.Say(Texts.Event_DisputeRejected),
        EventKind.HandedOver => turn.Say(Texts.Event_HandedOver),
        EventKind.Voided => turn.Say(Texts.Event_Voided),
        EventKind.MeasureChanged => turn.Say(Texts.Event_MeasureChanged),
        _ => kind.ToString(),
    };
}
