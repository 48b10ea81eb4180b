namespace KexieBot.Core.Chat;

/// <summary>Buttons that many replies offer.</summary>
internal static class Offers
{
    public static Choice MyTasks(Turn turn) => MyTasks(turn.IsEnglish);

    public static Choice MyTasks(bool isEnglish) => isEnglish ? new Choice("my tasks", "my tasks") : new Choice("我的任务", "我的任务");
}
