using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom;

/// <summary>The names of this channel's keys: <c>kexie:{wecom}:AGENT:…</c>. One hash tag, so related writes share a slot; each owner's scheme stands at the top of its class. Every key expires, except the inbox while it holds work.</summary>
internal sealed class WeComKeys(IOptions<WeComOptions> options)
{
    private readonly string prefix = string.Create(CultureInfo.InvariantCulture, $"kexie:{{wecom}}:{options.Value.Agent}:");

    public RedisKey Of(string name) => prefix + name;

    public RedisKey Of(string name, string id) => prefix + name + ":" + id;
}
