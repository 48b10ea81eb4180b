using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KexieBot.Tests.Delivery;

/// <summary>What was sent has to be written down, however long the store is away.</summary>
public sealed class LateMarksTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));
    private int tries, made;

    [Fact]
    public async Task A_store_that_is_away_for_a_minute_of_the_lease_is_asked_until_it_answers()
    {
        var marks = Marks();
        var isAway = true;

        var marking = marks.MarkAsync(Claimed(), () => Mark(isAway));
        await PassAsync(TimeSpan.FromMinutes(1));
        (marking.IsCompleted, made).ShouldBe((false, 0));
        isAway = false;
        await PassAsync(TimeSpan.FromSeconds(1));
        await marking;

        (made, marks.IsEmpty).ShouldBe((1, true));
        tries.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_mark_that_its_lease_was_too_short_for_is_kept_and_made_first()
    {
        var marks = Marks();
        var isAway = true;

        var marking = marks.MarkAsync(Claimed(), () => Mark(isAway));
        await PassAsync(TimeSpan.FromMinutes(3));
        await marking;
        marks.IsEmpty.ShouldBeFalse();
        await Should.ThrowAsync<TimeoutException>(marks.MakeUpAsync);
        isAway = false;
        await marks.MakeUpAsync();

        (made, marks.IsEmpty).ShouldBe((1, true));
    }

    private LateMarks Marks() => new(new OfficeClock(time, TimeZoneInfo.Utc), NullLogger.Instance);

    private ClaimedEntry Claimed() => new("plan", new OutboxEntry("digest/1", "keji", "digest", Reply.Of("晨报"), time.GetUtcNow()), time.GetUtcNow() + TimeSpan.FromMinutes(3));

    private Task Mark(bool isAway)
    {
        tries++;
        if (isAway)
            throw new TimeoutException("away");
        made++;
        return Task.CompletedTask;
    }

    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(500))
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            for (var turn = 0; turn < 20; turn++)
                await Task.Yield();
        }
    }
}
