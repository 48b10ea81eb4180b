using KexieBot.Channels.WeCom.Api;
using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;

namespace KexieBot.Channels.WeCom;

/// <summary>Pictures of WeCom: the platform keeps them for three days under their media id (获取临时素材).</summary>
internal sealed class WeComFiles(WeComApi api) : IFileSource
{
    public ChannelKind Channel => ChannelKind.WeCom;

    public async Task<FetchedFile> FetchAsync(InboundAttachment attachment, CancellationToken cancellationToken) =>
        await api.GetFileAsync("media/get", $"&media_id={Uri.EscapeDataString(attachment.Source)}", cancellationToken) switch
        {
            WeComCall.File file => file.Fetched,
            WeComCall.Done => new FetchedFile.Unavailable("the platform gave no file"),
            var answer => new FetchedFile.Unavailable(answer.Describe()),
        };
}
