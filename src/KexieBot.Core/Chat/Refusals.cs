using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Chat;

/// <summary>Refusals that several commands have in common.</summary>
internal static class Refusals
{
    public static Reply NotInGroups(Turn turn) => Reply.Refusal(turn.Say(Texts.Refusal_NotInGroups));

    public static Reply NoPlan(Turn turn) => Reply.Refusal(turn.Say(Texts.Refusal_NoPlan));

    public static Reply OwnUnitOnly(Turn turn) => Reply.Refusal(turn.Say(Texts.Refusal_OtherUnit));

    /// <param name="turn">What was said.</param>
    /// <param name="name">The unit that nobody knows.</param>
    /// <param name="notDone">What was not done for it, as <see cref="Texts.Refusal_NothingChanged"/>; empty where only something was asked.</param>
    public static Reply UnknownUnit(Turn turn, string name, string notDone = "") => Reply.Refusal(turn.Say(Texts.Refusal_UnknownUnit, name, notDone));

    /// <summary>Why a file could not be had, to its sender.</summary>
    public static string FaultOf(Turn turn, InboundAttachment attachment, FetchedFile fetched) => fetched is FetchedFile.TooBig
        ? turn.Say(Texts.Evidence_TooLarge, TextCut.To(attachment.Name, EvidencePiece.LongestName), EvidenceFiles.MostBytes >> 20)
        : turn.Say(Texts.Evidence_NotFetched, TextCut.To(attachment.Name, EvidencePiece.LongestName));
}
