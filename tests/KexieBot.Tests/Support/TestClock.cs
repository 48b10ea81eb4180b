using KexieBot.Core;
using Microsoft.Extensions.Time.Testing;

namespace KexieBot.Tests.Support;

/// <summary>A clock that tests turn; it starts on Monday 2026-11-23 at 09:00 in Shanghai.</summary>
public sealed class TestClock
{
    public TestClock()
    {
        Office = new OfficeClock(Time, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));

    public OfficeClock Office { get; }
}
