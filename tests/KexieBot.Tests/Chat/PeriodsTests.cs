using KexieBot.Core.Chat;

namespace KexieBot.Tests.Chat;

public sealed class PeriodsTests
{
    [Theory]
    [InlineData(null, "2026-11-01", "2026-11-30")]
    [InlineData("yesterday", "2026-11-22", "2026-11-22")]
    [InlineData("day_after_tomorrow", "2026-11-25", "2026-11-25")]
    [InlineData("last_week", "2026-11-16", "2026-11-22")]
    [InlineData("next_month", "2026-12-01", "2026-12-31")]
    [InlineData("last_quarter", "2026-07-01", "2026-09-30")]
    [InlineData("next_quarter", "2027-01-01", "2027-03-31")]
    [InlineData("last_year", "2025-01-01", "2025-12-31")]
    [InlineData("next_year", "2027-01-01", "2027-12-31")]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    [InlineData("2026H1", "2026-01-01", "2026-06-30")]
    [InlineData("2026H2", "2026-07-01", "2026-12-31")]
    [InlineData("2026Q3", "2026-07-01", "2026-09-30")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2026-10-08", "2026-10-08", "2026-10-08")]
    public void A_period_covers_its_days(string? period, string from, string to) =>
        Periods.RangeOf(period, new DateOnly(2026, 11, 23)).ShouldBe((DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("")]
    [InlineData("some_time")]
    [InlineData("last_decade")]
    [InlineData("2026Q5")]
    [InlineData("2026-13")]
    public void An_unknown_period_is_not_taken_for_another(string period) =>
        Periods.RangeOf(period, new DateOnly(2026, 11, 23)).ShouldBeNull();
}
