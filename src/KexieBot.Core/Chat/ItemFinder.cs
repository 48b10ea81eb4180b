using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>Which measure and items a person means by a number. What cannot be settled is a reply that says why and offers what it could be.</summary>
public sealed class ItemFinder(LedgerReader reader)
{
    private const int MostOptions = 6;

    /// <summary>The measure that <paramref name="measure"/> names. For people with units a number that several plans have means the plan in which their unit has a part.</summary>
    public async Task<FoundMeasure> MeasureAsync(Turn turn, MeasureRef measure)
    {
        var plans = turn.Plans
            .Where(plan => measure.PlanId is null || string.Equals(plan.Id, measure.PlanId, StringComparison.OrdinalIgnoreCase))
            .Where(plan => plan.FindMeasure(measure.Number) is not null)
            .ToList();
        var candidates = await Task.WhenAll(plans.Select(async plan => (Plan: plan, Items: await reader.ItemsOfMeasureAsync(plan.Id, measure.Number))));
        if (candidates.Length > 1 && candidates.Where(candidate => candidate.Items.Any(item => IsOwn(turn, item))).ToArray() is { Length: > 0 } own)
            candidates = own;
        return candidates switch
        {
            [] => new FoundMeasure.No(NoSuch(turn, measure.Number)),
            [var (plan, items)] => new FoundMeasure.Yes(plan, plan.FindMeasure(measure.Number)!, items),
            _ => new FoundMeasure.No(WhichPlan(turn, measure.Number, [.. candidates.Take(MostOptions).Select(candidate => candidate.Plan)], candidates.Length))
            {
                IsChoice = true,
            },
        };
    }

    // People know a plan by its title; the number and the measure tell two editions of one paper apart.
    private static Reply WhichPlan(Turn turn, int number, IReadOnlyList<Plan> plans, int count)
    {
        var options = plans.Select(plan => new Option(Narrowed.ToPlan(turn, plan.Id, number), [plan.Title, plan.Id, plan.FindMeasure(number)!.Title, $"{plan.Id}/{number}"])).ToList();
        return new Reply
        {
            Title = turn.Say(Texts.ItemFinder_SeveralPlans, count, number),
            Choices = [.. plans.Zip(options, (plan, option) => new Choice($"{plan.ShortTitle}（{plan.Id}）：{plan.FindMeasure(number)!.Title}", option.Say))],
            Asks = Question.Which(turn, options),
        };
    }

    private static Reply WhichUnit(Turn turn, string title, IEnumerable<WorkItem> items)
    {
        var units = items.Take(MostOptions).Select(item => (Unit: turn.Roster.FindUnitById(item.UnitId), Name: turn.Roster.NameOf(item.UnitId), Say: Narrowed.ToUnit(turn, item))).ToList();
        return new Reply
        {
            Title = title,
            Choices = [.. units.Select(unit => new Choice(unit.Name, unit.Say))],
            Asks = Question.Which(turn, units.Select(unit => new Option(unit.Say, [unit.Name, .. unit.Unit?.Aliases ?? []]))),
        };
    }

    /// <summary>The one item that the person may change: of the own unit, or of the unit that was named.</summary>
    public async Task<FoundItem> ItemToChangeAsync(Turn turn, MeasureRef measure)
    {
        var found = await MeasureAsync(turn, measure);
        if (found is FoundMeasure.No no)
            return new FoundItem.No(no.Reply) { IsChoice = no.IsChoice };
        var (plan, what, items) = (FoundMeasure.Yes)found;
        if (what.IsVoid)
            return new FoundItem.No(Withdrawn(turn, turn.RefOf(plan.Id, what.Number)));
        var own = items.Where(turn.MayChange).ToList();
        // 区科技局第5条不是我们的，应该是区教育局: of the units that are named, the one that has a part here.
        var named = turn.Slots.Units.Select(turn.Roster.FindUnit).OfType<Unit>().FirstOrDefault(known => own.Exists(item => item.UnitId == known.Id));
        var unit = named ?? turn.NamedUnit;
        var mine = own.Where(item => unit is null || item.UnitId == unit.Id).ToList();
        return mine switch
        {
            [var item] => new FoundItem.Yes(item, what),
            [] => new FoundItem.No(NotYours(turn, turn.RefOf(plan.Id, what.Number), items)),
            _ => new FoundItem.No(WhichUnit(turn, turn.Say(Texts.ItemFinder_SeveralUnits, turn.RefOf(plan.Id, what.Number), mine.Count), mine))
            {
                IsChoice = true,
            },
        };
    }

    /// <summary>The one item of a measure that waits for the office, of the unit that was named where one was. An only item that does not wait is given too: the command says so from what is in the ledger by then.</summary>
    /// <param name="turn">What was said.</param>
    /// <param name="isWaiting">Whether an item waits for this decision.</param>
    /// <param name="what">What waits, in the person's language.</param>
    public async Task<FoundItem> WaitingItemAsync(Turn turn, Func<WorkItem, bool> isWaiting, string what)
    {
        var found = await MeasureAsync(turn, turn.Slots.Measures[0]);
        if (found is FoundMeasure.No no)
            return new FoundItem.No(no.Reply);
        var (plan, measure, all) = (FoundMeasure.Yes)found;
        var reference = turn.RefOf(plan.Id, measure.Number);
        if (measure.IsVoid)
            return new FoundItem.No(Withdrawn(turn, reference));
        var unit = turn.NamedUnit;
        if (turn.Slots.Unit is { } unknown && turn.Roster.FindUnit(unknown) is null && turn.Slots.Reason?.Contains(unknown, StringComparison.Ordinal) is not true)
            return new FoundItem.No(Refusals.UnknownUnit(turn, unknown, turn.Say(Texts.Refusal_NothingChanged)));
        var items = all.Where(item => unit is null || item.UnitId == unit.Id).ToList();
        var waiting = items.Where(isWaiting).ToList();
        if (waiting.Count > 1)
            return new FoundItem.No(WhichUnit(turn, turn.Say(Texts.ItemFinder_SeveralWaiting, reference, waiting.Count), waiting));

        return waiting.Count == 1 ? new FoundItem.Yes(waiting[0], measure)
            : items.Count == 1 ? new FoundItem.Yes(items[0], measure)
            : items.Count > 1 ? new FoundItem.No(Reply.Refusal(turn.Say(Texts.ItemFinder_NothingWaiting, reference, what)))
            : new FoundItem.No(Reply.Refusal(turn.Say(Texts.ItemFinder_UnitHasNone)));
    }

    private static bool IsOwn(Turn turn, WorkItem item) => turn.Person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal);

    private static Reply NoSuch(Turn turn, int number)
    {
        var known = turn.Plans.SelectMany(plan => plan.Measures).Select(measure => measure.Number).DefaultIfEmpty().ToList();
        return Reply.Refusal(turn.Plans.Count == 0
            ? turn.Say(Texts.Refusal_NoPlan)
            : turn.Say(Texts.ItemFinder_NoSuchMeasure, number, known.Min(), known.Max())) with
        {
            Choices = [Offers.MyTasks(turn)],
        };
    }

    private static Reply Withdrawn(Turn turn, string reference) =>
        Reply.Refusal(turn.Say(Texts.ItemFinder_Void, reference));

    private static Reply NotYours(Turn turn, string reference, IReadOnlyList<WorkItem> items)
    {
        var units = turn.Language.Join(items.Take(6).Select(item => turn.Roster.NameOf(item.UnitId)));
        return Reply.Refusal(turn.Say(items.Count > 6 ? Texts.ItemFinder_NotYoursOfMany : Texts.ItemFinder_NotYours, reference, units));
    }
}

public abstract record FoundMeasure
{
    private FoundMeasure()
    {
    }

    /// <summary>What <paramref name="answer"/> says to the measure, or why there is none.</summary>
    public Task<Reply> AnswerAsync(Func<Yes, Task<Reply>> answer) => this is Yes yes ? answer(yes) : Task.FromResult(((No)this).Reply);

    public sealed record Yes(Plan Plan, Measure Measure, IReadOnlyList<WorkItem> Items) : FoundMeasure;

    public sealed record No(Reply Reply) : FoundMeasure
    {
        /// <summary>Several plans have a measure of this number.</summary>
        public bool IsChoice { get; init; }
    }
}

public abstract record FoundItem
{
    private FoundItem()
    {
    }

    /// <summary>What <paramref name="answer"/> says to the item, or why there is none.</summary>
    public Task<Reply> AnswerAsync(Func<Yes, Task<Reply>> answer) => this is Yes yes ? answer(yes) : Task.FromResult(((No)this).Reply);

    public sealed record Yes(WorkItem Item, Measure Measure) : FoundItem;

    public sealed record No(Reply Reply) : FoundItem
    {
        /// <summary>The person may change one of several and has to say which.</summary>
        public bool IsChoice { get; init; }
    }
}
