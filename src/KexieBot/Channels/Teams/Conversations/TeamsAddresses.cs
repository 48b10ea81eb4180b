using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>
/// Where people can be reached, learned from installs and from what they write.
/// <code>
/// kexie:{teams}:person:AAD       hash: user (29:…), tenant, service, conversation (a:…, absent until a personal chat is known), upn, upnAt (unix ms)
/// kexie:{teams}:alias:NAME       the AAD object id that a UPN or a 29:… id (lower case) stands for
/// kexie:{teams}:group:CONV       hash: service, tenant of a group chat or channel that the bot was spoken to in
/// kexie:{teams}:welcomed:CONV    set while a conversation is being welcomed, ten minutes, longer than that takes; once it is, a day, so that an install's several events make one welcome
/// </code>
/// Addresses do not expire: a person who never writes is the one to nudge. Uninstalling removes them with their aliases.
/// </summary>
internal sealed class TeamsAddresses(IDatabase store, OfficeClock clock)
{
    private static readonly TimeSpan WelcomeClaim = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan WelcomeMemory = TimeSpan.FromDays(1);

    private static readonly TimeSpan UpnLifetime = TimeSpan.FromDays(30);

    private static readonly TimeSpan MissingUpnLifetime = TimeSpan.FromHours(1);

    /// <summary>Remembers who <paramref name="person"/> is and, from a personal chat, where to write.</summary>
    public async Task LearnAsync(TeamsChannelAccount person, ConversationReference conversation, bool isPersonal)
    {
        if (person is not { AadObjectId.Length: > 0, Id.Length: > 0 })
            return;
        var id = person.AadObjectId.ToLowerInvariant();
        var fields = new List<HashEntry> { new("user", person.Id), new("service", conversation.ServiceUrl.AbsoluteUri) };
        if (conversation.TenantId is { Length: > 0 } tenant)
            fields.Add(new HashEntry("tenant", tenant));
        var commit = store.CreateTransaction();
        if (isPersonal)
            fields.Add(new HashEntry("conversation", conversation.ConversationId));
        else
            _ = commit.HashSetAsync(GroupKey(conversation.ConversationId), [new HashEntry("service", conversation.ServiceUrl.AbsoluteUri), new HashEntry("tenant", conversation.TenantId ?? "")]);
        _ = commit.HashSetAsync(PersonKey(id), [.. fields]);
        _ = commit.StringSetAsync(AliasKey(person.Id), id);
        await commit.ExecuteAsync();
    }

    /// <summary>The address of an account, by its id or any other name of it.</summary>
    public async Task<TeamsAddress?> FindAsync(ChannelAccount account)
    {
        foreach (var name in account.OtherIds.Prepend(account.Id).Where(name => name.Length > 0))
        {
            if (await ReadAsync(name.ToLowerInvariant()) is { } direct)
                return direct;
            if (await store.StringGetAsync(AliasKey(name)) is { HasValue: true } id && await ReadAsync(id.ToString()) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>A group that the bot was spoken to in; null where it never was.</summary>
    public async Task<ConversationReference?> FindGroupAsync(string conversationId)
    {
        var values = await store.HashGetAsync(GroupKey(conversationId), ["service", "tenant"]);
        return Uri.TryCreate(values[0].ToString(), UriKind.Absolute, out var service) ? new ConversationReference(service, conversationId) { TenantId = (string?)values[1] } : null;
    }

    public async Task ForgetAsync(string aadObjectId)
    {
        var key = PersonKey(aadObjectId.ToLowerInvariant());
        var names = await store.HashGetAsync(key, ["user", "upn"]);
        await store.KeyDeleteAsync([key, .. names.Where(name => !name.IsNullOrEmpty).Select(name => AliasKey(name.ToString()))]);
    }

    public Task ForgetGroupAsync(string conversationId) => store.KeyDeleteAsync(GroupKey(conversationId));

    /// <summary>The chat is gone, the person is not: the next message opens a new one.</summary>
    public Task ForgetConversationAsync(TeamsAddress address) => store.HashDeleteAsync(PersonKey(address.AadObjectId), "conversation");

    public Task RememberConversationAsync(TeamsAddress address, string conversationId) =>
        store.HashSetAsync(PersonKey(address.AadObjectId), "conversation", conversationId);

    /// <summary>The person's UPN as asked for earlier; <c>IsKnown</c> is false where it is time to ask.</summary>
    public async Task<(bool IsKnown, string? Upn)> UpnAsync(string aadObjectId)
    {
        var values = await store.HashGetAsync(PersonKey(aadObjectId.ToLowerInvariant()), ["upn", "upnAt"]);
        var upn = values[0].HasValue && values[0].ToString().Length > 0 ? values[0].ToString() : null;
        var isKnown = values[1].TryParse(out long askedAt)
            && clock.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(askedAt) < (upn is null ? MissingUpnLifetime : UpnLifetime);
        return (isKnown, upn);
    }

    public async Task RememberUpnAsync(string aadObjectId, string? upn)
    {
        var id = aadObjectId.ToLowerInvariant();
        // A name goes from one person to another: whoever had it before is asked for anew, or would keep the rights that go with it.
        var before = upn is null ? null : (string?)await store.StringGetAsync(AliasKey(upn));
        var commit = store.CreateTransaction();
        if (before is not null && before != id)
            _ = commit.HashDeleteAsync(PersonKey(before), ["upn", "upnAt"]);
        _ = commit.HashSetAsync(PersonKey(id), [new HashEntry("upn", upn ?? ""), new HashEntry("upnAt", clock.Time.GetUtcNow().ToUnixTimeMilliseconds())]);
        if (upn is not null)
            _ = commit.StringSetAsync(AliasKey(upn), id);
        await commit.ExecuteAsync();
    }

    /// <summary>True for the one that may welcome a conversation now; the claim lapses unless <see cref="WelcomedAsync"/> confirms it.</summary>
    public Task<bool> ClaimWelcomeAsync(string conversationId) =>
        store.StringSetAsync(WelcomedKey(conversationId), "1", WelcomeClaim, When.NotExists);

    public Task WelcomedAsync(string conversationId) => store.KeyExpireAsync(WelcomedKey(conversationId), WelcomeMemory);

    public Task ForgetWelcomeAsync(string conversationId) => store.KeyDeleteAsync(WelcomedKey(conversationId));

    /// <summary>The keys that a backup needs so that <paramref name="roster"/> and <paramref name="groups"/> can be written to: what was learned of them comes only when they write or install again.</summary>
    public async Task<IReadOnlyList<RedisKey>> KeysOfAsync(Roster roster, IEnumerable<GroupAddress> groups)
    {
        var keys = new HashSet<RedisKey>();
        foreach (var account in roster.Persons.SelectMany(person => person.Accounts).Where(account => account.Channel == ChannelKind.Teams))
        {
            if (await FindAsync(new ChannelAccount(ChannelKind.Teams, account.Id)) is { } address)
                keys.UnionWith([PersonKey(address.AadObjectId), AliasKey(address.UserId), AliasKey(account.Id)]);
        }

        keys.UnionWith(groups.Where(group => group.Channel == ChannelKind.Teams).Select(group => GroupKey(group.ConversationId)));
        return [.. keys];
    }

    private async Task<TeamsAddress?> ReadAsync(string aadObjectId)
    {
        var values = await store.HashGetAsync(PersonKey(aadObjectId), ["user", "service", "tenant", "conversation"]);
        return values[0].HasValue && Uri.TryCreate(values[1].ToString(), UriKind.Absolute, out var service)
            ? new TeamsAddress(aadObjectId, values[0].ToString(), service, (string?)values[2], (string?)values[3])
            : null;
    }

    private static RedisKey PersonKey(string aadObjectId) => $"kexie:{{teams}}:person:{aadObjectId}";

    // Every thread of a channel has an id of its own; messages of ours begin new ones.
    private static RedisKey GroupKey(string conversationId) => $"kexie:{{teams}}:group:{conversationId.Split(';')[0]}";

    private static RedisKey AliasKey(string name) => $"kexie:{{teams}}:alias:{name.ToLowerInvariant()}";

    private static RedisKey WelcomedKey(string conversationId) => $"kexie:{{teams}}:welcomed:{conversationId}";
}

/// <summary>How to reach one person. <paramref name="ConversationId"/> is null until the personal chat is known.</summary>
internal sealed record TeamsAddress(string AadObjectId, string UserId, Uri ServiceUrl, string? TenantId, string? ConversationId);
