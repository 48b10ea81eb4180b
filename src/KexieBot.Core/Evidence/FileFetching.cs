using KexieBot.Core.Chat;

namespace KexieBot.Core.Evidence;

/// <summary>What became of fetching a file from a channel.</summary>
public abstract record FetchedFile
{
    private FetchedFile()
    {
    }

    public sealed record Content(byte[] Bytes) : FetchedFile;

    /// <summary>It is larger than <see cref="EvidenceFiles.MostBytes"/>.</summary>
    public sealed record TooBig : FetchedFile;

    /// <summary>The channel does not give it: gone, refused, or from a place that is not asked. <paramref name="Reason"/> is the operator's.</summary>
    public sealed record Unavailable(string Reason) : FetchedFile;
}

/// <summary>A channel's way to a file that came with a message. Channels keep files for hours or days only.</summary>
public interface IFileSource
{
    ChannelKind Channel { get; }

    /// <summary>Fetches it whole, at most <see cref="EvidenceFiles.MostBytes"/>. Throws only <see cref="OperationCanceledException"/>.</summary>
    Task<FetchedFile> FetchAsync(InboundAttachment attachment, CancellationToken cancellationToken);
}
