namespace KexieBot.Core.Reminders;

/// <summary>What only the office can mend, said in its morning message: units without a liaison, persons whom nothing reaches, a year without published holidays.</summary>
internal sealed record OfficeNotes(IReadOnlyList<string> UnitsWithoutLiaison, IReadOnlyDictionary<string, string> Unreachable, int? YearWithoutCalendar)
{
    public bool HasAny => UnitsWithoutLiaison.Count > 0 || Unreachable.Count > 0 || YearWithoutCalendar is not null;
}
