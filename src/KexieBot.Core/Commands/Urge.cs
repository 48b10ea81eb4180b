using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>
/// 催办: to a unit, a measure, or all that are overdue, unreported or unsigned. One message to each liaison however many items it names; it waits
/// for office hours unless it is marked urgent; nobody is urged for the same item twice a day; more than one unit is confirmed with the count first.
/// </summary>
public sealed class Urge(Ledger.Ledger ledger, LedgerReader reader, ItemFinder finder, ItemRows rows, OfficeHours hours, NudgeRules nudgeRules, OfficeClock clock) : ChatCommand
{
    private const int MostItems = 500;
    private const int MostNames = 6;

    public override IReadOnlyList<Intent> Intents => [Intent.Urge];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_Urge, Texts.Help_UrgeWhat),
        new(Texts.Help_UrgeUrgently, Texts.Help_UrgentWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.By < turn.Today)
            return Reply.Refusal(turn.Say(Texts.Urge_DayHasPassed, ItemRows.DayWord(turn.Slots.By.Value, turn.Today, turn.Language)));
        if (turn.Slots is { Measures.Count: 0, Unit: null, Scope: null })
        {
            return new Reply
            {
                Title = turn.Say(Texts.Urge_AsksWhom),
                Choices = [.. new[] { turn.Say(Texts.Urge_OverdueCommand), turn.Say(Texts.Command_RemindNotReported), turn.Say(Texts.Command_RemindUnsigned) }
                    .Select(say => turn.IsUrgent ? turn.Say(Texts.Urge_UrgentCommand) + say : say).Select(say => new Choice(say, say))],
            };
        }

        var (items, refusal) = await ItemsAsync(turn);
        if (refusal is not null)
            return refusal;
        var all = items.Where(item => item.IsOpen).Take(MostItems).ToList();
        if (all.Count == 0)
            return Reply.Of(turn.Say(Texts.Urge_Nothing), ReplyTone.Good);
        // Who cannot be told anything is not urged, and not counted as urged.
        var open = all.Where(item => IsReachable(turn, item.UnitId)).ToList();
        if (open.Count == 0)
            return Reply.Refusal(turn.Say(Texts.Urge_Nobody)) with { Lines = NotReached(turn, all) };
        var units = open.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();
        var by = ByWords(turn);
        var wide = turn.IsUrgent
            ? turn.Say(Texts.Urge_ConfirmUrgent, units, open.Count, by, Grouping.ByUnit(turn, open))
            : turn.Say(Texts.Urge_Confirm, units, open.Count, by, Grouping.ByUnit(turn, open));
        if (turn.MustConfirm(units > 1, wide))
            return Reply.Confirm(turn, wide, turn.Message.Text.Trim()) with { Lines = NotReached(turn, all) };
        var reply = await UrgeAsync(turn, open);
        return reply with { Lines = [.. reply.Lines, .. NotReached(turn, all)] };
    }

    private static bool IsReachable(Turn turn, string unitId) => turn.Roster.LiaisonsOf(unitId).Any(person => !turn.OutOfReach.Contains(person.Id));

    private static IReadOnlyList<string> NotReached(Turn turn, IReadOnlyList<WorkItem> all)
    {
        var missed = all.Where(item => !IsReachable(turn, item.UnitId)).ToList();
        var units = missed.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).ToList();
        if (units.Count == 0)
            return [];
        var names = units.Take(MostNames).Select(unitId => turn.Roster.NameOf(unitId) + (string.Join('、', turn.Roster.LiaisonsOf(unitId).Select(person => person.Name)) is { Length: > 0 } persons ? turn.Say(Texts.Words_InBrackets, persons) : turn.Say(Texts.Urge_NoLiaison)));
        return [turn.Say(Texts.Urge_OutOfReach, units.Count, missed.Count, turn.Language.Join(names) + (units.Count > MostNames ? turn.Say(Texts.Names_AndOthers) : ""))];
    }

    // A person with items in several plans gets one message: the first of these plans carries it.
    private async Task<Reply> UrgeAsync(Turn turn, List<WorkItem> open)
    {
        var perPlan = turn.Plans.Select(plan => open.Where(item => item.PlanId == plan.Id).ToList()).Where(items => items.Count > 0).ToList();
        turn = turn with { IsInParts = perPlan.Count > 1 };
        var (urged, messages, replies) = (new List<WorkItem>(), new List<OutboxEntry>(), new List<Reply>());
        foreach (var items in perPlan)
        {
            var carried = messages.Select(message => message.PersonId).ToHashSet(StringComparer.Ordinal);
            var later = Fresh(turn, perPlan.SkipWhile(plan => plan != items).Skip(1).SelectMany(plan => plan));
            var (reply, changed) = await ledger.CommitPartAsync(items[0].PlanId, turn.Origin, [.. items.Select(item => item.Ref)], current => Decide(turn, [.. current.Values], later, carried));
            replies.Add(reply);
            var urgedHere = items.Where(item => changed.Contains(item.Ref, StringComparer.Ordinal)).ToList();
            urged.AddRange(urgedHere);
            messages.AddRange(MessagesFor(turn, urgedHere, later, carried));
        }

        return replies.Count == 1 || urged.Count == 0 ? replies[0] : Answer(turn, urged, open.Count - urged.Count, messages);
    }

    private async Task<(IReadOnlyList<WorkItem> Items, Reply? Refusal)> ItemsAsync(Turn turn)
    {
        var unit = turn.NamedUnit;
        var group = turn.Slots.Unit is { } groupName ? turn.Roster.FindGroup(groupName) : null;
        var unitIds = group?.UnitIds ?? (unit is null ? null : [unit.Id]);
        if (turn.Slots.Unit is { } asked && unitIds is null)
            return ([], Refusals.UnknownUnit(turn, asked, turn.Say(Texts.Refusal_NobodyUrged)));
        if (turn.Slots.Measures.Count > 0)
        {
            var items = new List<WorkItem>();
            foreach (var measure in turn.Slots.Measures)
            {
                var found = await finder.MeasureAsync(turn, measure);
                if (found is FoundMeasure.No no)
                    return ([], no.Reply);
                items.AddRange(((FoundMeasure.Yes)found).Items.Where(item => unitIds is null || unitIds.Contains(item.UnitId, StringComparer.Ordinal)));
            }

            return (items, null);
        }

        if (unitIds is not null)
            return ([.. (await reader.ItemsOfUnitsAsync(turn.Plans, unitIds)).Where(item => item.IsOpen)], null);
        var perPlan = await Task.WhenAll(turn.Plans.Select(plan => turn.Slots.Scope switch
        {
            "unsigned" => reader.UnsignedAsync(plan.Id),
            "not_reported" => UnreportedAsync(turn, plan.Id, item => nudgeRules.LooksForReport(item, turn.Today)),
            "all" => UnreportedAsync(turn, plan.Id, _ => true),
            _ => reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, turn.Today.AddDays(-1)),
        }));
        return ([.. perPlan.SelectMany(list => list)], null);
    }

    // What was given out this month and never reported on counts: the index holds it by the day it was given out.
    private async Task<IReadOnlyList<WorkItem>> UnreportedAsync(Turn turn, string planId, Func<WorkItem, bool> isLookedFor) =>
        [.. (await reader.UnreportedSinceAsync(planId, DateTimeOffset.MaxValue)).Where(item => !(item.ReportedAt >= clock.StartOf(turn.Today.FirstOfMonth())) && isLookedFor(item))];

    /// <summary>The occurrence that a person's message of one urging is.</summary>
    internal static string KeyOf(string messageId, string planId, string personId) => $"urge/{messageId}/{planId}/{personId}";

    // Who was urged today already is not urged again, whoever asks; but what waits for the next morning does not hold up what is urgent.
    private List<WorkItem> Fresh(Turn turn, IEnumerable<WorkItem> items) =>
    [
        .. items.Where(item => item.IsOpen && (item.UrgedAt is not { } urged || clock.DayOf(urged) != turn.Today || (turn.IsUrgent && !hours.IsOpen(urged))))
            .OrderBy(item => item.Deadline ?? DateOnly.MaxValue),
    ];

    private Decision Decide(Turn turn, IReadOnlyList<WorkItem> items, List<WorkItem> later, HashSet<string> carried)
    {
        var fresh = Fresh(turn, items);
        if (fresh.Count == 0)
            return new Decision(Reply.Of(turn.Say(Texts.Urge_AlreadyToday)));
        var now = clock.Now;
        var messages = MessagesFor(turn, fresh, later, carried);
        return new Decision(Answer(turn, fresh, items.Count - fresh.Count, messages))
        {
            Changes = [.. fresh.Select(item => new ItemChange(EventKind.Urged, item, item with { UrgedAt = now }, turn.Slots.ByText))],
            Messages = messages,
        };
    }

    private List<OutboxEntry> MessagesFor(Turn turn, List<WorkItem> urged, List<WorkItem> later, HashSet<string> carried) =>
    [
        .. urged.SelectMany(item => turn.Roster.LiaisonsOf(item.UnitId)).DistinctBy(person => person.Id, StringComparer.Ordinal)
            .Where(person => !carried.Contains(person.Id))
            .Select(person => MessageFor(turn, person, [.. urged.Concat(later).Where(item => person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal))], clock.Now)),
    ];

    private static Reply Answer(Turn turn, List<WorkItem> urged, int skipped, List<OutboxEntry> messages)
    {
        var unitIds = urged.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).ToList();
        return new Reply
        {
            Title = turn.Say(turn.IsUrgent ? Texts.Urge_UrgedAtOnce : Texts.Urge_Urged, unitIds.Count, urged.Count, ByWords(turn)),
            Tone = ReplyTone.Good,
            Lines = [.. Told.Lines(turn, messages, []), .. skipped > 0 ? new[] { turn.Say(Texts.Urge_SomeAlreadyToday, skipped) } : []],
            Hint = turn.IsUrgent ? Told.AtOnce(turn) : turn.Say(Texts.Urge_AfterHours),
        };
    }

    private static string ByWords(Turn turn) => turn.Slots.By is { } day ? turn.Say(Texts.Urge_AnswerBy, ItemRows.DayWord(day, turn.Today, turn.Language)) : "";

    private OutboxEntry MessageFor(Turn turn, Person person, List<WorkItem> items, DateTimeOffset now)
    {
        var language = person.Language;
        var theirs = turn with { Language = language };
        var by = ByWords(theirs);
        return new OutboxEntry(KeyOf(turn.Origin.MessageId, items[0].PlanId, person.Id), person.Id, MessageKind.Urge, new Reply
        {
            Title = (turn.IsUrgent ? Told.UrgentWord(language) : "") + language.Say(Texts.Urge_ToUnit, turn.Person.Name, items.Count, by),
            Tone = ReplyTone.Warning,
            Rows = [.. items.Take(10).Select(item => rows.RowOf(theirs, item, showsUnit: person.UnitIds.Count > 1))],
            Choices = items.Count == 1
                ? [new Choice(language.Say(Texts.Offer_Report), language.Say(Texts.Command_Report, turn.RefOf(items[0].PlanId, items[0].Number))) { IsPrimary = true }]
                : [Offers.MyTasks(language)],
            Hint = language.Say(Texts.Urge_NoNewsIsAReport),
            Language = person.Language,
        }, now)
        {
            Items = [.. items.Select(item => item.Id)],
            IsUrgent = turn.IsUrgent,
        };
    }
}
