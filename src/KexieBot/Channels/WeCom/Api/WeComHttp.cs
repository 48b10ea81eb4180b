using System.Net;
using System.Net.Http.Headers;
using System.Text;
using KexieBot.Core;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>One HTTP exchange with the platform, told apart by what may have happened on the other side.</summary>
internal sealed class WeComHttp(IHttpClientFactory clients, string clientName, OfficeClock clock)
{
    private const int MostAnswerBytes = 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FileDeadline = TimeSpan.FromSeconds(30);

    public Task<WeComCall> GetAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        ExchangeAsync(new HttpRequestMessage(HttpMethod.Get, pathAndQuery), ReadAsync, Deadline, cancellationToken);

    /// <summary>A file, or the JSON that says why there is none.</summary>
    public Task<WeComCall> GetFileAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        ExchangeAsync(new HttpRequestMessage(HttpMethod.Get, pathAndQuery), ReadFileAsync, FileDeadline, cancellationToken);

    public Task<WeComCall> PostAsync(string pathAndQuery, byte[] json, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        return ExchangeAsync(new HttpRequestMessage(HttpMethod.Post, pathAndQuery) { Content = content }, ReadAsync, Deadline, cancellationToken);
    }

    /// <summary>The platform reads neither filename* nor quotes around the boundary, and takes the name as UTF-8 as it stands.</summary>
    public Task<WeComCall> PostFileAsync(string pathAndQuery, string fileName, byte[] file, CancellationToken cancellationToken)
    {
        var boundary = $"kexie{Guid.NewGuid():N}";
        var name = fileName.Replace('"', '\'').Replace('\r', ' ').Replace('\n', ' ');
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{name}\"; filelength={file.Length}\r\nContent-Type: application/octet-stream\r\n\r\n"),
            .. file,
            .. Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n"),
        ];
        var content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}") } };
        return ExchangeAsync(new HttpRequestMessage(HttpMethod.Post, pathAndQuery) { Content = content }, ReadAsync, FileDeadline, cancellationToken);
    }

    /// <summary>Cancellation counts only before the request leaves; then its own deadline rules, so that a caller's hurry never hides a delivered message.</summary>
    private async Task<WeComCall> ExchangeAsync(HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<WeComCall>> read, TimeSpan time, CancellationToken cancellationToken)
    {
        using var _ = request;
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(time, clock.Time);
        try
        {
            using var response = await clients.CreateClient(clientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return await read(response, deadline.Token);
        }
        catch (HttpRequestException e) when (NeverLeft(e.HttpRequestError))
        {
            return new WeComCall.NotSent($"no connection ({e.HttpRequestError})");
        }
        catch (HttpRequestException e)
        {
            return new WeComCall.Lost($"the connection broke ({e.HttpRequestError})");
        }
        catch (IOException)
        {
            return new WeComCall.Lost("the connection broke in the answer");
        }
        catch (OperationCanceledException) when (!deadline.IsCancellationRequested)
        {
            // The handler's own limit, and it has one for connecting only.
            return new WeComCall.NotSent("no connection in time");
        }
        catch (OperationCanceledException)
        {
            return new WeComCall.Lost("no answer in time");
        }
    }

    private static async Task<WeComCall> ReadFileAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType is "application/json" or "text/plain" or null
            ? await ReadAsync(response, cancellationToken)
            : new WeComCall.File(await BoundedBody.ReadAsync(response.Content, cancellationToken));

    private static async Task<WeComCall> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) => response.StatusCode switch
    {
        HttpStatusCode.OK => WeComCall.Read(await BoundedAsync(response.Content, cancellationToken)),
        // The platform answers 200; these come from a gateway or proxy before it.
        HttpStatusCode.ProxyAuthenticationRequired or HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
            new WeComCall.NotSent($"HTTP {(int)response.StatusCode} instead of an answer: check WeCom:ApiBaseUrl and WeCom:Proxy"),
        _ => new WeComCall.Lost($"HTTP {(int)response.StatusCode} instead of an answer"),
    };

    // What stands between here and the platform may answer anything, and unpacks to more than it sends.
    private static async Task<byte[]> BoundedAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(MostAnswerBytes, cancellationToken);
        return await content.ReadAsByteArrayAsync(cancellationToken);
    }

    private static bool NeverLeft(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
