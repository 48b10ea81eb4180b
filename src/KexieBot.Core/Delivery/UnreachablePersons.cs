using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>Whom the last message could not reach, for the office to mend. Key: <c>kexie:{office}:outbox:unreachable</c> hash, person id → reason.</summary>
public sealed class UnreachablePersons(IDatabase store)
{
    private static readonly RedisKey Key = $"kexie:{{{Outbox.OfficeSlot}}}:outbox:unreachable";

    public Task AddAsync(string personId, string reason) => store.HashSetAsync(Key, personId, reason);

    /// <summary>The persons' ids and reasons.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListAsync() =>
        (await store.HashGetAllAsync(Key)).ToDictionary(field => field.Name.ToString(), field => field.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Forgets persons of whom the office has been told.</summary>
    public Task RemoveAsync(IEnumerable<string> personIds) =>
        store.HashDeleteAsync(Key, [.. personIds.Select(id => (RedisValue)id)]);
}
