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
        if ((turn.Slots.Months is { } months and > 0 ? (turn.Today.AddMonths(-Math.Min(months, 120)), turn.Today) : Periods.RangeOf(turn.Slots.Period, turn.Today)) is not var (from, to))
            return Periods.Unknown(turn);
        if (from > turn.Today)
            return Reply.Refusal(turn.Say("那段时间还没到，请问本周、本月或过去的月份。", "That has not begun yet. Ask for this week, this month or an earlier one."));
        var isOver = to < turn.Today;
        var found = await Task.WhenAll(turn.Plans.Select(plan => isOver ? SkippedAsync(plan.Id, from, to) : reader.UnreportedSinceAsync(plan.Id, At(from))));
        var scope = UnitScope.Of(turn);
        var items = found.SelectMany(list => list).Where(item => scope.Has(item.UnitId)).OrderBy(item => item.ReportedAt ?? item.AssignedAt).ToList();
        var since = ItemRows.DayWord(from, turn.Today, turn.IsEnglish);
        var when = isOver ? $"{since}—{ItemRows.DayWord(to, turn.Today, turn.IsEnglish)}" : turn.Say($"{since}以来", $"since {since}");
        if (items.Count == 0)
            return scope.Marked(turn, Reply.Of(turn.Say($"{when}，在办任务都报过了。", $"Everything open was reported {when}."), ReplyTone.Good));
        var units = items.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();
        return scope.Marked(turn, new Reply
        {
            Title = turn.Say($"{when}没报的：{units} 个单位 {items.Count} 项", $"Unheard of {when}: {items.Count} items of {units} units"),
            Tone = ReplyTone.Warning,
            Lines = [Grouping.ByUnit(turn, items)],
            Rows = [.. items.Select(item => rows.RowOf(turn, item, showsUnit: true))],
            // Urging looks at this month and at all units: from any other list it would reach others than those who are listed.
            Choices = isOver || scope.UnitIds is not null ? [] : [new Choice(turn.Say("催一催", "remind them"), turn.Say("催没报的单位", "remind all who have not reported"))],
            RefreshSay = turn.Message.Text,
        });
    }

    // What is open now, was given out by then and was not reported on in that time: a later report does not make up for it.
    private async Task<IReadOnlyList<WorkItem>> SkippedAsync(string planId, DateOnly from, DateOnly to)
    {
        var end = At(to.AddDays(1));
        var events = await reader.EventsBetweenAsync(planId, At(from), end, int.MaxValue);
        var reported = events.Where(entry => entry.Kind is EventKind.Reported or EventKind.Corrected or EventKind.CloseRequested).Select(entry => entry.Item!).ToHashSet(StringComparer.Ordinal);
        return [.. (await reader.UnreportedSinceAsync(planId, DateTimeOffset.MaxValue)).Where(item => item.AssignedAt < end && !reported.Contains(item.Ref))];
    }

    private DateTimeOffset At(DateOnly day) => clock.At(day, TimeOnly.MinValue);
}
