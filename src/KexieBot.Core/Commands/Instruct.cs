using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>批示: a leader's word on a measure goes to its units, is kept with their open items and shown with the measure. To more than one unit it is confirmed first.</summary>
public sealed class Instruct(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Instruct];

    public override IReadOnlyList<CommandHelp> Help => [new("批示第7条：抓紧推进，月底前报结果", "批给这一条的责任单位", "instruct 7: speed up please", "a word to the measure's units"), new("紧急批示第7条：今天报结果", "下班后和休息日也马上送到", "instruct 7 (urgent): report today", "goes out at once, after hours too")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (WhatIsMissing(turn) is { } question)
            return question;
        return await finder.MeasureAsync(turn, turn.Slots.Measures[0]) switch
        {
            FoundMeasure.Yes found => await RunAsync(turn, found),
            FoundMeasure.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundMeasure has no answer here."),
        };
    }

    private static Reply? WhatIsMissing(Turn turn)
    {
        if (turn.Slots.Measures.Count != 1)
        {
            return Reply.Refusal(turn.Say("请说明批给第几条、批什么，例如：批示第7条：抓紧推进，月底前报结果", "Which measure, and what? For example: instruct 7: speed up please")) with
            {
                Asks = new Question(Intent.Instruct, turn.Say(turn.IsUrgent ? "紧急批示第" : "批示第", "instruct "), (turn.IsUrgent ? turn.Say("条", " (urgent)") : turn.Say("条", "")) + (turn.Slots.Note is { } note ? turn.Say("：", ": ") + note : "")) { AwaitsNumber = true },
            };
        }

        return string.IsNullOrWhiteSpace(turn.Slots.Note)
            ? Reply.Of(turn.Say($"第{turn.Slots.Measures[0]}条批什么？", $"What is to be said on {turn.Slots.Measures[0]}?")) with
            {
                Asks = new Question(Intent.Instruct, turn.Message.Text.Trim() + turn.Say("：", ": ")) { Awaits = AwaitedText.Note },
            }
            : null;
    }

    private async Task<Reply> RunAsync(Turn turn, FoundMeasure.Yes found)
    {
        var (reference, addressed) = (turn.RefOf(found.Plan.Id, found.Measure.Number), turn.NamedUnit);
        var items = found.Items.Where(item => item.IsOpen && (addressed is null || item.UnitId == addressed.Id)).ToList();
        if (items.Count == 0)
        {
            return Reply.Refusal(addressed is null
                ? turn.Say($"第{reference}条没有在办的任务，批示没有记入，也没有发出。", $"Nothing of {reference} is open; nothing was recorded or sent.")
                : turn.Say($"第{reference}条没有{addressed.Name}在办的任务，批示没有记入，也没有发出。", $"{addressed.Name} has no open item in {reference}; nothing was recorded or sent."));
        }

        var wide = turn.Say($"将把批示发给第{reference}条的 {items.Count} 个单位：{Grouping.ByUnit(turn, items)}。确认吗？", $"This goes to {items.Count} units of {reference}: {Grouping.ByUnit(turn, items)}. Confirm?");
        if (turn.MustConfirm(items.Count > 1, wide))
            return Reply.Confirm(turn, wide, turn.Message.Text.Trim());
        return await ledger.CommitAsync(found.Plan.Id, turn.Origin, [.. items.Select(item => item.Ref)], current => Decide(turn, reference, [.. current.Values.Where(item => item.IsOpen).OrderBy(item => item.Order)]));
    }

    private Decision Decide(Turn turn, string reference, IReadOnlyList<WorkItem> items)
    {
        if (items.Count == 0)
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条刚有变动，已没有在办的任务，没有记入。", $"{reference} has just changed; nothing of it is open any more.")));
        var (now, note) = (clock.Now, UrgentMark.Without(turn.Slots.Note!));
        var messages = items.SelectMany(item => Notices.To(turn.Roster.LiaisonsOf(item.UnitId).Concat(turn.Roster.HeadsOf(item.UnitId)), turn, item, now, person => NoticeFor(person, turn, item, reference))).SaidOnce();
        var alone = items.Select(item => item.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any());
        return new Decision(new Reply
        {
            Title = turn.Say($"批示已记入第{reference}条，发给 {items.Count} 个单位", $"Recorded with {reference} for {items.Count} units"),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, alone) is { } told ? [told] : [],
            Hint = turn.IsUrgent ? Told.AtOnce(turn) : null,
        })
        {
            Changes = [.. items.Select(item => new ItemChange(EventKind.Instructed, item, item with { Instruction = $"{turn.Person.Name}：{note}" }, note))],
            Messages = [.. messages.Select(message => message with { IsUrgent = turn.IsUrgent })],
        };
    }

    private static Reply NoticeFor(Person person, Turn turn, WorkItem item, string reference)
    {
        var isEnglish = person.Language == "en";
        return new Reply
        {
            Title = (turn.IsUrgent ? Told.UrgentWord(isEnglish) : "") + (isEnglish ? $"{turn.Person.Name} on {reference} {turn.TitleOf(item)}" : $"{turn.Person.Name}对第{reference}条 {turn.TitleOf(item)} 的批示"),
            Tone = ReplyTone.Warning,
            Lines = [UrgentMark.Without(turn.Slots.Note!)],
            Choices = [new Choice(isEnglish ? "report" : "报进展", isEnglish ? $"update {reference}" : $"更新 {reference}") { IsPrimary = true }],
        };
    }
}
