using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using StackExchange.Redis;

namespace KexieBot.Core.Chat;

/// <summary>
/// Remembers the finished answer to every message of a person, so that one that comes again is answered the same and acts no more, also where the
/// answer only asked or refused. The ledger's own mark stands beside it, in the commit: this one is written after the deed and may be lost with the process.
/// Key: <c>kexie:{person:ID}:answered:HASH</c>, JSON.
/// </summary>
public sealed class GivenAnswers(IDatabase store)
{
    /// <summary>Longer than any platform delivers again.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public async Task<Reply?> FindAsync(Person person, string messageId) =>
        (string?)await store.StringGetAsync(KeyOf(person, messageId)) is { } json ? JsonSerializer.Deserialize<Reply>(json, StoreJson.Options) : null;

    /// <summary>A question is remembered for as long as it waits: then the same button asks it anew.</summary>
    public Task KeepAsync(Person person, string messageId, Reply reply) =>
        store.StringSetAsync(KeyOf(person, messageId), JsonSerializer.Serialize(reply, StoreJson.Options), reply.Asks is null ? KeptFor : Conversations.Lapse);

    private static RedisKey KeyOf(Person person, string messageId) =>
        $"kexie:{{person:{person.Id}}}:answered:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32]}";
}
