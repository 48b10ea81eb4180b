using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>佐证材料: files, pictures and links that came with a message, kept with the item. Files are fetched at once, since channels keep them for hours or days; links stay links.</summary>
public sealed partial class AddEvidence(Ledger.Ledger ledger, ItemFinder finder, LedgerReader reader, EvidenceFiles files, OfficeClock clock) : ChatCommand
{
    /// <summary>The most that is kept with one item.</summary>
    public const int MostPieces = 50;

    private const int LongestName = 120;
    private const int MostFiles = 10;
    private const int LongestSource = 2000;

    public override IReadOnlyList<Intent> Intents => [Intent.Upload];

    public override IReadOnlyList<CommandHelp> Help => [new("第7条佐证 https://kexie.example/总结.pdf", "链接或直接发文件、图片", "evidence 7 https://kexie.example/report.pdf", "a link, or send a file")];

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
            return Reply.Refusal(turn.Say("没看到文件或链接：请直接发文件、图片，或发“第7条佐证 链接”。", "I see no file or link: send a file, or “evidence 7 https://…”."));
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
        return Reply.Of(turn.Say("这是第几条的佐证？回复编号即可。", "For which measure? The number is enough.")) with
        {
            Asks = new Question(Intent.Upload, turn.Say("第", "evidence "), turn.Say("条佐证 【文件】材料", " 【文件】材料")) { AwaitsNumber = true, Pieces = pieces },
            Choices = [.. open.Select(item => turn.RefOf(item.PlanId, item.Number)).Distinct(StringComparer.Ordinal).Select(reference => new Choice(reference, reference))],
        };
    }

    private static Reply NotOpen(Turn turn, WorkItem item)
    {
        var (reference, state) = (turn.RefOf(item.PlanId, item.Number), ItemRows.StateWord(item.State, turn.IsEnglish));
        return Reply.Refusal(turn.Say($"第{reference}条{state}，佐证没有记入；需要补充请联系办公室。", $"{reference} is {state}; nothing was kept. Please ask the office."));
    }

    private Decision Decide(Turn turn, WorkItem item, List<EvidencePiece> pieces)
    {
        var reference = turn.RefOf(item.PlanId, item.Number);
        if (!item.IsOpen)
            return new Decision(NotOpen(turn, item));
        var fresh = pieces.Where(piece => item.Evidence.All(known => known.Source != piece.Source && (piece.Hash is null || known.Hash != piece.Hash))).ToList();
        if (fresh.Count == 0)
            return new Decision(Reply.Of(turn.Say($"第{reference}条已有这份材料。", $"{reference} has it already.")));
        if (item.Evidence.Count + fresh.Count > MostPieces)
            return new Decision(Reply.Refusal(turn.Say($"第{reference}条的佐证已满 {MostPieces} 份，没有再加。", $"{reference} has {MostPieces} pieces already; nothing was added.")));
        var names = string.Join('、', fresh.Select(piece => piece.Name));
        var messages = Notices.OnBehalf(turn, item, clock.Now, $"给第{reference}条加了佐证：{names}", $"evidence for {reference}: {names}").ToList();
        return new Decision(new Reply
        {
            Title = turn.Say($"已收下第{reference}条的 {fresh.Count} 份佐证，共 {item.Evidence.Count + fresh.Count} 份。", $"Kept {fresh.Count} with {reference}, {item.Evidence.Count + fresh.Count} in all."),
            Tone = ReplyTone.Good,
            Lines = [.. new[] { names, Told.Line(turn, messages, turn.WithoutLiaison(item)) }.OfType<string>()],
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
            return ([], turn.Say($"一次最多收 {MostFiles} 个文件，没有记入，请分几次发。", $"{MostFiles} files at a time at most; nothing was kept."));
        foreach (var attachment in turn.Message.Attachments)
        {
            if (attachment.ContentType == "text/uri-list")
            {
                pieces.Add(new EvidencePiece(Cut(attachment.Name, LongestName), Cut(attachment.Source, LongestSource), turn.Person.Id, now));
                continue;
            }

            if (!attachment.IsNamelessPicture && !EvidenceFiles.IsKept(attachment.Name))
                return ([], NotTaken(turn, attachment));
            var (hash, fetched) = await files.KeepAsync(turn.Message.Sender.Channel, attachment, cancellationToken);
            if (hash is null)
                return ([], FaultOf(turn, attachment, fetched));
            var name = attachment.IsNamelessPicture && fetched is FetchedFile.Content picture ? attachment.Name + Pictures.ExtensionOf(picture.Bytes) : attachment.Name;
            if (!EvidenceFiles.IsKept(name))
                return ([], NotTaken(turn, attachment));
            pieces.Add(new EvidencePiece(Cut(name, LongestName), Cut(attachment.SourceToKeep, LongestSource), turn.Person.Id, now) { Hash = hash });
        }

        pieces.AddRange(Link().Matches(turn.Message.Text).Select(match => match.Value)
            .Select(link => new EvidencePiece(Cut(Uri.UnescapeDataString(link[(link.LastIndexOf('/') + 1)..]) is { Length: > 0 } name ? name : link, LongestName), Cut(link, LongestSource), turn.Person.Id, now)));
        pieces.AddRange(turn.Pieces);
        // 【附件】总结.docx: the channel put the file's name into the text.
        if (pieces.Count == 0 && turn.Slots.File is { } file)
            pieces.Add(new EvidencePiece(Cut(file, LongestName), $"{turn.Message.Sender.Channel}:{turn.Message.MessageId}", turn.Person.Id, now));
        return (pieces, null);
    }

    private static string NotTaken(Turn turn, InboundAttachment attachment) => turn.Say(
        $"“{Cut(attachment.Name, LongestName)}”这类文件不收，没有记入。可以发{EvidenceFiles.KindsInWords}。",
        $"Files like “{Cut(attachment.Name, LongestName)}” are not taken; nothing was kept.");

    private static string FaultOf(Turn turn, InboundAttachment attachment, FetchedFile fetched) => fetched is FetchedFile.TooBig
        ? turn.Say($"“{Cut(attachment.Name, LongestName)}”超过 {EvidenceFiles.MostBytes >> 20} MB，没有记入；请压缩后再发，或发链接。", $"“{Cut(attachment.Name, LongestName)}” is larger than {EvidenceFiles.MostBytes >> 20} MB; nothing was kept. Send a link instead.")
        : turn.Say($"“{Cut(attachment.Name, LongestName)}”没能取到，没有记入；请再发一次，或发链接。", $"“{Cut(attachment.Name, LongestName)}” could not be fetched; nothing was kept. Send it again, or a link.");

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;

    [GeneratedRegex(@"https?://[^\s，。；、）)】]{4,2000}", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
