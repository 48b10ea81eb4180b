using System.Text;
using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;

namespace KexieBot.Tests.Support;

/// <summary>A channel that has every file it is asked for, and remembers which those were.</summary>
public sealed class ConsoleFiles : IFileSource
{
    public ChannelKind Channel => ChannelKind.Console;

    public List<string> Fetched { get; } = [];

    public Task<FetchedFile> FetchAsync(InboundAttachment attachment, CancellationToken cancellationToken)
    {
        Fetched.Add(attachment.Name);
        return Task.FromResult<FetchedFile>(new FetchedFile.Content(Encoding.UTF8.GetBytes(attachment.Name)));
    }
}
