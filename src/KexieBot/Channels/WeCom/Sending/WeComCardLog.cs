using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Sending;

/// <summary>
/// Cards that can still be updated.
/// <code>
/// kexie:{wecom}:A:card:TASK   hash    code (the response code of the send), form (whose tap sends selections), 72 h as the code lives
/// kexie:{wecom}:A:spent:H     string  a response code that was used, NX, 72 h: the platform takes each once
/// </code>
/// </summary>
internal sealed class WeComCardLog(IDatabase store, WeComKeys keys)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromHours(72);

    public async Task AddAsync(string taskId, string? responseCode, string? formSay)
    {
        var add = store.CreateTransaction();
        _ = add.HashSetAsync(keys.Of("card", taskId), [new("code", responseCode ?? ""), new("form", formSay ?? "")]);
        _ = add.KeyExpireAsync(keys.Of("card", taskId), Ttl);
        await add.ExecuteAsync();
    }

    /// <summary>The key whose tap sends the card's selections; null for a card that is no longer known.</summary>
    public async Task<string?> FormSayAsync(string taskId) => await store.HashGetAsync(keys.Of("card", taskId), "form");

    /// <summary>The response code of the send, for closing a card that nobody has tapped.</summary>
    public async Task<string?> CodeAsync(string taskId) => await store.HashGetAsync(keys.Of("card", taskId), "code");

    /// <summary>A code that came with a tap is spent by its first use.</summary>
    public Task<bool> TrySpendAsync(string responseCode) =>
        store.StringSetAsync(keys.Of("spent", WeComSentLog.NameOf(responseCode)), "1", Ttl, When.NotExists);
}
