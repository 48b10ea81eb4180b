using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>通报: a draft of the office's bulletin, posted into the groups once the office agrees.</summary>
public sealed class Bulletin(LedgerReader reader, SubscribedGroups groups, Outbox outbox, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    private const int MostNamed = 5;

    public override IReadOnlyList<Intent> Intents => [Intent.Bulletin];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Bulletin, Texts.Help_BulletinWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    // Names only those who did well (domain rule: no naming and shaming); the rest is numbers.
    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        if (Periods.RangeOf(turn.Slots.Period, turn.Today) is not var (from, to))
            return Periods.Unknown(turn);
        var tallies = await Task.WhenAll(turn.Plans.Select(plan => reader.TallyAsync(plan.Id)));
        var total = Tally.Sum(tallies);
        var (events, isCut) = await Movement.EventsAsync(reader, SummaryScope.All(turn), new UnitScope(UnitIds: null), clock.StartOf(from), clock.StartOf(to.AddDays(1)));
        var movement = Movement.Of(events, isCut);
        var best = ClosedMost(turn, events);
        var overdue = await CountDueAsync(turn, DateOnly.MinValue, turn.Today.AddDays(-1));
        var soon = await CountDueAsync(turn, turn.Today, calendar.AddWorkdays(turn.Today, Lights.YellowWorkdays));
        var late = (await Task.WhenAll(turn.Plans.Select(plan => reader.MissedAsync(plan.Id)))).Sum(items => items.Count(item => item.State == WorkItemState.Closed));
        var until = to < turn.Today ? to : turn.Today;
        var draft = new Reply
        {
            Title = TitleOf(turn, from, until, isDraft: true),
            Lines =
            [
                turn.Say(Texts.Bulletin_Overall, total.Total, total.Closed, late > 0 ? turn.Say(Texts.Bulletin_ClosedLate, late) : "", total.MeanPercent ?? 0),
                turn.Say(Texts.Bulletin_Progress, movement.Reports, movement.Closed, best.Length > 0 ? turn.Say(Texts.Bulletin_ClosedMost, best) : ""),
                turn.Say(Texts.Bulletin_NeedsAttention, overdue, Lights.YellowWorkdays, soon),
            ],
            Hint = turn.Say(Texts.Bulletin_Draft),
        };
        return turn.IsOffice && await groups.ListAsync() is { Count: > 0 } readers ? await ForGroupsAsync(turn, draft, TitleOf(turn, from, until, isDraft: false), readers) : draft;
    }

    // What goes to the groups is no draft any more.
    private static string TitleOf(Turn turn, DateOnly from, DateOnly until, bool isDraft)
    {
        var issue = turn.Slots.Issue is { } asked ? turn.Say(Texts.Bulletin_Issue, asked[(asked.IndexOf('-', StringComparison.Ordinal) + 1)..], asked) : null;
        var marks = string.Join(turn.Say(Texts.Between_Clauses), new[] { issue, isDraft ? turn.Say(Texts.Bulletin_DraftMark) : null }.OfType<string>());
        return turn.Say(Texts.Bulletin_Title, marks.Length > 0 ? turn.Say(Texts.Words_InBrackets, marks) : "", OfficeClock.Text(from), OfficeClock.Text(until));
    }

    // What goes to the groups is what the office has seen: where the numbers have changed since, it sees them first.
    private async Task<Reply> ForGroupsAsync(Turn turn, Reply draft, string title, IReadOnlyList<GroupAddress> readers)
    {
        var shown = string.Join('\n', draft.Lines);
        if (turn.MustConfirm(isWide: true, shown))
        {
            var question = Question.Confirming(Intent.Bulletin, turn.Message.Text.Trim()) with { Shown = shown };
            return draft with
            {
                Choices = [new Choice(turn.Say(Texts.Bulletin_SendToGroups), question.ConfirmSay) { IsPrimary = true }],
                Hint = turn.Say(Texts.Bulletin_DraftToSend, readers.Count),
                Asks = question,
            };
        }

        var bulletin = draft with { Title = title, Hint = null, Language = turn.Language };
        foreach (var group in readers)
            await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry($"bulletin/{turn.Origin.MessageId}/{group.Id}", group.Id, MessageKind.Event, bulletin, clock.Now));
        return Reply.Of(turn.Say(Texts.Bulletin_Sent, readers.Count), ReplyTone.Good) with
        {
            Hint = turn.Say(Texts.Bulletin_AfterHours),
        };
    }

    // What was reopened since is no good work to be named for.
    private static string ClosedMost(Turn turn, IEnumerable<LedgerEvent> events) => turn.Language.Join(events
        .Where(entry => entry.Kind is EventKind.Closed or EventKind.Reopened)
        .GroupBy(entry => entry.After!.Id, StringComparer.Ordinal).Select(item => item.MaxBy(entry => entry.Seq)!)
        .Where(entry => entry.Kind == EventKind.Closed)
        .GroupBy(entry => entry.After!.UnitId, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostNamed)
        .Select(group => turn.Say(Texts.Bulletin_ClosedOfUnit, turn.Roster.NameOf(group.Key), group.Count())));

    private async Task<int> CountDueAsync(Turn turn, DateOnly from, DateOnly to) =>
        (await Task.WhenAll(turn.Plans.Select(plan => reader.CountDueAsync(plan.Id, from, to)))).Sum();
}
