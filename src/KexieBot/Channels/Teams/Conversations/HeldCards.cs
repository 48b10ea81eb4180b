using KexieBot.Channels.Teams.Protocol;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>
/// Which card about an item a person got last, to be changed when somebody else decides what it asks.
/// <code>
/// kexie:{teams}:card:AAD:ITEM    hash: service, conversation, activity of that card; thirty days
/// kexie:{teams}:form:CONV:ID     set while the card with that activity id is a form, which belongs to who fills it in; a day
/// </code>
/// </summary>
internal sealed class HeldCards(IDatabase store)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private static readonly TimeSpan FormLifetime = TimeSpan.FromDays(1);

    public async Task RememberAsync(string aadObjectId, string item, ConversationReference chat, string activityId)
    {
        var key = CardKey(aadObjectId, item);
        var commit = store.CreateTransaction();
        _ = commit.HashSetAsync(key, [new HashEntry("service", chat.ServiceUrl.AbsoluteUri), new HashEntry("conversation", chat.ConversationId), new HashEntry("activity", activityId)]);
        _ = commit.KeyExpireAsync(key, Lifetime);
        await commit.ExecuteAsync();
    }

    /// <summary>Null where there is none, or somebody is filling it in.</summary>
    public async Task<(ConversationReference Chat, string ActivityId)?> FindAsync(string aadObjectId, string item)
    {
        var values = await store.HashGetAsync(CardKey(aadObjectId, item), ["service", "conversation", "activity"]);
        if (!Uri.TryCreate(values[0].ToString(), UriKind.Absolute, out var service))
            return null;
        var (conversation, activity) = (values[1].ToString(), values[2].ToString());
        return await store.KeyExistsAsync(FormKey(conversation, activity)) ? null : (new ConversationReference(service, conversation), activity);
    }

    /// <summary>The card of that id has become a form.</summary>
    public Task BecameFormAsync(string conversationId, string activityId) => store.StringSetAsync(FormKey(conversationId, activityId), "1", FormLifetime);

    private static RedisKey CardKey(string aadObjectId, string item) => $"kexie:{{teams}}:card:{aadObjectId}:{item}";

    private static RedisKey FormKey(string conversationId, string activityId) => $"kexie:{{teams}}:form:{conversationId}:{activityId}";
}
