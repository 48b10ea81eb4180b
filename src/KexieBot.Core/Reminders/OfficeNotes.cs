namespace KexieBot.Core.Reminders;

/// <summary>What only the office can mend, said in its morning message: units without a liaison, persons whom nothing reaches, messages that were given up, mornings that were missed, a year without published holidays.</summary>
internal sealed record OfficeNotes(IReadOnlyList<string> UnitsWithoutLiaison, IReadOnlyDictionary<string, string> Unreachable, int? YearWithoutCalendar, int Undelivered, int MissedMornings)
{
    public bool HasAny => UnitsWithoutLiaison.Count > 0 || Unreachable.Count > 0 || YearWithoutCalendar is not null || Undelivered > 0 || MissedMornings > 0;
}
