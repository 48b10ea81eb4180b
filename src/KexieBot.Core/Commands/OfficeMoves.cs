using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>改期限, 暂缓, 恢复 and 重开: what the office does with a measure's items, or with one unit's. Wide moves and reopening are confirmed with their count first.</summary>
public sealed class OfficeMoves(Ledger.Ledger ledger, ItemFinder finder, RestoreMeasure restore, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.SetDeadline, Intent.Pause, Intent.Reopen];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_SetDeadline, Texts.Help_SetDeadlineWhat),
        new(Texts.Help_Pause, Texts.Help_PauseWhat),
        new(Texts.Help_Reopen, Texts.Help_ReopenWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var intent = turn.Understood.Intent;
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say(Texts.OfficeMoves_AsksMeasure)) with { Asks = Question.ForNumber(turn) };
        if (intent == Intent.SetDeadline && turn.Slots.Deadline is null)
        {
            return Reply.Of(turn.Say(Texts.OfficeMoves_AsksDay, turn.Slots.Measures[0])) with
            {
                Asks = Question.Completing(intent, turn.Say(Texts.OfficeMoves_DeadlineCommand, turn.Slots.Unit, turn.Slots.Measures[0])),
            };
        }

        if (turn.Slots.Deadline < turn.Today)
            return Reply.Refusal(turn.Say(Texts.Refusal_DayHasPassed, OfficeClock.Text(turn.Slots.Deadline.Value)));
        var found = await finder.MeasureAsync(turn, turn.Slots.Measures[0]);
        return await found.AnswerAsync(yes => RunAsync(turn, yes));
    }

    private async Task<Reply> RunAsync(Turn turn, FoundMeasure.Yes found)
    {
        if (found.Measure.IsVoid && turn.Understood.Intent == Intent.Reopen)
            return turn.IsConfirmed ? await restore.RunAsync(turn, found.Plan.Id, found.Measure.Number) : RestoreMeasure.Confirm(turn, found.Plan.Id, found.Measure);
        var unit = turn.NamedUnit;
        if (turn.Slots.Unit is { } unknown && unit is null)
            return Refusals.UnknownUnit(turn, unknown, turn.Say(Texts.Refusal_NothingChanged));
        var items = found.Items.Where(item => unit is null || item.UnitId == unit.Id).Where(item => Move(turn, item) is not null).ToList();
        var reference = turn.RefOf(found.Plan.Id, found.Measure.Number);
        if (items.Count == 0)
            return Reply.Refusal(turn.Say(Texts.OfficeMoves_NothingToMove, reference));
        if (items.Exists(item => item.State == WorkItemState.Closed) && string.IsNullOrWhiteSpace(turn.Slots.Reason))
            return Reply.Refusal(turn.Say(Texts.OfficeMoves_AsksReason, reference)) with { Asks = Question.ForText(turn, AwaitedText.Reason) };
        var wide = turn.Say(Texts.OfficeMoves_Confirm, What(turn), reference, items.Count, Units(turn, items));
        if (turn.MustConfirm(items.Count > 1 || turn.Understood.Intent == Intent.Reopen, wide))
            return Reply.Confirm(turn, wide, turn.Message.Text.Trim());
        return await ledger.CommitAsync(found.Plan.Id, turn.Origin, [.. items.Select(item => item.Ref)], current => Decide(turn, [.. current.Values.OrderBy(item => item.Order)], reference));
    }

    private Decision Decide(Turn turn, IReadOnlyList<WorkItem> items, string reference)
    {
        var moves = items.Select(item => (Item: item, Move: Move(turn, item))).Where(pair => pair.Move is not null).ToList();
        if (moves.Count == 0)
            return new Decision(Reply.Refusal(turn.Say(Texts.OfficeMoves_JustChanged)));
        var messages = moves.SelectMany(pair => Notices.To(turn.Roster.LiaisonsOf(pair.Item.UnitId), turn, pair.Item, clock.Now, person => NoticeFor(person, turn, pair.Item, pair.Move!.Value.After))).SaidOnce();
        var alone = moves.Select(pair => pair.Item.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any());
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.OfficeMoves_Done, What(turn), reference, moves.Count),
            Tone = ReplyTone.Good,
            Lines = [.. BackAt(turn, moves.Select(pair => (pair.Item, pair.Move!.Value.After))), .. Told.Lines(turn, messages, alone)],
        })
        {
            Changes = [.. moves.Select(pair => new ItemChange(pair.Move!.Value.Kind, pair.Item, pair.Move.Value.After, turn.Slots.Reason))],
            Messages = messages,
        };
    }

    // Closing had set it to 100 %.
    private static IReadOnlyList<string> BackAt(Turn turn, IEnumerable<(WorkItem Before, WorkItem After)> moves)
    {
        var back = moves.Where(move => move.After.Percent != move.Before.Percent).Select(move => $"{turn.Roster.NameOf(move.After.UnitId)} {move.After.Percent}%").ToList();
        return back.Count == 0 ? [] : [turn.Say(Texts.OfficeMoves_PercentIsBack, turn.Language.Join(back))];
    }

    private (EventKind Kind, WorkItem After)? Move(Turn turn, WorkItem item) => turn.Understood.Intent switch
    {
        Intent.SetDeadline => WorkItemMoves.SetDeadline(item, turn.Slots.Deadline!.Value) is { } moved ? (EventKind.DeadlineChanged, moved) : null,
        Intent.Pause => WorkItemMoves.Suspend(item, clock.Now) is { } suspended ? (EventKind.Suspended, suspended) : null,
        _ when item.State == WorkItemState.Suspended => (EventKind.Resumed, WorkItemMoves.Resume(item, clock.Now)!),
        _ => WorkItemMoves.Reopen(item, clock.Now) is { } reopened ? (EventKind.Reopened, reopened) : null,
    };

    private static string What(Turn turn) => turn.Understood.Intent switch
    {
        Intent.SetDeadline => turn.Say(Texts.OfficeMoves_SetDeadline, OfficeClock.Text(turn.Slots.Deadline!.Value)),
        Intent.Pause => turn.Say(Texts.OfficeMoves_Pause),
        _ => turn.Say(Texts.OfficeMoves_Reopen),
    };

    private static string Units(Turn turn, List<WorkItem> items) =>
        turn.Language.Join(items.Take(6).Select(item => turn.Roster.NameOf(item.UnitId))) + (items.Count > 6 ? turn.Say(Texts.Names_AndOthers) : "");

    private static Reply NoticeFor(Person person, Turn turn, WorkItem before, WorkItem after)
    {
        var language = person.Language;
        var (reference, title) = (turn.RefOf(before.PlanId, before.Number), turn.TitleOf(before));
        var reason = turn.Slots.Reason is { Length: > 0 } said ? new[] { language.Say(Texts.Notice_Reason, said) } : [];
        var what = turn.Understood.Intent switch
        {
            Intent.SetDeadline => language.Say(Texts.OfficeMoves_IsDue, OfficeClock.Text(after.Deadline!.Value)),
            Intent.Pause => language.Say(Texts.OfficeMoves_IsPaused),
            _ => language.Say(Texts.OfficeMoves_GoesOn),
        };
        return Reply.Of(language.Say(Texts.OfficeMoves_Notice, reference, title, what)) with { Lines = reason };
    }
}
