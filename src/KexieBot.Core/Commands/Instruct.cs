using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>批示: a leader's word on a measure goes to its units, is kept with their items and shown with the measure.</summary>
public sealed class Instruct(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Instruct];

    public override IReadOnlyList<CommandHelp> Help => [new("批示第7条：抓紧推进，月底前报结果", "批给这一条的责任单位", "instruct 7: speed up please", "a word to the measure's units")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1 || string.IsNullOrWhiteSpace(turn.Slots.Note))
            return Reply.Refusal(turn.Say("请说明批给第几条、批什么，例如：批示第7条：抓紧推进，月底前报结果", "Which measure, and what? For example: instruct 7: speed up please"));
        if (turn.Slots.Note.Length > Report.LongestField)
            return Reply.Refusal(turn.Say($"批示太长（{turn.Slots.Note.Length} 字，最多 {Report.LongestField} 字），没有记入。", $"Too long ({turn.Slots.Note.Length} characters, {Report.LongestField} at most); nothing was recorded."));
        if (await finder.MeasureAsync(turn, turn.Slots.Measures[0]) is not FoundMeasure.Yes found)
            return Reply.Refusal(turn.Say("没找到这一条，没有记入。", "I could not find that measure; nothing was recorded."));
        var unit = turn.Slots.Unit is { } name ? turn.Roster.FindUnit(name) : null;
        var items = found.Items.Where(item => unit is null || item.UnitId == unit.Id).ToList();
        if (items.Count == 0)
            items = [.. found.Items];
        return await ledger.CommitAsync(found.Plan.Id, turn.Origin, [.. items.Select(item => item.Ref)], current => Decide(turn, [.. current.Values.OrderBy(item => item.Order)]));
    }

    private Decision Decide(Turn turn, IReadOnlyList<WorkItem> items)
    {
        var (now, reference, note) = (clock.Now, turn.RefOf(items[0].PlanId, items[0].Number), turn.Slots.Note!);
        var messages = items.SelectMany(item => Notices.To(turn.Roster.LiaisonsOf(item.UnitId).Concat(turn.Roster.HeadsOf(item.UnitId)), turn, item, now, person => NoticeFor(person, turn, item, reference)))
            .DistinctBy(message => message.PersonId, StringComparer.Ordinal).ToList();
        var alone = items.Select(item => item.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any());
        return new Decision(new Reply
        {
            Title = turn.Say($"批示已记入第{reference}条，发给 {items.Count} 个单位", $"Recorded with {reference} for {items.Count} units"),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, alone) is { } told ? [told] : [],
        })
        {
            Changes = [.. items.Select(item => new ItemChange(EventKind.Instructed, item, item with { Instruction = $"{turn.Person.Name}：{note}" }, note))],
            Messages = messages,
        };
    }

    private static Reply NoticeFor(Person person, Turn turn, WorkItem item, string reference)
    {
        var isEnglish = person.Language == "en";
        return new Reply
        {
            Title = isEnglish ? $"{turn.Person.Name} on {reference} {turn.TitleOf(item)}" : $"{turn.Person.Name}对第{reference}条 {turn.TitleOf(item)} 的批示",
            Tone = ReplyTone.Warning,
            Lines = [turn.Slots.Note!],
            Choices = [new Choice(isEnglish ? "report" : "报进展", isEnglish ? $"update {reference}" : $"更新 {reference}") { IsPrimary = true }],
        };
    }
}
