using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>谁没报, 谁还没签收: open items of which nothing was heard since a period began, beside them those that are too young to be asked, and who did report; and the items that nobody has signed for.</summary>
public sealed class NotReported(LedgerReader reader, ItemRows rows, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.NotReported];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("谁没报", "本月还没报送的单位；也可问本周、连续两个月", "who has not reported", "units unheard of this month"),
        new("谁还没签收", "还没签收的单位和任务", "who has not signed", "units that have not signed yet"),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Status == "unsigned")
            return await UnsignedAsync(turn);
        if ((turn.Slots.Months is { } months and > 0 ? (turn.Today.AddMonths(-Math.Min(months, 120)), turn.Today) : Periods.RangeOf(turn.Slots.Period, turn.Today)) is not var (from, to))
            return Periods.Unknown(turn);
        if (from > turn.Today)
            return Reply.Refusal(turn.Say("那段时间还没到，请问本周、本月或过去的月份。", "That has not begun yet. Ask for this week, this month or an earlier one."));
        var isOver = to < turn.Today;
        var found = await Task.WhenAll(turn.Plans.Select(plan => isOver ? HeardAsync(plan.Id, from, to) : HeardAsync(plan.Id, from)));
        var scope = UnitScope.Of(turn);
        var heard = found.SelectMany(list => list).Where(pair => scope.Has(pair.Item.UnitId)).ToLookup(pair => pair.Heard, pair => pair.Item);
        var since = ItemRows.DayWord(from, turn.Today, turn.IsEnglish);
        var when = isOver ? $"{since}—{ItemRows.DayWord(to, turn.Today, turn.IsEnglish)}" : turn.Say($"{since}以来", $"since {since}");
        // Urging looks at this month and at all units: from any other list it would reach others than those who are listed.
        return Marked(turn, scope, Answer(turn, heard, when, isUrgeable: !isOver && turn.SeesAll && scope.UnitIds is null));
    }

    private Reply Answer(Turn turn, ILookup<Hearing, WorkItem> heard, string when, bool isUrgeable)
    {
        var (silent, young, reported) = (heard[Hearing.Silent].OrderBy(item => item.ReportedAt ?? item.AssignedAt).ToList(), heard[Hearing.TooYoung].OrderBy(item => item.Number).ToList(), heard[Hearing.Reported].ToList());
        var unsigned = young.Count(item => item.State == WorkItemState.Assigned);
        return new Reply
        {
            Title = (silent.Count, young.Count, reported.Count) switch
            {
                ( > 0, _, _) => turn.Say($"{when}没报的：{UnitsOf(silent)} 个单位 {silent.Count} 项", $"Unheard of {when}: {silent.Count} items of {UnitsOf(silent)} units"),
                (_, > 0, _) => turn.Say($"{when}没有该报未报的；{UnitsOf(young)} 个单位有 {young.Count} 项是这期间才交办的，还没报过", $"Nothing is missing {when}; {young.Count} items of {UnitsOf(young)} units were given out since and not reported on yet"),
                (_, _, > 0) => turn.Say($"{when}，在办任务都报过了。", $"Everything open was reported {when}."),
                _ => turn.Say($"{when}没有要报的在办任务。", $"Nothing was open to report on {when}."),
            },
            Tone = silent.Count > 0 ? ReplyTone.Warning : young.Count > 0 ? ReplyTone.Neutral : ReplyTone.Good,
            Lines =
            [
                .. silent.Count > 0 ? new[] { Grouping.ByUnit(turn, silent) } : [],
                .. young.Count > 0 ? new[] { turn.Say($"期间才交办、还没报过的 {young.Count} 项（{unsigned} 项还没签收）：", $"Given out since and not reported on: {young.Count} ({unsigned} not signed): ") + Grouping.ByUnit(turn, young) } : [],
                .. reported.Count > 0 ? new[] { turn.Say($"报过的 {reported.Count} 项：", $"Reported: {reported.Count}: ") + Grouping.ByUnit(turn, reported) } : [],
            ],
            Rows = [.. silent.Concat(young).Select(item => rows.RowOf(turn, item, showsUnit: true))],
            Choices =
            [
                .. isUrgeable && silent.Count > 0 ? new[] { new Choice(turn.Say("催一催", "remind them"), turn.Say("催没报的单位", "remind all who have not reported")) } : [],
                .. isUrgeable && unsigned > 0 ? new[] { new Choice(turn.Say("谁还没签收", "not signed"), turn.Say("谁还没签收", "who has not signed")) } : [],
            ],
            RefreshSay = turn.Message.Text,
        };
    }

    private async Task<Reply> UnsignedAsync(Turn turn)
    {
        var scope = UnitScope.Of(turn);
        var items = (await Task.WhenAll(turn.Plans.Select(plan => reader.UnsignedAsync(plan.Id)))).SelectMany(list => list).Where(item => scope.Has(item.UnitId)).OrderBy(item => item.AssignedAt).ThenBy(item => item.Number).ToList();
        return Marked(turn, scope, items.Count == 0
            ? Reply.Of(turn.Say("都签收了。", "Everything is signed for."), ReplyTone.Good)
            : new Reply
            {
                Title = turn.Say($"还没签收的：{UnitsOf(items)} 个单位 {items.Count} 项", $"Not signed: {items.Count} items of {UnitsOf(items)} units"),
                Tone = ReplyTone.Warning,
                Lines = [Grouping.ByUnit(turn, items)],
                Rows = [.. items.Select(item => rows.RowOf(turn, item, showsUnit: true) with { State = Waiting(turn, item) })],
                Choices = turn.SeesAll && scope.UnitIds is null ? [new Choice(turn.Say("催签收", "remind them"), turn.Say("给没签收的单位发个提醒", "remind all unsigned"))] : [],
                RefreshSay = turn.Message.Text,
            });
    }

    private string Waiting(Turn turn, WorkItem item)
    {
        var days = turn.Today.DayNumber - clock.DayOf(item.AssignedAt).DayNumber;
        return days == 0 ? turn.Say("今天交办", "given out today") : turn.Say($"交办 {days} 天", $"given out {days} days ago");
    }

    private static Reply Marked(Turn turn, UnitScope scope, Reply reply) =>
        turn.SeesAll ? scope.Marked(turn, reply) : reply with { Title = turn.Say("本单位：", "Your unit: ") + reply.Title };

    private static int UnitsOf(IEnumerable<WorkItem> items) => items.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();

    private async Task<IEnumerable<(WorkItem Item, Hearing Heard)>> HeardAsync(string planId, DateOnly from) =>
        (await reader.UnreportedSinceAsync(planId, DateTimeOffset.MaxValue)).Select(item => (item, item.ReportedAt >= At(from) ? Hearing.Reported : item.AssignedAt >= At(from) ? Hearing.TooYoung : Hearing.Silent));

    // Of a time that is over: what is open now and was given out by then. A later report does not make up for it.
    private async Task<IEnumerable<(WorkItem Item, Hearing Heard)>> HeardAsync(string planId, DateOnly from, DateOnly to)
    {
        var end = At(to.AddDays(1));
        var events = await reader.EventsBetweenAsync(planId, At(from), end, int.MaxValue);
        var reported = events.Where(entry => entry.Kind is EventKind.Reported or EventKind.Corrected or EventKind.CloseRequested).Select(entry => entry.Item!).ToHashSet(StringComparer.Ordinal);
        return (await reader.UnreportedSinceAsync(planId, DateTimeOffset.MaxValue)).Where(item => item.AssignedAt < end)
            .Select(item => (item, reported.Contains(item.Ref) ? Hearing.Reported : Hearing.Silent));
    }

    private DateTimeOffset At(DateOnly day) => clock.At(day, TimeOnly.MinValue);

    private enum Hearing
    {
        Silent,
        TooYoung,
        Reported,
    }
}
