using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>这条不是我们的: a unit objects to an item. It stays with the unit until the office decides; the objection is on record.</summary>
public sealed class Dispute(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Dispute];

    public override IReadOnlyList<CommandHelp> Help => [new("第7条不是我们的职责，应该是区教育局", "对分工有异议，请办公室定", "measure 7 is not ours", "object; the office decides")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
        {
            return Reply.Refusal(turn.Say("是第几条？回复编号即可。", "Which measure? The number is enough.")) with
            {
                Asks = new Question(Intent.Dispute, turn.Say("第", "measure "), turn.Say("条", " ") + turn.Message.Text.Trim()),
            };
        }

        return await finder.ItemToChangeAsync(turn, turn.Slots.Measures[0]) switch
        {
            FoundItem.Yes { Item: var item } => await ledger.CommitAsync(item.PlanId, turn.Origin, [item.Ref], items => Decide(turn, items[item.Ref])),
            FoundItem.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundItem has no answer here."),
        };
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var (reference, unit) = (turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        if (!item.IsOpen)
        {
            var state = ItemRows.StateWord(item.State, turn.IsEnglish);
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条{state}，没有记入；有异议请联系办公室。", $"{reference} is {state}; nothing was recorded. Please ask the office.")));
        }

        var other = turn.Slots.SuggestUnit is { } name && turn.Roster.FindUnit(name) is { } suggested && suggested.Id != item.UnitId ? suggested : null;
        var text = turn.Message.Text.Trim() is { Length: > 200 } tooLong ? tooLong[..200] : turn.Message.Text.Trim();
        var messages = Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, clock.Now, person => new Reply
        {
            Title = person.Language == "en" ? $"{unit} objects to {reference} {turn.TitleOf(item)}" : $"{unit}对第{reference}条 {turn.TitleOf(item)} 的分工有异议",
            Lines = [text],
            Choices = ReviewChoices.OfDispute(unit, reference, other?.Name, person.Language == "en"),
        }).Concat(Notices.OnBehalf(turn, item, clock.Now, $"对第{reference}条的分工提了异议", $"objected to {reference}")).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say($"已把第{reference}条的异议转给办公室；定下来之前仍由本单位负责。", $"The office will decide on {reference}; until then it stays with you."),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, turn.WithoutLiaison(item)) is { } told ? [told] : [],
        })
        {
            Changes = [new ItemChange(EventKind.Disputed, item, item with { Dispute = new OpenDispute(text, other?.Id, turn.Person.Id, clock.Now) }, text)],
            Messages = messages,
        };
    }
}
