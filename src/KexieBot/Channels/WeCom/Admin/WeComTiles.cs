using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Admin;

/// <summary>Keeps a member's tile on the workbench in step: 待办, 临期, 逾期 and 已办结 of the own units. Off unless <c>WeCom:WorkbenchTile</c> says so.</summary>
internal sealed partial class WeComTiles(
    WeComWorkbench workbench, RosterStore rosters, LedgerReader reader, WorkCalendar calendar, OfficeClock clock, IOptions<WeComOptions> options, ILogger<WeComTiles> logger)
{
    private static readonly string[] Labels = ["待办", "临期", "逾期", "已办结"];
    private volatile bool isPrepared;

    /// <summary>After the member opened the app, said something or was sent something. A tile that cannot be set is logged and fails nothing.</summary>
    public async Task RefreshAsync(string userId, CancellationToken cancellationToken)
    {
        if (!options.Value.WorkbenchTile)
            return;
        try
        {
            var roster = await rosters.GetAsync();
            if (roster.FindPerson(new ChannelAccount(ChannelKind.WeCom, userId.ToLowerInvariant())) is { UnitIds.Count: > 0 } person
                && (await PrepareAsync(cancellationToken) ?? await SetAsync(userId, person, cancellationToken)) is { } refusal)
                Log.NotSet(logger, refusal);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e);
        }
    }

    // What members without numbers of their own see; the platform takes a member's numbers only after it.
    private async Task<string?> PrepareAsync(CancellationToken cancellationToken)
    {
        if (isPrepared)
            return null;
        var refusal = await workbench.SetTemplateAsync([.. Labels.Select(label => (label, "-"))], cancellationToken);
        isPrepared = refusal is null;
        return refusal;
    }

    private async Task<string?> SetAsync(string userId, Person person, CancellationToken cancellationToken)
    {
        var items = await reader.ItemsOfUnitsAsync(await reader.PlansAsync(), person.UnitIds);
        var (open, today) = (items.Where(item => item.IsOpen).ToList(), clock.Today);
        var soon = calendar.AddWorkdays(today, Lights.YellowWorkdays);
        return await workbench.SetMemberAsync(
            userId,
            [
                (Labels[0], $"{open.Count}"),
                (Labels[1], $"{open.Count(item => item.Deadline >= today && item.Deadline <= soon)}"),
                (Labels[2], $"{open.Count(item => item.Deadline < today)}"),
                (Labels[3], $"{items.Count(item => item.State == WorkItemState.Closed)}"),
            ],
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A workbench tile was not set: {Reason}.")]
        public static partial void NotSet(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Error, "A workbench tile could not be worked out.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
