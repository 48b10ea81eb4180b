using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>The stand-in's files (上传临时素材, 获取临时素材): pictures that members sent, and files that the app uploads, which are good for three days.</summary>
internal sealed class FakeWeComMedia(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (FakeUpload File, DateTimeOffset Until)> uploads = new(StringComparer.Ordinal);

    /// <summary>Pictures that members sent, by media id.</summary>
    public ConcurrentDictionary<string, byte[]> Pictures { get; } = new(StringComparer.Ordinal);

    /// <summary>What the app uploaded under that id; null where there is none, or no longer.</summary>
    public FakeUpload? Find(string? id) => id is not null && uploads.TryGetValue(id, out var upload) && upload.Until > time.GetUtcNow() ? upload.File : null;

    /// <summary>The new media id, or the error code.</summary>
    public (string Id, int Error) Upload(string type, IFormFile? media)
    {
        if (type is not ("file" or "image" or "voice" or "video"))
            return ("", 40004);
        if (media is null || media.FileName.Length == 0)
            return ("", 41005);
        if (media.Length is <= 5 or > 20 << 20)
            return ("", 40006);
        using var content = new MemoryStream();
        media.CopyTo(content);
        var id = "media-" + Guid.NewGuid().ToString("N");
        uploads[id] = (new FakeUpload(media.FileName, content.ToArray()), time.GetUtcNow() + TimeSpan.FromDays(3));
        return (id, 0);
    }
}

internal sealed record FakeUpload(string Name, byte[] Content);
