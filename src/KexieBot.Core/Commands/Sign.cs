using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>签收 N / 签收全部: the unit has seen its tasks.</summary>
public sealed class Sign(Ledger.Ledger ledger, LedgerReader reader, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Sign];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_Sign, Texts.Help_SignWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (items, refusal) = turn.Slots.Measures.Count == 0 ? (await UnsignedOfAsync(turn), null) : await NamedAsync(turn);
        if (refusal is not null)
            return refusal;
        if (items.Count == 0)
            return Reply.Of(turn.Say(Texts.Sign_Nothing), ReplyTone.Good);
        if (turn.Slots.Measures.Count == 0 && items.Count > 1 && !turn.IsConfirmed)
            return Confirmation(turn, items);
        var perPlan = items.ToLookup(item => item.PlanId, StringComparer.Ordinal);
        turn = turn with { IsInParts = perPlan.Count > 1 };
        var replies = new List<Reply>();
        foreach (var ofPlan in perPlan)
            replies.Add(await ledger.CommitAsync(ofPlan.Key, turn.Origin, [.. ofPlan.Select(item => item.Ref)], current => Decide(turn, current)));
        return replies.Count == 1 ? replies[0] : replies[0] with { Title = string.Join(turn.Say(Texts.Between_Parts), replies.Select(reply => reply.Title)) };
    }

    private static Reply Confirmation(Turn turn, List<WorkItem> items)
    {
        var numbers = string.Join('、', items.OrderBy(item => item.Number).Select(item => turn.RefOf(item.PlanId, item.Number)).Distinct(StringComparer.Ordinal));
        return Reply.Confirm(turn, turn.Say(Texts.Sign_Confirm, items.Count, numbers), $"签收 {numbers}");
    }

    private async Task<List<WorkItem>> UnsignedOfAsync(Turn turn) =>
        [.. (await reader.ItemsOfUnitsAsync(turn.Plans, turn.Person.UnitIds)).Where(item => item.State == WorkItemState.Assigned && (turn.Slots.Unit is not { } name || turn.Roster.FindUnit(name)?.Id == item.UnitId))];

    private async Task<(List<WorkItem> Items, Reply? Refusal)> NamedAsync(Turn turn)
    {
        var items = new List<WorkItem>();
        foreach (var measure in turn.Slots.Measures)
        {
            // Who answers for several units and names none signs for all of them at once.
            if (!turn.IsOffice && turn.Slots.Unit is null && await finder.MeasureAsync(turn, measure) is FoundMeasure.Yes { Items: var ofMeasure } && ofMeasure.Where(turn.MayChange).ToList() is { Count: > 1 } own)
            {
                items.AddRange(own);
                continue;
            }

            switch (await finder.ItemToChangeAsync(turn, measure))
            {
                case FoundItem.Yes yes:
                    items.Add(yes.Item);
                    break;
                case FoundItem.No no:
                    return ([], no.Reply);
            }
        }

        return (items, null);
    }

    // Whoever shares the unit is not asked to sign again.
    private static Reply SignedFor(Person person, Turn turn, WorkItem item)
    {
        var (language, reference) = (person.Language, turn.RefOf(item.PlanId, item.Number));
        return Reply.Of(language.Say(Texts.Sign_SignedByOther, turn.Person.Name, reference, turn.TitleOf(item)), ReplyTone.Good) with
        {
            Choices = [new Choice(language.Say(Texts.Offer_Report), language.Say(Texts.Command_Report, reference))],
        };
    }

    private Decision Decide(Turn turn, IReadOnlyDictionary<string, WorkItem> items)
    {
        var now = clock.Now;
        var changes = items.Values
            .Where(item => item.State == WorkItemState.Assigned)
            .Select(item => new ItemChange(EventKind.Acknowledged, item, item with { State = WorkItemState.InProgress, StateSince = now, AcknowledgedAt = now }, null))
            .ToList();
        if (changes.Count == 0)
            return new Decision(Reply.Of(turn.Say(Texts.Sign_AlreadySigned)));
        var numbers = turn.Language.Join(changes.OrderBy(change => change.After.Number).Select(change => turn.RefOf(change.After.PlanId, change.After.Number)).Distinct(StringComparer.Ordinal));
        var messages = changes.SelectMany(change => Notices.OnBehalf(turn, change.After, now, Texts.Sign_OnBehalf, numbers)).SaidOnce();
        return new Decision(new Reply
        {
            Lines = Told.Lines(turn, messages, changes.SelectMany(change => turn.WithoutLiaison(change.After)).Distinct(StringComparer.Ordinal)),
            Title = turn.Say(Texts.Sign_Signed, changes.Count, numbers),
            Tone = ReplyTone.Good,
            Choices = [Offers.MyTasks(turn)],
        })
        {
            Changes = changes,
            Messages = [.. messages, .. changes.SelectMany(change => Notices.OnCards(turn.Roster.LiaisonsOf(change.After.UnitId), turn, change.After, now, person => SignedFor(person, turn, change.After)))],
        };
    }
}
