using KexieBot.Core.Chat;
using StackExchange.Redis;

namespace KexieBot.Core.Delivery;

/// <summary>The groups that get the weekly summary: those that asked for it in chat, and those that a channel's configuration names. Key: <c>kexie:{office}:groups</c> set of group ids.</summary>
public sealed class SubscribedGroups(IDatabase store, IEnumerable<IChannelSender> senders)
{
    internal static readonly RedisKey Key = $"kexie:{{{Outbox.OfficeSlot}}}:groups";

    public async Task<IReadOnlyList<GroupAddress>> ListAsync() =>
        [.. (await store.SetMembersAsync(Key)).Select(id => GroupAddress.Parse(id.ToString())).OfType<GroupAddress>().Concat(senders.SelectMany(sender => sender.Groups)).Distinct().OrderBy(group => group.Id, StringComparer.Ordinal)];

    public Task AddAsync(GroupAddress group) => store.SetAddAsync(Key, group.Id);

    public Task RemoveAsync(GroupAddress group) => store.SetRemoveAsync(Key, group.Id);
}
