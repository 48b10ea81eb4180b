using System.Net;
using System.Net.Http.Headers;
using KexieBot.Channels.Teams.Callers;
using KexieBot.Core;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>Stands under the retries, so that each attempt takes its own slot in the buckets and carries a token that is good now.</summary>
internal sealed class PacedHandler(RateBuckets buckets, ConnectorTokens tokens, ServiceUrlPolicy serviceUrls, OfficeClock clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ConnectorCall.Of(request) ?? throw new InvalidOperationException("A Connector request says nothing of its thread.");
        if (await PaceAsync(call, cancellationToken) is { } wait)
            return Throttled(request, wait);
        var answer = await AuthorizedAsync(request, call, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests && RetryAfter.Of(answer, clock.Time.GetUtcNow()) is { } stayAway)
            await buckets.HoldAsync(call.Thread, stayAway);
        return answer;
    }

    private async Task<TimeSpan?> PaceAsync(ConnectorCall call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.MayHaveArrived ? CancellationToken.None : call.UntilSent);
        try
        {
            var wait = await buckets.WaitAsync(call.Thread, call.Tenant, either.Token);
            either.Token.ThrowIfCancellationRequested();
            return wait;
        }
        catch (Exception fault) when (call.IsReply && (fault is RedisException or TimeoutException))
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> AuthorizedAsync(HttpRequestMessage request, ConnectorCall call, CancellationToken cancellationToken)
    {
        if (!serviceUrls.MayHaveToken(request.RequestUri!))
        {
            // An address learned under other settings is not written to at all.
            return serviceUrls.IsPlayground(request.RequestUri!) ? await LeaveAsync(request, call, cancellationToken) : throw new TokenUnavailableException();
        }

        var token = await tokens.GetAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await LeaveAsync(request, call, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
            return answer;

        // Secrets rotate and providers revoke: a refused token is dropped and a new one tried, once.
        tokens.Drop(token);
        answer.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
        return await LeaveAsync(request, call, cancellationToken);
    }

    private async Task<HttpResponseMessage> LeaveAsync(HttpRequestMessage request, ConnectorCall call, CancellationToken cancellationToken)
    {
        var before = call.MayHaveArrived;
        try
        {
            call.MayHaveArrived = true;
            var answer = await base.SendAsync(request, cancellationToken);
            // A gateway that answers for a silent server does not know whether the server took the message.
            call.MayHaveArrived = before || answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;
            return answer;
        }
        catch (HttpRequestException fault) when (NeverLeft(fault))
        {
            call.MayHaveArrived = before;
            throw;
        }
    }

    private static bool NeverLeft(HttpRequestException fault) => fault.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    /// <summary>The answer that the platform would give if we asked it now.</summary>
    private static HttpResponseMessage Throttled(HttpRequestMessage request, TimeSpan wait)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request };
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)));
        return answer;
    }
}
