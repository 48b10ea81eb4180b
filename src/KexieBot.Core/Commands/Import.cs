using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>
/// 导入: a plan, a corrected draft or a roster that came as a file, shown as it was read and confirmed before it is written. The file is kept under its hash,
/// and the words on the buttons carry the hash: what is imported is what was shown, on whichever replica the answer arrives.
/// </summary>
public sealed partial class Import(PlanImporting plans, RosterImporting rosters, ImportFiles files) : ChatCommand
{
    private const int MostDoubts = 4;
    private const int MostChanges = 8;

    public override IReadOnlyList<Intent> Intents => [Intent.ImportPlan];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Import, Texts.Help_ImportWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    /// <summary>What imports a file that is kept already.</summary>
    public static string CommandFor(Turn turn, string hash, string name) => turn.Say(Texts.Import_Command, hash, name);

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (file, fault) = await FileAsync(turn, cancellationToken);
        if (fault is not null)
            return Reply.Refusal(fault);
        if (file is null)
            return Reply.Of(turn.Say(Texts.Import_AsksFile)) with { Hint = turn.Say(Texts.Import_OnServer), Asks = new Question(Intent.ImportPlan, turn.Say(Texts.Help_Import)) { IsOptional = true } };
        return files.Read(file) switch
        {
            ImportedFile.Plan { Draft: var draft } => await PlanAsync(turn, file, draft),
            ImportedFile.Roster { Reading: var reading } => await RosterAsync(turn, file, reading),
            ImportedFile.Refused { Sentence: var sentence } => Reply.Refusal(sentence),
            _ => Reply.Refusal(turn.Say(Texts.Import_FileIsGone)),
        };
    }

    private async Task<(KeptFile? File, string? Fault)> FileAsync(Turn turn, CancellationToken cancellationToken) => turn.Message.Attachments switch
    {
        [] => (FileIn(turn.Message.Text), null),
        [var attachment] => await files.KeepAsync(turn, attachment, cancellationToken),
        _ => (null, turn.Say(Texts.Import_OneFile)),
    };

    private static KeptFile? FileIn(string text) => Kept().Match(text) is { Success: true } found ? new KeptFile(found.Groups["hash"].Value, found.Groups["name"].Value.Trim()) : null;

    private async Task<Reply> PlanAsync(Turn turn, KeptFile file, PlanDraft draft)
    {
        var command = CommandFor(turn, file.Hash, file.Name);
        switch (await plans.ProposeAsync(draft, id: null))
        {
            case PlanProposal.New { Import: var import }:
                var title = turn.Say(Texts.Import_ConfirmNew, draft.Title, import.Plan.Measures.Count, import.Items.Count, import.Items.DistinctBy(item => item.UnitId, StringComparer.Ordinal).Count());
                return turn.MustConfirm(isWide: true, title) ? Shown(turn, file, draft, Reply.Confirm(turn, title, command)) : await AddAsync(turn, import);
            case PlanProposal.Newer { Revision: { IsEmpty: false } revision }:
                var changes = revision.Changes.Where(change => change.Kind != ChangeKind.Unchanged).ToList();
                var asking = turn.Say(Texts.Import_ConfirmNewer, draft.Title, Count(changes, ChangeKind.Added), Count(changes, ChangeKind.Changed) + Count(changes, ChangeKind.Moved), Count(changes, ChangeKind.Dropped));
                return turn.MustConfirm(isWide: true, asking)
                    ? Shown(turn, file, draft, Reply.Confirm(turn, asking, command)) with { Facts = [.. changes.Take(MostChanges).Select(change => FactOf(turn, change))] }
                    : await plans.ReviseAsync(revision, turn.Origin);
            case PlanProposal.Newer:
                return Reply.Of(turn.Say(Texts.Import_SameAsLedger, draft.Title));
            default:
                return Reply.Refusal(turn.Say(Texts.Import_NoMeasures, file.Name));
        }
    }

    private static int Count(List<MeasureChange> changes, ChangeKind kind) => changes.Count(change => change.Kind == kind);

    private static Fact FactOf(Turn turn, MeasureChange change) => new(
        turn.Say(change.Kind switch { ChangeKind.Added => Texts.Import_Added, ChangeKind.Dropped => Texts.Import_Dropped, ChangeKind.Moved => Texts.Import_Moved, _ => Texts.Import_Changed }),
        $"{(change.After ?? change.Before)!.Title}{(change.Fields.Count > 0 ? turn.Say(Texts.Words_InBrackets, string.Join('、', change.Fields)) : "")}");

    // What is doubtful comes before the question; the rest of it stands in the workbook.
    private static Reply Shown(Turn turn, KeptFile file, PlanDraft draft, Reply question)
    {
        var doubts = draft.Problems.Concat(RosterMatch.ProblemsOf(draft, turn.Roster)).ToList();
        var isUndated = draft.Measures.All(measure => measure.Deadline is null && measure.Cycle is null);
        return question with
        {
            Facts =
            [
                new(turn.Say(Texts.Import_Dated), $"{draft.Measures.Count(measure => measure.Deadline?.Date is not null)}"),
                new(turn.Say(Texts.Import_Cyclic), $"{draft.Measures.Count(measure => measure.Cycle is not null)}"),
                new(turn.Say(Texts.Import_Doubts), $"{doubts.Count}"),
            ],
            Lines =
            [
                .. doubts.Take(MostDoubts).Select(doubt => doubt.Line > 0 ? turn.Say(Texts.Import_DoubtInLine, doubt.Line, doubt.Message) : doubt.Message),
                .. isUndated ? new[] { turn.Say(Texts.Import_NoDates) } : [],
            ],
            File = new ReplyFile($"{turn.Say(Texts.Import_Draft)} {Path.GetFileNameWithoutExtension(file.Name)}.xlsx", CommandFor(turn, file.Hash, file.Name)) { DraftOf = file },
            Hint = turn.Say(Texts.Import_CorrectDraft),
        };
    }

    private async Task<Reply> AddAsync(Turn turn, PlanImport import)
    {
        if (!await plans.AddAsync(import, turn.Origin))
            return Reply.Refusal(turn.Say(Texts.Import_TryAgain));
        var alone = import.Items.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any()).Select(turn.Roster.NameOf).ToList();
        return Reply.Of(turn.Say(Texts.Import_Done, import.Plan.Title, import.Plan.Id, import.Plan.Measures.Count, import.Items.Count), ReplyTone.Good) with
        {
            Lines = alone.Count == 0 ? [] : [turn.Say(Texts.Import_WithoutLiaison, alone.Count, turn.Language.Join(alone.Take(MostChanges)))],
            Choices = [Offers.Status(turn)],
        };
    }

    private async Task<Reply> RosterAsync(Turn turn, KeptFile file, RosterReading reading)
    {
        var problems = reading.Problems.Take(MostDoubts).Select(problem => problem.Message).ToList();
        if (reading.IsRefused)
            return Reply.Refusal(turn.Say(Texts.Import_RosterRefused)) with { Lines = problems };
        var changes = await rosters.ChangesAsync(reading.Roster);
        if (changes.Count == 0)
            return Reply.Of(turn.Say(Texts.Import_SameRoster));
        var title = turn.Say(Texts.Import_ConfirmRoster, changes.Count);
        if (turn.MustConfirm(isWide: true, title))
        {
            return Reply.Confirm(turn, title, CommandFor(turn, file.Hash, file.Name)) with
            {
                Lines = [.. changes.Take(MostChanges).Select(change => change.Text), .. changes.Count > MostChanges ? new[] { turn.Say(Texts.Import_MoreChanges, changes.Count - MostChanges) } : [], .. problems],
            };
        }

        await rosters.CommitAsync(reading.Roster);
        return Reply.Of(turn.Say(Texts.Import_RosterDone, changes.Count), ReplyTone.Good);
    }

    [GeneratedRegex(@"(?<![0-9a-f])(?<hash>[0-9a-f]{64}) (?<name>[^\r\n]{1,200})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kept();
}
