using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>逾期, 本周, 本月 …: open items by deadline, the person's own or, for those who see all, everybody's.</summary>
public sealed class DueList(LedgerReader reader, ItemRows rows) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.DueList, Intent.OverdueList];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("逾期任务", "已过期限还没办结的", "overdue", "what is past its deadline"),
        new("本月到期", "也可问本周、下个月、年底前", "due this month", "also: this week, next month"),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var isOverdue = turn.Understood.Intent == Intent.OverdueList;
        if ((isOverdue ? (DateOnly.MinValue, turn.Today.AddDays(-Math.Max(1, turn.Slots.MinDays ?? 1))) : Periods.RangeOf(turn.Slots.Period, turn.Today)) is not var (from, to))
            return Periods.Unknown(turn);
        var found = await Task.WhenAll(turn.Plans.Select(plan => reader.DueBetweenAsync(plan.Id, from, to)));
        var scope = UnitScope.Of(turn);
        var items = found.SelectMany(list => list).Where(turn.MayRead).Where(item => scope.Has(item.UnitId)).OrderBy(item => item.Deadline).ThenBy(item => item.Number).ToList();
        var what = isOverdue
            ? turn.Say("逾期", "overdue")
            : turn.Say($"{DaysWord(from, to, turn)}到期", $"due {OfficeClock.Text(from)} to {OfficeClock.Text(to)}");
        if (items.Count == 0)
            return scope.Marked(turn, Reply.Of(turn.Say($"没有{what}的任务。", $"Nothing is {what}."), ReplyTone.Good));
        return scope.Marked(turn, new Reply
        {
            Title = turn.Say($"{what} {items.Count} 项", $"{items.Count} items {what}"),
            Tone = isOverdue ? ReplyTone.Bad : ReplyTone.Neutral,
            Rows = [.. items.Select(item => rows.RowOf(turn, item, turn.SeesAll || turn.Person.UnitIds.Count > 1))],
            RefreshSay = turn.Message.Text,
        });
    }

    private static string DaysWord(DateOnly from, DateOnly to, Turn turn) => from == to
        ? ItemRows.DayWord(from, turn.Today, isEnglish: false)
        : $"{ItemRows.DayWord(from, turn.Today, isEnglish: false)}—{ItemRows.DayWord(to, turn.Today, isEnglish: false)}";
}
