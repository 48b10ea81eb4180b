namespace KexieBot.Core.Reminders;

/// <summary>What only the office can mend, said in its morning message: units without a liaison, persons whom nothing reaches, messages that were given up, mornings that were missed or did not arrive, a year without published holidays.</summary>
internal sealed record OfficeNotes(IReadOnlyList<string> UnitsWithoutLiaison, IReadOnlyList<string> Unreachable, int? YearWithoutCalendar, int Undelivered, int MissedMornings, int NotReached)
{
    /// <summary>What is said to who wants quiet too, because it is said once and nobody else mends it.</summary>
    public OfficeNotes ForQuietTime() => this with { UnitsWithoutLiaison = [], Undelivered = 0 };
}
