using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>申请延期 N 到 DAY，原因: a request beside the item's state, for the office to decide. After the deadline it is still possible and says so.</summary>
public sealed class RequestExtension(Ledger.Ledger ledger, ItemFinder finder, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.RequestExtension];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("申请延期 7 到12月31日，设备未到货", "写明日期和原因，办公室批", "extend 7 to 31 december, hall not ready", "with day and reason; the office decides"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
        {
            return Reply.Refusal(turn.Say("要延期的是第几条？回复编号即可。", "Which measure? The number is enough.")) with
            {
                Asks = new Question(Intent.RequestExtension, turn.Say("第", "measure "), turn.Say("条", " ") + turn.Message.Text.Trim()),
            };
        }

        return await finder.ItemToChangeAsync(turn, turn.Slots.Measures[0]) switch
        {
            FoundItem.Yes { Item: var item } when WhatIsMissing(turn, item) is { } question => question,
            FoundItem.Yes { Item: var item } => await ledger.CommitAsync(item.PlanId, turn.Origin, [item.Ref], items => Decide(turn, items[item.Ref])),
            FoundItem.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundItem has no answer here."),
        };
    }

    private Reply? WhatIsMissing(Turn turn, WorkItem item)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (item.Deadline is null || !item.IsOpen)
            return null;
        var command = turn.Say($"申请延期 {reference}", $"extend {reference}") + (turn.IsOffice || turn.Person.UnitIds.Count > 1 ? $" {turn.Roster.NameOf(item.UnitId)}" : "");
        if (ExtendedDay.Of(turn.Slots, item.Deadline.Value, turn.Today, calendar) is not { } day)
        {
            return Reply.Of(turn.Say($"第{reference}条现在的期限是 {OfficeClock.Text(item.Deadline.Value)}，要延到哪一天？", $"{reference} is due {OfficeClock.Text(item.Deadline.Value)}. Until when?")) with
            {
                Asks = Question.Completing(Intent.RequestExtension, command),
                Hint = turn.Say("例如：12月31日、两周、10个工作日", "For example: 2026-12-31"),
            };
        }

        return Fault(turn, item, day) is null && string.IsNullOrWhiteSpace(turn.Slots.Reason)
            ? Reply.Of(turn.Say($"第{reference}条延到 {OfficeClock.Text(day)}，原因是什么？", $"{reference} until {OfficeClock.Text(day)}: for what reason?")) with
            {
                Asks = new Question(Intent.RequestExtension, $"{command} {turn.Say("到", "to ")}{OfficeClock.Text(day)}{turn.Say("，原因：", ", because ")}") { Awaits = AwaitedText.Reason },
            }
            : null;
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (!item.IsOpen || item.Deadline is not { } deadline)
        {
            return new Decision(Reply.Refusal(item.IsOpen
                ? turn.Say($"第{reference}条没有期限，不用申请延期。", $"{reference} has no deadline.")
                : turn.Say($"第{reference}条{ItemRows.StateWord(item.State, turn.IsEnglish)}，不用申请延期。", $"{reference} is {ItemRows.StateWord(item.State, turn.IsEnglish)}; there is nothing to extend.")));
        }

        var day = ExtendedDay.Of(turn.Slots, deadline, turn.Today, calendar);
        if (day is { } named && Fault(turn, item, named) is { } fault)
            return new Decision(Reply.Refusal(fault));
        if (day is null || string.IsNullOrWhiteSpace(turn.Slots.Reason))
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条刚有变动，请再申请一次。", $"{reference} has just changed; please ask again.")));
        var now = clock.Now;
        var isLate = deadline < turn.Today;
        var request = new ExtensionRequest(day.Value, turn.Slots.Reason!, turn.Person.Id, now) { IsLate = isLate };
        var messages = Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => RequestFor(person, turn, item with { Extension = request }, request))
            .Concat(Notices.OnBehalf(turn, item, now, $"申请了第{reference}条延期到 {OfficeClock.Text(request.To)}", $"asked to extend {reference} to {OfficeClock.Text(request.To)}")).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say($"第{reference}条已申请延期到 {OfficeClock.Text(request.To)}，等办公室批。", $"An extension of {reference} to {OfficeClock.Text(request.To)} was requested; the office decides."),
            Tone = isLate ? ReplyTone.Warning : ReplyTone.Good,
            Lines =
            [
                .. isLate ? new[] { turn.Say("期限已过才申请：即使批准，也计一次逾期。", "Asked after the deadline: it counts as overdue even when granted.") } : [],
                .. Told.Line(turn, messages, turn.WithoutLiaison(item)) is { } told ? new[] { told } : [],
            ],
        })
        {
            Changes = [new ItemChange(EventKind.ExtensionRequested, item, item with { Extension = request }, turn.Say($"延到 {OfficeClock.Text(request.To)}：{turn.Slots.Reason}", $"to {OfficeClock.Text(request.To)}: {turn.Slots.Reason}"))],
            Messages = messages,
        };
    }

    private static string? Fault(Turn turn, WorkItem item, DateOnly day) => day <= turn.Today
        ? turn.Say($"{OfficeClock.Text(day)} 已经过了，没有记入，请写今天以后的日期。", $"{OfficeClock.Text(day)} has passed; nothing was recorded.")
        : day <= item.Deadline
            ? turn.Say($"现在的期限是 {OfficeClock.Text(item.Deadline.Value)}，{OfficeClock.Text(day)} 不比它晚，没有记入。", $"It is due {OfficeClock.Text(item.Deadline.Value)} already; {OfficeClock.Text(day)} is not later.")
            : null;

    private static Reply RequestFor(Person person, Turn turn, WorkItem item, ExtensionRequest request)
    {
        var isEnglish = person.Language == "en";
        var (unit, reference) = (turn.Roster.NameOf(item.UnitId), turn.RefOf(item.PlanId, item.Number));
        return new Reply
        {
            Title = isEnglish ? $"{unit} asks to extend {reference} to {OfficeClock.Text(request.To)}" : $"{unit}申请第{reference}条延期到 {OfficeClock.Text(request.To)}",
            Lines = [turn.TitleOf(item), isEnglish ? $"Reason: {request.Reason}" : $"原因：{request.Reason}", .. request.IsLate ? new[] { isEnglish ? "Asked after the deadline." : "期限已过后提出。" } : []],
            Choices = [.. ReviewChoices.Of(item, unit, reference, isEnglish), ReviewChoices.History(reference, isEnglish)],
            RefreshSay = ReviewChoices.RefreshSay(unit, reference),
            Hint = isEnglish ? $"To refuse: reject extension {reference} {unit}, reason" : $"不同意请写原因：不同意延期 {reference} {unit}，原因…",
        };
    }
}
