using System.Security.Cryptography;
using KexieBot.Core.Chat;
using Microsoft.Extensions.Logging;

namespace KexieBot.Core.Evidence;

/// <summary>The folder in which evidence is kept. Replicas share one.</summary>
public sealed record EvidenceFolder(string Path);

/// <summary>
/// Keeps the bytes of evidence, each file once, under the SHA-256 of its content: <c>ab/abcd….</c> The ledger's event names the hash, so the chain vouches
/// for the file too. A file is on the disk before the event that names it is committed.
/// </summary>
public sealed partial class EvidenceFiles(EvidenceFolder folder, IEnumerable<IFileSource> sources, ILogger<EvidenceFiles> logger)
{
    /// <summary>The largest file that is kept: what WeCom takes as a file.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    // What a clerk hands in; nothing that runs when it is opened.
    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".pdf", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".dps", ".txt", ".csv", ".md", ".zip", ".mp4",
    };

    /// <summary>The kinds that are kept, for a reply.</summary>
    public const string KindsInWords = "图片、PDF、OFD、Word、Excel、PPT、WPS、文本、zip 或 mp4";

    public static bool IsKept(string name) => Kinds.Contains(Path.GetExtension(name));

    /// <summary>Fetches and keeps a file; its hash, or null and why not.</summary>
    public async Task<(string? Hash, FetchedFile Fetched)> KeepAsync(ChannelKind channel, InboundAttachment attachment, CancellationToken cancellationToken)
    {
        var fetched = sources.FirstOrDefault(source => source.Channel == channel) is { } from
            ? await from.FetchAsync(attachment, cancellationToken)
            : new FetchedFile.Unavailable("the channel has no files");
        if (fetched is FetchedFile.Unavailable { Reason: var reason })
            Log.NotFetched(logger, channel, reason);
        return (fetched is FetchedFile.Content { Bytes: var bytes } ? await KeepAsync(bytes, cancellationToken) : null, fetched);
    }

    /// <summary>A kept file; null where none has the hash.</summary>
    public FileInfo? Find(string hash) => IsHash(hash) && new FileInfo(PathOf(hash)) is { Exists: true } file ? file : null;

    private async Task<string> KeepAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = PathOf(hash);
        if (File.Exists(path))
            return hash;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(bytes, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
        return hash;
    }

    private string PathOf(string hash) => Path.Combine(folder.Path, hash[..2], hash);

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A file that came over {Channel} could not be fetched: {Reason}.")]
        public static partial void NotFetched(ILogger logger, ChannelKind channel, string reason);
    }
}
