namespace KexieBot.Channels.WeCom.Sending;

/// <summary>The platform is late at :00 and :30, since everybody's jobs send then (频率限制 names these minutes). Nudges go before or after, each person's at a moment of its own.</summary>
internal static class HalfHours
{
    private const long HalfHour = 30 * TimeSpan.TicksPerMinute;

    /// <summary>How long a nudge to <paramref name="user"/> has to wait at <paramref name="now"/>; null when it may go.</summary>
    public static TimeSpan? WaitFor(string user, DateTimeOffset now, TimeSpan margin)
    {
        var since = TimeSpan.FromTicks(now.UtcTicks % HalfHour);
        // Until the next one where that is nearer.
        var away = since <= margin ? since : since - TimeSpan.FromTicks(HalfHour);
        if (margin == TimeSpan.Zero || away < -margin)
            return null;
        return margin - away + TimeSpan.FromSeconds(1) + (margin * Share(user));
    }

    // The same for a person on every replica: two of them must not name two moments.
    private static double Share(string user) => Convert.ToInt32(WeComSentLog.NameOf(user)[..4], 16) / 65536d;
}
