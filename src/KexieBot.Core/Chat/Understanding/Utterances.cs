using System.Text.RegularExpressions;
using KexieBot.Core.Chat.Understanding.Learned;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// Reads what people type. Pure and deterministic: documented forms and known sentences are certain, all else is told by its likeness to examples
/// (<see cref="IntentModel"/>); patterns fill the slots. What is not certain and would change the ledger is marked, and must be asked about.
/// </summary>
public static class Utterances
{
    // Measured on 260 sentences that the examples do not hold: above these, one message in a hundred was misread.
    private const float SureToWrite = 0.55f;
    private const float SureToRead = 0.4f;
    private const float WorthOffering = 0.02f;
    private const int Attempts = 3;

    public static Understood Read(string text, UnderstandingContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return ReadWhole(text, context);
            }
            catch (RegexMatchTimeoutException) when (attempt < Attempts)
            {
                // The limit is one of the wall clock: on a machine with more to do than it can, the first match of a cold pattern exceeds it too.
            }
            catch (RegexMatchTimeoutException)
            {
                // Not understood, which changes nothing.
                return new Understood(Intent.Unknown, Slots.None, []);
            }
        }
    }

    private static Understood ReadWhole(string text, UnderstandingContext context)
    {
        var skeleton = Skeleton.Of(text, context);
        // Marks alone say nothing; a question mark asks for help, and so may a picture be known.
        if (Skeleton.LettersOf(skeleton.Text).Length == 0)
            return new Understood(Intent.Unknown, Slots.None, Suggestions.From([], skeleton));
        var form = CommandForms.Find(skeleton);
        if ((form ?? IntentExamples.Find(skeleton)) is { } certain and not Intent.Unknown)
        {
            var slots = SlotFilling.Fill(skeleton, certain);
            return skeleton.Percent is { IsGuessed: true } && !certain.OnlyReads()
                ? new Understood(certain, slots, Suggestions.From([certain], skeleton)) { IsSure = false }
                : new Understood(certain, slots, []) { IsCertain = true, IsExact = form is null };
        }

        if (CommandForms.IsDenied(skeleton))
            return new Understood(Intent.Unknown, new Slots { Denied = "not_allowed" }, Suggestions.From([], skeleton));
        var ranked = IntentModel.Rank(skeleton);
        var (intent, probability) = ranked[0];
        var nearest = Suggestions.From(ranked.Where(pair => pair.Probability >= WorthOffering).Select(pair => pair.Intent), skeleton);
        if (intent == Intent.Unknown || probability < SureToRead)
            return new Understood(Intent.Unknown, Slots.None, nearest);
        // A question never commands: 完成了吗 does not report it.
        var isSure = intent.OnlyReads() || (probability >= SureToWrite && (!skeleton.Asks || intent.MayAsk()) && skeleton.Percent is not { IsGuessed: true });
        return new Understood(intent, SlotFilling.Fill(skeleton, intent), isSure ? [] : nearest) { IsSure = isSure };
    }
}
