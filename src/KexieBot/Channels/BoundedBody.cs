using KexieBot.Core.Evidence;

namespace KexieBot.Channels;

/// <summary>Reads a file's bytes and stops where they become too many, whatever the headers promised.</summary>
internal static class BoundedBody
{
    public static async Task<FetchedFile> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > EvidenceFiles.MostBytes)
            return new FetchedFile.TooBig();
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > EvidenceFiles.MostBytes)
                return new FetchedFile.TooBig();
            bytes.Write(buffer, 0, read);
        }

        return new FetchedFile.Content(bytes.ToArray());
    }
}
