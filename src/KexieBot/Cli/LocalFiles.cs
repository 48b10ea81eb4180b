using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;

namespace KexieBot.Cli;

/// <summary>Files that <c>chat --file</c> hands over, by their path on this machine. Only verbs have it: what comes from outside names no paths.</summary>
internal sealed class LocalFiles : IFileSource
{
    public ChannelKind Channel => ChannelKind.Console;

    public async Task<FetchedFile> FetchAsync(InboundAttachment attachment, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(attachment.Source).Length > EvidenceFiles.MostBytes ? new FetchedFile.TooBig() : new FetchedFile.Content(await File.ReadAllBytesAsync(attachment.Source, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FetchedFile.Unavailable(exception.Message);
        }
    }
}
