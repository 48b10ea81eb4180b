namespace KexieBot.Core.Delivery;

/// <summary>How patiently and how fast messages are delivered: the section <c>Delivery</c>.</summary>
public sealed record DeliveryRules
{
    /// <summary>How long a worker that died keeps others from its messages. Longer than a send may take, shorter than a person should wait.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The longest that one attempt may take, over all of a person's accounts; well within <see cref="Lease"/>.</summary>
    public TimeSpan SendDeadline { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Sends in flight at one time. The platforms' limits are per application, so more does not end sooner.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Failed attempts after which a message goes to the dead letters: with the waits below, after about three hours without the platform. One that loses its point at a set time is tried until then.</summary>
    public int MaxAttempts { get; init; } = 12;

    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The wait before attempt <paramref name="failures"/> + 1. <paramref name="chance"/>, 0 to 1, spreads it over its second half so that what failed together does not return together.</summary>
    public TimeSpan WaitAfter(int failures, double chance)
    {
        var full = Math.Min(FirstWait.TotalSeconds * Math.Pow(2, failures - 1), LongestWait.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (chance / 2)));
    }
}
