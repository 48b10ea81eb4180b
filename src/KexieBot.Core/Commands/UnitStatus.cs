using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>区科技局进展: one unit, or each member of a group.</summary>
public sealed class UnitStatus(LedgerReader reader, ItemRows rows, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.UnitStatus];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_UnitStatus, Texts.Help_UnitStatusWhat),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var name = turn.Slots.Unit ?? "";
        if (turn.Roster.FindGroup(name) is { } group)
            return await GroupAsync(turn, group);
        if (turn.Roster.FindUnit(name) is not { } unit)
            return Refusals.UnknownUnit(turn, name);
        if (!turn.SeesAll && !turn.Person.UnitIds.Contains(unit.Id, StringComparer.Ordinal))
            return Refusals.OwnUnitOnly(turn);
        var found = await Task.WhenAll(turn.Plans.Select(plan => reader.ItemsOfUnitAsync(plan.Id, unit.Id)));
        var items = found.SelectMany(list => list).ToList();
        var total = await TotalAsync(turn, unit.Id);
        var overdue = items.Count(item => item.IsOpen && item.Deadline < turn.Today);
        return new Reply
        {
            Title = MeasureAnswers.AsksReported(turn.Message.Text) ? Reported(turn, unit, items) : $"{unit.Name}{turn.Say(Texts.Between_NameAndValue)}{TallyWords.Headline(turn, total, overdue)}",
            Tone = overdue > 0 ? ReplyTone.Warning : ReplyTone.Neutral,
            Rows = [.. items.Where(item => item.IsOpen).Concat(items.Where(item => !item.IsOpen)).Select(item => rows.RowOf(turn, item, showsUnit: false))],
            RefreshSay = turn.Message.Text,
        };
    }

    private string Reported(Turn turn, Unit unit, List<WorkItem> items)
    {
        var first = clock.StartOf(turn.Today.FirstOfMonth());
        var open = items.Where(item => item.IsOpen).ToList();
        var silent = open.Where(item => !(item.ReportedAt >= first)).OrderBy(item => item.Number).Select(item => turn.RefOf(item.PlanId, item.Number)).ToList();
        return silent.Count == 0
            ? turn.Say(Texts.UnitStatus_AllReported, unit.Name, open.Count)
            : turn.Say(Texts.UnitStatus_SomeReported, unit.Name, open.Count - silent.Count, silent.Count, turn.Language.Join(silent));
    }

    private async Task<Tally> TotalAsync(Turn turn, string unitId)
    {
        var tallies = await Task.WhenAll(turn.Plans.Select(plan => reader.TalliesAsync(plan.Id, [Tally.OfUnit(unitId)])));
        return Tally.Sum(tallies.Select(list => list[0]));
    }

    private async Task<Reply> GroupAsync(Turn turn, UnitGroup group)
    {
        if (!turn.SeesAll)
            return Refusals.OwnUnitOnly(turn);
        var totals = await Task.WhenAll(group.UnitIds.Select(unitId => TotalAsync(turn, unitId)));
        var sum = Tally.Sum(totals);
        return new Reply
        {
            Title = turn.Say(Texts.UnitStatus_Group, group.Name, group.UnitIds.Count, sum.Total, sum.Closed, sum.MeanPercent ?? 0),
            Chart = new ReplyChart(ChartKind.HorizontalBar, turn.Say(Texts.Chart_MeanProgress), [.. group.UnitIds.Zip(totals, (unitId, tally) => new ChartPoint(turn.Roster.NameOf(unitId), tally.MeanPercent ?? 0))]) { Measure = "%" },
            RefreshSay = turn.Message.Text,
        };
    }
}
