using System.Net;
using KexieBot.Core;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>
/// Which calls are made again. The platform asks for it at 429, 412, 502, 503 and 504 and at nothing else (bot-basics, status codes).
/// An attempt without any answer is repeated only where that does no harm: a message whose answer was lost may have been delivered.
/// So may one that a gateway answers with 502 or 504 for a silent server: it is sent once more, as the platform asks, and not again.
/// </summary>
internal static class ConnectorResilience
{
    /// <summary>Longer waits are the caller's business: it holds a lease that must not run out meanwhile.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>One attempt, with its wait for a free slot.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(18);

    /// <summary>A gateway that lost its server needs a moment to find it again.</summary>
    private static readonly TimeSpan WaitForGateway = TimeSpan.FromSeconds(2);

    public static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var time = context.ServiceProvider.GetRequiredService<OfficeClock>().Time;
        pipeline.TimeProvider = time;
        pipeline.AddTimeout(TotalTimeout);
        pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = LongestWait,
            ShouldHandle = attempt => ValueTask.FromResult(IsWorthAnother(attempt.Outcome, ConnectorCall.Of(attempt.Context.GetRequestMessage()), attempt.AttemptNumber, time)),
            DelayGenerator = attempt => ValueTask.FromResult(RetryAfter.Of(attempt.Outcome.Result, time.GetUtcNow())
                ?? (ConnectorCall.Of(attempt.Context.GetRequestMessage()) is { IsIdempotent: false, MayHaveArrived: true } ? WaitForGateway : null)),
        });
        pipeline.AddTimeout(AttemptTimeout);
    }

    private static bool IsWorthAnother(Outcome<HttpResponseMessage> outcome, ConnectorCall? call, int attempt, TimeProvider time)
    {
        if (outcome.Result is { } answer)
        {
            return (call is not { IsIdempotent: false, MayHaveArrived: true } || attempt == 0)
                && answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed
                    or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                && (RetryAfter.Of(answer, time.GetUtcNow()) ?? TimeSpan.Zero) <= LongestWait;
        }

        return outcome.Exception is HttpRequestException && call is not null && (call.IsIdempotent || !call.MayHaveArrived);
    }
}
