using System.Net.Http.Headers;
using KexieBot.Channels.Teams.Callers;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;

namespace KexieBot.Channels.Teams;

/// <summary>Files of Teams: pictures lie at the Connector and need the bot's token, other files in SharePoint under an address that is good for some minutes and needs none. No other place is asked, or given anything.</summary>
internal sealed class TeamsFiles(IHttpClientFactory clients, ServiceUrlPolicy serviceUrls, ConnectorTokens tokens, OfficeClock clock) : IFileSource
{
    public const string ClientName = "teams-files";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string[] FileHosts = [".sharepoint.com", ".sharepoint.cn", ".svc.ms"];

    public ChannelKind Channel => ChannelKind.Teams;

    public async Task<FetchedFile> FetchAsync(InboundAttachment attachment, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(attachment.Source, UriKind.Absolute, out var address) || !(MayHaveToken(attachment, address) || IsFileHost(address)))
            return new FetchedFile.Unavailable("its place is neither the Connector nor SharePoint");
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (MayHaveToken(attachment, address))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(either.Token));
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? await BoundedBody.ReadAsync(answer.Content, either.Token) : new FetchedFile.Unavailable($"HTTP {(int)answer.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TokenUnavailableException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new FetchedFile.Unavailable(fault.GetType().Name);
        }
    }

    /// <summary>Puts a file where an upload session of OneDrive waits for it; false where that is no such place, or it did not take the file. In one piece: a session takes up to 60 MB at once.</summary>
    public async Task<bool> PutAsync(Uri address, byte[] content, CancellationToken cancellationToken)
    {
        if (!IsFileHost(address))
            return false;
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, address)
            {
                Content = new ByteArrayContent(content) { Headers = { ContentRange = new ContentRangeHeaderValue(0, content.Length - 1, content.Length), ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
            };
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private bool MayHaveToken(InboundAttachment attachment, Uri address) => attachment.IsOfChannel && serviceUrls.MayHaveToken(address);

    private static bool IsFileHost(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && Array.Exists(FileHosts, host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase));
}
