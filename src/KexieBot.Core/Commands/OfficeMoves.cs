using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>改期限, 暂缓, 恢复 and 重开: what the office does with a measure's items, or with one unit's. Wide moves and reopening are confirmed with their count first.</summary>
public sealed class OfficeMoves(Ledger.Ledger ledger, ItemFinder finder, RestoreMeasure restore, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.SetDeadline, Intent.Pause, Intent.Reopen];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("第7条期限改为12月31日", "改期限，可指明单位", "set deadline of 7 to 2026-12-31", "move a deadline"),
        new("暂缓 7，等待机构改革", "暂缓期间不催不计逾期", "pause 7, reform pending", "no nudges while paused"),
        new("重开 7，材料有误", "重开已办结的，或恢复暂缓、作废的", "reopen 7, evidence is missing", "reopen what was closed, or bring back what was paused or withdrawn"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var intent = turn.Understood.Intent;
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say("请说明是第几条，例如：暂缓 7，等待机构改革", "Which measure? For example: pause 7, reform pending")) with { Asks = Question.ForNumber(turn) };
        if (intent == Intent.SetDeadline && turn.Slots.Deadline is null)
        {
            return Reply.Of(turn.Say($"第{turn.Slots.Measures[0]}条期限改到哪一天？例如：12月31日", "To which day? For example: 2026-12-31")) with
            {
                Asks = Question.Completing(intent, turn.Say($"{turn.Slots.Unit}第{turn.Slots.Measures[0]}条期限改为", $"set deadline of {turn.Slots.Measures[0]} {turn.Slots.Unit} to")),
            };
        }

        if (turn.Slots.Deadline < turn.Today)
            return Reply.Refusal(turn.Say($"{OfficeClock.Text(turn.Slots.Deadline.Value)} 已经过了，没有改动。", $"{OfficeClock.Text(turn.Slots.Deadline.Value)} has passed; nothing was changed."));
        return await finder.MeasureAsync(turn, turn.Slots.Measures[0]) switch
        {
            FoundMeasure.Yes { Measure.IsVoid: true } found when intent == Intent.Reopen => turn.IsConfirmed ? await restore.RunAsync(turn, found.Plan.Id, found.Measure.Number) : RestoreMeasure.Confirm(turn, found.Plan.Id, found.Measure),
            FoundMeasure.Yes found => await RunAsync(turn, found),
            FoundMeasure.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundMeasure has no answer here."),
        };
    }

    private async Task<Reply> RunAsync(Turn turn, FoundMeasure.Yes found)
    {
        var unit = turn.Slots.Unit is { } name ? turn.Roster.FindUnit(name) : null;
        if (turn.Slots.Unit is { } unknown && unit is null)
            return Reply.Refusal(turn.Say($"名册里没有“{unknown}”这个单位，没有改动。", $"The roster has no unit “{unknown}”; nothing was changed."));
        var items = found.Items.Where(item => unit is null || item.UnitId == unit.Id).Where(item => Move(turn, item) is not null).ToList();
        var reference = turn.RefOf(found.Plan.Id, found.Measure.Number);
        if (items.Count == 0)
            return Reply.Refusal(turn.Say($"第{reference}条没有可以这样办的任务，没有改动。", $"Nothing of {reference} can be moved like that; nothing was changed."));
        if (items.Exists(item => item.State == WorkItemState.Closed) && string.IsNullOrWhiteSpace(turn.Slots.Reason))
            return Reply.Refusal(turn.Say($"重开已办结的要写明原因，例如：重开 {reference}，材料有误", $"Say why, for example: reopen {reference}, evidence is missing")) with { Asks = Question.ForText(turn, AwaitedText.Reason) };
        var wide = turn.Say($"{What(turn)}第{reference}条 {items.Count} 个单位的任务：{Units(turn, items)}。确认吗？", $"{What(turn)} {items.Count} items of {reference}: {Units(turn, items)}. Confirm?");
        if (turn.MustConfirm(items.Count > 1 || turn.Understood.Intent == Intent.Reopen, wide))
            return Reply.Confirm(turn, wide, turn.Message.Text.Trim());
        return await ledger.CommitAsync(found.Plan.Id, turn.Origin, [.. items.Select(item => item.Ref)], current => Decide(turn, [.. current.Values.OrderBy(item => item.Order)], reference));
    }

    private Decision Decide(Turn turn, IReadOnlyList<WorkItem> items, string reference)
    {
        var moves = items.Select(item => (Item: item, Move: Move(turn, item))).Where(pair => pair.Move is not null).ToList();
        if (moves.Count == 0)
            return new Decision(Reply.Refusal(turn.Say("之后又有变动，没有可改的了。", "It has changed since; there is nothing left to move.")));
        var messages = moves.SelectMany(pair => Notices.To(turn.Roster.LiaisonsOf(pair.Item.UnitId), turn, pair.Item, clock.Now, person => NoticeFor(person, turn, pair.Item, pair.Move!.Value.After))).SaidOnce();
        var alone = moves.Select(pair => pair.Item.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any());
        return new Decision(new Reply
        {
            Title = turn.Say($"已{What(turn)}第{reference}条 {moves.Count} 项任务。", $"Done: {What(turn)} {moves.Count} items of {reference}."),
            Tone = ReplyTone.Good,
            Lines = [.. new[] { BackAt(turn, moves.Select(pair => (pair.Item, pair.Move!.Value.After))), Told.Line(turn, messages, alone) }.OfType<string>()],
        })
        {
            Changes = [.. moves.Select(pair => new ItemChange(pair.Move!.Value.Kind, pair.Item, pair.Move.Value.After, turn.Slots.Reason))],
            Messages = messages,
        };
    }

    // Closing had set it to 100 %.
    private static string? BackAt(Turn turn, IEnumerable<(WorkItem Before, WorkItem After)> moves)
    {
        var back = moves.Where(move => move.After.Percent != move.Before.Percent).Select(move => $"{turn.Roster.NameOf(move.After.UnitId)} {move.After.Percent}%").ToList();
        return back.Count == 0 ? null : turn.Say($"进度回到办结前所报：{string.Join('、', back)}。", $"Progress is again as reported before the closing: {string.Join(", ", back)}.");
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
        Intent.SetDeadline => turn.Say($"把期限改为 {OfficeClock.Text(turn.Slots.Deadline!.Value)}：", $"deadline {OfficeClock.Text(turn.Slots.Deadline!.Value)} for"),
        Intent.Pause => turn.Say("暂缓", "pause"),
        _ => turn.Say("重开（恢复）", "reopen"),
    };

    private static string Units(Turn turn, List<WorkItem> items) =>
        string.Join(turn.Say("、", ", "), items.Take(6).Select(item => turn.Roster.NameOf(item.UnitId))) + (items.Count > 6 ? turn.Say("等", " …") : "");

    private static Reply NoticeFor(Person person, Turn turn, WorkItem before, WorkItem after)
    {
        var isEnglish = person.Language == "en";
        var (reference, title) = (turn.RefOf(before.PlanId, before.Number), turn.TitleOf(before));
        var reason = turn.Slots.Reason is { Length: > 0 } said ? new[] { isEnglish ? $"Reason: {said}" : $"原因：{said}" } : [];
        var what = turn.Understood.Intent switch
        {
            Intent.SetDeadline => isEnglish ? $"is now due {OfficeClock.Text(after.Deadline!.Value)}" : $"期限改为 {OfficeClock.Text(after.Deadline!.Value)}",
            Intent.Pause => isEnglish ? "is paused" : "暂缓办理，期间不催办",
            _ => isEnglish ? "goes on" : "恢复办理",
        };
        return Reply.Of(isEnglish ? $"{reference} {title} {what}" : $"第{reference}条 {title} {what}") with { Lines = reason };
    }
}
