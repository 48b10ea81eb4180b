using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>这条不是我们的: a unit objects to an item. It stays with the unit until the office decides; the objection is on record.</summary>
public sealed class Dispute(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Dispute];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Dispute, Texts.Help_DisputeWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
        {
            return Reply.Refusal(turn.Say(Texts.Ask_Measure)) with
            {
                Asks = new Question(Intent.Dispute, turn.Say(Texts.Ask_BeforeNumber), turn.Say(Texts.Ask_AfterNumber) + turn.Message.Text.Trim()),
            };
        }

        var found = await finder.ItemToChangeAsync(turn, turn.Slots.Measures[0]);
        return await found.AnswerAsync(yes => ledger.CommitAsync(yes.Item.PlanId, turn.Origin, [yes.Item.Ref], items => Decide(turn, items[yes.Item.Ref])));
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var (reference, unit) = (turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        if (!item.IsOpen)
        {
            var state = ItemRows.StateWord(item.State, turn.Language);
            return new Decision(Reply.Refusal(turn.Say(Texts.Dispute_NotOpen, reference, state)));
        }

        var other = turn.Slots.SuggestUnit is { } name && turn.Roster.FindUnit(name) is { } suggested && suggested.Id != item.UnitId ? suggested : null;
        var text = turn.Message.Text.Trim() is { Length: > 200 } tooLong ? tooLong[..200] : turn.Message.Text.Trim();
        var messages = Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, clock.Now, person => new Reply
        {
            Title = person.Language.Say(Texts.Dispute_ToOffice, unit, reference, turn.TitleOf(item)),
            Lines = [text],
            Choices = ReviewChoices.OfDispute(unit, reference, other?.Name, person.Language),
        }).Concat(Notices.OnBehalf(turn, item, clock.Now, Texts.Dispute_OnBehalf, reference)).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.Dispute_Recorded, reference),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(turn, messages, turn.WithoutLiaison(item)),
        })
        {
            Changes = [new ItemChange(EventKind.Disputed, item, item with { Dispute = new OpenDispute(text, other?.Id, turn.Person.Id, clock.Now) }, text)],
            Messages = messages,
        };
    }
}
