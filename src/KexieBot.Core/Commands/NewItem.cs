using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>What a liaison is told of an item that is newly the unit's.</summary>
internal static class NewItem
{
    public static Reply NoticeFor(Person person, string reference, string title) => person.Language == "en"
        ? new Reply { Title = $"New for you: {reference} {title}", Choices = [new Choice("sign", $"sign {reference}") { IsPrimary = true }, new Choice("details", $"measure {reference}")] }
        : new Reply { Title = $"新交办：第{reference}条 {title}", Choices = [new Choice("签收", $"签收 {reference}") { IsPrimary = true }, new Choice("详情", reference)] };
}
