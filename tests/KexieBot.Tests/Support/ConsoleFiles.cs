using System.Text;
using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;

namespace KexieBot.Tests.Support;

/// <summary>A channel that has every file it is asked for, and remembers which those were. A file without a content of its own holds its name.</summary>
public sealed class ConsoleFiles : IFileSource
{
    public ChannelKind Channel => ChannelKind.Console;

    public List<string> Fetched { get; } = [];

    public Dictionary<string, byte[]> Contents { get; } = new(StringComparer.Ordinal);

    public Task<FetchedFile> FetchAsync(InboundAttachment attachment, CancellationToken cancellationToken)
    {
        Fetched.Add(attachment.Name);
        return Task.FromResult<FetchedFile>(new FetchedFile.Content(Contents.GetValueOrDefault(attachment.Name) ?? Encoding.UTF8.GetBytes(attachment.Name)));
    }
}
