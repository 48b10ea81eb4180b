namespace KexieBot.Core.Chat;

/// <summary>Buttons that many replies offer.</summary>
internal static class Offers
{
    public static Choice MyTasks(Turn turn) => MyTasks(turn.IsEnglish);

    public static Choice MyTasks(bool isEnglish) => isEnglish ? new Choice("my tasks", "my tasks") : new Choice("我的任务", "我的任务");

    public static Choice Status(Turn turn) => new(turn.Say("进展汇总", "status"), turn.Say("进展汇总", "status"));

    public static Choice Overdue(Turn turn) => new(turn.Say("逾期", "overdue"), turn.Say("逾期任务", "overdue"));

    public static Choice DueThisMonth(Turn turn) => new(turn.Say("本月到期", "due this month"), turn.Say("本月到期", "due this month"));
}
