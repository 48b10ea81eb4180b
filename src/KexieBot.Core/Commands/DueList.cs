using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>逾期, 本周, 本月 …: open items by deadline, the person's own or, for those who see all, everybody's.</summary>
public sealed class DueList(LedgerReader reader, ItemRows rows) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.DueList, Intent.OverdueList];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Command_Overdue, Texts.Help_OverdueWhat),
        new(Texts.Offer_DueThisMonth, Texts.Help_DueThisMonthWhat),
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
            ? turn.Say(Texts.State_Overdue)
            : turn.Say(from == to ? Texts.DueList_OnDay : Texts.DueList_Between, ItemRows.DayWord(from, turn.Today, turn.Language), ItemRows.DayWord(to, turn.Today, turn.Language));
        if (items.Count == 0)
            return scope.Marked(turn, Reply.Of(turn.Say(Texts.DueList_None, what), ReplyTone.Good));
        return scope.Marked(turn, new Reply
        {
            Title = turn.Say(Texts.DueList_Title, what, items.Count),
            Tone = isOverdue ? ReplyTone.Bad : ReplyTone.Neutral,
            Rows = [.. items.Select(item => rows.RowOf(turn, item, turn.SeesAll || turn.Person.UnitIds.Count > 1))],
            RefreshSay = turn.Message.Text,
        });
    }
}
