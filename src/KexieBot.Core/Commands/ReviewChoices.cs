using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>What the office can decide on an item that waits for it: the buttons of the request, and of the item whenever the office looks at it.</summary>
internal static class ReviewChoices
{
    public static IReadOnlyList<Choice> Of(WorkItem item, string unit, string reference, bool isEnglish) =>
    [
        .. item.State == WorkItemState.UnderReview
            ? new[]
            {
                new Choice(isEnglish ? "accept" : "通过", isEnglish ? $"approve close {reference} {unit}" : $"同意办结 {reference} {unit}") { IsPrimary = true },
                // Without a reason it is asked for.
                new Choice(isEnglish ? "return" : "退回", isEnglish ? $"return {reference} {unit}" : $"退回{unit}第{reference}条"),
            }
            : [],
        .. item.Extension is not null
            ? new[]
            {
                new Choice(isEnglish ? "grant" : "同意延期", isEnglish ? $"approve extension {reference} {unit}" : $"同意延期 {reference} {unit}") { IsPrimary = true },
                new Choice(isEnglish ? "refuse" : "不同意", isEnglish ? $"reject extension {reference} {unit}" : $"不同意延期 {reference} {unit}"),
            }
            : [],
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
