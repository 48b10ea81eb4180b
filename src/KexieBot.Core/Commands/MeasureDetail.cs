using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>任务 N / 第N条: one measure with its text, its units and where they stand.</summary>
public sealed class MeasureDetail(ItemFinder finder, ItemRows rows) : ChatCommand
{
    private const int LongestText = 400;
    private const int MostWords = 6;
    private const int LongestWords = 80;

    public override IReadOnlyList<Intent> Intents => [Intent.MeasureDetail, Intent.MeasureStatus, Intent.AskUnits, Intent.AskDeadline];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("第7条", "一条举措的要求、单位和进度", "measure 7", "a measure's text, units and progress"),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var measure = turn.Slots.Measures.Count > 0 ? turn.Slots.Measures[0] : ByKeyword(turn);
        if (measure is null)
            return Reply.Refusal(turn.Say("没找到这一条，请发条目的编号，例如“第7条”。", "I could not find that measure. Say its number, for example “measure 7”."));
        return await finder.MeasureAsync(turn, measure) switch
        {
            FoundMeasure.Yes yes => Show(turn, yes),
            FoundMeasure.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundMeasure has no answer here."),
        };
    }

    private static MeasureRef? ByKeyword(Turn turn)
    {
        if (turn.Slots.Keyword is not { Length: >= 2 } keyword)
            return null;
        var found = turn.Plans
            .SelectMany(plan => plan.Measures.Select(measure => (plan, measure)))
            .Where(pair => pair.measure.Title.Contains(keyword, StringComparison.Ordinal))
            .Take(2)
            .ToList();
        return found.Count == 1 ? new MeasureRef(found[0].measure.Number, found[0].plan.Id) : null;
    }

    private Reply Show(Turn turn, FoundMeasure.Yes found)
    {
        var (plan, measure, items) = found;
        var own = items.Where(turn.MayChange).ToList();
        var reference = turn.RefOf(plan.Id, measure.Number);
        return new Reply
        {
            Title = turn.Say($"第{reference}条 {measure.Title}", $"{reference} {measure.Title}"),
            Lines = [measure.Text.Length > LongestText ? $"{measure.Text[..LongestText]}……" : measure.Text, .. ReportsFor(turn, items)],
            Facts = [.. FactsOf(turn, measure, items)],
            Rows = [.. items.Select(item => UnitRow(turn, item, reference))],
            Choices = turn.Person.Role == PersonRole.Liaison && own.Any(item => item.IsOpen) ? ChoicesOf(turn, reference, own) : [],
            RefreshSay = reference,
        };
    }

    private static IEnumerable<Fact> FactsOf(Turn turn, Measure measure, IReadOnlyList<WorkItem> items)
    {
        yield return new Fact(turn.Say("章节", "Section"), measure.Section);
        var deadline = items.Select(item => item.Deadline).Max();
        if (deadline is { } day)
            yield return new Fact(turn.Say("期限", "Deadline"), $"{OfficeClock.Text(day)}{(measure.DeadlineText is { } words ? $"（{words}）" : "")}");
        if (measure.Cycle is { } cycle)
            yield return new Fact(turn.Say("报送", "Reports"), ItemRows.CycleWord(cycle, turn.IsEnglish));
        if (MeasureProgress.Of(items) is { } progress)
            yield return new Fact(turn.Say("进度", "Progress"), $"{progress}%");
        foreach (var instruction in items.Where(turn.MayRead).Select(item => item.Instruction).OfType<string>().Distinct(StringComparer.Ordinal).Take(3))
            yield return new Fact(turn.Say("批示", "Instruction"), instruction);
        if (items.Where(turn.MayRead).SelectMany(item => item.Evidence).ToList() is { Count: > 0 } evidence)
            yield return new Fact(turn.Say("佐证", "Evidence"), turn.Say($"{evidence.Count} 份：", $"{evidence.Count}: ") + string.Join('、', evidence.TakeLast(3).Select(piece => piece.Name)));
        foreach (var group in items.Where(item => item.Via is not null).GroupBy(item => item.Via, StringComparer.Ordinal))
            yield return new Fact(group.Key!, turn.Say($"{group.Count(item => item.ReportedAt is not null)}/{group.Count()} 已报送", $"{group.Count(item => item.ReportedAt is not null)} of {group.Count()} reported"));
    }

    // The lead answers for the whole measure: it reads what the others last reported.
    private static IEnumerable<string> ReportsFor(Turn turn, IReadOnlyList<WorkItem> items) =>
        !turn.Message.IsGroup && (turn.SeesAll || items.Any(item => item.Role == UnitRole.Lead && turn.MayChange(item)))
            ? items.Where(item => item.Progress is { Length: > 0 } && (turn.SeesAll || !turn.MayChange(item))).OrderByDescending(item => item.ReportedAt).Take(MostWords)
                .Select(item => $"{turn.Roster.NameOf(item.UnitId)}：{(item.Progress!.Length > LongestWords ? item.Progress[..LongestWords] + "……" : item.Progress)}")
            : [];

    // In a measure's own list the rows are its units: the unit is the title, and its part stands beside it.
    private ItemRow UnitRow(Turn turn, WorkItem item, string reference) =>
        rows.RowOf(turn, item, showsUnit: false) with
        {
            Ref = reference,
            Title = $"{turn.Roster.NameOf(item.UnitId)}（{ItemRows.RoleWord(item.Role, turn.IsEnglish)}{(item.Via is { } via ? $" · {via}" : "")}）",
        };

    private static List<Choice> ChoicesOf(Turn turn, string reference, List<WorkItem> own)
    {
        var choices = new List<Choice> { new(turn.Say("报进展", "report"), turn.Say($"更新 {reference}", $"update {reference}")) { IsPrimary = true } };
        if (own.Any(item => item.State == WorkItemState.Assigned))
            choices.Add(new Choice(turn.Say("签收", "sign"), turn.Say($"签收 {reference}", $"sign {reference}")));
        return choices;
    }
}
