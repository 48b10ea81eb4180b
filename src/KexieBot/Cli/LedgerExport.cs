using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Cli;

/// <summary><c>ledger export</c>: all work items with where they stand, as a workbook for people or as JSON for programs.</summary>
internal static class LedgerExport
{
    public static async Task<int> RunAsync(string file, CancellationToken cancellationToken)
    {
        var isJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && !file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            throw new VerbRefusedException($"不认识“{Path.GetExtension(file)}”，请写 .xlsx 或 .json，例如 ledger export 台账.xlsx。");
        await using var session = await CliSession.OpenAsync();
        var files = session.Get<LedgerFiles>();
        var whole = new ReplyFile(Path.GetFileName(file), "");
        var (content, count) = isJson ? await JsonAsync(files, whole) : await files.WriteAsync(whole);
        await OutputFile.ReplaceAsync(file, stream => stream.WriteAsync(content, cancellationToken).AsTask());
        Console.WriteLine($"已导出 {count} 项任务到 {file}。{count} items exported.");
        return 0;
    }

    private static async Task<(byte[] Content, int Count)> JsonAsync(LedgerFiles files, ReplyFile whole)
    {
        var items = await files.ItemsAsync(whole);
        return (JsonSerializer.SerializeToUtf8Bytes(items, StoreJson.Options), items.Count);
    }
}
