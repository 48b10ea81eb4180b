using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Sending;

/// <summary>
/// Which parts of a message have gone, so that another attempt goes on where the last one stopped, and a wrong one can be recalled.
/// <code>
/// kexie:{wecom}:A:sent:H  list    the platform's message id of each part sent; 72 h. H names the message's key
/// kexie:{wecom}:A:said:H  string  which message said just this to this member first, NX; as long as the platform looks for duplicates. H names the request
/// </code>
/// </summary>
internal sealed class WeComSentLog(IDatabase store, WeComKeys keys)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromHours(72);

    public async Task<IReadOnlyList<string>> ReadAsync(string messageKey) =>
        [.. (await store.ListRangeAsync(Key(messageKey))).Select(id => id.ToString())];

    public async Task AddAsync(string messageKey, string messageId)
    {
        var add = store.CreateTransaction();
        _ = add.ListRightPushAsync(Key(messageKey), messageId);
        _ = add.KeyExpireAsync(Key(messageKey), Ttl);
        await add.ExecuteAsync();
    }

    /// <summary>
    /// Whether the message with this key was the first to make this request. Its further attempts may be taken for duplicates; another message that
    /// says the same, as a second urging does, must not be.
    /// </summary>
    public async Task<bool> IsFirstToSayAsync(string messageKey, byte[] request, TimeSpan within)
    {
        var (key, me) = (keys.Of("said", Hex(request)), NameOf(messageKey));
        return await store.StringSetAsync(key, me, within, When.NotExists) || await store.StringGetAsync(key) == me;
    }

    /// <summary>A name for <paramref name="messageKey"/> of letters that a task id may hold, the same on every attempt.</summary>
    public static string NameOf(string messageKey) =>
        Hex(Encoding.UTF8.GetBytes(messageKey));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..40];

    private RedisKey Key(string messageKey) => keys.Of("sent", NameOf(messageKey));
}
