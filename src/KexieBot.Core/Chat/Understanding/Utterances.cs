using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// Reads what people type. Pure and deterministic: a table of rules chooses the intent, patterns fill the slots.
/// Nothing is guessed that would change the ledger; only reading intents may be reached by likeness.
/// </summary>
public static class Utterances
{
    public static Understood Read(string text, UnderstandingContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return ReadWhole(text, context);
        }
        catch (RegexMatchTimeoutException)
        {
            // Every pattern has a time limit; a text that exceeds one is not understood, which changes nothing.
            return new Understood(Intent.Unknown, Slots.None, []);
        }
    }

    private static Understood ReadWhole(string text, UnderstandingContext context)
    {
        var skeleton = Skeleton.Of(text, context);
        if (skeleton.Text.Length == 0)
            return new Understood(Intent.Unknown, Slots.None, Likeness.NearestTo(skeleton));
        var intent = RuleBook.Find(skeleton);
        if (intent is Intent.Unknown)
            return new Understood(Intent.Unknown, new Slots { Denied = "not_allowed" }, Likeness.NearestTo(skeleton));
        return (intent ?? Likeness.SafeGuess(skeleton)) is { } found
            ? new Understood(found, SlotFilling.Fill(skeleton, found), [])
            : new Understood(Intent.Unknown, Slots.None, Likeness.NearestTo(skeleton));
    }
}
