namespace KexieBot.Channels.Teams.Connector;

/// <summary>At most <paramref name="Count"/> calls in any <paramref name="Window"/>.</summary>
internal readonly record struct RateLimit(int Count, TimeSpan Window);

/// <summary>How fast the platform may be called ("Rate limiting for agents", text of 2026-10-08).</summary>
internal sealed record TeamsRates
{
    /// <summary>By all replicas together, for one tenant. A tenth below the published 50: what leaves evenly may arrive in bunches.</summary>
    public IReadOnlyList<RateLimit> PerTenant { get; init; } = [new(45, TimeSpan.FromSeconds(1))];

    /// <summary>Into one conversation.</summary>
    public IReadOnlyList<RateLimit> PerThread { get; init; } =
    [
        new(7, TimeSpan.FromSeconds(1)),
        new(8, TimeSpan.FromSeconds(2)),
        new(60, TimeSpan.FromSeconds(30)),
        new(1800, TimeSpan.FromHours(1)),
    ];

    /// <summary>Added to every window: calls bunch up between here and there, and replicas' clocks differ a little.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait for a free slot; beyond it the caller is told when to come again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
