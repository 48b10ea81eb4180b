using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>谁没报: open items of which nothing was heard since a period began, counted by unit.</summary>
public sealed class NotReported(LedgerReader reader, ItemRows rows, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.NotReported];

    public override IReadOnlyList<CommandHelp> Help => [new("谁没报", "本月还没报送的单位；也可问本周、连续两个月", "who has not reported", "units unheard of this month")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var since = turn.Slots.Months is { } months and > 0 ? turn.Today.AddMonths(-Math.Min(months, 120)) : Periods.RangeOf(turn.Slots.Period, turn.Today).From;
        if (since > turn.Today)
            return Reply.Refusal(turn.Say("那段时间还没到，请问本周、本月或过去的月份。", "That has not begun yet. Ask for this week, this month or an earlier one."));
        var found = await Task.WhenAll(turn.Plans.Select(plan => reader.SilentSinceAsync(plan.Id, clock.At(since, TimeOnly.MinValue))));
        var items = found.SelectMany(list => list).OrderBy(item => item.ReportedAt ?? item.AssignedAt).ToList();
        var day = ItemRows.DayWord(since, turn.Today, turn.IsEnglish);
        if (items.Count == 0)
            return Reply.Of(turn.Say($"{day}以来，在办任务都报过了。", $"Everything open was reported since {day}."), ReplyTone.Good);
        var units = items.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();
        return new Reply
        {
            Title = turn.Say($"{day}以来没报的：{units} 个单位 {items.Count} 项", $"Unheard of since {day}: {items.Count} items of {units} units"),
            Tone = ReplyTone.Warning,
            Lines = [Grouping.ByUnit(turn, items)],
            Rows = [.. items.Select(item => rows.RowOf(turn, item, showsUnit: true))],
            Choices = [new Choice(turn.Say("催一催", "remind them"), turn.Say("催没报的单位", "remind all who have not reported"))],
            RefreshSay = turn.Message.Text,
        };
    }
}
