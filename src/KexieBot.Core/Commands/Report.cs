using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>更新 N 60% 文字: progress on an item. The same command takes the form's fields.</summary>
public sealed class Report(Ledger.Ledger ledger, ItemFinder finder, ItemRows rows, OfficeClock clock) : ChatCommand
{
    /// <summary>The longest text of one field that is kept.</summary>
    public const int LongestField = 4000;

    public override IReadOnlyList<Intent> Intents => [Intent.ReportProgress, Intent.CorrectProgress];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("更新 7 60% 已完成初评", "报进展：编号、完成到百分之几、做了什么", "update 7 60% first review done", "report progress: number, percent, what was done"),
        new("更正 7 50% 上次写错了", "改正刚报的进展", "correct 7 50% typing error", "put the last report right"),
        new("第7条 无新进展", "没有新进展也可以这样报", "update 7 no news", "no news is a report too"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var slots = turn.Slots;
        if (slots.Measures.Count != 1)
        {
            return slots.Measures.Count == 0
                ? Reply.Refusal(turn.Say("是第几条？回复编号即可。", "Which measure? The number is enough.")) with { Asks = new Question(turn.Understood.Intent, Verb(turn) + " ", $" {turn.Message.Text.Trim()}") }
                : Reply.Refusal(turn.Say("一次请只报一条，例如：更新 7 60% 已完成初评", "One measure at a time, please. For example: update 7 60% first review done"));
        }

        if (slots.Percent is < 0 or > 100)
            return Reply.Refusal(turn.Say($"进度要在 0 到 100 之间，{slots.Percent}% 没有记入。", $"Percent is 0 to 100; {slots.Percent}% was not recorded."));
        if (new[] { slots.Note, slots.Problem, slots.NextStep }.FirstOrDefault(text => text?.Length > LongestField) is { } tooLong)
            return Reply.Refusal(turn.Say($"说明太长（{tooLong.Length} 字，最多 {LongestField} 字），没有记入，请缩短后再报。", $"The text is too long ({tooLong.Length} characters, {LongestField} at most); nothing was recorded."));
        return await finder.ItemToChangeAsync(turn, slots.Measures[0], Verb(turn)) switch
        {
            FoundItem.Yes { Item: var item, Measure: var measure } when IsEmpty(slots) => Form(turn, item, measure),
            FoundItem.Yes { Item: var item } => await ledger.CommitAsync(item.PlanId, turn.Origin, [item.Ref], items => Decide(turn, items[item.Ref])),
            FoundItem.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundItem has no answer here."),
        };
    }

    private static string Verb(Turn turn) => turn.Understood.Intent == Intent.CorrectProgress ? turn.Say("更正", "correct") : turn.Say("更新", "update");

    private static bool IsEmpty(Slots slots) =>
        slots.Percent is null && string.IsNullOrWhiteSpace(slots.Note) && string.IsNullOrWhiteSpace(slots.Problem) && string.IsNullOrWhiteSpace(slots.NextStep);

    private Decision Decide(Turn turn, WorkItem item)
    {
        var (slots, reference) = (turn.Slots, turn.RefOf(item.PlanId, item.Number));
        if (item.State is WorkItemState.Closed or WorkItemState.Suspended or WorkItemState.Void)
        {
            var state = ItemRows.StateWord(item.State, turn.IsEnglish);
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条{state}，没有记入；需要继续办理请联系办公室。", $"Measure {reference} is {state}; nothing was recorded. Please ask the office.")));
        }

        var isCorrection = turn.Understood.Intent == Intent.CorrectProgress;
        if (isCorrection && item.ReportedAt is null)
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条还没有报过进展，请直接报：更新 {reference} 60% 做了什么", $"Nothing was reported on {reference} yet. Report it: update {reference} 60% what was done")));
        if (!isCorrection && slots.Percent < item.Percent && string.IsNullOrWhiteSpace(slots.Note))
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条现在是 {item.Percent}%，改低请写明原因，例如：更新 {reference} {slots.Percent}% 复核后调整", $"Measure {reference} is at {item.Percent}%. To go lower, say why: update {reference} {slots.Percent}% corrected after review")) with { Asks = Question.Completing(turn.Understood.Intent, Command(turn, item, slots.Percent)) });
        var now = clock.Now;
        var isFirst = item.State == WorkItemState.Assigned;
        var after = item with
        {
            State = isFirst ? WorkItemState.InProgress : item.State,
            StateSince = isFirst ? now : item.StateSince,
            AcknowledgedAt = item.AcknowledgedAt ?? now,
            ReportedAt = now,
            Percent = slots.Percent ?? item.Percent,
            Progress = slots.Note ?? item.Progress,
            Problem = slots.Problem ?? (isCorrection ? item.Problem : null),
            NextStep = slots.NextStep ?? item.NextStep,
        };
        return new Decision(Confirmation(turn, item, after)) { Changes = [new ItemChange(isCorrection ? EventKind.Corrected : EventKind.Reported, item, after, TextOf(slots))] };
    }

    private static string TextOf(Slots slots) => string.Join(
        '\n',
        new[] { slots.Note, slots.Problem is { } problem ? $"存在问题：{problem}" : null, slots.NextStep is { } next ? $"下一步：{next}" : null }.Where(text => !string.IsNullOrWhiteSpace(text)));

    private Reply Confirmation(Turn turn, WorkItem before, WorkItem after)
    {
        var reference = turn.RefOf(after.PlanId, after.Number);
        var change = after.IsLongTerm ? "" : before.Percent == after.Percent ? $"{after.Percent}%" : $"{before.Percent}% → {after.Percent}%";
        var isDone = after is { Percent: 100, IsLongTerm: false };
        var close = turn.Say($"申请办结 {reference}", $"close {reference}");
        return new Reply
        {
            Title = turn.Say($"已记入：第{reference}条 {change}", $"Recorded: {reference} {change}").TrimEnd(),
            Tone = ReplyTone.Good,
            Lines = turn.Slots.Note is { } note ? [note.Length > 100 ? $"{note[..100]}……" : note] : [],
            Rows = [rows.RowOf(turn, after, turn.Person.UnitIds.Count > 1)],
            Choices = isDone ? [new Choice(turn.Say("申请办结", "request closing"), close) { IsPrimary = true }] : [],
            Hint = isDone ? turn.Say("已到 100%，可以申请办结。", "At 100% you can request closing.") : null,
            Asks = LacksWords(turn) ? Question.Completing(turn.Understood.Intent, Command(turn, after, turn.Slots.Percent)) with { IsOptional = true } : null,
        };
    }

    // A form that has no room for words announces them for the next message.
    private static bool LacksWords(Turn turn) => turn.Message.Fields.Count > 0 && !turn.Message.Fields.ContainsKey(FormSlots.Note) && turn.Slots is { Percent: not null, Note: null };

    private static string Command(Turn turn, WorkItem item, int? percent) =>
        $"{Verb(turn)} {turn.RefOf(item.PlanId, item.Number)} {turn.Roster.NameOf(item.UnitId)}" + (percent is { } figure ? $" {figure}%" : "");

    private static Reply Form(Turn turn, WorkItem item, Measure measure)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        return new Reply
        {
            Title = turn.Say($"报进展：第{reference}条 {measure.Title}", $"Report on {reference} {measure.Title}"),
            Asks = Question.Completing(turn.Understood.Intent, Command(turn, item, percent: null)),
            Lines = item.Progress is { } last ? [turn.Say($"上次：{item.Percent}% {last}", $"Last time: {item.Percent}% {last}")] : [],
            Form = new ReplyForm(turn.Say($"更新 {reference} {turn.Roster.NameOf(item.UnitId)}", $"update {reference} {turn.Roster.NameOf(item.UnitId)}"), turn.Say("报送", "Send"),
            [
                new FormField(FormSlots.Percent, turn.Say("完成百分比", "Percent"), FieldKind.Number) { IsRequired = !item.IsLongTerm, Min = 0, Max = 100, Value = item.Percent.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                new FormField(FormSlots.Note, turn.Say("目前进展", "Progress"), FieldKind.Paragraph) { MaxLength = LongestField },
                new FormField(FormSlots.Problem, turn.Say("存在问题", "Problems"), FieldKind.Paragraph) { MaxLength = LongestField },
                new FormField(FormSlots.NextStep, turn.Say("下一步打算", "Next step"), FieldKind.Paragraph) { MaxLength = LongestField },
            ]),
            Hint = turn.Say($"进展到百分之多少？也可以直接发：更新 {reference} 60% 做了什么", $"How far is it? You can also say: update {reference} 60% what was done"),
        };
    }
}
