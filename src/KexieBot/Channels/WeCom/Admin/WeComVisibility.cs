using KexieBot.Channels.WeCom.Api;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>Who of the roster the app cannot reach (读取成员): messages to them would be lost.</summary>
internal sealed class WeComVisibility(WeComApi api)
{
    private const int AtOnce = 4;
    private const int Active = 1;

    /// <summary>The members who are not visible or cannot read, each with why; and those of whom the platform gave no answer.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindUnreachableAsync(IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var found = new System.Collections.Concurrent.ConcurrentDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await Parallel.ForEachAsync(
            userIds.Distinct(StringComparer.OrdinalIgnoreCase),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (userId, token) =>
            {
                if (await WhyNotAsync(userId, token) is { } reason)
                    found[userId] = reason;
            });
        return found;
    }

    private async Task<string?> WhyNotAsync(string userId, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("user/get", "&userid=" + Uri.EscapeDataString(userId), cancellationToken);
        if (answer is not WeComCall.Done { Body: var member })
            return answer.Describe();
        var status = member.TryGetProperty("status", out var value) && value.TryGetInt32(out var number) ? number : Active;
        return status switch
        {
            Active => null,
            2 => "账号已禁用。",
            4 => "账号未激活，请本人登录一次企业微信。",
            5 => "已退出企业。",
            _ => $"账号状态异常（{status}）。",
        };
    }
}
