using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Commands;

/// <summary>历史 N: who did what when, over which channel, the newest first.</summary>
public sealed class History(LedgerReader reader, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    private const int MostEvents = 12;

    public override IReadOnlyList<Intent> Intents => [Intent.AskHistory];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_History, Texts.Help_HistoryWhat),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 0 && turn.Slots.Period is not null)
            return await ReportsAsync(turn);
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say(Texts.History_AsksMeasure)) with { Asks = Question.Completing(Intent.AskHistory, turn.Say(Texts.Offer_History)) with { AwaitsNumber = true } };
        var found = await finder.MeasureAsync(turn, turn.Slots.Measures[0]);
        return await found.AnswerAsync(yes => ShowAsync(turn, yes.Plan, yes.Measure, yes.Items));
    }

    // 今天报了什么: the reports of that time that the person may read.
    private async Task<Reply> ReportsAsync(Turn turn)
    {
        if (Periods.RangeOf(turn.Slots.Period, turn.Today) is not var (from, to))
            return Periods.Unknown(turn);
        var found = await Task.WhenAll(turn.Plans.Select(plan => reader.EventsBetweenAsync(plan.Id, clock.StartOf(from), clock.StartOf(to.AddDays(1)), int.MaxValue)));
        var reports = found.SelectMany(list => list).Where(entry => entry.Kind is EventKind.Reported or EventKind.Corrected && turn.MayReadUnit(entry.After!.UnitId) && (turn.NamedUnit is null || turn.NamedUnit.Id == entry.After.UnitId)).OrderByDescending(entry => entry.At).ToList();
        var when = from == to ? ItemRows.DayWord(from, turn.Today, turn.Language) : turn.Say(Texts.History_Between, ItemRows.DayWord(from, turn.Today, turn.Language), ItemRows.DayWord(to, turn.Today, turn.Language));
        return reports.Count == 0
            ? Reply.Of(turn.Say(Texts.History_NothingReported, when))
            : new Reply
            {
                Title = turn.Say(Texts.History_Reports, when, reports.Count, reports.Select(entry => entry.After!.UnitId).Distinct(StringComparer.Ordinal).Count()),
                Facts = [.. reports.Take(MostEvents).Select(entry => new Fact(EventWords.Moment(clock, entry), turn.Say(Texts.Measure_Title, turn.RefOf(entry.After!.PlanId, entry.After.Number), EventWords.Of(turn, entry, showsUnit: true))))],
                Hint = reports.Count > MostEvents ? turn.Say(Texts.History_LatestOnly, MostEvents) : null,
                RefreshSay = turn.Message.Text,
            };
    }

    private async Task<Reply> ShowAsync(Turn turn, Plan plan, Measure measure, IReadOnlyList<WorkItem> items)
    {
        var unit = turn.NamedUnit;
        // Units whose item was withdrawn stand in no index: what they did is asked for by name.
        var units = items.Select(item => item.UnitId)
            .Concat(PlanImport.ItemsOf(plan.Id, measure, turn.Roster, clock.Now).Select(item => item.UnitId))
            .Concat(turn.Roster.Units.Select(known => known.Id))
            .Distinct(StringComparer.Ordinal).Where(turn.MayReadUnit).Where(unitId => unit is null || unitId == unit.Id).ToList();
        var histories = await Task.WhenAll(units.Select(unitId => reader.HistoryAsync(plan.Id, WorkItem.RefOf(measure.Number, unitId), MostEvents + 1)));
        var all = histories.SelectMany(list => list).OrderByDescending(entry => entry.Seq).ToList();
        var (events, isOfSeveral) = (all.Take(MostEvents).ToList(), histories.Count(list => list.Count > 0) > 1);
        var reference = turn.RefOf(plan.Id, measure.Number);
        return events.Count == 0
            ? Reply.Refusal(turn.Say(Texts.History_Nothing, reference))
            : new Reply
            {
                Title = turn.Say(Texts.History_Title, reference, measure.Title),
                Facts = [.. events.Select(entry => new Fact(EventWords.Moment(clock, entry), EventWords.Of(turn, entry, showsUnit: isOfSeveral)))],
                Hint = all.Count > MostEvents ? turn.Say(Texts.History_LatestOnly, MostEvents) : null,
                RefreshSay = turn.Message.Text,
            };
    }
}
