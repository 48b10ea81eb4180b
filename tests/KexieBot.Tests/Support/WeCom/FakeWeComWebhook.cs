using System.Text.Json.Nodes;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>The stand-in's group webhook (消息推送): twenty posts a minute.</summary>
internal sealed class FakeWeComWebhook(TimeProvider time)
{
    private readonly List<DateTimeOffset> posts = [];

    /// <summary>It was taken out of its group.</summary>
    public bool IsGone { get; set; }

    /// <summary>The error code, 0 for a post that stands in the group.</summary>
    public int Take(string key, JsonObject? request)
    {
        if (!Guid.TryParse(key, out _) || IsGone)
            return 93000;
        if (FakeWeComMessages.CheckWebhook(request) is var code and not 0)
            return code;
        posts.RemoveAll(at => time.GetUtcNow() - at >= TimeSpan.FromMinutes(1));
        if (posts.Count >= 20)
            return 45009;
        posts.Add(time.GetUtcNow());
        return 0;
    }
}
