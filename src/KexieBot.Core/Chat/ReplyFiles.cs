using KexieBot.Core.Plans;

namespace KexieBot.Core.Chat;

/// <summary>Writes the files that go with replies, when they are sent.</summary>
public sealed class ReplyFiles(LedgerFiles ledger, ImportFiles imports)
{
    /// <summary>The workbook; empty where what it was to be written from is gone.</summary>
    public async Task<byte[]> WriteAsync(ReplyFile file)
    {
        if (file.DraftOf is not { } kept)
            return (await ledger.WriteAsync(file)).Content;
        if (imports.Read(kept) is not ImportedFile.Plan { Draft: var draft })
            return [];
        using var stream = new MemoryStream();
        DraftWorkbook.Write(stream, draft);
        return stream.ToArray();
    }
}
