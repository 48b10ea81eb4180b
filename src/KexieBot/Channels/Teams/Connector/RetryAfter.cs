namespace KexieBot.Channels.Teams.Connector;

/// <summary>How long an answer asks to be left alone: seconds or a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage? answer, DateTimeOffset now) => answer?.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } => until > now ? until - now : TimeSpan.Zero,
        _ => null,
    };
}
