using KexieBot.Core.Delivery;
using Microsoft.Extensions.Options;

namespace KexieBot.Scheduling;

/// <summary>Section <c>Delivery</c>.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public DeliveryRules Rules { get; private set; } = new();

    /// <summary>What is wrong with the section, in sentences; empty where nothing is.</summary>
    public IReadOnlyList<string> Failures { get; private set; } = [];

    public void Read(IConfigurationSection section)
    {
        var read = new SettingReader(section);
        var usual = new DeliveryRules();
        Rules = new DeliveryRules
        {
            // While a dead worker holds a message nobody sends it, and what clocks may be off grows with it.
            Lease = read.Span("Lease", usual.Lease, 2 * Second, Hour),
            SendDeadline = read.Span("SendDeadline", usual.SendDeadline, Second, Hour / 2),
            Concurrency = read.Whole("Concurrency", usual.Concurrency, 1, 64),
            MaxAttempts = read.Whole("MaxAttempts", usual.MaxAttempts, 1, 100),
            FirstWait = read.Span("FirstWait", usual.FirstWait, Second, Hour),
            LongestWait = read.Span("LongestWait", usual.LongestWait, Second, 12 * Hour),
        };
        if (Rules.Lease < 2 * Rules.SendDeadline)
            read.Fail("Lease", $"{Rules.Lease}", $"至少为 SendDeadline（{Rules.SendDeadline}）两倍的时长", $"{2 * Rules.SendDeadline}");
        if (Rules.LongestWait < Rules.FirstWait)
            read.Fail("LongestWait", $"{Rules.LongestWait}", $"不小于 FirstWait（{Rules.FirstWait}）的时长", $"{2 * Rules.FirstWait}");
        read.DemandKnown();
        Failures = read.Failures;
    }
}

internal sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options) =>
        options.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Failures);
}
