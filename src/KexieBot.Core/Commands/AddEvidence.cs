using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>佐证材料: files, pictures and links that came with a message, kept with the item. Files are fetched at once, since channels keep them for hours or days; links stay links.</summary>
public sealed partial class AddEvidence(Ledger.Ledger ledger, ItemFinder finder, LedgerReader reader, EvidenceFiles files, OfficeClock clock) : ChatCommand
{
    /// <summary>The most that is kept with one item.</summary>
    public const int MostPieces = 50;

    private const int MostFiles = 10;
    private const int LongestSource = 2000;

    public override IReadOnlyList<Intent> Intents => [Intent.Upload];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Evidence, Texts.Help_EvidenceWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Liaison or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        // Whose item it is comes first: what nobody may add is not fetched.
        var found = turn.Slots.Measures.Count == 1 ? await finder.ItemToChangeAsync(turn, turn.Slots.Measures[0]) : null;
        if (found is FoundItem.No { IsChoice: false } refused)
            return refused.Reply;
        if (found is FoundItem.Yes { Item: { IsOpen: false } closed })
            return NotOpen(turn, closed);
        var (pieces, fault) = await PiecesOfAsync(turn, cancellationToken);
        if (fault is not null)
            return Reply.Refusal(fault);
        if (pieces.Count == 0)
            return Reply.Refusal(turn.Say(Texts.Evidence_NothingSent));
        return found switch
        {
            FoundItem.Yes { Item: var item } => await ledger.CommitAsync(item.PlanId, turn.Origin, [item.Ref], items => Decide(turn, items[item.Ref], pieces)),
            FoundItem.No no => no.Reply with { Asks = (no.Reply.Asks ?? new Question(Intent.Upload, "")) with { Pieces = pieces } },
            _ => await WhichAsync(turn, pieces),
        };
    }

    // The file itself does not come again with the answer: what was kept of it goes along with the question.
    private async Task<Reply> WhichAsync(Turn turn, List<EvidencePiece> pieces)
    {
        var open = (await reader.ItemsOfUnitsAsync(turn.Plans, turn.Person.UnitIds)).Where(item => item.IsOpen).OrderByDescending(item => item.ReportedAt).Take(5).ToList();
        // The office sends plans too.
        var imports = turn.IsOffice && pieces is [{ Hash: { } hash, Name: var name }] && DocumentReader.IsOfReadKind(name) ? new[] { new Choice(turn.Say(Texts.Import_InsteadOfEvidence), Import.CommandFor(turn, hash, name)) } : [];
        return Reply.Of(turn.Say(Texts.Evidence_AsksNumber)) with
        {
            Asks = new Question(Intent.Upload, turn.Say(Texts.Evidence_CommandBefore), turn.Say(Texts.Evidence_CommandAfter)) { AwaitsNumber = true, Pieces = pieces },
            Choices = [.. open.Select(item => turn.RefOf(item.PlanId, item.Number)).Distinct(StringComparer.Ordinal).Select(reference => new Choice(reference, reference)), .. imports],
        };
    }

    private static Reply NotOpen(Turn turn, WorkItem item)
    {
        var (reference, state) = (turn.RefOf(item.PlanId, item.Number), ItemRows.StateWord(item.State, turn.Language));
        return Reply.Refusal(turn.Say(Texts.Evidence_NotOpen, reference, state));
    }

    private Decision Decide(Turn turn, WorkItem item, List<EvidencePiece> pieces)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (!item.IsOpen)
            return new Decision(NotOpen(turn, item));
        var fresh = pieces.Where(piece => item.Evidence.All(known => known.Source != piece.Source && (piece.Hash is null || known.Hash != piece.Hash))).ToList();
        if (fresh.Count == 0)
            return new Decision(Reply.Of(turn.Say(Texts.Evidence_AlreadyThere, reference)));
        if (item.Evidence.Count + fresh.Count > MostPieces)
            return new Decision(Reply.Refusal(turn.Say(Texts.Evidence_Full, reference, MostPieces)));
        var names = string.Join('、', fresh.Select(piece => piece.Name));
        var messages = Notices.OnBehalf(turn, item, clock.Now, Texts.Evidence_OnBehalf, reference, names).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.Evidence_Kept, reference, fresh.Count, item.Evidence.Count + fresh.Count),
            Tone = ReplyTone.Good,
            Lines = [names, .. Told.Lines(turn, messages, turn.WithoutLiaison(item))],
        })
        {
            Changes = [new ItemChange(EventKind.EvidenceAdded, item, item with { Evidence = [.. item.Evidence, .. fresh] }, names)],
            Messages = messages,
        };
    }

    private async Task<(List<EvidencePiece> Pieces, string? Fault)> PiecesOfAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (now, pieces) = (clock.Now, new List<EvidencePiece>());
        if (turn.Message.Attachments.Count > MostFiles)
            return ([], turn.Say(Texts.Evidence_TooManyFiles, MostFiles));
        foreach (var attachment in turn.Message.Attachments)
        {
            if (attachment.ContentType == "text/uri-list")
            {
                pieces.Add(new EvidencePiece(TextCut.To(attachment.Name, EvidencePiece.LongestName), TextCut.To(attachment.Source, LongestSource), turn.Person.Id, now));
                continue;
            }

            if (!attachment.IsNamelessPicture && !EvidenceFiles.IsKept(attachment.Name))
                return ([], NotTaken(turn, attachment));
            var (hash, fetched) = await files.KeepAsync(turn.Message.Sender.Channel, attachment, cancellationToken);
            if (hash is null)
                return ([], Refusals.FaultOf(turn, attachment, fetched));
            var name = attachment.IsNamelessPicture && fetched is FetchedFile.Content picture ? attachment.Name + Pictures.ExtensionOf(picture.Bytes) : attachment.Name;
            if (!EvidenceFiles.IsKept(name))
                return ([], NotTaken(turn, attachment));
            pieces.Add(new EvidencePiece(TextCut.To(name, EvidencePiece.LongestName), TextCut.To(attachment.SourceToKeep, LongestSource), turn.Person.Id, now) { Hash = hash });
        }

        pieces.AddRange(Link().Matches(turn.Message.Text).Select(match => match.Value)
            .Select(link => new EvidencePiece(TextCut.To(Uri.UnescapeDataString(link[(link.LastIndexOf('/') + 1)..]) is { Length: > 0 } name ? name : link, EvidencePiece.LongestName), TextCut.To(link, LongestSource), turn.Person.Id, now)));
        pieces.AddRange(turn.Pieces);
        // 【附件】总结.docx: the channel put the file's name into the text.
        if (pieces.Count == 0 && turn.Slots.File is { } file)
            pieces.Add(new EvidencePiece(TextCut.To(file, EvidencePiece.LongestName), $"{turn.Message.Sender.Channel}:{turn.Message.MessageId}", turn.Person.Id, now));
        return (pieces, null);
    }

    private static string NotTaken(Turn turn, InboundAttachment attachment) => turn.Say(Texts.Evidence_WrongKind, TextCut.To(attachment.Name, EvidencePiece.LongestName), EvidenceFiles.KindsInWords);

    [GeneratedRegex(@"https?://[^\s，。；、）)】]{4,2000}", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
