using System.Net;
using KexieBot.Core;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>
/// Which calls are made again. The platform asks for it at 429, 412, 502, 503 and 504 and at nothing else (bot-basics, status codes).
/// An attempt without any answer is repeated only where that does no harm: a message whose answer was lost may have been delivered.
/// </summary>
internal static class ConnectorResilience
{
    /// <summary>Longer waits are the caller's business: it holds a lease that must not run out meanwhile.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>One attempt, with its wait for a free slot.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(25);

    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(50);

    public static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<OfficeClock>().Time;
        pipeline.AddTimeout(TotalTimeout);
        pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = LongestWait,
            ShouldHandle = attempt => ValueTask.FromResult(IsWorthAnother(attempt.Outcome, ConnectorCall.Of(attempt.Context.GetRequestMessage()))),
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result?.Headers.RetryAfter?.Delta),
        });
        pipeline.AddTimeout(AttemptTimeout);
    }

    private static bool IsWorthAnother(Outcome<HttpResponseMessage> outcome, ConnectorCall? call)
    {
        if (outcome.Result is { } answer)
        {
            return answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed
                    or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                && (answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero) <= LongestWait;
        }

        return outcome.Exception is HttpRequestException && call is not null && (call.IsIdempotent || !call.MayHaveArrived);
    }
}
