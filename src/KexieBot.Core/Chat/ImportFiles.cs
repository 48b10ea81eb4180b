using KexieBot.Core.Evidence;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>A file that came in a chat and is kept under the SHA-256 of its content.</summary>
public sealed record KeptFile(string Hash, string Name);

/// <summary>What a file that is to be imported turned out to be.</summary>
public abstract record ImportedFile
{
    private ImportedFile()
    {
    }

    public sealed record Plan(PlanDraft Draft) : ImportedFile;

    public sealed record Roster(RosterReading Reading) : ImportedFile;

    public sealed record Refused(string Sentence) : ImportedFile;

    /// <summary>No file is kept under that hash.</summary>
    public sealed record Gone : ImportedFile;
}

/// <summary>Keeps and reads the plans, drafts and rosters that the office sends in a chat.</summary>
public sealed class ImportFiles(EvidenceFiles files, WorkCalendar calendar)
{
    private const int LongestName = 120;

    /// <summary>Fetches what came and keeps it; null and a sentence to the sender where it cannot be had.</summary>
    public async Task<(KeptFile? File, string? Fault)> KeepAsync(Turn turn, InboundAttachment attachment, CancellationToken cancellationToken)
    {
        // In one line: the name goes into the words of a button.
        var name = string.Join(' ', attachment.Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!DocumentReader.IsOfReadKind(name))
            return (null, turn.Say(Texts.Import_WrongKind));
        var (hash, fetched) = await files.KeepAsync(turn.Message.Sender.Channel, attachment, cancellationToken);
        return hash is null
            ? (null, Refusals.FaultOf(turn, attachment, fetched))
            : (new KeptFile(hash, name.Length > LongestName ? name[^LongestName..] : name), null);
    }

    public ImportedFile Read(KeptFile kept)
    {
        if (files.Find(kept.Hash) is not { } file)
            return new ImportedFile.Gone();
        var bytes = File.ReadAllBytes(file.FullName);
        if (kept.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            using var stream = new MemoryStream(bytes);
            if (RosterWorkbook.ReadWhereRoster(stream) is { } roster)
                return new ImportedFile.Roster(roster);
        }

        return PlanFile.Of(bytes, kept.Name, issuedOn: null, calendar.IsWorkday) switch
        {
            PlanFile.Read { Draft: var draft } => new ImportedFile.Plan(draft),
            PlanFile.Refused { Sentence: var sentence } => new ImportedFile.Refused(sentence),
            _ => throw new InvalidOperationException("A new kind of PlanFile has no answer here."),
        };
    }
}
