using System.Globalization;
using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>Why somebody's last message did not arrive, and when that was.</summary>
public sealed record OutOfReach(string Reason, DateTimeOffset At);

/// <summary>Whom the last message could not reach, for the office to mend. Key: <c>kexie:{office}:outbox:unreachable</c> hash, person id → "unix milliseconds reason".</summary>
public sealed class UnreachablePersons(IDatabase store, OfficeClock clock)
{
    private static readonly RedisKey Key = $"kexie:{{{Outbox.OfficeSlot}}}:outbox:unreachable";

    public Task AddAsync(string personId, string reason) =>
        store.HashSetAsync(Key, personId, string.Create(CultureInfo.InvariantCulture, $"{clock.Now.ToUnixTimeMilliseconds()} {reason}"));

    /// <summary>The persons' ids, with why and when.</summary>
    public async Task<IReadOnlyDictionary<string, OutOfReach>> ListAsync() =>
        (await store.HashGetAllAsync(Key)).ToDictionary(field => field.Name.ToString(), field => Parse(field.Value.ToString()), StringComparer.Ordinal);

    /// <summary>Forgets persons who were reached again, or are gone.</summary>
    public Task RemoveAsync(IReadOnlyCollection<string> personIds) =>
        personIds.Count == 0 ? Task.CompletedTask : store.HashDeleteAsync(Key, [.. personIds.Select(id => (RedisValue)id)]);

    private OutOfReach Parse(string text) => text.Split(' ', 2) is [var at, var reason] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        ? new OutOfReach(reason, clock.Local(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)))
        : new OutOfReach(text, DateTimeOffset.UnixEpoch);
}
