namespace KexieBot.Core.Delivery;

/// <summary>How a message ended.</summary>
public enum DeliveryOutcome
{
    /// <summary>A platform took it.</summary>
    Sent,

    /// <summary>The platform's answer was lost and a repeat is not safe: it may have arrived, and lies among the dead letters for the office to decide.</summary>
    Uncertain,

    /// <summary>None of the person's accounts can be reached.</summary>
    Unreachable,

    /// <summary>It was not sent in time and has lost its point.</summary>
    Pointless,

    /// <summary>What it asked for was done before it was sent.</summary>
    Answered,

    /// <summary>It was said in its reader's morning message, or in one with all that was late.</summary>
    Merged,

    /// <summary>It went to the dead letters.</summary>
    Dead,

    /// <summary>The office took it out of the dead letters without sending it.</summary>
    Dropped,

    /// <summary>It lay among the dead letters until nobody could want it any more.</summary>
    Expired,

    /// <summary>What is stored of it cannot be read, or is not there.</summary>
    Unreadable,
}

/// <summary>The outcomes' names in the store and in metrics.</summary>
public static class DeliveryOutcomes
{
    /// <summary>Counts the message's end in the metrics if <paramref name="commit"/>, which counts it in the store, is made.</summary>
    internal static async Task<bool> CountedAsync(DeliveryOutcome outcome, Task<bool> commit)
    {
        var isMade = await commit;
        if (isMade)
            KexieTelemetry.Settlements.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));
        return isMade;
    }

    public static string NameOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Sent => "sent",
        DeliveryOutcome.Uncertain => "uncertain",
        DeliveryOutcome.Unreachable => "unreachable",
        DeliveryOutcome.Pointless => "pointless",
        DeliveryOutcome.Answered => "answered",
        DeliveryOutcome.Merged => "merged",
        DeliveryOutcome.Dead => "dead",
        DeliveryOutcome.Dropped => "dropped",
        DeliveryOutcome.Expired => "expired",
        DeliveryOutcome.Unreadable => "unreadable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
