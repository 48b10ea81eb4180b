using System.Text;
using System.Text.Json.Nodes;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>The stand-in's workbench tile (设置应用在工作台展示的模版): a template, and members' numbers in it, ten changes a minute each.</summary>
internal sealed class FakeWeComTiles(TimeProvider time)
{
    private readonly Dictionary<string, List<DateTimeOffset>> changes = new(StringComparer.OrdinalIgnoreCase);
    private bool hasTemplate;

    /// <summary>The error code, 0 for a tile that shows it.</summary>
    public int Take(JsonObject? request, bool isTemplate, int agentId, IReadOnlySet<string> members)
    {
        if ((int?)request?["agentid"] != agentId || (string?)request["type"] != "keydata" || request["keydata"]?["items"] is not JsonArray { Count: >= 1 and <= 4 } items || items.Any(item => Encoding.UTF8.GetByteCount((string?)item?["key"] ?? "") is 0 or > 64 || (string?)item!["data"] is null))
            return 40058;
        hasTemplate |= isTemplate;
        if (isTemplate)
            return 0;
        // A member's numbers fill in the template; without it there is nothing to fill.
        if (!hasTemplate)
            return 94000;
        var user = (string?)request["userid"] ?? "";
        return !members.Contains(user) ? 60111 : TakeChange(user) ? 0 : 45009;
    }

    private bool TakeChange(string user)
    {
        if (!changes.TryGetValue(user, out var recent))
            changes[user] = recent = [];
        recent.RemoveAll(at => time.GetUtcNow() - at >= TimeSpan.FromMinutes(1));
        if (recent.Count >= 10)
            return false;
        recent.Add(time.GetUtcNow());
        return true;
    }
}
