using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>申请办结 N: the unit asks the office to accept its part as done.</summary>
public sealed class RequestClose(Ledger.Ledger ledger, ItemFinder finder, LedgerReader reader, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.RequestClose];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_Close, Texts.Help_CloseWhat),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 0)
            return await WhichAsync(turn);
        if (turn.Slots.Measures.Count > 1)
            return Reply.Refusal(turn.Say(Texts.RequestClose_OneAtATime));
        if (turn.Slots.Percent is < 100)
            return NotDone(turn, turn.Slots.Percent.Value);
        var found = await finder.ItemToChangeAsync(turn, turn.Slots.Measures[0]);
        return await found.AnswerAsync(yes => CommitAsync(turn, yes.Item));
    }

    // 第10条已完成80%，申请办结: one of the two is not meant.
    private static Reply NotDone(Turn turn, int percent)
    {
        var (reference, close) = (turn.Slots.Measures[0], turn.Say(Texts.Command_Close, turn.Slots.Measures[0]));
        var report = turn.Say(Texts.Command_UpdatePercent, reference, percent);
        return Reply.Refusal(turn.Say(Texts.RequestClose_NotDone, reference, percent)) with
        {
            Choices = [new Choice(report, report), new Choice(close, close)],
        };
    }

    private async Task<Reply> WhichAsync(Turn turn)
    {
        var open = (await reader.ItemsOfUnitsAsync(turn.Plans, turn.Person.UnitIds)).Where(item => item.State is WorkItemState.Assigned or WorkItemState.InProgress);
        var refs = open.OrderByDescending(item => item.Percent).ThenBy(item => item.Deadline ?? DateOnly.MaxValue).Select(item => turn.RefOf(item.PlanId, item.Number)).Distinct(StringComparer.Ordinal).Take(5);
        return Reply.Refusal(turn.Say(Texts.RequestClose_AsksMeasure)) with
        {
            Asks = new Question(Intent.RequestClose, turn.Say(Texts.RequestClose_CommandBefore), turn.Say(Texts.RequestClose_CommandAfter)) { AwaitsNumber = true },
            Choices = [.. refs.Select(reference => new Choice(turn.Say(Texts.Measure_Reference, reference), turn.Say(Texts.Command_Close, reference)))],
        };
    }

    // The lead answers for all of the measure, so it is decided with all of it in view.
    private async Task<Reply> CommitAsync(Turn turn, WorkItem item)
    {
        var refs = item.Role == UnitRole.Lead ? (await reader.ItemsOfMeasureAsync(item.PlanId, item.Number)).Select(other => other.Ref) : [item.Ref];
        return await ledger.CommitAsync(item.PlanId, turn.Origin, [.. refs], items => SilentSupport(turn, items[item.Ref], items.Values) ?? Decide(turn, items[item.Ref]));
    }

    // 申请办结 5 东门街道: the unit's name says whose item it is, and is no text.
    private static string? NoteOf(Turn turn)
    {
        var note = turn.Slots.Note?.Trim();
        foreach (var unit in turn.Slots.Units.Select(turn.Roster.FindUnit).OfType<Unit>())
        {
            if (note is not null && SpokenUnit.AtStartOf(note, unit) is { } name && (note.Length == name.Length || " ，,。：:".Contains(note[name.Length], StringComparison.Ordinal)))
                note = note[name.Length..].Trim(' ', '，', ',', '。', '：', ':');
        }

        return string.IsNullOrWhiteSpace(note) ? null : note;
    }

    // The lead closes when those who support it have reported, or says why not.
    private static Decision? SilentSupport(Turn turn, WorkItem item, IEnumerable<WorkItem> ofMeasure)
    {
        if (item is not { Role: UnitRole.Lead, State: WorkItemState.Assigned or WorkItemState.InProgress } || NoteOf(turn) is not null)
            return null;
        var silent = ofMeasure.Where(other => other is { Role: UnitRole.Supporting, IsOpen: true, ReportedAt: null }).OrderBy(other => other.Order).Select(other => turn.Roster.NameOf(other.UnitId)).ToList();
        if (silent.Count == 0)
            return null;
        var (reference, names) = (turn.RefOf(item.PlanId, item.Number), turn.Language.Join(silent.Take(4)) + (silent.Count > 4 ? turn.Say(Texts.Names_AndOthers) : ""));
        return new Decision(Reply.Refusal(turn.Say(Texts.RequestClose_SupportingSilent, reference, names)) with
        {
            Asks = new Question(Intent.RequestClose, turn.Say(Texts.RequestClose_Close) + $" {reference} {turn.Roster.NameOf(item.UnitId)} ") { Awaits = AwaitedText.Note },
        });
    }

    private Decision Decide(Turn turn, WorkItem item)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (WorkItemMoves.RequestClose(item, clock.Now, turn.Today) is not { } after)
        {
            var state = ItemRows.StateWord(item.State, turn.Language);
            return new Decision(Reply.Refusal(turn.Say(Texts.RequestClose_NotOpen, reference, state)));
        }

        if (item.ReportedAt is null)
            return new Decision(Reply.Refusal(turn.Say(Texts.RequestClose_NothingReported, reference)));
        var note = NoteOf(turn);
        after = after with { Progress = note ?? item.Progress };
        var unit = turn.Roster.NameOf(item.UnitId);
        var messages = Notices.To(turn.Roster.InRole(PersonRole.Office), turn, item, clock.Now, person => RequestFor(person, turn, after, unit, reference))
            .Concat(Notices.OnBehalf(turn, item, clock.Now, Texts.RequestClose_OnBehalf, reference)).ToList();
        return new Decision(new Reply
        {
            Lines = [.. IsBelow(item) ? new[] { turn.Say(Texts.RequestClose_BelowHundred, item.Percent) } : [], .. item.Deadline < turn.Today ? new[] { turn.Say(Texts.RequestClose_WillBeLate, OfficeClock.Text(item.Deadline.Value)) } : [], .. Told.Lines(turn, messages, turn.WithoutLiaison(item))],
            Title = turn.Say(Texts.RequestClose_Recorded, reference, ItemRows.StageWord(item, turn.Today, turn.Language)),
            Tone = ReplyTone.Good,
        })
        {
            Changes = [new ItemChange(EventKind.CloseRequested, item, after, note)],
            Messages = messages,
        };
    }

    /// <summary>It is to be closed though less than all was reported as done; a stage may be.</summary>
    internal static bool IsBelow(WorkItem item) => item is { IsLongTerm: false, HasLaterStage: false, Percent: < 100 };

    private static string Standing(WorkItem item, Language language)
    {
        var evidence = item.Evidence.Count == 0 ? language.Say(Texts.RequestClose_NoEvidence) : language.Say(Texts.RequestClose_Evidence, item.Evidence.Count);
        return item.IsLongTerm ? evidence : language.Say(Texts.RequestClose_Standing, item.Percent, evidence);
    }

    private static Reply RequestFor(Person person, Turn turn, WorkItem item, string unit, string reference)
    {
        var language = person.Language;
        return new Reply
        {
            Title = (language.Say(Texts.RequestClose_ToOffice, unit, reference, turn.TitleOf(item))) + ItemRows.StageWord(item, turn.Today, language),
            Lines = [Standing(item, language), .. item.Progress is { } progress ? new[] { progress } : []],
            Choices = [.. ReviewChoices.Of(item, unit, reference, language), ReviewChoices.History(reference, language)],
            RefreshSay = ReviewChoices.RefreshSay(unit, reference),
            Hint = language.Say(Texts.RequestClose_HowToReturn, unit, reference),
        };
    }
}
