using System.Globalization;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>撤销: takes back the person's own last change within ten minutes, a 催办 within 24 hours and with its messages, by a new event. What somebody changed since stays as it is.</summary>
public sealed class Undo(Ledger.Ledger ledger, LedgerReader reader, ItemFinder finder, RestoreMeasure restore, Recalls recalls, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Undo];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_Undo, Texts.Help_UndoWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office or PersonRole.Leader;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (changes, refusal) = turn.Slots.Measures.Count == 0 ? (await reader.LastChangesOfAsync(turn.Plans.Select(plan => plan.Id), turn.Person.Id), null) : await OfMeasuresAsync(turn);
        if (refusal is not null)
            return refusal;
        var kind = changes is [{ Refs: [var first, ..] } newest, ..] && await reader.HistoryAsync(newest.PlanId, first, 1) is [var latest] && latest.MessageId == newest.MessageId ? latest.Kind : (EventKind?)null;
        var isUrging = kind == EventKind.Urged;
        if (changes.Count == 0 || changes.Any(change => clock.Now - change.At > (isUrging ? LastChange.RecallWithin : LastChange.UndoWithin)))
            return Reply.Refusal(turn.Say(Texts.Undo_Nothing));
        if (kind == EventKind.Voided && Withdrawn(turn, changes[0]) is { } number)
            return await restore.RunAsync(turn, changes[0].PlanId, number);
        if (kind is { } done && !CanUndo(done))
            return NotUndone(turn, changes[0], done);
        var before = await Task.WhenAll(changes.Select(StatesBeforeAsync));
        if (before.Any(states => states is null))
            return Reply.Refusal(turn.Say(Texts.Undo_Cannot));
        turn = turn with { IsInParts = changes.Count > 1 };
        var replies = new List<Reply>();
        for (var index = 0; index < changes.Count; index++)
        {
            var (last, states) = (changes[index], before[index]!);
            replies.Add(await ledger.CommitAsync(last.PlanId, turn.Origin, last.Refs, current => Decide(turn, last, states, current)));
        }

        var reply = replies.Count == 1 ? replies[0] : replies[^1] with { Title = string.Join(turn.Say(Texts.Between_Parts), replies.Select(answer => answer.Title)) };
        return isUrging && reply.Tone == ReplyTone.Good ? await WithMessagesBackAsync(turn, changes, reply, cancellationToken) : reply;
    }

    // The measure of which the change took all items, with the measure itself.
    private static int? Withdrawn(Turn turn, LastChange last)
    {
        var numbers = last.Refs.Select(NumberOf).Distinct().ToList();
        return numbers is [var number] && turn.Plans.FirstOrDefault(plan => plan.Id == last.PlanId)?.FindMeasure(number) is { IsVoid: true } ? number : null;
    }

    // 撤销第7条的更新: the person's own newest change of that measure, wherever it stands among what was done since.
    private async Task<(IReadOnlyList<LastChange> Changes, Reply? Refusal)> OfMeasuresAsync(Turn turn)
    {
        var changes = new List<LastChange>();
        foreach (var measure in turn.Slots.Measures)
        {
            var found = await finder.MeasureAsync(turn, measure);
            if (found is FoundMeasure.No no)
                return ([], no.Reply);
            var (plan, _, items) = (FoundMeasure.Yes)found;
            var newest = (await Task.WhenAll(items.Select(item => reader.HistoryAsync(plan.Id, item.Ref, 1)))).SelectMany(list => list).Where(entry => entry.By == turn.Person.Id).ToList();
            if (newest.MaxBy(entry => entry.Seq) is not { } last)
                return ([], Reply.Refusal(turn.Say(Texts.Undo_NothingOnMeasure, turn.RefOf(plan.Id, measure.Number))));
            // An urging's message names all that it was about, so it goes back as a whole or not at all.
            if (last.Kind == EventKind.Urged)
                return ([.. (await reader.LastChangesOfAsync(turn.Plans.Select(known => known.Id), turn.Person.Id)).Where(change => change.MessageId == last.MessageId)], null);
            changes.Add(new LastChange(plan.Id, last.MessageId, last.At, last.Seq, [.. newest.Where(entry => entry.MessageId == last.MessageId).Select(entry => entry.Item!)]));
        }

        return (changes, null);
    }

    // The ledger comes first: what cannot be recalled from a platform is said, and changes nothing there.
    private async Task<Reply> WithMessagesBackAsync(Turn turn, IReadOnlyList<LastChange> changes, Reply reply, CancellationToken cancellationToken)
    {
        var (back, stay) = (0, 0);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var last in turn.Plans.SelectMany(plan => changes.Where(change => change.PlanId == plan.Id)))
        {
            // As they went out: a person's message lies with the first plan that the person has items in.
            var persons = last.Refs.SelectMany(itemRef => turn.Roster.LiaisonsOf(itemRef[(itemRef.IndexOf('/', StringComparison.Ordinal) + 1)..])).Select(person => person.Id).Where(known.Add).ToList();
            var (taken, left) = await recalls.TakeBackAsync(last.PlanId, [.. persons.Select(id => Urge.KeyOf(last.MessageId, last.PlanId, id))], cancellationToken);
            (back, stay) = (back + taken, stay + left);
        }

        var words = stay == 0
            ? turn.Say(Texts.Undo_AllTakenBack, back)
            : turn.Say(Texts.Undo_SomeTakenBack, back, stay);
        return reply with { Lines = [.. reply.Lines, words] };
    }

    // Each item as it was before the change; null where one of them has changed since or the change cannot be taken back.
    private async Task<Dictionary<string, WorkItem>?> StatesBeforeAsync(LastChange last)
    {
        var before = new Dictionary<string, WorkItem>(StringComparer.Ordinal);
        foreach (var itemRef in last.Refs)
        {
            if (await reader.HistoryAsync(last.PlanId, itemRef, 2) is not [{ } newest, { After: { } previous }] || newest.MessageId != last.MessageId || !CanUndo(newest.Kind))
                return null;
            before[itemRef] = previous;
        }

        return before;
    }

    private static Reply NotUndone(Turn turn, LastChange last, EventKind kind)
    {
        var reference = turn.RefOf(last.PlanId, NumberOf(last.Refs[0]));
        var instead = kind switch
        {
            EventKind.Closed => turn.Say(Texts.Undo_CanReopen, reference),
            EventKind.Suspended => turn.Say(Texts.Undo_CanResume, reference),
            EventKind.DeadlineChanged or EventKind.ExtensionGranted => turn.Say(Texts.Undo_CanSetDeadline, reference),
            EventKind.Instructed => turn.Say(Texts.Undo_CanInstruct),
            _ => "",
        };
        return Reply.Refusal(turn.Say(Texts.Undo_NotThisKind, EventWords.Word(turn, kind), instead).TrimEnd());
    }

    private static int NumberOf(string itemRef) => int.Parse(itemRef.Split('/')[0], CultureInfo.InvariantCulture);

    private static bool CanUndo(EventKind kind) => kind is EventKind.Acknowledged or EventKind.Reported or EventKind.Corrected or EventKind.CloseRequested
        or EventKind.ExtensionRequested or EventKind.Disputed or EventKind.Urged;

    private Decision Decide(Turn turn, LastChange last, Dictionary<string, WorkItem> before, IReadOnlyDictionary<string, WorkItem> current)
    {
        var now = clock.Now;
        // The item's version is the event's number: higher than the undone change's means that somebody was faster.
        if (last.Refs.Any(itemRef => current[itemRef].Version > last.LastSeq))
            return new Decision(Reply.Refusal(turn.Say(Texts.Undo_ChangedSince)));
        var numbers = turn.Language.Join(current.Values.OrderBy(item => item.Number).Select(item => turn.RefOf(item.PlanId, item.Number)).Distinct(StringComparer.Ordinal));
        var asked = current.Values.Where(item => IsTakenBack(item, before[item.Ref])).ToList();
        var messages = asked.SelectMany(item => Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => Withdrawn(person, turn, item))).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.Undo_Done, numbers),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(turn, messages, []),
        })
        {
            Changes = [.. current.Values.Select(item => new ItemChange(EventKind.Undone, item, before[item.Ref], null))],
            Messages = messages,
        };
    }

    // The office was asked to decide on it.
    private static bool IsTakenBack(WorkItem item, WorkItem before) =>
        (item.State == WorkItemState.UnderReview && before.State != WorkItemState.UnderReview) || (item.Extension is not null && before.Extension is null) || item.Dispute != before.Dispute;

    private static Reply Withdrawn(Person person, Turn turn, WorkItem item)
    {
        var (unit, reference) = (turn.Roster.NameOf(item.UnitId), turn.RefOf(item.PlanId, item.Number));
        if (item.Dispute is not null && item.State != WorkItemState.UnderReview)
            return Reply.Of(person.Language.Say(Texts.Undo_DisputeTakenBack, unit, reference));
        return item.Extension is not null
            ? Reply.Of(person.Language.Say(Texts.Undo_ExtensionTakenBack, unit, reference))
            : Reply.Of(person.Language.Say(Texts.Undo_CloseTakenBack, unit, reference));
    }
}
