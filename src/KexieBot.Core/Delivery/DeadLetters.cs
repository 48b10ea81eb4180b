using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>A message that could not be delivered, and why, in the operator's words.</summary>
public sealed record DeadLetter(OutboxEntry Entry, string Reason, DateTimeOffset At)
{
    /// <summary>It may have arrived: the platform's answer was lost.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Its time is over: a morning's digest on the next day would tell the reader what is not true any more.</summary>
    public bool IsPointless(DateTimeOffset now) => Entry.PointlessAfter < now;
}

/// <summary>What could not be delivered, for the office to read, send again or drop. The keys are the <see cref="Outbox"/>'s.</summary>
public sealed class DeadLetters(IDatabase store, OfficeClock clock)
{
    // As long as the marks of what was settled: by then no job looks back and nobody asks.
    private static readonly TimeSpan Kept = Outbox.DoneLifetime;

    /// <summary>The slot's dead letters, the oldest first. What cannot be read of them is among them, to be dropped; it neither expires nor is it sent again.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(string slot)
    {
        var letters = await store.HashGetAllAsync(Outbox.DeadKey(slot));
        return [.. letters.Select(field => Read(field.Value!) ?? Unreadable(field.Name!)).OrderBy(letter => letter.At)];
    }

    /// <summary>Sends the message again, from its first attempt on; false where there is none under <paramref name="key"/> any more, or it has lost its point and is not <paramref name="isForced"/>.</summary>
    public async Task<bool> ResendAsync(string slot, string key, bool isForced = false)
    {
        var json = (string?)await store.HashGetAsync(Outbox.DeadKey(slot), key);
        if (json is null || Read(json) is not { } letter || (letter.IsPointless(clock.Now) && !isForced))
            return false;
        var entry = letter.Entry with { Attempts = 0, LastError = null, NotBefore = clock.Now, DueAt = clock.Now, PointlessAfter = isForced ? null : letter.Entry.PointlessAfter, RepeatableUntil = null, IsHeld = false };
        return await TakeAsync(slot, key, json, commit => Outbox.Append(commit, slot, entry));
    }

    /// <summary>Forgets the message; its occurrence counts as settled. False where there is none under <paramref name="key"/> any more.</summary>
    public async Task<bool> DropAsync(string slot, string key)
    {
        var json = (string?)await store.HashGetAsync(Outbox.DeadKey(slot), key);
        return json is not null && await EndAsync(slot, key, json, DeliveryOutcome.Dropped);
    }

    /// <summary>Forgets what nobody decided on for 45 days; how many.</summary>
    public async Task<int> ExpireAsync(string slot)
    {
        var expired = 0;
        foreach (var field in await store.HashGetAllAsync(Outbox.DeadKey(slot)))
        {
            if (Read(field.Value!)?.At + Kept < clock.Now)
                expired += await EndAsync(slot, field.Name!, field.Value!, DeliveryOutcome.Expired) ? 1 : 0;
        }

        return expired;
    }

    private Task<bool> EndAsync(string slot, string key, string json, DeliveryOutcome outcome)
    {
        var name = DeliveryOutcomes.NameOf(outcome);
        return DeliveryOutcomes.CountedAsync(outcome, TakeAsync(slot, key, json, commit =>
        {
            _ = commit.StringSetAsync(Outbox.DoneKey(slot, key), name, Outbox.DoneLifetime);
            _ = commit.HashIncrementAsync(Outbox.OutcomesKey(slot), name);
        }));
    }

    private Task<bool> TakeAsync(string slot, string key, string json, Action<ITransaction> write) => ConditionalCommit.TryAsync(store, commit =>
    {
        _ = commit.HashDeleteAsync(Outbox.DeadKey(slot), key);
        write(commit);
        return [commit.AddCondition(Condition.HashEqual(Outbox.DeadKey(slot), key, json))];
    });

    // One that another version wrote, or nobody, must not keep the office from the others.
    private static DeadLetter? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DeadLetter>(json, StoreJson.Options) is { Entry.Content: not null } letter ? letter : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private DeadLetter Unreadable(string key) => new(new OutboxEntry(key, "", "", Reply.Of(key), clock.Now), "这条消息的内容读不出来，只能放弃 cannot be read: drop it", clock.Now);
}
