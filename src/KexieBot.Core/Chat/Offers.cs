namespace KexieBot.Core.Chat;

/// <summary>Buttons that many replies offer.</summary>
internal static class Offers
{
    public static Choice MyTasks(Turn turn) => MyTasks(turn.Language);

    public static Choice MyTasks(Language language) => Choice.Saying(language.Say(Texts.Offer_MyTasks));

    public static Choice Status(Turn turn) => Choice.Saying(turn.Say(Texts.Offer_Status));

    public static Choice Overdue(Turn turn) => new(turn.Say(Texts.State_Overdue), turn.Say(Texts.Command_Overdue));

    public static Choice DueThisMonth(Turn turn) => Choice.Saying(turn.Say(Texts.Offer_DueThisMonth));
}
