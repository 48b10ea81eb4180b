using System.Collections.Concurrent;
using System.Text.Json;
using KexieBot.Channels.WeCom.Api;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>What was found of members, each with why: those whom no message reaches, and those of whom the platform did not tell.</summary>
internal sealed record WeComReach(IReadOnlyDictionary<string, string> Unreachable, IReadOnlyDictionary<string, string> Unknown);

/// <summary>Who of the roster the app cannot reach (读取成员): messages to them would be lost.</summary>
internal sealed class WeComVisibility(WeComApi api)
{
    private const int AtOnce = 4;
    private const int Active = 1;

    public async Task<WeComReach> CheckAsync(IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var (unreachable, unknown) = (Found(), Found());
        await Parallel.ForEachAsync(
            userIds.Distinct(StringComparer.OrdinalIgnoreCase),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (userId, token) =>
            {
                var answer = await api.GetAsync("user/get", "&userid=" + Uri.EscapeDataString(userId), token);
                if (answer is WeComCall.Done { Body: var member })
                {
                    if (WhyNot(member) is { } reason)
                        unreachable[userId] = reason;
                }
                else
                {
                    var found = answer is WeComCall.Refused refused && WeComErrors.IsRecipient(refused.Code) ? unreachable : unknown;
                    found[userId] = answer.Describe();
                }
            });
        return new WeComReach(unreachable, unknown);

        static ConcurrentDictionary<string, string> Found() => new(StringComparer.OrdinalIgnoreCase);
    }

    private static string? WhyNot(JsonElement member)
    {
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
