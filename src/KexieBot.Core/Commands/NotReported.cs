using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;

namespace KexieBot.Core.Commands;

/// <summary>谁没报, 谁还没签收: open items of which nothing was heard since a period began, beside them those that are too young to be asked, and who did report; and the items that nobody has signed for.</summary>
public sealed class NotReported(LedgerReader reader, ItemRows rows, NudgeRules nudgeRules, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.NotReported];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_NotReported, Texts.Help_NotReportedWhat),
        new(Texts.Command_NotSigned, Texts.Help_NotSignedWhat),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Status == "unsigned")
            return await UnsignedAsync(turn);
        if ((turn.Slots.Months is { } months and > 0 ? (turn.Today.AddMonths(-Math.Min(months, 120)), turn.Today) : Periods.RangeOf(turn.Slots.Period, turn.Today)) is not var (from, to))
            return Periods.Unknown(turn);
        if (from > turn.Today)
            return Reply.Refusal(turn.Say(Texts.NotReported_NotBegun));
        var isOver = to < turn.Today;
        var found = await Task.WhenAll(turn.Plans.Select(plan => isOver ? HeardAsync(plan.Id, from, to) : HeardAsync(plan.Id, from)));
        var scope = UnitScope.Of(turn);
        var heard = found.SelectMany(list => list).Where(pair => scope.Has(pair.Item.UnitId)).ToLookup(pair => pair.Heard, pair => pair.Item);
        var since = ItemRows.DayWord(from, turn.Today, turn.Language);
        var when = isOver ? $"{since}—{ItemRows.DayWord(to, turn.Today, turn.Language)}" : turn.Say(Texts.NotReported_Since, since);
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
                ( > 0, _, _) => turn.Say(Texts.NotReported_Title, when, UnitsOf(silent), silent.Count),
                (_, > 0, _) => turn.Say(Texts.NotReported_NothingMissing, when, UnitsOf(young), young.Count),
                (_, _, > 0) => turn.Say(Texts.NotReported_AllReported, when),
                _ => turn.Say(Texts.NotReported_NothingOpen, when),
            },
            Tone = silent.Count > 0 ? ReplyTone.Warning : young.Count > 0 ? ReplyTone.Neutral : ReplyTone.Good,
            Lines =
            [
                .. silent.Count > 0 ? new[] { Grouping.ByUnit(turn, silent) } : [],
                .. young.Count > 0 ? new[] { turn.Say(Texts.NotReported_Young, young.Count, unsigned) + Grouping.ByUnit(turn, young) } : [],
                .. reported.Count > 0 ? new[] { turn.Say(Texts.NotReported_Reported, reported.Count) + Grouping.ByUnit(turn, reported) } : [],
            ],
            Rows = [.. silent.Concat(young).Select(item => rows.RowOf(turn, item, showsUnit: true))],
            Choices =
            [
                .. isUrgeable && silent.Count > 0 ? new[] { new Choice(turn.Say(Texts.NotReported_Remind), turn.Say(Texts.Command_RemindNotReported)) } : [],
                .. isUrgeable && unsigned > 0 ? new[] { new Choice(turn.Say(Texts.Offer_NotSigned), turn.Say(Texts.Command_NotSigned)) } : [],
            ],
            RefreshSay = turn.Message.Text,
        };
    }

    private async Task<Reply> UnsignedAsync(Turn turn)
    {
        var scope = UnitScope.Of(turn);
        var items = (await Task.WhenAll(turn.Plans.Select(plan => reader.UnsignedAsync(plan.Id)))).SelectMany(list => list).Where(item => scope.Has(item.UnitId)).OrderBy(item => item.AssignedAt).ThenBy(item => item.Number).ToList();
        return Marked(turn, scope, items.Count == 0
            ? Reply.Of(turn.Say(Texts.NotReported_AllSigned), ReplyTone.Good)
            : new Reply
            {
                Title = turn.Say(Texts.NotReported_Unsigned, UnitsOf(items), items.Count),
                Tone = ReplyTone.Warning,
                Lines = [Grouping.ByUnit(turn, items)],
                Rows = [.. items.Select(item => rows.RowOf(turn, item, showsUnit: true) with { State = Waiting(turn, item) })],
                Choices = turn.SeesAll && scope.UnitIds is null ? [new Choice(turn.Say(Texts.NotReported_RemindToSign), turn.Say(Texts.Command_RemindUnsigned))] : [],
                RefreshSay = turn.Message.Text,
            });
    }

    private string Waiting(Turn turn, WorkItem item)
    {
        var days = turn.Today.DayNumber - clock.DayOf(item.AssignedAt).DayNumber;
        return days == 0 ? turn.Say(Texts.NotReported_GivenOutToday) : turn.Say(Texts.NotReported_GivenOutDaysAgo, days);
    }

    private static Reply Marked(Turn turn, UnitScope scope, Reply reply) =>
        turn.SeesAll ? scope.Marked(turn, reply) : reply with { Title = turn.Say(Texts.UnitScope_YourUnit) + reply.Title };

    private static int UnitsOf(IEnumerable<WorkItem> items) => items.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();

    // Who reports by the quarter owes nothing in its first month.
    private async Task<IEnumerable<(WorkItem Item, Hearing Heard)>> HeardAsync(string planId, DateOnly from) =>
        (await reader.UnreportedSinceAsync(planId, DateTimeOffset.MaxValue)).Select(item => (item,
            item.ReportedAt >= clock.StartOf(from) ? Hearing.Reported
            : item.AssignedAt >= clock.StartOf(from) ? Hearing.TooYoung
            : nudgeRules.LooksForReport(item, clock.Today) ? Hearing.Silent : Hearing.NotLookedFor));

    // Of a time that is over: what is open now and was given out by then. A later report does not make up for it.
    private async Task<IEnumerable<(WorkItem Item, Hearing Heard)>> HeardAsync(string planId, DateOnly from, DateOnly to)
    {
        var end = clock.StartOf(to.AddDays(1));
        var events = await reader.EventsBetweenAsync(planId, clock.StartOf(from), end, int.MaxValue);
        var reported = events.Where(entry => entry.Kind is EventKind.Reported or EventKind.Corrected or EventKind.CloseRequested).Select(entry => entry.Item!).ToHashSet(StringComparer.Ordinal);
        return (await reader.UnreportedSinceAsync(planId, DateTimeOffset.MaxValue)).Where(item => item.AssignedAt < end)
            .Select(item => (item, reported.Contains(item.Ref) ? Hearing.Reported : Hearing.Silent));
    }

    private enum Hearing
    {
        Silent,
        TooYoung,
        NotLookedFor,
        Reported,
    }
}
