using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace KexieBot.Core.Ledger;

/// <summary>
/// The ledger's keys. All keys of a plan share its hash tag, so a commit touches one slot:
/// <list type="bullet">
/// <item><c>kexie:{plan}:head</c> string "seq hash": number and hash of the last event. Every commit is conditional on it, which makes it the version of the whole plan.</item>
/// <item><c>kexie:{plan}:plan</c> string: the plan as JSON; <c>kexie:{plan}:planversion</c> the seq of the event that wrote it.</item>
/// <item><c>kexie:{plan}:item:NUMBER/UNIT</c> string: a work item as JSON.</item>
/// <item><c>kexie:{plan}:events</c> hash: seq → event line; <c>kexie:{plan}:history:NUMBER/UNIT</c> list of seqs.</item>
/// <item><c>kexie:{plan}:index:NAME</c> sorted sets of item refs, see <see cref="LedgerIndexes"/>.</item>
/// <item><c>kexie:{plan}:tally</c> hash of counters, see <see cref="Tally"/>.</item>
/// <item><c>kexie:{plan}:last:PERSON</c> string: the person's last change of the plan, see <see cref="LastChange"/>; expires when it can no longer be undone.</item>
/// <item><c>kexie:{plan}:seen:HASH</c> string: the answer to a message that changed the plan; expires after 7 days, far longer than any channel redelivers.</item>
/// </list>
/// <c>kexie:{plans}:ids</c> is a sorted set of plan ids by the time of their import, <c>kexie:{plans}:removed</c> one of those that were removed, by that time;
/// <c>kexie:{plans}:restoring</c> the hash of the backup from which the store is being filled, until it is.
/// </summary>
internal static class LedgerKeys
{
    public const string Plans = "kexie:{plans}:ids";

    public const string Restoring = "kexie:{plans}:restoring";

    public const string RemovedPlans = "kexie:{plans}:removed";

    public static readonly TimeSpan SeenFor = TimeSpan.FromDays(7);

    public static RedisKey Head(string plan) => $"kexie:{{{plan}}}:head";

    public static RedisKey Plan(string plan) => $"kexie:{{{plan}}}:plan";

    public static RedisKey PlanVersion(string plan) => $"kexie:{{{plan}}}:planversion";

    public static RedisKey Item(string plan, string itemRef) => $"kexie:{{{plan}}}:item:{itemRef}";

    public static RedisKey Events(string plan) => $"kexie:{{{plan}}}:events";

    public static RedisKey History(string plan, string itemRef) => $"kexie:{{{plan}}}:history:{itemRef}";

    public static RedisKey Index(string plan, string name) => $"kexie:{{{plan}}}:index:{name}";

    public static RedisKey Tally(string plan) => $"kexie:{{{plan}}}:tally";

    public static RedisKey LastChange(string plan, string personId) => $"kexie:{{{plan}}}:last:{personId}";

    // Message ids come from outside: hashed, they are short and cannot break out of the key.
    public static RedisKey Seen(string plan, string messageId) =>
        $"kexie:{{{plan}}}:seen:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32]}";

    public static string SeqField(long seq) => seq.ToString(CultureInfo.InvariantCulture);
}
