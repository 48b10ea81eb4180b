using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>申请办结 N: the unit asks the office to accept its part as done.</summary>
public sealed class RequestClose(Ledger.Ledger ledger, ItemFinder finder, LedgerReader reader, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.RequestClose];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("申请办结 7", "办完了，请办公室审核", "close 7", "done: ask the office to accept it"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 0)
            return await WhichAsync(turn);
        if (turn.Slots.Measures.Count > 1)
            return Reply.Refusal(turn.Say("一次请只申请一条，例如：申请办结 7", "One measure at a time, please. For example: close 7"));
        if (turn.Slots.Percent is < 100)
            return NotDone(turn, turn.Slots.Percent.Value);
        return await finder.ItemToChangeAsync(turn, turn.Slots.Measures[0]) switch
        {
            FoundItem.Yes { Item: var item } => await CommitAsync(turn, item),
            FoundItem.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundItem has no answer here."),
        };
    }

    // 第10条已完成80%，申请办结: one of the two is not meant.
    private static Reply NotDone(Turn turn, int percent)
    {
        var (reference, close) = (turn.Slots.Measures[0], turn.Say($"申请办结 {turn.Slots.Measures[0]}", $"close {turn.Slots.Measures[0]}"));
        var report = turn.Say($"更新 {reference} {percent}%", $"update {reference} {percent}%");
        return Reply.Refusal(turn.Say($"第{reference}条说的是 {percent}%，又要办结，没有记入。要报进展还是申请办结？", $"{reference} stands at {percent}% and is to be closed? Nothing was recorded. Report it, or request closing?")) with
        {
            Choices = [new Choice(report, report), new Choice(close, close)],
        };
    }

    private async Task<Reply> WhichAsync(Turn turn)
    {
        var open = (await reader.ItemsOfUnitsAsync(turn.Plans, turn.Person.UnitIds)).Where(item => item.State is WorkItemState.Assigned or WorkItemState.InProgress);
        var refs = open.OrderByDescending(item => item.Percent).ThenBy(item => item.Deadline ?? DateOnly.MaxValue).Select(item => turn.RefOf(item.PlanId, item.Number)).Distinct(StringComparer.Ordinal).Take(5);
        return Reply.Refusal(turn.Say("要申请办结的是第几条？回复编号即可。", "Which measure? The number is enough.")) with
        {
            Asks = new Question(Intent.RequestClose, turn.Say("第", "close "), turn.Say("条申请办结", " ")) { AwaitsNumber = true },
            Choices = [.. refs.Select(reference => new Choice(turn.Say($"第{reference}条", reference), turn.Say($"申请办结 {reference}", $"close {reference}")))],
        };
    }

    // The lead answers for all of the measure, so it is decided with all of it in view.
    private async Task<Reply> CommitAsync(Turn turn, WorkItem item)
    {
        var refs = item.Role == UnitRole.Lead ? (await reader.ItemsOfMeasureAsync(item.PlanId, item.Number)).Select(other => other.Ref) : [item.Ref];
        return await ledger.CommitAsync(item.PlanId, turn.Origin, [.. refs], items => SilentSupport(turn, items[item.Ref], items.Values) ?? Decide(turn, items[item.Ref]));
    }

    // 申请办结 5 东门街道: the unit's name says whose item it is, and is no text.
    private static string? NoteOf(Turn turn)
    {
        var note = turn.Slots.Note?.Trim();
        foreach (var unit in turn.Slots.Units.Select(turn.Roster.FindUnit).OfType<Unit>())
        {
            if (note is not null && SpokenUnit.AtStartOf(note, unit) is { } name && (note.Length == name.Length || " ，,。：:".Contains(note[name.Length], StringComparison.Ordinal)))
                note = note[name.Length..].Trim(' ', '，', ',', '。', '：', ':');
        }

        return string.IsNullOrWhiteSpace(note) ? null : note;
    }

    // The lead closes when those who support it have reported, or says why not.
    private static Decision? SilentSupport(Turn turn, WorkItem item, IEnumerable<WorkItem> ofMeasure)
    {
        if (item is not { Role: UnitRole.Lead, State: WorkItemState.Assigned or WorkItemState.InProgress } || NoteOf(turn) is not null)
            return null;
        var silent = ofMeasure.Where(other => other is { Role: UnitRole.Supporting, IsOpen: true, ReportedAt: null }).OrderBy(other => other.Order).Select(other => turn.Roster.NameOf(other.UnitId)).ToList();
        if (silent.Count == 0)
            return null;
        var (reference, names) = (turn.RefOf(item.PlanId, item.Number), string.Join(turn.Say("、", ", "), silent.Take(4)) + (silent.Count > 4 ? turn.Say("等", " …") : ""));
        return new Decision(Reply.Refusal(turn.Say(
            $"第{reference}条的配合单位{names}还没报送；仍要办结请写明情况，例如：申请办结 {reference} 配合工作已线下完成",
            $"{names} did not report on {reference} yet. To close it all the same say why: close {reference}, their part is done")) with
        {
            Asks = new Question(Intent.RequestClose, turn.Say("申请办结", "close") + $" {reference} {turn.Roster.NameOf(item.UnitId)} ") { Awaits = AwaitedText.Note },
        });
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (WorkItemMoves.RequestClose(item, clock.Now, turn.Today) is not { } after)
        {
            var state = ItemRows.StateWord(item.State, turn.IsEnglish);
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条现在是“{state}”，不用再申请办结。", $"Measure {reference} is {state}; there is nothing to request.")));
        }

        if (!item.IsLongTerm && item.ReportedAt is null)
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条还没有报过进展，请先报一次，例如：更新 {reference} 100% 已完成…", $"Nothing was reported on {reference} yet. Report first: update {reference} 100% what was done")));
        var note = NoteOf(turn);
        after = after with { Progress = note ?? item.Progress };
        var unit = turn.Roster.NameOf(item.UnitId);
        var messages = Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, clock.Now, person => RequestFor(person, turn, after, unit, reference))
            .Concat(Notices.OnBehalf(turn, item, clock.Now, $"申请了第{reference}条办结", $"asked to close {reference}")).ToList();
        return new Decision(new Reply
        {
            Lines = [.. new[] { item.Deadline < turn.Today ? turn.Say($"期限 {OfficeClock.Text(item.Deadline.Value)} 已过，办结后记为逾期办结。", $"The deadline {OfficeClock.Text(item.Deadline.Value)} has passed; it will stand as closed late.") : null, Told.Line(turn, messages, turn.WithoutLiaison(item)) }.OfType<string>()],
            Title = turn.Say($"第{reference}条{ItemRows.StageWord(item, turn.Today, isEnglish: false)}已申请办结，等办公室审核。", $"Closing of {reference}{ItemRows.StageWord(item, turn.Today, isEnglish: true)} was requested; the office will review it."),
            Tone = ReplyTone.Good,
        })
        {
            Changes = [new ItemChange(EventKind.CloseRequested, item, after, note)],
            Messages = messages,
        };
    }

    private static string Standing(WorkItem item, bool isEnglish)
    {
        var evidence = item.Evidence.Count == 0 ? isEnglish ? "no evidence" : "没有佐证" : isEnglish ? $"{item.Evidence.Count} pieces of evidence" : $"佐证 {item.Evidence.Count} 份";
        return item.IsLongTerm ? evidence : isEnglish ? $"{item.Percent}% reported, {evidence}" : $"已报进度 {item.Percent}%，{evidence}";
    }

    private static Reply RequestFor(Person person, Turn turn, WorkItem item, string unit, string reference)
    {
        var isEnglish = person.Language == "en";
        return new Reply
        {
            Title = (isEnglish ? $"{unit} asks to close {reference} {turn.TitleOf(item)}" : $"{unit}申请办结第{reference}条 {turn.TitleOf(item)}") + ItemRows.StageWord(item, turn.Today, isEnglish),
            Lines = [Standing(item, isEnglish), .. item.Progress is { } progress ? new[] { progress } : []],
            Choices = [.. ReviewChoices.Of(item, unit, reference, isEnglish), ReviewChoices.History(reference, isEnglish)],
            RefreshSay = ReviewChoices.RefreshSay(unit, reference),
            Hint = isEnglish ? $"To return it: return {reference} {unit} reason" : $"退回请写原因：退回{unit}第{reference}条，原因…",
        };
    }
}
