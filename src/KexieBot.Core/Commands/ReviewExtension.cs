using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>同意延期 / 不同意延期: the office decides on a later deadline, and may grant another day than was asked for.</summary>
public sealed class ReviewExtension(Ledger.Ledger ledger, ItemFinder finder, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.ApproveExtension, Intent.RejectExtension];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("同意延期 7", "批准延期，也可另写日期", "approve extension 7", "grant it, or another day"),
        new("不同意延期 7，请按期完成", "不批延期，写明原因", "reject extension 7, the day stands", "refuse it, with the reason"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say("请说明是第几条，例如：同意延期 7", "Which measure? For example: approve extension 7")) with { Asks = Question.ForNumber(turn) };
        var isRefusal = turn.Understood.Intent == Intent.RejectExtension;
        if (isRefusal && string.IsNullOrWhiteSpace(turn.Slots.Reason))
        {
            return Reply.Refusal(turn.Say($"不同意第{turn.Slots.Measures[0]}条延期，原因是什么？", $"Refuse the extension of {turn.Slots.Measures[0]}: for what reason?")) with
            {
                Asks = Question.ForText(turn, AwaitedText.Reason),
            };
        }

        if (turn.Slots.NewDeadline < turn.Today)
            return Reply.Refusal(turn.Say($"{OfficeClock.Text(turn.Slots.NewDeadline.Value)} 已经过了，没有改动。", $"{OfficeClock.Text(turn.Slots.NewDeadline.Value)} has passed; nothing was changed."));
        return await finder.WaitingItemAsync(turn, item => item.Extension is not null, turn.Say("待批的延期申请", "extension to decide")) switch
        {
            FoundItem.Yes { Item: var item } => await ledger.CommitAsync(item.PlanId, turn.Origin, [item.Ref], current => Decide(turn, current[item.Ref], isRefusal)),
            FoundItem.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundItem has no answer here."),
        };
    }

    private Decision Decide(Turn turn, WorkItem item, bool isRefusal)
    {
        var (now, reference, unit) = (clock.Now, turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        if (item.Extension is not { } request)
            return new Decision(Reply.Refusal(turn.Say($"{unit}第{reference}条没有待批的延期申请（可能已经批过），没有改动。", $"{unit}'s {reference} has no extension to decide (it may be decided already).")));
        var day = ExtendedDay.Of(turn.Slots, item.Deadline ?? turn.Today, turn.Today, calendar) ?? request.To;
        if (!isRefusal && (day <= turn.Today || day <= item.Deadline))
            return new Decision(Reply.Refusal(turn.Say($"{OfficeClock.Text(day)} 不晚于今天或现在的期限，没有改动，请另写日期，例如：同意延期 {reference} {unit} 12月31日", $"{OfficeClock.Text(day)} is not later than today or the deadline; say another day.")));
        var after = isRefusal ? item with { Extension = null } : item with { Extension = null, Deadline = day, MissedDeadline = item.MissedDeadline ?? (request.IsLate ? item.Deadline : null) };
        var messages = Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, now, person => AnswerFor(person, turn, item, request, day, isRefusal)).ToList();
        return new Decision(new Reply
        {
            Title = isRefusal
                ? turn.Say($"没有同意{unit}第{reference}条延期，期限仍是 {OfficeClock.Text(item.Deadline!.Value)}。", $"The extension of {unit}'s {reference} was refused; it stays due {OfficeClock.Text(item.Deadline!.Value)}.")
                : turn.Say($"已同意{unit}第{reference}条延期到 {OfficeClock.Text(day)}。", $"{unit}'s {reference} is now due {OfficeClock.Text(day)}."),
            Tone = ReplyTone.Good,
            Lines = [.. new[] { isRefusal ? null : Late(request, turn.IsEnglish), Told.Line(turn, messages, turn.WithoutLiaison(item)) }.OfType<string>()],
        })
        {
            Changes = [new ItemChange(isRefusal ? EventKind.ExtensionRefused : EventKind.ExtensionGranted, item, after, isRefusal ? turn.Slots.Reason : turn.Say($"延到 {OfficeClock.Text(day)}", $"to {OfficeClock.Text(day)}"))],
            Messages = [.. messages, .. Notices.OnCards(turn.Roster.InRole(PersonRole.Office), turn, item, now, person => OutcomeFor(person, turn, unit, reference, isRefusal ? null : day))],
        };
    }

    private static Reply OutcomeFor(Person officer, Turn turn, string unit, string reference, DateOnly? until)
    {
        var isEnglish = officer.Language == "en";
        var title = (isEnglish, until) switch
        {
            (false, { } day) => $"{turn.Person.Name}已同意{unit}第{reference}条延期到 {OfficeClock.Text(day)}",
            (false, null) => $"{turn.Person.Name}没有同意{unit}第{reference}条延期：{turn.Slots.Reason}",
            (true, { } day) => $"{turn.Person.Name} extended {unit}'s {reference} to {OfficeClock.Text(day)}",
            (true, null) => $"{turn.Person.Name} refused to extend {unit}'s {reference}: {turn.Slots.Reason}",
        };
        return ReviewChoices.Decided(title, reference, isEnglish);
    }

    private static string? Late(ExtensionRequest request, bool isEnglish) => !request.IsLate ? null
        : isEnglish ? "It was asked for after the deadline and counts as overdue once." : "期限已过才申请，仍计一次逾期。";

    private static Reply AnswerFor(Person person, Turn turn, WorkItem item, ExtensionRequest request, DateOnly day, bool isRefusal)
    {
        var isEnglish = person.Language == "en";
        var (reference, title) = (turn.RefOf(item.PlanId, item.Number), turn.TitleOf(item));
        if (!isRefusal)
            return Reply.Of(isEnglish ? $"{reference} {title}: extended to {OfficeClock.Text(day)}" : $"第{reference}条 {title} 已同意延期到 {OfficeClock.Text(day)}", ReplyTone.Good) with { Lines = Late(request, isEnglish) is { } late ? [late] : [] };
        return new Reply
        {
            Title = isEnglish ? $"{reference} {title}: the extension was refused; it stays due {OfficeClock.Text(item.Deadline!.Value)}" : $"第{reference}条 {title} 延期未获同意，期限仍是 {OfficeClock.Text(item.Deadline!.Value)}",
            Tone = ReplyTone.Warning,
            Lines = [isEnglish ? $"Reason: {turn.Slots.Reason}" : $"原因：{turn.Slots.Reason}"],
        };
    }
}
