using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>申请延期 N 到 DAY，原因: a request beside the item's state, for the office to decide. After the deadline it is still possible and says so.</summary>
public sealed class RequestExtension(Ledger.Ledger ledger, ItemFinder finder, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.RequestExtension];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_Extend, Texts.Help_ExtendWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
        {
            return Reply.Refusal(turn.Say(Texts.RequestExtension_AsksMeasure)) with
            {
                Asks = new Question(Intent.RequestExtension, turn.Say(Texts.Ask_BeforeNumber), turn.Say(Texts.Ask_AfterNumber) + turn.Message.Text.Trim()),
            };
        }

        var found = await finder.ItemToChangeAsync(turn, turn.Slots.Measures[0]);
        return await found.AnswerAsync(async yes => WhatIsMissing(turn, yes.Item) ?? await ledger.CommitAsync(yes.Item.PlanId, turn.Origin, [yes.Item.Ref], items => Decide(turn, items[yes.Item.Ref])));
    }

    private Reply? WhatIsMissing(Turn turn, WorkItem item)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (item.Deadline is null || !item.IsOpen)
            return null;
        var command = turn.Say(Texts.Command_Extend, reference) + (turn.IsOffice || turn.Person.UnitIds.Count > 1 ? $" {turn.Roster.NameOf(item.UnitId)}" : "");
        if (ExtendedDay.Of(turn.Slots, item.Deadline.Value, turn.Today, calendar) is not { } day)
        {
            return Reply.Of(turn.Say(Texts.RequestExtension_AsksDay, reference, OfficeClock.Text(item.Deadline.Value))) with
            {
                Asks = Question.Completing(Intent.RequestExtension, command),
                Hint = turn.Say(Texts.RequestExtension_DayExample),
            };
        }

        return Fault(turn, item, day) is null && string.IsNullOrWhiteSpace(turn.Slots.Reason)
            ? Reply.Of(turn.Say(Texts.RequestExtension_AsksReason, reference, OfficeClock.Text(day))) with
            {
                Asks = new Question(Intent.RequestExtension, $"{command} {turn.Say(Texts.RequestExtension_CommandDay)}{OfficeClock.Text(day)}{turn.Say(Texts.RequestExtension_CommandReason)}") { Awaits = AwaitedText.Reason },
            }
            : null;
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (!item.IsOpen || item.Deadline is not { } deadline)
        {
            return new Decision(Reply.Refusal(item.IsOpen
                ? turn.Say(Texts.RequestExtension_NoDeadline, reference)
                : turn.Say(Texts.RequestExtension_NotOpen, reference, ItemRows.StateWord(item.State, turn.Language))));
        }

        var day = ExtendedDay.Of(turn.Slots, deadline, turn.Today, calendar);
        if (day is { } named && Fault(turn, item, named) is { } fault)
            return new Decision(Reply.Refusal(fault));
        if (day is null || string.IsNullOrWhiteSpace(turn.Slots.Reason))
            return new Decision(Reply.Refusal(turn.Say(Texts.RequestExtension_JustChanged, reference)));
        var now = clock.Now;
        var isLate = deadline < turn.Today;
        var request = new ExtensionRequest(day.Value, turn.Slots.Reason!, turn.Person.Id, now) { IsLate = isLate };
        var messages = Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => RequestFor(person, turn, item with { Extension = request }, request))
            .Concat(Notices.OnBehalf(turn, item, now, Texts.RequestExtension_OnBehalf, reference, OfficeClock.Text(request.To))).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.RequestExtension_Recorded, reference, OfficeClock.Text(request.To)),
            Tone = isLate ? ReplyTone.Warning : ReplyTone.Good,
            Lines =
            [
                .. item.Extension is { } earlier ? new[] { turn.Say(Texts.RequestExtension_Replaces, OfficeClock.Text(earlier.To)) } : [],
                .. isLate ? new[] { turn.Say(Texts.RequestExtension_LateWarning) } : [],
                .. Told.Lines(turn, messages, turn.WithoutLiaison(item)),
            ],
        })
        {
            Changes = [new ItemChange(EventKind.ExtensionRequested, item, item with { Extension = request }, turn.Say(Texts.RequestExtension_Event, OfficeClock.Text(request.To), turn.Slots.Reason))],
            Messages = messages,
        };
    }

    private static string? Fault(Turn turn, WorkItem item, DateOnly day) => day <= turn.Today
        ? turn.Say(Texts.RequestExtension_DayHasPassed, OfficeClock.Text(day))
        : day <= item.Deadline
            ? turn.Say(Texts.RequestExtension_NotLater, OfficeClock.Text(item.Deadline.Value), OfficeClock.Text(day))
            : null;

    private static Reply RequestFor(Person person, Turn turn, WorkItem item, ExtensionRequest request)
    {
        var language = person.Language;
        var (unit, reference) = (turn.Roster.NameOf(item.UnitId), turn.RefOf(item.PlanId, item.Number));
        return new Reply
        {
            Title = language.Say(Texts.RequestExtension_ToOffice, unit, reference, OfficeClock.Text(request.To)),
            Lines = [turn.TitleOf(item), language.Say(Texts.Notice_Reason, request.Reason), .. request.IsLate ? new[] { language.Say(Texts.RequestExtension_Late) } : []],
            Choices = [.. ReviewChoices.Of(item, unit, reference, language), ReviewChoices.History(reference, language)],
            RefreshSay = ReviewChoices.RefreshSay(unit, reference),
            Hint = language.Say(Texts.RequestExtension_HowToRefuse, reference, unit),
        };
    }
}
