using System.Globalization;
using KexieBot.Core.Delivery;
using StackExchange.Redis;

namespace KexieBot.Core.Reminders;

/// <summary>
/// Keeps <see cref="Heard"/>. Keys: <c>kexie:{office}:reminders:planned</c> the last day that was planned, yyyy-MM-dd;
/// <c>kexie:{office}:reminders:heard</c> hash, reader → the last day whose morning was heard.
/// </summary>
public sealed class HeardMarks(IDatabase store)
{
    private const int Batch = 100;
    internal static readonly RedisKey PlannedKey = $"kexie:{{{Outbox.OfficeSlot}}}:reminders:planned";
    internal static readonly RedisKey HeardKey = $"kexie:{{{Outbox.OfficeSlot}}}:reminders:heard";

    public async Task<Heard> ReadAsync()
    {
        var marks = store.HashGetAllAsync(HeardKey);
        var planned = await LastPlannedAsync();
        return new Heard(planned, (await marks)
            .Select(mark => (Reader: mark.Name.ToString(), Day: Parse(mark.Value)))
            .Where(mark => mark.Day is not null)
            .ToDictionary(mark => mark.Reader, mark => mark.Day!.Value, StringComparer.Ordinal));
    }

    /// <summary>The last day whose messages were planned; null before the first.</summary>
    public async Task<DateOnly?> LastPlannedAsync() => Parse(await store.StringGetAsync(PlannedKey));

    public async Task PlannedAsync(DateOnly day)
    {
        while (await store.StringGetAsync(PlannedKey) is var mark && IsBehind(mark, day))
        {
            await ConditionalCommit.TryAsync(store, commit =>
            {
                _ = commit.StringSetAsync(PlannedKey, OfficeClock.Text(day));
                return [commit.AddCondition(mark.IsNull ? Condition.KeyNotExists(PlannedKey) : Condition.StringEqual(PlannedKey, mark))];
            });
        }
    }

    /// <summary>Moves the marks of <paramref name="readers"/> on to <paramref name="day"/>, and none of them back.</summary>
    public async Task HeardAsync(DateOnly day, IReadOnlyCollection<string> readers)
    {
        foreach (var batch in readers.Select(reader => (RedisValue)reader).Chunk(Batch))
        {
            while ((await BehindAsync(day, batch)) is { Count: > 0 } behind)
            {
                await ConditionalCommit.TryAsync(store, commit =>
                {
                    _ = commit.HashSetAsync(HeardKey, [.. behind.Select(found => new HashEntry(found.Reader, OfficeClock.Text(day)))]);
                    return [.. behind.Select(found => commit.AddCondition(found.Mark.IsNull ? Condition.HashNotExists(HeardKey, found.Reader) : Condition.HashEqual(HeardKey, found.Reader, found.Mark)))];
                });
            }
        }
    }

    /// <summary>Gives those of <paramref name="readers"/> that have no mark their first one.</summary>
    public Task BeginAsync(DateOnly day, IEnumerable<string> readers) =>
        Task.WhenAll(readers.Select(reader => store.HashSetAsync(HeardKey, reader, OfficeClock.Text(day), When.NotExists)));

    /// <summary>Takes the mornings up to <paramref name="day"/> for said to all who had kept up until the last that is marked.</summary>
    public async Task SkipToAsync(DateOnly day)
    {
        var heard = await ReadAsync();
        await HeardAsync(day, [.. heard.UpTo.Where(mark => mark.Value >= heard.Planned).Select(mark => mark.Key)]);
        await PlannedAsync(day);
    }

    private async Task<IReadOnlyList<(RedisValue Reader, RedisValue Mark)>> BehindAsync(DateOnly day, RedisValue[] readers) =>
        [.. readers.Zip(await store.HashGetAsync(HeardKey, readers)).Where(pair => IsBehind(pair.Second, day))];

    // A replica that comes late takes nothing back; a mark further ahead than tomorrow was written by a clock that was wrong.
    private static bool IsBehind(RedisValue mark, DateOnly day) => Parse(mark) is not { } marked || marked < day || marked > day.AddDays(1);

    private static DateOnly? Parse(RedisValue text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
