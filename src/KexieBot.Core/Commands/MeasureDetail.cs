using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>任务 N / 第N条: one measure with its text, its units and where they stand.</summary>
public sealed class MeasureDetail(ItemFinder finder, ItemRows rows, ReminderRules rules, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    private const int LongestText = 400;
    private const int MostWords = 6;
    private const int MostDecisions = 6;
    private const int LongestWords = 80;

    public override IReadOnlyList<Intent> Intents => [Intent.MeasureDetail, Intent.MeasureStatus, Intent.AskUnits, Intent.AskDeadline];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_MeasureDetail, Texts.Help_MeasureDetailWhat),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var measure = turn.Slots.Measures.Count > 0 ? turn.Slots.Measures[0] : ByKeyword(turn);
        if (measure is null)
            return Reply.Refusal(turn.Say(Texts.MeasureDetail_NotFound));
        var found = await finder.MeasureAsync(turn, measure);
        return await found.AnswerAsync(yes => Task.FromResult(Show(turn, yes)));
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
        // 区科技局第8条办到哪了: of that unit alone, where the reader may see how it stands.
        var unit = turn.NamedUnit;
        var isOfUnit = unit is not null && !turn.Message.IsGroup && items.Any(item => item.UnitId == unit.Id && turn.MayRead(item));
        var own = items.Where(turn.MayChange).ToList();
        // The lead answers for the whole measure: it reads how the others stand and what they say, each of which reads its own.
        var leads = !turn.Message.IsGroup && items.Any(item => item.Role == UnitRole.Lead && turn.Person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal));
        // A group sees the measure and whose it is, not how each unit stands.
        items = isOfUnit ? [.. items.Where(item => item.UnitId == unit!.Id)] : items;
        var readable = items.Where(item => !turn.Message.IsGroup && (leads || turn.MayRead(item))).ToList();
        var reference = turn.RefOf(plan.Id, measure.Number);
        if (!measure.IsVoid && MeasureAnswers.To(turn, reference, items, readable, HasReported) is { } answer)
        {
            var card = turn.Say(Texts.Command_Measure, reference);
            return Reply.Of(answer) with { Choices = [new Choice(card, card)], RefreshSay = turn.Message.Text };
        }

        return new Reply
        {
            Title = turn.Say(Texts.Measure_Title, reference, measure.Title),
            Lines = [TextCut.To(measure.Text, LongestText), .. ReportsFor(turn, readable)],
            Facts = [.. FactsOf(turn, measure, items, readable)],
            Rows = [.. items.Select(item => UnitRow(turn, item, reference, readable.Contains(item)))],
            Choices = turn.IsOffice && measure.IsVoid ? [new Choice(turn.Say(Texts.MeasureDetail_BringBack), turn.Say(Texts.MeasureDetail_BringBackCommand, reference))]
                : turn.IsOffice && !turn.Message.IsGroup ? DecisionsOn(turn, reference, items)
                : turn.Person.Role == PersonRole.Liaison && own.Any(item => item.IsOpen) ? ChoicesOf(turn, reference, own) : [],
            RefreshSay = isOfUnit ? ReviewChoices.RefreshSay(unit!.Name, reference) : reference,
        };
    }

    private IEnumerable<Fact> FactsOf(Turn turn, Measure measure, IReadOnlyList<WorkItem> items, List<WorkItem> readable)
    {
        if (measure.IsVoid)
            yield return new Fact(turn.Say(Texts.MeasureDetail_State), ItemRows.StateWord(WorkItemState.Void, turn.Language));
        yield return new Fact(turn.Say(Texts.MeasureDetail_Section), measure.Section);
        if (DeadlineOf(turn, items) is { } deadline)
            yield return new Fact(turn.Say(Texts.Measure_Deadline), deadline + (measure.DeadlineText is { Length: > 0 } words && words != deadline ? $"（{words}）" : ""));
        if (measure.Cycle is { } cycle)
            yield return new Fact(turn.Say(Texts.Measure_Reports), ItemRows.CycleWord(cycle, turn.Language));
        // Of two units each could reckon the other's from the measure's.
        if (readable.Count == items.Count && MeasureProgress.Of(items) is { } progress)
            yield return new Fact(turn.Say(Texts.MeasureDetail_Progress), $"{progress}%");
        foreach (var instruction in readable.Select(item => item.Instruction).OfType<string>().Distinct(StringComparer.Ordinal).Take(3))
            yield return new Fact(turn.Say(Texts.MeasureDetail_Instruction), instruction);
        if (readable.SelectMany(item => item.Evidence).ToList() is { Count: > 0 } evidence)
            yield return new Fact(turn.Say(Texts.MeasureDetail_Evidence), turn.Say(Texts.MeasureDetail_EvidenceCount, evidence.Count) + string.Join('、', evidence.TakeLast(3).Select(piece => piece.Name)));
        foreach (var group in items.Where(item => item.Via is not null).GroupBy(item => item.Via, StringComparer.Ordinal))
            yield return new Fact(group.Key!, Reported(turn, [.. group]));
    }

    // What is due next; where the units' days differ, from the first to the last.
    private static string? DeadlineOf(Turn turn, IReadOnlyList<WorkItem> items)
    {
        var due = items.Any(item => item.IsOpen) ? items.Where(item => item.IsOpen).ToList() : items;
        var days = due.Select(item => item.Deadline).OfType<DateOnly>().Distinct().Order().ToList();
        if (days.Count == 0)
            return null;
        var words = days.Count == 1 ? OfficeClock.Text(days[0]) : turn.Say(Texts.MeasureDetail_DaysByUnit, OfficeClock.Text(days[0]), OfficeClock.Text(days[^1]));
        return due.FirstOrDefault(item => item.HasLaterStage)?.FinalDeadline is { } final
            ? turn.Say(Texts.MeasureDetail_Stages, words, OfficeClock.Text(final))
            : words;
    }

    private DateOnly? PeriodStart(Turn turn, WorkItem item) => item.Cycle is { } cycle ? ReportingPeriod.Of(cycle, turn.Today, rules, calendar)?.Start : null;

    // Where there is a cycle, a report of the last period is none of this one.
    private bool HasReported(Turn turn, WorkItem item) => item.State is WorkItemState.UnderReview or WorkItemState.Closed
        || (item.ReportedAt is { } at && (PeriodStart(turn, item) is not { } start || clock.DayOf(at) >= start));

    private string Reported(Turn turn, List<WorkItem> items)
    {
        var (start, count) = (PeriodStart(turn, items[0]), items.Count(item => HasReported(turn, item)));
        return start is null
            ? turn.Say(Texts.MeasureDetail_Reported, count, items.Count)
            : turn.Say(Texts.MeasureDetail_ReportedInPeriod, count, items.Count);
    }

    private static IEnumerable<string> ReportsFor(Turn turn, IEnumerable<WorkItem> readable) => turn.Message.IsGroup ? [] : readable
        .Where(item => turn.SeesAll || !turn.Person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal))
        .Where(item => (item.Progress ?? item.Problem) is { Length: > 0 })
        .OrderByDescending(item => item.ReportedAt).Take(MostWords)
        .Select(item => $"{turn.Roster.NameOf(item.UnitId)}{turn.Say(Texts.Between_NameAndValue)}{TextCut.To(item.Progress ?? "", LongestWords)}{(item.Problem is { } problem ? turn.Say(Texts.MeasureDetail_Problem, TextCut.To(problem, LongestWords)) : "")}");

    // In a measure's own list the rows are its units: the unit is the title, and its part stands beside it.
    private ItemRow UnitRow(Turn turn, WorkItem item, string reference, bool isReadable) =>
        (isReadable ? rows.RowOf(turn, item, showsUnit: false) : new ItemRow(reference, "")) with
        {
            Ref = reference,
            Title = $"{turn.Roster.NameOf(item.UnitId)}（{ItemRows.RoleWord(item.Role, turn.Language)}{(item.Via is { } via ? $" · {via}" : "")}）",
        };

    // Where several units wait each button names its own.
    private static List<Choice> DecisionsOn(Turn turn, string reference, IReadOnlyList<WorkItem> items)
    {
        var waiting = items.Where(item => item.State == WorkItemState.UnderReview || item.Extension is not null).ToList();
        return
        [
            .. waiting.SelectMany(item => ReviewChoices.Of(item, turn.Roster.NameOf(item.UnitId), reference, turn.Language)
                .Select(choice => waiting.Count == 1 ? choice : choice with { Label = $"{choice.Label} {turn.Roster.NameOf(item.UnitId)}" }))
                .Take(MostDecisions),
        ];
    }

    private static List<Choice> ChoicesOf(Turn turn, string reference, List<WorkItem> own)
    {
        var choices = new List<Choice> { new(turn.Say(Texts.Offer_Report), turn.Say(Texts.Command_Report, reference)) { IsPrimary = true } };
        if (own.Any(item => item.State == WorkItemState.Assigned))
            choices.Add(new Choice(turn.Say(Texts.Offer_Sign), turn.Say(Texts.Command_Sign, reference)));
        return choices;
    }
}
