using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands.Shared;

/// <summary>What the office can decide on an item that waits for it: the buttons of the request, and of the item whenever the office looks at it.</summary>
internal static class ReviewChoices
{
    public static IReadOnlyList<Choice> Of(WorkItem item, string unit, string reference, Language language) =>
    [
        .. item.State == WorkItemState.UnderReview ? OfClosing(unit, reference, language) : [],
        .. item.Extension is not null ? OfExtension(unit, reference, language) : [],
    ];

    // Without a reason it is asked for.
    public static IReadOnlyList<Choice> OfClosing(string unit, string reference, Language language) =>
    [
        new Choice(language.Say(Texts.Review_Accept), language.Say(Texts.Review_AcceptCommand, reference, unit)) { IsPrimary = true },
        new Choice(language.Say(Texts.Review_Return), language.Say(Texts.Review_ReturnCommand, unit, reference)),
    ];

    public static IReadOnlyList<Choice> OfExtension(string unit, string reference, Language language) =>
    [
        new Choice(language.Say(Texts.Review_Grant), language.Say(Texts.Review_GrantCommand, reference, unit)) { IsPrimary = true },
        new Choice(language.Say(Texts.Review_Refuse), language.Say(Texts.Review_RefuseCommand, reference, unit)),
    ];

    /// <summary>The two answers to an objection: to hand the item on, where the unit names another, or to leave it.</summary>
    public static IReadOnlyList<Choice> OfDispute(string unit, string reference, string? other, Language language) =>
    [
        .. other is null ? [] : new[] { new Choice(language.Say(Texts.Review_HandTo, other), $"把{unit}第{reference}条转给{other}") },
        new Choice(language.Say(Texts.Review_LeaveIt), language.Say(Texts.Review_LeaveItCommand, reference, unit)),
    ];

    /// <summary>What draws a request's card anew, as the item stands then.</summary>
    public static string RefreshSay(string unit, string reference) => $"{unit}第{reference}条办到哪了";

    /// <summary>What became of a request, for the cards of it that other officers hold.</summary>
    public static Reply Decided(string title, string reference, Language language) => Reply.Of(title, ReplyTone.Good) with
    {
        Choices = [History(reference, language)],
    };

    public static Choice History(string reference, Language language) => new(language.Say(Texts.Offer_History), language.Say(Texts.Command_History, reference));
}
