using KexieBot.Core;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>
/// Tells what Teams brings again from what a person does again.
/// <code>
/// kexie:{teams}:tap:TAP        when a tap was first brought, unix ms; ten minutes, of which the first <see cref="Window"/> count
/// kexie:{teams}:named:ID       the name of the tap that an activity id brought; two hours, longer than a recorded request's token is good: who taps again brings another id
/// kexie:{teams}:answered:ID    set while a message's answer is on its way, two minutes, longer than that takes; once it is there ten minutes, long after the last redelivery
/// </code>
/// </summary>
internal sealed class Redeliveries(IDatabase store, OfficeClock clock)
{
    /// <summary>A tap comes up to four times, twice after some 30 seconds (botbuilder-dotnet#5005); whoever taps later than this means it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan NameMemory = TimeSpan.FromHours(2);

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(2);

    /// <summary>The name of the tap's message: one and the same for all that comes within <see cref="Window"/> of the first, and for the same activity whenever it comes.</summary>
    public async Task<string> NameAsync(string tap, string activityId)
    {
        RedisKey key = $"kexie:{{teams}}:named:{activityId}";
        if ((string?)await store.StringGetAsync(key) is { } known)
            return known;
        var name = await NameAsync(tap);
        await store.StringSetAsync(key, name, NameMemory);
        return name;
    }

    private async Task<string> NameAsync(string tap)
    {
        RedisKey key = $"kexie:{{teams}}:tap:{tap}";
        var now = clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await store.StringSetAsync(key, now, Memory, When.NotExists))
                return $"{tap}:{now}";
            var known = await store.StringGetAsync(key);
            if (known.TryParse(out long first) && now - first < Window.TotalMilliseconds)
                return $"{tap}:{first}";
            // Done before and meant again: whoever is the first to say so names it for the others.
            var commit = store.CreateTransaction();
            commit.AddCondition(Condition.StringEqual(key, known));
            _ = commit.StringSetAsync(key, now, Memory);
            if (await commit.ExecuteAsync())
                return $"{tap}:{now}";
        }

        return $"{tap}:{now}";
    }

    /// <summary>True for the one delivery that may send the answer; the claim of a process that dies over it lapses.</summary>
    public Task<bool> ClaimAnswerAsync(string messageId) => store.StringSetAsync(AnsweredKey(messageId), "1", ClaimFor, When.NotExists);

    public Task AnsweredAsync(string messageId) => store.StringSetAsync(AnsweredKey(messageId), "1", Memory);

    /// <summary>The answer did not get there: the next delivery may try.</summary>
    public Task ReleaseAnswerAsync(string messageId) => store.KeyDeleteAsync(AnsweredKey(messageId));

    private static RedisKey AnsweredKey(string messageId) => $"kexie:{{teams}}:answered:{messageId}";
}
