using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>What the office can decide on an item that waits for it: the buttons of the request, and of the item whenever the office looks at it.</summary>
internal static class ReviewChoices
{
    public static IReadOnlyList<Choice> Of(WorkItem item, string unit, string reference, bool isEnglish) =>
    [
        .. item.State == WorkItemState.UnderReview ? OfClosing(unit, reference, isEnglish) : [],
        .. item.Extension is not null ? OfExtension(unit, reference, isEnglish) : [],
    ];

    // Without a reason it is asked for.
    public static IReadOnlyList<Choice> OfClosing(string unit, string reference, bool isEnglish) =>
    [
        new Choice(isEnglish ? "accept" : "通过", isEnglish ? $"approve close {reference} {unit}" : $"同意办结 {reference} {unit}") { IsPrimary = true },
        new Choice(isEnglish ? "return" : "退回", isEnglish ? $"return {reference} {unit}" : $"退回{unit}第{reference}条"),
    ];

    public static IReadOnlyList<Choice> OfExtension(string unit, string reference, bool isEnglish) =>
    [
        new Choice(isEnglish ? "grant" : "同意延期", isEnglish ? $"approve extension {reference} {unit}" : $"同意延期 {reference} {unit}") { IsPrimary = true },
        new Choice(isEnglish ? "refuse" : "不同意", isEnglish ? $"reject extension {reference} {unit}" : $"不同意延期 {reference} {unit}"),
    ];

    /// <summary>The two answers to an objection: to hand the item on, where the unit names another, or to leave it.</summary>
    public static IReadOnlyList<Choice> OfDispute(string unit, string reference, string? other, bool isEnglish) =>
    [
        .. other is null ? [] : new[] { new Choice(isEnglish ? $"hand to {other}" : $"转给{other}", $"把{unit}第{reference}条转给{other}") },
        isEnglish ? new Choice("leave it", $"reject dispute {reference} {unit}") : new Choice("驳回异议", $"驳回异议 {reference} {unit}"),
    ];

    /// <summary>What draws a request's card anew, as the item stands then.</summary>
    public static string RefreshSay(string unit, string reference) => $"{unit}第{reference}条办到哪了";

    /// <summary>What became of a request, for the cards of it that other officers hold.</summary>
    public static Reply Decided(string title, string reference, bool isEnglish) => Reply.Of(title, ReplyTone.Good) with
    {
        Choices = [History(reference, isEnglish)],
    };

    public static Choice History(string reference, bool isEnglish) => new(isEnglish ? "history" : "历史", isEnglish ? $"history {reference}" : $"历史 {reference}");
}
