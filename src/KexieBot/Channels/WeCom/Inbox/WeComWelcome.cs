using KexieBot.Channels.WeCom.Callback;
using KexieBot.Core;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Inbox;

/// <summary>
/// Whether a member who opens the app is to be greeted: once on each of the office's days, though the event comes on every entry.
/// <code>kexie:{wecom}:A:welcome:DAY:USER  string  the event that greeted, NX; 25 h, so that it outlives its day</code>
/// </summary>
internal sealed class WeComWelcome(IDatabase store, WeComKeys keys, OfficeClock clock)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromHours(25);

    public async Task<bool> IsDueAsync(WeComEvent entered)
    {
        var key = keys.Of("welcome", OfficeClock.Text(clock.Today) + ":" + entered.From);
        // The same event on another attempt still owes its greeting.
        return await store.StringSetAsync(key, entered.Identity, Ttl, When.NotExists) || await store.StringGetAsync(key) == entered.Identity;
    }
}
