using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Sending;

/// <summary>
/// Cards that may still be tapped.
/// <code>
/// kexie:{wecom}:A:card:TASK   string  the form whose tap sends the card's selections, empty for none; 72 h, as long as a tap can be answered on the card
/// kexie:{wecom}:A:held:H      string  task id, a space and the response code of the last card about an item that a member got; 72 h. H names both
/// kexie:{wecom}:A:spent:H     string  a response code that was used, NX, 72 h: the platform takes each once
/// </code>
/// </summary>
internal sealed class WeComCardLog(IDatabase store, WeComKeys keys)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromHours(72);

    /// <summary>Remembers what the card with this task id shows now, whether it was sent or put in another's place.</summary>
    public Task SetAsync(string taskId, string? formSay) => store.StringSetAsync(keys.Of("card", taskId), formSay ?? "", Ttl);

    /// <summary>The key whose tap sends the card's selections; null for a card that is no longer known.</summary>
    public async Task<string?> FormSayAsync(string taskId) => await store.StringGetAsync(keys.Of("card", taskId));

    /// <summary>Notes the card about <paramref name="item"/> that <paramref name="user"/> was sent, with the code by which it can be changed.</summary>
    public Task HoldAsync(string user, string item, string taskId, string responseCode) => store.StringSetAsync(HeldKey(user, item), $"{taskId} {responseCode}", Ttl);

    /// <summary>Null where the member holds none that can be changed.</summary>
    public async Task<(string TaskId, string ResponseCode)?> HeldAsync(string user, string item) =>
        ((string?)await store.StringGetAsync(HeldKey(user, item)))?.Split(' ') is [var taskId, var code] ? (taskId, code) : null;

    public Task ReleaseAsync(string user, string item) => store.KeyDeleteAsync(HeldKey(user, item));

    private RedisKey HeldKey(string user, string item) => keys.Of("held", WeComSentLog.NameOf($"{user.ToLowerInvariant()} {item}"));

    /// <summary>A code that came with a tap is spent by its first use.</summary>
    public Task<bool> TrySpendAsync(string responseCode) =>
        store.StringSetAsync(keys.Of("spent", WeComSentLog.NameOf(responseCode)), "1", Ttl, When.NotExists);
}
