using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>更新 N 60% 文字: progress on an item; 更正 puts it right; 第N条卡住了 tells a problem. The same command takes the form's fields.</summary>
public sealed partial class Report(Ledger.Ledger ledger, ItemFinder finder, ItemRows rows, OfficeClock clock) : ChatCommand
{
    private const int StageSoonDays = 10;
    private const int LongestQuote = 100;
    private const int MostOffered = 6;

    public override IReadOnlyList<Intent> Intents => [Intent.ReportProgress, Intent.CorrectProgress, Intent.ReportProblem];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_Report, Texts.Help_ReportWhat),
        new(Texts.Help_Correct, Texts.Help_CorrectWhat),
        new(Texts.Help_NoNews, Texts.Help_NoNewsWhat),
        new(Texts.Help_Problem, Texts.Help_ProblemWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var slots = turn.Slots;
        if (slots.Measures.Count == 0 && slots.Keyword is { } keyword && turn.Understood.Intent == Intent.ReportProgress)
        {
            if (NamedMeasure.Said(turn, keyword) is { } said && turn.Read(said) is { Intent: Intent.ReportProgress, Slots.Measures: [_] } named)
                return await RunAsync(turn with { Message = turn.Message with { Text = said }, Understood = named }, cancellationToken);
            if (NamedMeasure.Offered(turn, keyword) is { Count: > 0 } offered)
                return Reply.Refusal(turn.Say(Texts.Report_WhichOfSeveral, keyword)) with { Choices = offered, Asks = ForNumber(turn) };
        }

        if (slots.Measures.Count == 0)
            return Reply.Refusal(turn.Say(Texts.Ask_Measure)) with { Asks = ForNumber(turn) };
        if (slots.Measures.Count > 1)
            return OneAtATime(turn);
        if (slots.Percent is < 0 or > 100)
            return Reply.Refusal(turn.Say(Texts.Report_PercentOutOfRange, slots.Percent));
        var found = await finder.ItemToChangeAsync(turn, slots.Measures[0]);
        return await found.AnswerAsync(async yes => IsEmpty(slots) ? ReportForm.For(turn, yes.Item) : await ledger.CommitAsync(yes.Item.PlanId, turn.Origin, [yes.Item.Ref], items => Decide(turn, items[yes.Item.Ref])));
    }

    private static Reply OneAtATime(Turn turn) => Reply.Refusal(turn.Say(Texts.Report_OneAtATime)) with
    {
        Choices = [.. turn.Slots.Measures.Take(MostOffered).Select(measure => Choice.Saying($"{ReportForm.Verb(turn)} {measure}" + (turn.Slots.Percent is { } percent ? $" {percent}%" : "") + (turn.Slots.Note is { } note ? $" {note}" : "")))],
    };

    private static Question ForNumber(Turn turn) => turn.Understood.Intent != Intent.ReportProblem
        ? new Question(turn.Understood.Intent, ReportForm.Verb(turn) + " ", $" {turn.Message.Text.Trim()}") { AwaitsNumber = true }
        : new Question(Intent.ReportProblem, ReportForm.Verb(turn) + " ", BareProblem().IsMatch(turn.Message.Text) ? "" : $" {turn.Message.Text.Trim()}") { AwaitsNumber = true };

    private static bool IsEmpty(Slots slots) =>
        slots.Percent is null && string.IsNullOrWhiteSpace(slots.Note) && string.IsNullOrWhiteSpace(slots.Problem) && string.IsNullOrWhiteSpace(slots.NextStep);

    private Decision Decide(Turn turn, WorkItem item)
    {
        var (slots, reference) = (turn.Slots, turn.RefOf(item.PlanId, item.Number));
        if (!item.IsOpen)
        {
            var state = ItemRows.StateWord(item.State, turn.Language);
            return new Decision(Reply.Refusal(turn.Say(Texts.Report_NotOpen, reference, state)));
        }

        var isCorrection = turn.Understood.Intent == Intent.CorrectProgress;
        if (isCorrection && item.ReportedAt is null)
            return new Decision(Reply.Refusal(turn.Say(Texts.Report_NothingToCorrect, reference)));
        var said = isCorrection ? slots.Note ?? BehindPercent(turn.Message.Text) : slots.Note;
        if (item.IsLongTerm && slots.Percent is { } figure)
        {
            // It is judged by its reports: the figure is part of what was said, in the person's own words.
            said = slots.Words ?? $"{figure}% {said}".TrimEnd();
            slots = slots with { Percent = null, Note = said };
        }

        if (slots.Percent < item.Percent && string.IsNullOrWhiteSpace(said))
            return new Decision(Reply.Refusal(turn.Say(Texts.Report_LowerNeedsReason, reference, item.Percent, ReportForm.Verb(turn), slots.Percent)) with { Asks = Question.Completing(turn.Understood.Intent, ReportForm.Command(turn, item, slots.Percent)) });
        var now = clock.Now;
        var isFirst = item.State == WorkItemState.Assigned;
        var after = item with
        {
            State = isFirst ? WorkItemState.InProgress : item.State,
            StateSince = isFirst ? now : item.StateSince,
            AcknowledgedAt = item.AcknowledgedAt ?? now,
            ReportedAt = now,
            Percent = slots.Percent ?? item.Percent,
            Progress = slots.Note ?? item.Progress,
            Problem = IsSolved(turn) ? null : slots.Problem ?? item.Problem,
            NextStep = slots.NextStep ?? item.NextStep,
        };
        List<OutboxEntry> messages = [.. ToOffice(turn, item, after), .. Notices.OnBehalf(turn, after, now, Texts.Report_OnBehalf, reference, At(after), said)];
        return new Decision(Confirmation(turn with { Understood = turn.Understood with { Slots = slots } }, item, after, messages, turn.Slots.Percent))
        {
            Changes = [new ItemChange(isCorrection ? EventKind.Corrected : EventKind.Reported, item, after, TextOf(turn, said, item, after))],
            Messages = messages,
        };
    }

    private static string At(WorkItem item) => item.IsLongTerm ? "" : $"{item.Percent}% ";

    // 存在问题 is for the office to help with: it hears of one that is new or has become another.
    private IEnumerable<OutboxEntry> ToOffice(Turn turn, WorkItem before, WorkItem after) => after.Problem is { } problem && problem != before.Problem
        ? Notices.To(turn.Roster.InRole(PersonRole.Office), turn, after, clock.Now, person => ProblemFor(person, turn, after, problem))
        : [];

    // An open problem stays until somebody says that it is gone, in words or by emptying the form's field.
    private static bool IsSolved(Turn turn) =>
        (turn.Slots.Problem is { } problem ? NoProblem().IsMatch(problem) : turn.Slots.Note is { } note && Solved().IsMatch(note))
        || (turn.Message.Fields.TryGetValue(FormSlots.Problem, out var field) && string.IsNullOrWhiteSpace(field));

    // 更正 7 50% 上次写错了: why it is put right goes on record, and is no progress.
    private static string? BehindPercent(string text) => Behind().Match(text) is { Success: true } match ? match.Groups["text"].Value.Trim() : null;

    private static string TextOf(Turn turn, string? said, WorkItem before, WorkItem after) => string.Join('\n', new[]
    {
        said,
        after.Problem is null ? before.Problem is null ? null : turn.Say(Texts.Report_EventSolved) : turn.Slots.Problem is { } problem ? turn.Say(Texts.Report_EventProblem, problem) : null,
        turn.Slots.NextStep is { } next ? turn.Say(Texts.Report_EventNextStep, next) : null,
    }.Where(text => !string.IsNullOrWhiteSpace(text)));

    private Reply Confirmation(Turn turn, WorkItem before, WorkItem after, List<OutboxEntry> messages, int? figure)
    {
        var reference = turn.RefOf(after.PlanId, after.Number);
        var change = after.IsLongTerm ? "" : before.Percent == after.Percent ? $"{after.Percent}%" : $"{before.Percent}% → {after.Percent}%";
        var isDone = after is { Percent: 100, IsLongTerm: false };
        var isStageDue = !isDone && after.HasLaterStage && after.Deadline <= turn.Today.AddDays(StageSoonDays) && after.State != WorkItemState.UnderReview;
        var close = turn.Say(Texts.Command_Close, reference);
        var slots = turn.Slots;
        var isProblemAlone = turn.Understood.Intent == Intent.ReportProblem;
        var taken = new[]
        {
            slots.Note,
            slots.Problem is { } problem ? isProblemAlone ? problem : turn.Say(Texts.Report_EventProblem, problem) : null,
            slots.NextStep is { } next ? turn.Say(Texts.Report_EventNextStep, next) : null,
        };
        return new Reply
        {
            Title = turn.Say(Texts.Report_Recorded, reference, change).TrimEnd(),
            Tone = ReplyTone.Good,
            Lines = [.. taken.OfType<string>().Select(text => TextCut.To(text, LongestQuote)), .. Told.Lines(turn, messages, turn.WithoutLiaison(after))],
            Rows = [rows.RowOf(turn, after, turn.Person.UnitIds.Count > 1)],
            Choices = isDone || isStageDue ? [new Choice(isDone ? turn.Say(Texts.Report_RequestClosing) : turn.Say(Texts.Report_StageIsDone), close) { IsPrimary = isDone }] : [],
            Hint = after.IsLongTerm && figure is not null ? turn.Say(Texts.Report_NotByPercent, figure)
                : isDone ? turn.Say(Texts.Report_CanBeClosed)
                : isStageDue ? turn.Say(Texts.Report_StageCanBeClosed, ItemRows.DayWord(after.Deadline!.Value, turn.Today, turn.Language)) : null,
            Asks = LacksWords(turn) ? Question.Completing(turn.Understood.Intent, ReportForm.Command(turn, after, turn.Slots.Percent)) with { IsOptional = true } : null,
        };
    }

    // A form that has no room for words announces them for the next message.
    private static bool LacksWords(Turn turn) => turn.Message.Fields.Count > 0 && !turn.Message.Fields.ContainsKey(FormSlots.Note) && turn.Slots is { Percent: not null, Note: null };

    private static Reply ProblemFor(Person person, Turn turn, WorkItem item, string problem)
    {
        var language = person.Language;
        var (unit, reference) = (turn.Roster.NameOf(item.UnitId), turn.RefOf(item.PlanId, item.Number));
        return new Reply
        {
            Title = language.Say(Texts.Report_ProblemToOffice, unit, reference, turn.TitleOf(item)),
            Tone = ReplyTone.Warning,
            Lines = [problem],
            Choices = [new Choice(language.Say(Texts.Offer_History), language.Say(Texts.Command_History, reference))],
        };
    }

    [GeneratedRegex("^[ ，,。！!]*(?:上报|反映|报|我们?有|遇到|有)?(?:问题|困难|problems?|issues?)了?[ 。！!]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex BareProblem();

    [GeneratedRegex("^[ ，,。]*(?:无|没有了?|暂无|没问题了?|(?:问题)?(?:都|均)?已经?(?:全部)?(?:解决|克服|协调好)了?|none|no|solved)[ 。！!]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex NoProblem();

    [GeneratedRegex("(?<!未|没有?|尚未)(?:问题|困难)(?:都|均)?(?:已经?)(?:全部)?(?:解决|克服|协调好)|problem (?:is |has been |was )?solved", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Solved();

    [GeneratedRegex("(?:[0-9０-９] ?[%％]|成半?|percent)[ ，,：:；;。]*(?<text>[^ ，,：:；;。].+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Behind();
}
