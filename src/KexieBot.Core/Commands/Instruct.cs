using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>批示: a leader's word on a measure goes to its units, is kept with their open items and shown with the measure. To more than one unit it is confirmed first.</summary>
public sealed class Instruct(Ledger.Ledger ledger, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Instruct];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Instruct, Texts.Help_InstructWhat), new(Texts.Help_InstructUrgently, Texts.Help_UrgentWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (WhatIsMissing(turn) is { } question)
            return question;
        var found = await finder.MeasureAsync(turn, turn.Slots.Measures[0]);
        return await found.AnswerAsync(yes => RunAsync(turn, yes));
    }

    private static Reply? WhatIsMissing(Turn turn)
    {
        if (turn.Slots.Measures.Count != 1)
        {
            return Reply.Refusal(turn.Say(Texts.Instruct_AsksMeasure)) with
            {
                Asks = new Question(Intent.Instruct, turn.Say(turn.IsUrgent ? Texts.Instruct_UrgentCommandBefore : Texts.Instruct_CommandBefore), turn.Say(turn.IsUrgent ? Texts.Instruct_UrgentCommandAfter : Texts.Instruct_CommandAfter) + (turn.Slots.Note is { } note ? turn.Say(Texts.Between_NameAndValue) + note : "")) { AwaitsNumber = true },
            };
        }

        return string.IsNullOrWhiteSpace(turn.Slots.Note)
            ? Reply.Of(turn.Say(Texts.Instruct_AsksText, turn.Slots.Measures[0])) with
            {
                Asks = new Question(Intent.Instruct, turn.Message.Text.Trim() + turn.Say(Texts.Between_NameAndValue)) { Awaits = AwaitedText.Note },
            }
            : null;
    }

    private async Task<Reply> RunAsync(Turn turn, FoundMeasure.Yes found)
    {
        var (reference, addressed) = (turn.RefOf(found.Plan.Id, found.Measure.Number), turn.NamedUnit);
        var items = found.Items.Where(item => item.IsOpen && (addressed is null || item.UnitId == addressed.Id)).ToList();
        if (items.Count == 0)
        {
            return Reply.Refusal(addressed is null
                ? turn.Say(Texts.Instruct_NothingOpen, reference)
                : turn.Say(Texts.Instruct_UnitHasNothingOpen, reference, addressed.Name));
        }

        var wide = turn.Say(Texts.Instruct_Confirm, reference, items.Count, Grouping.ByUnit(turn, items));
        if (turn.MustConfirm(items.Count > 1, wide))
            return Reply.Confirm(turn, wide, turn.Message.Text.Trim());
        return await ledger.CommitAsync(found.Plan.Id, turn.Origin, [.. items.Select(item => item.Ref)], current => Decide(turn, reference, [.. current.Values.Where(item => item.IsOpen).OrderBy(item => item.Order)]));
    }

    private Decision Decide(Turn turn, string reference, IReadOnlyList<WorkItem> items)
    {
        if (items.Count == 0)
            return new Decision(Reply.Refusal(turn.Say(Texts.Instruct_JustChanged, reference)));
        var (now, note) = (clock.Now, UrgentMark.Without(turn.Slots.Note!));
        var messages = items.SelectMany(item => Notices.To(turn.Roster.LiaisonsOf(item.UnitId).Concat(turn.Roster.HeadsOf(item.UnitId)), turn, item, now, person => NoticeFor(person, turn, item, reference))).SaidOnce();
        var alone = items.Select(item => item.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any());
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.Instruct_Recorded, reference, items.Count),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(turn, messages, alone),
            Hint = turn.IsUrgent ? Told.AtOnce(turn) : null,
        })
        {
            Changes = [.. items.Select(item => new ItemChange(EventKind.Instructed, item, item with { Instruction = $"{turn.Person.Name}：{note}" }, note))],
            Messages = [.. messages.Select(message => message with { IsUrgent = turn.IsUrgent })],
        };
    }

    private static Reply NoticeFor(Person person, Turn turn, WorkItem item, string reference)
    {
        var language = person.Language;
        return new Reply
        {
            Title = (turn.IsUrgent ? Told.UrgentWord(language) : "") + language.Say(Texts.Instruct_ToUnit, turn.Person.Name, reference, turn.TitleOf(item)),
            Tone = ReplyTone.Warning,
            Lines = [UrgentMark.Without(turn.Slots.Note!)],
            Choices = [new Choice(language.Say(Texts.Offer_Report), language.Say(Texts.Command_Report, reference)) { IsPrimary = true }],
        };
    }
}
