using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands.Shared;

/// <summary>What a liaison is told of an item that is newly the unit's.</summary>
internal static class NewItem
{
    public static Reply NoticeFor(Person person, string reference, string title) => new()
    {
        Title = person.Language.Say(Texts.NewItem_Title, reference, title),
        Choices =
        [
            new Choice(person.Language.Say(Texts.Offer_Sign), person.Language.Say(Texts.Command_Sign, reference)) { IsPrimary = true },
            new Choice(person.Language.Say(Texts.NewItem_Details), person.Language.Say(Texts.NewItem_DetailsCommand, reference)),
        ],
    };
}
