using KexieBot.Channels.WeCom.Api;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>The app's tile on the workbench (工作台自定义展示): up to four numbers, for all or for one member.</summary>
internal sealed class WeComWorkbench(WeComApi api, WeComRates rates, IOptions<WeComOptions> options)
{
    private const string KeyData = "keydata";
    private const int MaxItems = 4;

    /// <summary>What members see who have no numbers of their own. Null when it is set; otherwise what to mend.</summary>
    public async Task<string?> SetTemplateAsync(IReadOnlyList<(string Label, string Value)> numbers, CancellationToken cancellationToken)
    {
        var answer = await api.PostAsync("agent/set_workbench_template", new WorkbenchTemplateRequest(options.Value.Agent, KeyData, Data(numbers), ReplaceUserData: false), cancellationToken);
        return answer is WeComCall.Done ? null : answer.Describe();
    }

    /// <summary>One member's numbers, e.g. 待办 3 · 临期 1 · 逾期 0 · 已办结 12. Null when they are set; otherwise why not.</summary>
    public async Task<string?> SetMemberAsync(string userId, IReadOnlyList<(string Label, string Value)> numbers, CancellationToken cancellationToken)
    {
        if (await rates.TryTakeTileAsync(userId) is { } wait)
            return $"the tile changed too often; try again in {wait}";
        var answer = await api.PostAsync("agent/set_workbench_data", new WorkbenchDataRequest(options.Value.Agent, userId, KeyData, Data(numbers)), cancellationToken);
        return answer is WeComCall.Done ? null : answer.Describe();
    }

    private WorkbenchKeyData Data(IReadOnlyList<(string Label, string Value)> numbers)
    {
        if (numbers.Count > MaxItems)
            throw new ArgumentException($"A tile shows at most {MaxItems} numbers.", nameof(numbers));
        var url = options.Value.LedgerUrl.Length > 0 ? options.Value.LedgerUrl : null;
        return new WorkbenchKeyData([.. numbers.Select(n => new WorkbenchItem(n.Label, n.Value) { JumpUrl = url })]);
    }
}
