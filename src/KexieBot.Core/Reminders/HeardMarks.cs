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
    private static readonly RedisKey PlannedKey = $"kexie:{{{Outbox.OfficeSlot}}}:reminders:planned";
    private static readonly RedisKey HeardKey = $"kexie:{{{Outbox.OfficeSlot}}}:reminders:heard";

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

    public Task PlannedAsync(DateOnly day) => store.StringSetAsync(PlannedKey, OfficeClock.Text(day));

    public Task HeardAsync(DateOnly day, IReadOnlyCollection<string> readers) =>
        readers.Count == 0 ? Task.CompletedTask : store.HashSetAsync(HeardKey, [.. readers.Select(reader => new HashEntry(reader, OfficeClock.Text(day)))]);

    private static DateOnly? Parse(RedisValue text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
