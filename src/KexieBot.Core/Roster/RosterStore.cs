using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using StackExchange.Redis;

namespace KexieBot.Core.Roster;

/// <summary>
/// Keeps the roster in the store. Keys, all in the slot {roster}:
/// <c>kexie:{roster}:version</c> grows with each change; <c>kexie:{roster}:roster</c> is the whole roster as JSON;
/// <c>kexie:{roster}:answer:MESSAGE</c> is what a change by chat answers and whom it tells, kept as long as a message may come again;
/// <c>kexie:{roster}:untold</c> holds, by message, the changes of which not all was told and recorded yet.
/// A district's roster is some hundred kilobytes and changes a few times a month, so it is read whole when the version moved, and never otherwise.
/// </summary>
public sealed class RosterStore(IDatabase store, StoreRoom? room = null)
{
    private const string VersionKey = "kexie:{roster}:version";
    private const string RosterKey = "kexie:{roster}:roster";
    private const string UntoldKey = "kexie:{roster}:untold";
    private const int Attempts = 8;

    private Roster current = Roster.Empty;

    /// <summary>The roster as it stands now.</summary>
    public async Task<Roster> GetAsync()
    {
        var known = Volatile.Read(ref current);
        var version = (long?)await store.StringGetAsync(VersionKey) ?? 0;
        if (version == known.Version)
            return known;
        var fresh = await ReadAsync();
        Volatile.Write(ref current, fresh);
        return fresh;
    }

    /// <summary>The answer that a message got when it changed the roster; null where it changed nothing.</summary>
    public async Task<RosterAnswer?> AnswerToAsync(string messageId) =>
        (string?)await store.StringGetAsync(AnswerKey(messageId)) is { } json ? JsonSerializer.Deserialize<RosterAnswer>(json, StoreJson.Options) : null;

    /// <summary>The changes of which not all was told and recorded yet, by the message that caused them.</summary>
    public async Task<IReadOnlyList<(string MessageId, RosterAnswer Answer)>> UntoldAsync() =>
        [.. (await store.HashGetAllAsync(UntoldKey)).Select(field => (field.Name.ToString(), JsonSerializer.Deserialize<RosterAnswer>((string)field.Value!, StoreJson.Options)!))];

    public Task ToldAsync(string messageId) => store.HashDeleteAsync(UntoldKey, messageId);

    /// <summary>Replaces the roster by what <paramref name="change"/> makes of it; repeated on the newer one where somebody else was faster.</summary>
    /// <param name="change">Pure: it may be called again on a newer roster.</param>
    /// <param name="messageId">The message that causes the change, where its answer is to be kept with it.</param>
    /// <param name="answer">The answer, from the changed roster.</param>
    /// <exception cref="StoreBusyException">Others were faster eight times in a row.</exception>
    /// <exception cref="StoreFullException">The store has no room.</exception>
    public async Task<Roster> ChangeAsync(Func<Roster, Roster> change, string? messageId = null, Func<Roster, RosterAnswer>? answer = null)
    {
        if (room is not null)
            await room.DemandAsync();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await ReadAsync();
            var after = change(before);
            var transaction = store.CreateTransaction();
            transaction.AddCondition(before.Version == 0
                ? Condition.KeyNotExists(VersionKey)
                : Condition.StringEqual(VersionKey, before.Version));
            _ = transaction.StringSetAsync(VersionKey, before.Version + 1);
            _ = transaction.StringSetAsync(RosterKey, JsonSerializer.Serialize(new Stored(before.Version + 1, after.Units, after.Groups, after.Persons), StoreJson.Options));
            if (messageId is not null && answer is not null)
            {
                var json = JsonSerializer.Serialize(answer(after), StoreJson.Options);
                _ = transaction.StringSetAsync(AnswerKey(messageId), json, LedgerKeys.SeenFor);
                _ = transaction.HashSetAsync(UntoldKey, messageId, json);
            }

            if (await transaction.ExecuteAsync())
                return await GetAsync();
        }

        throw new StoreBusyException("the roster");
    }

    // The JSON carries its version: the two keys are read in two steps, and a change may fall between them.
    private async Task<Roster> ReadAsync()
    {
        var json = (string?)await store.StringGetAsync(RosterKey);
        if (json is null)
            return Roster.Empty;
        var stored = JsonSerializer.Deserialize<Stored>(json, StoreJson.Options)!;
        return new Roster(stored.Units, stored.Groups, stored.Persons, stored.Version);
    }

    private static string AnswerKey(string messageId) => $"kexie:{{roster}}:answer:{messageId}";

    private sealed record Stored(long Version, IReadOnlyList<Unit> Units, IReadOnlyList<UnitGroup> Groups, IReadOnlyList<Person> Persons);
}

/// <summary>What a change of the roster by chat answers, and the messages it causes.</summary>
public sealed record RosterAnswer(Reply Reply, IReadOnlyList<OutboxEntry> Messages)
{
    /// <summary>A unit's liaison changed: what is open of the unit's gets an event that says so.</summary>
    public UnitHandOver? HandOver { get; init; }
}

/// <summary>A unit has another liaison: whose items, from whom to whom, and who decided it.</summary>
public sealed record UnitHandOver(string UnitId, string FromTo, Origin Origin);
