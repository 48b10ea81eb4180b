namespace KexieBot.Core.Chat.Understanding;

/// <summary>One message, understood. <see cref="Nearest"/> is filled for <see cref="Understanding.Intent.Unknown"/> and where it is not sure.</summary>
public sealed record Understood(Intent Intent, Slots Slots, IReadOnlyList<Suggestion> Nearest)
{
    /// <summary>False for the likeliest reading of a message that would change something, where it is not likely enough to act on.</summary>
    public bool IsSure { get; init; } = true;

    /// <summary>True for a documented form and for a known sentence: a command in so many words, also where something else was asked for.</summary>
    public bool IsCertain { get; init; }

    /// <summary>True for a known sentence alone, letter by letter.</summary>
    public bool IsExact { get; init; }

    /// <summary>What may be acted on: itself, or not understood with what it could have been.</summary>
    public Understood Settled() => IsSure ? this : new Understood(Intent.Unknown, Slots.None, Nearest);
}

/// <summary>Something the person may have meant, with the words that would say it: fit for a button.</summary>
public sealed record Suggestion(Intent Intent, string Text);

public enum AskerRole { None, Liaison, Leader, Office }

/// <summary>What is known before a message is read. Everything beside the day is optional.</summary>
public sealed record UnderstandingContext(DateOnly Today)
{
    public static UnderstandingContext WithoutRoster(DateOnly today) => new(today);

    public UnitLexicon Units { get; init; } = UnitLexicon.BuiltIn;
    public AskerRole Asker { get; init; } = AskerRole.None;
    public IReadOnlyList<PlanName> Plans { get; init; } = [];
    /// <summary>The largest measure number in use; null where no ledger is at hand.</summary>
    public int? LargestMeasure { get; init; }
}
